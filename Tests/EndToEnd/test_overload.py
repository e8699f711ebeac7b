"""More clients than the queue of searches takes: who is over is told at once, who is in is served."""
import json
import resource
import selectors
import socket
import statistics
import time
import unittest

from daemon import Daemon

QUEUE = 1000  # ServiceLimits.searchQueue
THREADS = 2
BURST = 100
WORDS = ["red", "green", "blue", "small", "large", "chair", "table", "lamp"]


def request(body):
    data = json.dumps(body).encode()
    return (b"POST /shop/_search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % len(data)) + data


# Long enough that a thousand of them are still waiting when the burst comes.
SEARCH = request({
    "size": 0, "track_total_hits": True, "query": {"match": {"title": "red chair lamp"}},
    "aggs": {"n": {"histogram": {"field": "n", "interval": 5},
                   "aggs": {"s": {"stats": {"field": "n"}}}}}, "_source": False})


class Asked:
    """One search on a connection of its own, asked when it is made."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.sendall(SEARCH)
        self.begun = time.monotonic()
        self.data = bytearray()
        self.seconds = None

    def read(self):
        """Whether the answer is whole."""
        piece = self.socket.recv(1 << 16)
        self.data += piece
        end = self.data.find(b"\r\n\r\n")
        if end < 0:
            return not piece
        lines = self.data[:end].decode().split("\r\n")
        self.status = int(lines[0].split()[1])
        self.headers = dict(x.lower().split(": ", 1) for x in lines[1:])
        self.seconds = time.monotonic() - self.begun
        return not piece or len(self.data) >= end + 4 + int(self.headers["content-length"])


def answers(asked):
    """Waits for every answer."""
    with selectors.DefaultSelector() as waiting:
        for one in asked:
            waiting.register(one.socket, selectors.EVENT_READ, one)
        while waiting.get_map():
            for key, _ in waiting.select(120):
                if key.data.read():
                    waiting.unregister(key.fileobj)
                    key.fileobj.close()


class OverloadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (cls.limits[1], cls.limits[1]))
        cls.daemon = Daemon("--search-threads", str(THREADS))
        cls.daemon.bulk("shop", [
            (str(i), {"title": " ".join(WORDS[(i + k * k) % 8] for k in range(5)), "n": i})
            for i in range(20_000)], refresh=True)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, cls.limits)

    def filled(self):
        """As many searches as may run and wait, all asked before any burst."""
        return [Asked(self.daemon.port) for _ in range(QUEUE + THREADS)]

    def rejections(self):
        text = self.daemon.ask("GET", "/_metrics")[1]
        line = next(x for x in text.splitlines() if "pool_rejected_total" in x and "search" in x)
        return int(float(line.split()[-1]))

    def test_a_burst_is_refused_at_once_and_who_waits_keeps_its_turn(self):
        answers(self.filled())  # Warms caches and threads on both sides.
        quiet = self.filled()
        answers(quiet)
        before = self.rejections()
        admitted = self.filled()
        burst = [Asked(self.daemon.port) for _ in range(BURST + QUEUE // 4)]
        answers(admitted + burst)
        refused = [a for a in burst if a.status == 429]
        self.assertEqual({a.status for a in quiet + admitted}, {200})
        self.assertEqual({a.status for a in burst} - {200}, {429})
        self.assertGreaterEqual(len(refused), BURST)
        self.assertEqual(self.rejections() - before, len(refused))
        self.assertEqual({a.headers.get("retry-after") for a in refused}, {"1"})
        usual = statistics.median(a.seconds for a in quiet)
        self.assertLess(max(a.seconds for a in refused), usual)
        self.assertLess(statistics.median(a.seconds for a in admitted), 3 * usual)


if __name__ == "__main__":
    unittest.main()
