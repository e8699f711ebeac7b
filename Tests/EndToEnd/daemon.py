"""A real `aisle serve` in a scratch folder, for the end-to-end tests."""
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("AISLE_BINARY", os.path.join(ROOT, ".build", "release", "aisle"))
SHARED = os.path.join(ROOT, "..", "shared")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Daemon:
    """Starts, asks, kills and restarts one daemon; the folder goes with `close`."""

    def __init__(self, *flags, folder=None, environment=None, group=None):
        """`group` is a `MemoryGroup` the daemon lives in."""
        self.own_folder = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix="aisle-test-")
        self.flags = list(flags)
        self.environment = dict(os.environ, **(environment or {}))
        self.group = group
        self.port = free_port()
        self.process = None
        self.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, wait=True):
        self.log = open(os.path.join(self.folder, "daemon.log"), "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", os.path.join(self.folder, "data"),
             "--port", str(self.port), *self.flags],
            stdout=self.log, stderr=self.log, env=self.environment,
            preexec_fn=self.group.enter if self.group else None)
        if wait:
            self.wait_until_ready()

    def wait_until_ready(self, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the daemon ended with {self.process.returncode}: {self.tail()}")
            try:
                if self.ask("GET", "/_cluster/health")[0] == 200:
                    return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the daemon did not answer in time: " + self.tail())

    def tail(self):
        with open(os.path.join(self.folder, "daemon.log"), "rb") as f:
            return f.read()[-2000:].decode(errors="replace")

    def ask(self, method, path, body=None, content_type="application/json", timeout=60):
        """Status and decoded JSON (or text) of one request on a connection of its own."""
        status, kind, data = self.exchange(method, path, body, content_type, timeout)
        return status, json.loads(data) if "json" in kind and data else data

    def text(self, method, path, body=None):
        """Status and the answer as it was sent."""
        status, _, data = self.exchange(method, path, body, "application/json", 60)
        return status, data

    def exchange(self, method, path, body, content_type, timeout):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            if body is not None and not isinstance(body, (bytes, str)):
                body = json.dumps(body)
            if isinstance(body, str):
                body = body.encode()
            connection.request(method, path, body, {"Content-Type": content_type} if body else {})
            response = connection.getresponse()
            data = response.read().decode()
            return response.status, response.getheader("content-type") or "", data
        finally:
            connection.close()

    def bulk(self, index, documents, refresh=False):
        """Indexes (id, source) pairs in one bulk request and returns the answer."""
        lines = []
        for identifier, source in documents:
            lines.append(json.dumps({"index": {"_id": identifier}}))
            lines.append(source if isinstance(source, str) else json.dumps(source))
        path = f"/{index}/_bulk" + ("?refresh=true" if refresh else "")
        status, answer = self.ask("POST", path, "\n".join(lines) + "\n", "application/x-ndjson")
        if status != 200:
            raise AssertionError(f"bulk answered {status}: {answer}")
        return answer

    def rss_bytes(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            for line in f:
                if line.startswith("RssAnon"):
                    return int(line.split()[1]) * 1024
        return 0

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self, seconds=30):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(seconds)
        self.log.close()
        return self.process.returncode

    def close(self):
        if self.process.poll() is None:
            self.kill()
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def run(*arguments, stdin=None, timeout=600):
    """Runs `aisle` with these arguments; the finished process with its output as text."""
    return subprocess.run([BINARY, *arguments], input=stdin, capture_output=True, text=True,
                          timeout=timeout)
