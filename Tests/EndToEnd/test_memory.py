"""A memory budget holds while products are indexed and searched.

The short form indexes 60,000 products; AISLE_LONG=1 indexes the full 500,000.
"""
import os
import threading
import time
import unittest

from daemon import Daemon, run

COUNT = 500_000 if os.environ.get("AISLE_LONG") else 60_000
BUDGET = 256 << 20


class MemoryTest(unittest.TestCase):
    def peak_while_indexing(self, daemon, path):
        peak, done = [0], threading.Event()

        def watch():
            while not done.is_set():
                peak[0] = max(peak[0], daemon.rss_bytes())
                daemon.ask("POST", "/shop/_search", {
                    "query": {"match": {"title": "walnut desk"}},
                    "aggs": {"b": {"terms": {"field": "brand.keyword"}}}})
                time.sleep(0.05)

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            result = run("index", path, "--index", "shop", "--url", daemon.url)
        finally:
            done.set()
            watcher.join()
        self.assertEqual(result.returncode, 0, result.stderr)
        return peak[0]

    def test_a_flag_of_256_mebibytes_holds(self):
        daemon = Daemon("--memory", "256mb")
        try:
            path = os.path.join(daemon.folder, "products.ndjson")
            generated = run("demo", "--generate", str(COUNT), "--out", path)
            self.assertEqual(generated.returncode, 0, generated.stderr)
            daemon.ask("PUT", "/shop")
            peak = self.peak_while_indexing(daemon, path)
            daemon.ask("POST", "/shop/_refresh")
            self.assertEqual(daemon.ask("GET", "/shop/_count")[1]["count"], COUNT)
            self.assertLess(peak, BUDGET, f"{peak >> 20} MiB of anonymous memory")
        finally:
            daemon.close()


if __name__ == "__main__":
    unittest.main()
