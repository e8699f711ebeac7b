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
        """`_source` of a sample (every document of a small set) equals the file's bytes."""
        sample = range(len(lines)) if len(lines) <= 3000 else random.Random(SEED).sample(
            range(len(lines)), 3000)
        wanted = {documents[i]["id"]: lines[i] for i in sample}
        ids = list(wanted)
        for start in range(0, len(ids), 500):
            part = ids[start:start + 500]
            connection_answer = self.daemon.ask("POST", f"/{index}/_mget", {"ids": part})
            self.assertEqual(connection_answer[0], 200)
            for doc in connection_answer[1]["docs"]:
                self.assertTrue(doc["found"], doc["_id"])
                self.assertEqual(doc["_source"], json.loads(wanted[doc["_id"]]))

    def check_bytes(self, index, lines, documents):
        for i in random.Random(SEED).sample(range(len(lines)), min(20, len(lines))):
            import http.client
            from urllib.parse import quote
            c = http.client.HTTPConnection("127.0.0.1", self.daemon.port)
            c.request("GET", f"/{index}/_source/{quote(documents[i]['id'], safe='')}")
            self.assertEqual(c.getresponse().read(), lines[i].encode())
            c.close()

    def check_titles(self, index, documents):
        """The product itself is among the first three for its own title."""
        titled = [d for d in documents if d.get("title")]
        sample = random.Random(SEED).sample(titled, min(TITLES, len(titled)))
        found = 0
        for document in sample:
            status, answer = self.daemon.ask("POST", f"/{index}/_search", {
                "size": 3, "query": {"bool": {
                    "must": [{"match": {"title": document["title"]}}],
                    "should": [{"match": {"description": document["description"] or ""}},
                               {"term": {"brand": document["brand"] or ""}}]}}})
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
                self.check_bytes(name, lines, documents)
                self.check_titles(name, documents)
        print(f"{total} real products loaded", file=sys.stderr)
        self.assertEqual(self.daemon.stop(), 0)
        checked = run("check", os.path.join(self.daemon.folder, "data"))
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
