"""Prices and stocks change in place: the answers are those of an update, searches see the change,
and a kill takes none of it back."""
import json
import unittest

from daemon import Daemon

MAPPING = {
    "settings": {"refresh_interval": "-1"},
    "mappings": {"properties": {
        "title": {"type": "text"}, "price": {"type": "scaled_float", "scaling_factor": 100},
        "stock": {"type": "integer"}, "active": {"type": "boolean"}}},
}


class FastFieldsTest(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.addCleanup(self.daemon.close)
        self.assertEqual(self.ask("PUT", "/shop", MAPPING)[0], 200)
        self.daemon.bulk("shop", [
            (str(i), {"title": f"teapot {i}", "price": i + 0.5, "stock": 1, "active": True})
            for i in range(50)], refresh=True)

    def ask(self, *arguments):
        return self.daemon.ask(*arguments)

    def found(self, query, **more):
        status, answer = self.ask("POST", "/shop/_search", {"query": query, "size": 100, **more})
        self.assertEqual(status, 200, answer)
        return answer

    def ids(self, query):
        return sorted(int(hit["_id"]) for hit in self.found(query)["hits"]["hits"])

    def segments(self):
        """How many documents segments hold, those replaced among them."""
        stats = self.ask("GET", "/shop/_stats")[1]["_all"]["primaries"]["docs"]
        return stats["count"], stats["deleted"]

    def test_a_partial_update_of_numbers_is_an_update_in_every_answer(self):
        status, answer = self.ask("POST", "/shop/_update/7", {"doc": {"price": 99.25, "stock": 0}})
        self.assertEqual((status, answer["result"], answer["_version"], answer["_seq_no"]),
                         (200, "updated", 2, 50))
        status, answer = self.ask("POST", "/shop/_update/7", {"doc": {"price": 99.25}})
        self.assertEqual((status, answer["result"], answer["_version"], answer["_seq_no"]),
                         (200, "noop", 2, 50))
        changed = {"title": "teapot 7", "price": 99.25, "stock": 0, "active": True}
        answer = self.ask("GET", "/shop/_doc/7")[1]
        self.assertEqual((answer["_source"], answer["_version"]), (changed, 2))
        old = self.ask("GET", "/shop/_doc/7?realtime=false")[1]
        self.assertEqual((old["_source"]["price"], old["_version"]), (7.5, 1))
        status, answer = self.ask("POST", "/shop/_update/7?if_seq_no=7&if_primary_term=1",
                                  {"doc": {"stock": 3}})
        self.assertEqual((status, answer["error"]["type"]),
                         (409, "version_conflict_engine_exception"))
        self.ask("POST", "/shop/_refresh")
        self.assertEqual(self.segments(), (50, 0), "nothing was indexed again")
        hit = self.found({"term": {"stock": 0}}, version=True)["hits"]["hits"][0]
        self.assertEqual((hit["_source"], hit["_version"]), (changed, 2))
        self.assertEqual(self.ask("GET", "/shop/_mget", {"ids": ["7"]})[1]["docs"][0]["_source"],
                         changed)

    def test_a_bulk_of_updates_changes_searches_sorts_and_facets_and_survives_a_kill(self):
        lines = []
        for i in range(0, 50, 2):
            lines += [json.dumps({"update": {"_id": str(i)}}),
                      json.dumps({"doc": {"price": 1000 - i, "stock": None, "active": False}})]
        status, answer = self.ask("POST", "/shop/_bulk?refresh=true", "\n".join(lines) + "\n")
        self.assertEqual((status, answer["errors"]), (200, False))
        self.assertEqual({item["update"]["result"] for item in answer["items"]}, {"updated"})
        self.check()
        self.daemon.kill()
        self.daemon.start()
        self.check()
        self.ask("POST", "/shop/_forcemerge?max_num_segments=1")
        self.check()
        self.assertEqual(self.ask("POST", "/shop/_update_by_query?refresh=true")[1]["updated"], 50)
        self.check()

    def check(self):
        even, odd = list(range(0, 50, 2)), list(range(1, 50, 2))
        self.assertEqual(self.ids({"range": {"price": {"gte": 900}}}), even)
        self.assertEqual(self.ids({"exists": {"field": "stock"}}), odd)
        self.assertEqual(self.ids({"terms": {"active": [False]}}), even)
        self.assertEqual(self.ids({"match": {"title": "teapot"}}), list(range(50)))
        answer = self.found({"match_all": {}}, sort=[{"price": "desc"}], aggs={
            "flag": {"terms": {"field": "active"}}, "price": {"max": {"field": "price"}}})
        self.assertEqual([hit["_id"] for hit in answer["hits"]["hits"]][:3], ["0", "2", "4"])
        self.assertEqual(answer["hits"]["hits"][0]["_source"]["price"], 1000)
        self.assertIsNone(answer["hits"]["hits"][0]["_source"]["stock"])
        self.assertEqual(answer["aggregations"]["price"]["value"], 1000)
        self.assertEqual([b["doc_count"] for b in answer["aggregations"]["flag"]["buckets"]],
                         [25, 25])


if __name__ == "__main__":
    unittest.main()
