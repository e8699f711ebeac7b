"""`aisle cdc verify` finds every planted difference, names it, mends it, and invents none."""
import json
import unittest

from catalogs import POSTGRES, Load, PostgresCatalog, Shop, SQLiteCatalog

COUNT = 50


class Planted:
    """Fifty differences of each sort, in documents of their own."""

    kind = None

    def setUp(self):
        self.shop = Shop(self.kind, products=1000)
        self.addCleanup(self.shop.close)
        self.shop.wait_until_settled()

    def ids(self, sort):
        return [str(number) for number in range(sort * 100 + 1, sort * 100 + 1 + COUNT)]

    def bulk(self, action, bodies):
        lines = []
        for identifier, body in bodies:
            lines.append(json.dumps({action: {"_id": identifier}}))
            if body is not None:
                lines.append(json.dumps(body))
        status, answer = self.shop.daemon.ask(
            "POST", "/products/_bulk", "\n".join(lines) + "\n", "application/x-ndjson")
        self.assertEqual((status, answer["errors"]), (200, False), answer)

    def altered(self, ids, change):
        """The documents as they are, but for what `change` gives."""
        answer = self.shop.ask("POST", "/products/_mget", {"ids": ids})
        return [(document["_id"], dict(document["_source"], **change(document["_source"])))
                for document in answer["docs"]]

    def plant(self):
        missing, stale, unseen, rounded, zones, fast = (self.ids(sort) for sort in range(6))
        extra = [f"extra-{number}" for number in range(COUNT)]
        self.bulk("delete", [(i, None) for i in missing])
        self.bulk("index", [(i, {"title": "nobody sells this"}) for i in extra])
        self.bulk("index", self.altered(stale, lambda d: {
            "title": "as it was before", "categories": ["former"]}))
        first, last = unseen[0], unseen[-1]
        self.shop.catalog.unseen("product", "UPDATE product SET title = 'altered unseen' "
                                 f"WHERE id BETWEEN {first} AND {last}")
        self.bulk("index", self.altered(rounded, lambda d: {"price": d["price"] + 0.004}))
        self.bulk("index", self.altered(zones, lambda d: {"listed": "2026-01-01T00:00:00+01:00"}))
        self.bulk("update", [(i, {"doc": {"qty": 1000 + int(i)}}) for i in fast])
        # The same values in another form are no differences.
        self.bulk("index", self.altered(self.ids(6), lambda d: {
            "price": f'{d["price"]:.3f}', "listed": "2026-01-01T01:00:00+01:00",
            "categories": d["categories"][0]}))
        wanted = {i: ("missing", []) for i in missing}
        wanted |= {i: ("extra", []) for i in extra}
        wanted |= {i: ("different", ["categories", "title"]) for i in stale}
        wanted |= {i: ("different", ["title"]) for i in unseen}
        wanted |= {i: ("different", ["price"]) for i in rounded}
        wanted |= {i: ("different", ["listed"]) for i in zones}
        wanted |= {i: ("different", ["qty"]) for i in fast}
        return wanted

    def found(self, report):
        return {d["id"]: (d["kind"], [f["field"] for f in d.get("fields", [])])
                for d in report["differences"]}

    def test_planted_differences(self):
        code, report = self.shop.verify()
        self.assertEqual((code, report["difference_count"]), (0, 0), report)
        wanted = self.plant()
        code, report = self.shop.verify()
        self.assertEqual(code, 1)
        self.assertEqual(self.found(report), wanted)
        self.assertNotEqual(report["source_side"], report["index_side"])
        code, report = self.shop.verify("--repair")
        self.assertEqual((code, self.found(report)), (0, wanted))
        self.assertTrue(all(d["repaired"] for d in report["differences"]))
        code, report = self.shop.verify()
        self.assertEqual((code, report["difference_count"]), (0, 0), report)
        self.assertEqual(report["source_side"], report["index_side"])

    def test_changes_under_way_are_no_differences(self):
        load = Load(self.shop.catalog)
        try:
            for _ in range(3):
                code, report = self.shop.verify()
                self.assertEqual((code, report["difference_count"]), (0, 0), report)
        finally:
            load.stop()
        self.assertGreater(load.transactions, 10)


class SQLiteVerification(Planted, unittest.TestCase):
    kind = SQLiteCatalog


@unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
class PostgresVerification(Planted, unittest.TestCase):
    kind = PostgresCatalog


if __name__ == "__main__":
    unittest.main()
