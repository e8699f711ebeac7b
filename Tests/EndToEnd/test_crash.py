"""The daemon is killed at random moments and has everything it acknowledged.

Writers stream bulk requests while the daemon is killed with SIGKILL, every third time once more
while it recovers. Commits and merges are so frequent that every round sees many. The short form
kills 6 times; AISLE_LONG=1 kills 100 times. AISLE_SEED replays a run's choices.
"""
import http.client
import json
import os
import random
import threading
import time
import unittest

from daemon import Daemon, run

KILLS = 100 if os.environ.get("AISLE_LONG") else 6
SEED = int(os.environ.get("AISLE_SEED", random.randrange(1 << 30)))
WRITERS = 3
IDS_PER_WRITER = 150
SETTINGS = {
    "refresh_interval": "20ms",
    "translog.flush_threshold_size": "16kb",
    "merge.policy.segments_per_tier": 2,
    "merge.policy.max_merge_at_once": 3,
    "merge.policy.floor_segment": "1b",
}


class Writer(threading.Thread):
    """Changes documents that are its own, and knows what was acknowledged and what was tried."""

    def __init__(self, number, state, port, seed):
        super().__init__()
        self.number, self.state, self.port = number, state, port
        self.random = random.Random(seed)
        self.stopping = False
        self.surprises = []

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stopping:
            batch = self.batch()
            for identifier, source in batch:
                self.state[identifier]["tried"].append(source)
            try:
                connection.request("POST", "/crash/_bulk", self.body(batch),
                                   {"Content-Type": "application/x-ndjson"})
                response = connection.getresponse()
                answer = response.read()
            except (OSError, http.client.HTTPException):
                return
            if response.status == 429:
                continue
            if response.status != 200:
                self.surprises.append((response.status, answer[:500]))
                return
            self.acknowledge(batch, json.loads(answer)["items"])

    def batch(self):
        chosen = self.random.sample(range(IDS_PER_WRITER), self.random.randint(1, 20))
        return [(f"{self.number}-{i}", self.source(f"{self.number}-{i}")) for i in chosen]

    def source(self, identifier):
        if self.random.random() < 0.1:
            return None
        entry = self.state[identifier]
        entry["counter"] += 1
        field = f"field{self.random.randint(0, 30)}"
        return {"n": entry["counter"], "owner": identifier,
                field: "word " * self.random.randint(0, 60)}

    @staticmethod
    def body(batch):
        lines = []
        for identifier, source in batch:
            action = "delete" if source is None else "index"
            lines.append(json.dumps({action: {"_id": identifier}}))
            if source is not None:
                lines.append(json.dumps(source))
        return "\n".join(lines) + "\n"

    def acknowledge(self, batch, items):
        for (identifier, source), item in zip(batch, items):
            (result,) = item.values()
            if result["status"] in (200, 201) or source is None and result["status"] == 404:
                entry = self.state[identifier]
                entry["tried"] = [source]
            elif result["status"] != 429:
                self.surprises.append(result)


class CrashTest(unittest.TestCase):
    def test_everything_acknowledged_survives_a_kill(self):
        chance = random.Random(SEED)
        # "tried": the acknowledged state, then what was sent after it and may or may not be there.
        state = {f"{w}-{i}": {"counter": 0, "tried": [None]}
                 for w in range(WRITERS) for i in range(IDS_PER_WRITER)}
        daemon = Daemon()
        try:
            status, answer = daemon.ask("PUT", "/crash", {"settings": {"index": SETTINGS}})
            self.assertEqual(status, 200, answer)
            for kill in range(KILLS):
                self.write_and_kill(daemon, state, chance)
                if kill % 3 == 2:
                    daemon.start(wait=False)
                    time.sleep(chance.uniform(0, 0.12))
                    daemon.kill()
                daemon.start()
                self.verify(daemon, state, f"kill {kill}, AISLE_SEED={SEED}")
            self.assertEqual(daemon.stop(), 0, daemon.tail())
            check = run("check", os.path.join(daemon.folder, "data"))
            self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        finally:
            daemon.close()

    def write_and_kill(self, daemon, state, chance):
        writers = [Writer(w, state, daemon.port, chance.random()) for w in range(WRITERS)]
        for writer in writers:
            writer.start()
        time.sleep(chance.uniform(0.05, 1.2))
        daemon.kill()
        for writer in writers:
            writer.stopping = True
            writer.join()
            self.assertEqual(writer.surprises, [], f"AISLE_SEED={SEED}\n{daemon.tail()}")

    def verify(self, daemon, state, when):
        """Each document is as it was acknowledged last, or as something sent after it left it."""
        identifiers = list(state)
        status, answer = daemon.ask("POST", "/crash/_mget", {"ids": identifiers})
        self.assertEqual(status, 200, answer)
        found = {doc["_id"]: doc.get("_source") for doc in answer["docs"]}
        daemon.ask("POST", "/crash/_refresh")
        live = 0
        for identifier in identifiers:
            source, tried = found[identifier], state[identifier]["tried"]
            self.assertIn(source, tried, f"{when}: document {identifier}")
            state[identifier]["tried"] = [source]
            live += source is not None
        status, answer = daemon.ask("GET", "/crash/_count")
        self.assertEqual((status, answer.get("count")), (200, live), when)


if __name__ == "__main__":
    unittest.main()
