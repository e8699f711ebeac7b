"""The engines of the benchmark as processes: peers driven over a pipe, and a real daemon."""
import json
import os
import selectors
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def anonymous_bytes(pid):
    """Memory of a process beside mapped files."""
    with open(f"/proc/{pid}/status") as f:
        for line in f:
            if line.startswith("RssAnon"):
                return int(line.split()[1]) * 1024
    return 0


def drop_cache(folder):
    """Drops a folder's pages from the page cache; none of them may be mapped."""
    for root, _, names in os.walk(folder):
        for name in names:
            handle = os.open(os.path.join(root, name), os.O_RDONLY)
            try:
                os.fsync(handle)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(handle)


class Engine:
    """One engine's process and its line protocol (LucenePeer.java)."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.version = self.ask("version")["version"]

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(w) for w in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended while answering: {' '.join(map(str, words))}")
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            sys.exit(f"{self.name}, asked {words}: {answer['error']}")
        return answer

    def anonymous_bytes(self):
        return anonymous_bytes(self.process.pid)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Client:
    """One connection to a daemon, which stays open while it is used."""

    # The daemon closes a connection that was silent for longer (75 s). Unit: seconds.
    IDLE_LIMIT = 30

    def __init__(self, port, log):
        self.port, self.log = port, log
        self.open()

    def open(self):
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used = time.monotonic()

    def renew(self):
        """Opens a connection again that the other engines' passes left silent for long, and has it
        answer once, so that no request measured pays for it."""
        if time.monotonic() - self.used < self.IDLE_LIMIT:
            return
        self.close()
        self.open()
        self.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.receive()

    def send(self, request):
        self.socket.sendall(request)

    def receive(self):
        """The body of the next answer."""
        data = self.socket.recv(1 << 18)
        head = data.find(b"\r\n\r\n")
        while head < 0:
            data += self.more()
            head = data.find(b"\r\n\r\n")
        headers = data[:head].lower()
        at = headers.find(b"content-length:")
        end = headers.find(b"\r\n", at)
        length = int(headers[at + 15:end if end > 0 else None])
        parts, have = [data[head + 4:]], len(data) - head - 4
        while have < length:
            parts.append(self.more())
            have += len(parts[-1])
        answer = b"".join(parts)
        if not data.startswith(b"HTTP/1.1 200"):
            sys.exit(f"aisle serve answered {data[:60]!r}: {answer[:500]!r}")
        self.used = time.monotonic()
        return answer

    def more(self):
        data = self.socket.recv(1 << 18)
        if not data:
            sys.exit(f"aisle serve closed the connection, see {self.log}")
        return data

    def close(self):
        self.socket.close()


class Daemon:
    """`aisle serve` on a folder, asked over connections that stay open."""

    CROWD = 8

    def __init__(self, binary, folder):
        """Returns when it answered the first request; `started_ms` says after how long."""
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.log = open(folder.rstrip("/") + ".log", "ab")
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [binary, "serve", "--data", folder, "--port", str(self.port)],
            stdout=self.log, stderr=self.log)
        self.clock = (~self.process.pid << 3) | 2  # CPU clock of another process, as in clock_gettime(2)
        self.client = self.connect(begun + 60)
        self.crowd = []
        self.ask(search_request({"size": 10, "query": {"match": {"title": "red shoes"}}}))
        self.started_ms = (time.monotonic() - begun) * 1000

    def connect(self, deadline):
        while True:
            try:
                return Client(self.port, self.log.name)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    sys.exit(f"aisle serve did not start, see {self.log.name}")
                time.sleep(0.001)

    def ask(self, request):
        """Sends the bytes of a request; the answer's body."""
        self.client.renew()
        self.client.send(request)
        return self.client.receive()

    def run(self, requests):
        """CPU time of the whole process from each request to the next. Unit: nanoseconds."""
        times = []
        self.client.renew()
        before = time.clock_gettime_ns(self.clock)
        for request in requests:
            self.ask(request)
            now = time.clock_gettime_ns(self.clock)
            times.append(now - before)
            before = now
        return times

    def run_crowded(self, requests):
        """CPU time of the whole process for one request, the mean of all, while each connection of
        the crowd sends its next request when it has its answer. Unit: nanoseconds."""
        while len(self.crowd) < self.CROWD:
            self.crowd.append(Client(self.port, self.log.name))
        for client in self.crowd:
            client.renew()
        waiting = iter(requests)
        before = time.clock_gettime_ns(self.clock)
        with selectors.DefaultSelector() as under_way:
            for client, request in zip(self.crowd, waiting):
                under_way.register(client.socket, selectors.EVENT_READ, client)
                client.send(request)
            while under_way.get_map():
                for key, _ in under_way.select():
                    client = key.data
                    client.receive()
                    request = next(waiting, None)
                    if request is None:
                        under_way.unregister(client.socket)
                    else:
                        client.send(request)
        return [(time.clock_gettime_ns(self.clock) - before) / len(requests)]

    def anonymous_bytes(self):
        return anonymous_bytes(self.process.pid)

    def stop(self):
        for client in (self.client, *self.crowd):
            client.close()
        self.process.terminate()
        self.process.wait(60)
        self.log.close()


def search_request(body):
    """The bytes of one search over HTTP; `body` as text or as what becomes JSON."""
    text = body if isinstance(body, str) else json.dumps(body)
    data = text.encode()
    head = ("POST /bench/_search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n\r\n")
    return head.encode() + data


class Field:
    """How to start every engine."""

    def __init__(self, peers, benchmarks, daemon):
        jar = next(f for f in os.listdir(peers) if f.endswith("fatjar.jar"))
        self.daemon = daemon
        self.commands = {
            "aisle": [benchmarks, "peer"],
            "lucene": ["java", "-Xms1g", "-Xmx2g", "-cp", f"{peers}/classes:{peers}/{jar}",
                       "LucenePeer"],
            **{name: [f"{peers}/venv/bin/python", f"{HERE}/{name}_peer.py"]
               for name in ("tantivy", "groonga", "sphinx")}}

    def start(self, name):
        return Engine(name, self.commands[name])

    def once(self, name, *words):
        """One command in a process of its own."""
        engine = self.start(name)
        answer = engine.ask(*words)
        engine.stop()
        return answer

    def first_answer_ms(self, name, folder, queries):
        """From the start of a process to its answer to one query."""
        begun = time.monotonic()
        engine = self.start(name)
        engine.ask("open", folder)
        engine.ask("queries", queries)
        engine.ask("run", "first", 1)
        passed = (time.monotonic() - begun) * 1000
        engine.stop()
        return passed

    def serve(self, folder):
        """A daemon on a copy of an index folder."""
        copy = f"{folder}.served"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        return Daemon(self.daemon, copy), copy

    def restart(self, copy):
        return Daemon(self.daemon, copy)
