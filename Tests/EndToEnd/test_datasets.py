"""Real products: every data set is loaded from the command line and compared with its file."""
import collections
import gzip
import json
import os
import random
import sys
import unittest

from daemon import SHARED, Daemon, run

DATASETS = os.path.join(SHARED, "datasets")
MAPPING = {
    "properties": {
        "id": {"type": "keyword"},
        "title": {"type": "text", "analyzer": "english"},
        "description": {"type": "text", "analyzer": "english"},
        "brand": {"type": "keyword"}, "category": {"type": "keyword"}, "tags": {"type": "keyword"},
        "price": {"type": "double"}, "rating": {"type": "float"},
        "reviews_count": {"type": "integer"}, "attributes": {"type": "object", "enabled": False},
    }
}
TITLES = 50
SEED = 7


def data_sets():
    if not os.path.isdir(DATASETS):
        return []
    return sorted(n for n in os.listdir(DATASETS)
                  if os.path.exists(os.path.join(DATASETS, n, "products.ndjson.gz")))


@unittest.skipUnless(data_sets(), "SKIPPED: ../shared/datasets is not at hand")
class DataSetTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon()
        cls.mapping = os.path.join(cls.daemon.folder, "mapping.json")
        with open(cls.mapping, "w") as f:
            json.dump({"mappings": MAPPING}, f)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.close()

    def facet(self, index, field):
        status, answer = self.daemon.ask("POST", f"/{index}/_search", {
            "size": 0, "aggs": {"f": {"terms": {"field": field, "size": 65000}}}})
        self.assertEqual(status, 200, answer)
        return {b["key"]: b["doc_count"] for b in answer["aggregations"]["f"]["buckets"]}

    def expected_facet(self, documents, field):
        counts = collections.Counter()
        for document in documents:
            value = document.get(field)
            values = value if isinstance(value, list) else [value]
            counts.update({v for v in values if v is not None})
        return dict(counts)

    def check_sources(self, index, lines, documents):
        """`_source` of every document equals the file's bytes."""
        for start in range(0, len(lines), 500):
            ids = [d["id"] for d in documents[start:start + 500]]
            status, answer = self.daemon.text("POST", f"/{index}/_mget", {"ids": ids})
            self.assertEqual(status, 200)
            for line in lines[start:start + 500]:
                self.assertIn('"_source":' + line, answer)

    def check_titles(self, index, documents):
        """The product itself is among the first three for its own title.

        A title alone can tell a product only from those that do not share it, so the title is
        asked alone for titles of at most three products, and with description and brand for any.
        """
        titled = [d for d in documents if d.get("title")]
        shared = collections.Counter(d["title"] for d in titled)
        self.check_found(index, [d for d in titled if shared[d["title"]] <= 3], lambda d: {
            "match": {"title": d["title"]}})
        self.check_found(index, titled, lambda d: {"bool": {
            "must": [{"match": {"title": d["title"]}}],
            "should": [{"match": {"description": d["description"] or ""}},
                       {"term": {"brand": d["brand"] or ""}}]}})

    def check_found(self, index, documents, query):
        sample = random.Random(SEED).sample(documents, min(TITLES, len(documents)))
        found = 0
        for document in sample:
            status, answer = self.daemon.ask("POST", f"/{index}/_search", {
                "size": 3, "query": query(document)})
            self.assertEqual(status, 200, answer)
            found += document["id"] in [h["_id"] for h in answer["hits"]["hits"]]
        self.assertGreaterEqual(found, 0.95 * len(sample), f"{index}: {found} of {len(sample)}")

    def test_every_set_loads_and_answers(self):
        total = 0
        for name in data_sets():
            with self.subTest(name):
                path = os.path.join(DATASETS, name, "products.ndjson.gz")
                result = run("index", path, "--index", name, "--url", self.daemon.url,
                             "--mapping", self.mapping)
                self.assertEqual(result.returncode, 0, result.stderr)
                with gzip.open(path, "rt", encoding="utf-8") as f:
                    lines = [line.rstrip("\n") for line in f]
                documents = [json.loads(line) for line in lines]
                total += len(documents)
                self.daemon.ask("POST", f"/{name}/_refresh")
                self.assertEqual(self.daemon.ask("GET", f"/{name}/_count")[1]["count"],
                                 len(documents))
                for field in ("brand", "category"):
                    self.assertEqual(self.facet(name, field),
                                     self.expected_facet(documents, field), field)
                self.check_sources(name, lines, documents)
                self.check_titles(name, documents)
        print(f"{total} real products loaded", file=sys.stderr)
        self.assertEqual(self.daemon.stop(), 0)
        checked = run("check", os.path.join(self.daemon.folder, "data"))
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
