"""Scores and order against Lucene's kept rankings, on real products over HTTP."""
import gzip
import json
import os
import sys
import unittest

from daemon import ROOT, Daemon

sys.path.insert(0, os.path.join(ROOT, "Tests", "Relevance"))
from relevance import DATASETS, GOLDEN, Client, read_set, sampled, same_ranking  # noqa: E402


@unittest.skipUnless(os.path.isdir(DATASETS), "SKIPPED: ../shared/datasets is not at hand")
class ParityTest(unittest.TestCase):
    def compare(self, name, segments, delete_every):
        with gzip.open(GOLDEN, "rt") as f:
            golden = json.load(f)
        _, lines, queries = read_set(name)
        daemon = Daemon()
        try:
            client = Client(daemon)
            client.load("parity", lines, segments, delete_every)
            for kind in ("best_fields", "most_fields"):
                theirs = golden[f"{name}/{kind}/{delete_every}"]
                for qid, text in sampled(name, queries):
                    why = same_ranking(client.top("parity", kind, text, 10), theirs.get(qid, []))
                    self.assertIsNone(why, f"{name} {kind} {segments} segments: {qid} {text!r}: {why}")
        finally:
            daemon.close()

    def test_one_segment(self):
        self.compare("chorus_electronics", 1, 0)
        self.compare("home_depot", 1, 0)

    def test_eight_segments(self):
        self.compare("chorus_electronics", 8, 0)

    def test_eight_segments_with_deletes(self):
        self.compare("chorus_electronics", 8, 10)
        self.compare("home_depot", 8, 10)


if __name__ == "__main__":
    unittest.main()
