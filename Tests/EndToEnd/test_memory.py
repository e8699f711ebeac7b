"""A memory budget holds while products are indexed and searched.

The short form indexes 60,000 products; AISLE_LONG=1 indexes the full 500,000.
"""
import os
import sys
import threading
import time
import unittest

from cgroup import MemoryGroup, NoControlGroup
from daemon import Daemon, run

COUNT = 500_000 if os.environ.get("AISLE_LONG") else 60_000
BUDGET = 256 << 20
SEARCH = {
    "query": {"match": {"title": "walnut desk"}},
    "aggs": {"b": {"terms": {"field": "brand.keyword"}}}}


class MemoryTest(unittest.TestCase):
    def peak_while(self, daemon, work):
        """Highest anonymous memory while searches are answered and `work` is done."""
        peak, refused, done = [0], [], threading.Event()

        def watch():
            while not done.is_set():
                peak[0] = max(peak[0], daemon.rss_bytes())
                status, answer = daemon.ask("POST", "/shop/_search", SEARCH)
                if status != 200:
                    refused.append(answer)
                time.sleep(0.05)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            work()
        finally:
            done.set()
            watcher.join()
        self.assertEqual(refused[:1], [], "a search was refused")
        return peak[0]

    def index_and_search(self, daemon, budget):
        """Indexes, counts, merges and searches; the daemon accounts for `budget` bytes."""
        memory = daemon.ask("GET", "/_cluster/stats")[1]["nodes"]["jvm"]["mem"]
        self.assertEqual(memory["heap_max_in_bytes"], budget)
        path = os.path.join(daemon.folder, "products.ndjson")
        generated = run("demo", "--generate", str(COUNT), "--out", path)
        self.assertEqual(generated.returncode, 0, generated.stderr)
        daemon.ask("PUT", "/shop")

        def load():
            result = run("index", path, "--index", "shop", "--url", daemon.url, timeout=1800)
            self.assertEqual(result.returncode, 0, result.stderr + daemon.tail())

        def merge():
            status, answer = daemon.ask(
                "POST", "/shop/_forcemerge?max_num_segments=1", timeout=600)
            self.assertEqual(status, 200, answer)

        start = time.monotonic()
        loading = self.peak_while(daemon, load)
        took = time.monotonic() - start
        merging = self.peak_while(daemon, merge)
        self.assertEqual(daemon.ask("GET", "/shop/_count")[1]["count"], COUNT)
        answer = daemon.ask("POST", "/shop/_search", dict(SEARCH, track_total_hits=True))[1]
        self.assertGreater(answer["hits"]["total"]["value"], 0)
        print(f"{COUNT} products, {budget >> 20} MiB accounted for: at most {loading >> 20} MiB of "
              f"anonymous memory in {took:.0f} s of indexing, {merging >> 20} MiB while merging",
              file=sys.stderr)
        self.assertLess(max(loading, merging), BUDGET)

    def test_a_flag_of_256_mebibytes_holds(self):
        daemon = Daemon("--memory", "256mb")
        try:
            self.index_and_search(daemon, BUDGET)
        finally:
            daemon.close()

    def test_a_control_group_of_256_mebibytes_holds(self):
        try:
            group = MemoryGroup(BUDGET)
        except NoControlGroup as reason:
            print(f"\nNOT TESTED: no control group with a memory limit here: {reason}",
                  file=sys.stderr)
            self.skipTest(f"no control group: {reason}")
        try:
            daemon = Daemon(group=group)
            try:
                self.index_and_search(daemon, BUDGET // 2)
                self.assertIsNone(daemon.process.poll(), "the daemon is gone")
                self.assertEqual(group.killed(), 0, "the kernel killed for memory")
            finally:
                daemon.close()
        finally:
            group.close()


if __name__ == "__main__":
    unittest.main()
