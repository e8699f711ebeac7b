"""A control group with a memory limit, under version 2 or version 1 of the kernel's interface."""
import os

MOUNT = "/sys/fs/cgroup"


class NoControlGroup(Exception):
    """This machine lets nobody make a group with a memory limit; the text says why."""


def own_groups():
    """(mount, path below it, file of the limit) of the groups this process is in."""
    with open("/proc/self/cgroup") as f:
        lines = [line.rstrip("\n").split(":", 2) for line in f]
    for _, controllers, path in lines:
        if "memory" in controllers.split(","):
            yield os.path.join(MOUNT, "memory"), path, "memory.limit_in_bytes"
    for _, controllers, path in lines:
        if not controllers:
            yield MOUNT, path, "memory.max"


def upwards(root, path):
    """The group's folder, then its parents up to the root."""
    while True:
        yield os.path.join(root, path.strip("/"))
        if path in ("", "/"):
            return
        path = os.path.dirname(path)


class MemoryGroup:
    """Below this process's own group if that may have children, else below a parent of it."""

    def __init__(self, limit):
        refusals = []
        for root, path, name in own_groups():
            for parent in upwards(root, path):
                folder = os.path.join(parent, f"aisle-test-{os.getpid()}")
                try:
                    os.mkdir(folder)
                except OSError as error:
                    refusals.append(str(error))
                    continue
                try:
                    with open(os.path.join(folder, name), "w") as f:
                        f.write(str(limit))
                    self.folder = folder
                    return
                except OSError as error:
                    refusals.append(str(error))
                    os.rmdir(folder)
        raise NoControlGroup("; ".join(refusals) or "no memory controller in /proc/self/cgroup")

    def enter(self):
        """Moves the calling process into the group."""
        with open(os.path.join(self.folder, "cgroup.procs"), "w") as f:
            f.write(str(os.getpid()))

    def killed(self):
        """How many processes of the group were killed for memory."""
        for name in ("memory.events", "memory.oom_control"):
            try:
                with open(os.path.join(self.folder, name)) as f:
                    return next(int(line.split()[1]) for line in f if line.startswith("oom_kill "))
            except FileNotFoundError:
                continue
        raise AssertionError(f"{self.folder} does not tell whom it killed")

    def close(self):
        os.rmdir(self.folder)
