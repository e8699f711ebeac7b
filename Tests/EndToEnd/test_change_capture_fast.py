"""Fast fields against brute force: whatever a search asks of numbers that change in place, the
answer is that of a scan over all products; in merges, over kills, after everything is read anew."""
import json
import os
import random
import threading
import unittest

from catalogs import LONG, POSTGRES, PostgresCatalog, Shop, SQLiteCatalog
from daemon import run

ROUNDS = int(os.environ.get("AISLE_CDC_ROUNDS", 60 if LONG else 8))
PRODUCTS = 120


def with_fast_price(text):
    """Stock, price and a flag change in place."""
    text = text.replace("product: { key: id }",
                        "product: { key: id, columns: [title, price, brand_id, listed] }")
    return text.replace("fast_fields: { inventory: { qty: qty } }",
                        "fast_fields: { inventory: { qty: qty }, product: { price: price } }")


class FastFields:
    kind = None

    def setUp(self):
        self.shop = Shop(self.kind, products=PRODUCTS, change=with_fast_price)
        self.addCleanup(self.shop.close)
        self.shop.wait_until_settled()
        self.random = random.Random(11)
        self.rows = {i: {"qty": i % 7, "price": i + 0.5} for i in range(1, PRODUCTS + 1)}

    def change(self):
        """Some rows get other numbers, or none, or get them back."""
        r = self.random
        statements = ["BEGIN"]
        for _ in range(r.randrange(1, 12)):
            i = r.randrange(1, PRODUCTS + 1)
            qty = None if r.random() < 0.25 else r.randrange(12)
            price = None if r.random() < 0.15 else r.randrange(4000) / 4
            if r.random() < 0.6:
                self.rows[i]["qty"] = qty
                statements.append("UPDATE inventory SET qty = "
                                  f"{'NULL' if qty is None else qty} WHERE product_id = {i}")
            else:
                self.rows[i]["price"] = price
                statements.append("UPDATE product SET price = "
                                  f"{'NULL' if price is None else price} WHERE id = {i}")
        self.shop.catalog.script(";".join(statements) + ";COMMIT;")

    def search(self, query, **more):
        return self.shop.ask("POST", "/products/_search", {"query": query, "size": 500, **more})

    def ids(self, query):
        return {int(hit["_id"]) for hit in self.search(query)["hits"]["hits"]}

    def where(self, field, test):
        return {i for i, row in self.rows.items() if row[field] is not None and test(row[field])}

    def assertAnswers(self):
        """Every kind of question about both fields."""
        position = self.shop.position()
        self.shop.find({"match_all": {}}, position)
        r = self.random
        for field, top in (("qty", 12), ("price", 1000)):
            low = r.randrange(top)
            high = low + r.randrange(1, top)
            self.assertEqual(self.ids({"range": {field: {"gte": low, "lt": high}}}),
                             self.where(field, lambda v: low <= v < high))
            value = r.choice([row[field] for row in self.rows.values()
                              if row[field] is not None])
            self.assertEqual(self.ids({"term": {field: value}}),
                             self.where(field, lambda v: v == value))
            values = [value, low]
            self.assertEqual(self.ids({"terms": {field: values}}),
                             self.where(field, lambda v: v in values))
            self.assertEqual(self.ids({"exists": {"field": field}}),
                             self.where(field, lambda v: True))
            self.check_sort(field)
        self.check_facets()
        i = r.randrange(1, PRODUCTS + 1)
        source = self.shop.ask("GET", f"/products/_doc/{i}")["_source"]
        self.assertEqual({name: source.get(name) for name in ("qty", "price")}, self.rows[i])

    def check_sort(self, field):
        for order in ("asc", "desc"):
            hits = self.search({"match": {"title": "tea"}}, sort=[{field: order}, {"id": "asc"}])
            found = [int(hit["_id"]) for hit in hits["hits"]["hits"]]
            sign = 1 if order == "asc" else -1
            wanted = sorted(self.rows, key=lambda i: (
                self.rows[i][field] is None, sign * (self.rows[i][field] or 0), i))
            self.assertEqual(found, wanted)

    def check_facets(self):
        answer = self.search({"match_all": {}}, size=0, aggs={
            "stock": {"terms": {"field": "qty", "size": 20}},
            "sum": {"sum": {"field": "price"}}, "least": {"min": {"field": "price"}}})
        counts = {}
        for row in self.rows.values():
            if row["qty"] is not None:
                counts[row["qty"]] = counts.get(row["qty"], 0) + 1
        found = answer["aggregations"]
        self.assertEqual({b["key"]: b["doc_count"] for b in found["stock"]["buckets"]}, counts)
        prices = [row["price"] for row in self.rows.values() if row["price"] is not None]
        self.assertAlmostEqual(found["sum"]["value"], sum(prices), places=6)
        self.assertEqual(found["least"]["value"], min(prices))

    def check_sequence_numbers(self):
        """A change in place counts as a write: who had read before it is told so."""
        before = self.shop.ask("GET", "/products/_doc/7")
        qty = (self.rows[7]["qty"] or 0) + 1
        self.rows[7]["qty"] = qty
        self.shop.catalog.execute(f"UPDATE inventory SET qty = {qty} WHERE product_id = 7")
        self.shop.find({"match_all": {}}, self.shop.position())
        after = self.shop.ask("GET", "/products/_doc/7")
        self.assertGreater(after["_seq_no"], before["_seq_no"])
        self.assertGreater(after["_version"], before["_version"])
        for document, wanted in ((before, 409), (after, 200)):
            status, answer = self.shop.daemon.ask(
                "POST", f"/products/_update/7?if_seq_no={document['_seq_no']}"
                f"&if_primary_term={document['_primary_term']}", {"doc": {"qty": qty}})
            self.assertEqual(status, wanted, answer)

    def test_against_brute_force(self):
        shop = self.shop
        in_place = 0
        for number in range(ROUNDS):
            self.change()
            merge = None
            if number % 3 == 1:
                merge = threading.Thread(target=shop.daemon.ask, args=(
                    "POST", "/products/_forcemerge?max_num_segments=1"))
                merge.start()
                self.change()
            self.assertAnswers()
            if merge:
                merge.join()
                self.assertAnswers()
            if number % 4 == 2:
                self.check_sequence_numbers()
            if number % 4 == 3:
                in_place += shop.status()["set_in_place"]
                self.change()
                shop.daemon.kill()
                shop.daemon.start()
                shop.wait_until_settled()
                self.assertAnswers()
        self.assertGreater(in_place, ROUNDS)
        generation = shop.status()["indexes"][0]["generations"]
        run("cdc", "resync", "--url", shop.daemon.url)
        self.change()
        shop.wait(lambda s: s["indexes"][0]["generations"] != generation
                  and len(s["indexes"][0]["generations"]) == 1)
        self.assertAnswers()
        self.change()
        self.assertAnswers()
        code, report = shop.verify()
        self.assertEqual((code, report["difference_count"]), (0, 0), json.dumps(report))


class SQLiteFastFields(FastFields, unittest.TestCase):
    kind = SQLiteCatalog


@unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
class PostgresFastFields(FastFields, unittest.TestCase):
    kind = PostgresCatalog


if __name__ == "__main__":
    unittest.main()
