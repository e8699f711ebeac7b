"""What the drivers of peers that are daemons of their own share: the line protocol of
LucenePeer.java, CPU time of another process, and how its memory and its files are counted.

A driver names itself, starts and stops its daemon, and turns the parts of a query (queries.py) into
a request; None where the daemon has no such query.
"""
import collections
import json
import os
import resource
import shutil
import socket
import sys
import time

Query = collections.namedtuple(
    "Query", "cls kind size start text low high category rating")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def folder_bytes(folder):
    """What a folder's files take on the disk: Groonga's have holes."""
    return sum(os.stat(os.path.join(root, name)).st_blocks * 512
               for root, _, names in os.walk(folder) for name in names)


def cpu_seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def wait_for(port, seconds=60):
    """A connection to a daemon that is starting."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            found = socket.create_connection(("127.0.0.1", port), timeout=60)
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return found
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(f"nothing listens on port {port} after {seconds} s")
            time.sleep(0.05)


class DaemonPeer:
    name = version_of = ""
    pid = None

    def index(self, path, folder, segments, deletes, threads):
        """Documents an index was built of, and what that took: `build` does it, in children."""
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        before = cpu_seconds(resource.RUSAGE_CHILDREN) + cpu_seconds(resource.RUSAGE_SELF)
        begun = time.monotonic()
        count = self.build(path, folder)
        after = cpu_seconds(resource.RUSAGE_CHILDREN) + cpu_seconds(resource.RUSAGE_SELF)
        return {"documents": count, "segments": 1, "cpu_s": after - before,
                "wall_s": time.monotonic() - begun, "merge_cpu_s": 0,
                "bytes": folder_bytes(folder)}

    def open(self, folder):
        self.start(folder)
        self.clock = (~self.pid << 3) | 2
        return {"segments": 1}

    def close(self):
        self.stop()
        return {}

    def queries(self, path):
        self.parts = collections.defaultdict(list)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                cls, kind, size, start, *rest = line.rstrip("\n").split("\t")
                self.parts[cls].append(Query(cls, kind, int(size), int(start), *rest))
        return {"classes": len(self.parts)}

    def run(self, cls, count):
        """CPU time of the daemon from each request to the next. Unit: nanoseconds."""
        requests = [self.request(q) for q in self.parts[cls][:int(count)]]
        if not requests or None in requests:
            return {"class": cls, "skipped": True}
        times, hits = [], 0
        before = time.clock_gettime_ns(self.clock)
        for request in requests:
            hits += self.ask(request)
            now = time.clock_gettime_ns(self.clock)
            times.append(now - before)
            before = now
        return {"class": cls, "cpu_ns": times, "hits": hits}

    def memory(self):
        with open(f"/proc/{self.pid}/status") as f:
            kib = next(int(x.split()[1]) for x in f if x.startswith("RssAnon"))
        return {"bytes": kib * 1024}

    def version(self):
        return {"name": self.name, "version": self.version_of}


def serve(peer):
    """Answers commands from standard input, a line of JSON each."""
    for line in sys.stdin:
        command, *words = line.split()
        print(json.dumps(getattr(peer, command)(*words)), flush=True)
    peer.stop()
