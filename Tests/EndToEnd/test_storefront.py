"""The storefront's own code, with an unmodified OpenSearch client."""
import unittest

from opensearchpy import OpenSearch, helpers

from daemon import Daemon

MAPPINGS = {
    "properties": {
        "title": {"type": "text", "analyzer": "english"},
        "description": {"type": "text", "analyzer": "english"},
        "category": {"type": "keyword"},
        "brand": {"type": "keyword"},
        "tags": {"type": "keyword"},
        "price": {"type": "double"},
        "rating": {"type": "float"},
        "reviews_count": {"type": "integer"},
    }
}

PHONES = [("iPhone 15 Pro", "Apple", 999.0, 4.8), ("iPhone 15 case, clear", "Spigen", 19.0, 4.4),
          ("iPhone SE", "Apple", 429.0, 4.2), ("Galaxy S24 phone", "Samsung", 799.0, 4.6),
          ("Pixel 9 phone", "Google", 699.0, 4.5)]


def products():
    for i, (title, brand, price, rating) in enumerate(PHONES):
        yield {"_index": "products", "_id": f"p{i}", "_source": {
            "title": title, "description": f"The {title} by {brand}, running smoothly all day",
            "category": "Phones", "brand": brand, "tags": ["phone", "mobile"],
            "price": price, "rating": rating, "reviews_count": 100 * (i + 1)}}
    for i in range(200):
        yield {"_index": "products", "_id": f"f{i}", "_source": {
            "title": f"Walnut bookshelf number {i}", "description": "Shelves for books",
            "category": "Furniture", "brand": f"Brand {i % 7}", "tags": ["home"],
            "price": 10.0 + i, "rating": (i % 50) / 10, "reviews_count": i}}


def search_body(text, **changes):
    body = {
        "query": {"bool": {
            "must": [{"multi_match": {
                "query": text, "fields": ["title^3", "description", "tags^2"],
                "fuzziness": "AUTO", "operator": "and"}}],
            "filter": [{"range": {"price": {"gte": 0, "lte": 2000}}},
                       {"range": {"rating": {"gte": 0}}}]}},
        "aggs": {
            "categories": {"terms": {"field": "category"}},
            "brands": {"terms": {"field": "brand"}},
            "prices": {"range": {"field": "price", "ranges": [
                {"to": 25}, {"from": 25, "to": 50}, {"from": 50, "to": 100}, {"from": 100}]}}},
        "sort": [{"_score": "desc"}, {"rating": "desc"}],
        "from": 0, "size": 10,
    }
    body.update(changes)
    return body


class StorefrontTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon()
        cls.client = OpenSearch(cls.daemon.url)
        cls.client.indices.create(index="products", body={"mappings": MAPPINGS})
        cls.indexed, cls.errors = helpers.bulk(cls.client, products(), refresh=True)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()
        cls.daemon.close()

    def search(self, text, **changes):
        return self.client.search(index="products", body=search_body(text, **changes))

    def test_bulk_indexes_every_product(self):
        self.assertEqual((self.indexed, self.errors), (205, []))
        self.assertEqual(self.client.count(index="products")["count"], 205)

    def test_a_misspelt_word_finds_the_product(self):
        answer = self.search("ipone")
        titles = [h["_source"]["title"] for h in answer["hits"]["hits"]]
        self.assertEqual(len(titles), 3, titles)
        self.assertTrue(all("iPhone" in t for t in titles), titles)

    def test_every_word_is_required(self):
        titles = [h["_source"]["title"] for h in self.search("iphone case")["hits"]["hits"]]
        self.assertEqual(titles, ["iPhone 15 case, clear"])

    def test_stems_match(self):
        answer = self.search("bookshelves")
        self.assertEqual(answer["hits"]["total"], {"value": 200, "relation": "eq"})

    def test_facets_count_exactly(self):
        answer = self.search("bookshelf", size=0)
        facets = answer["aggregations"]
        self.assertEqual([(b["key"], b["doc_count"]) for b in facets["categories"]["buckets"]],
                         [("Furniture", 200)])
        expected = {f"Brand {n}": len([i for i in range(200) if i % 7 == n]) for n in range(7)}
        self.assertEqual({b["key"]: b["doc_count"] for b in facets["brands"]["buckets"]}, expected)
        self.assertEqual([(b["key"], b["doc_count"]) for b in facets["prices"]["buckets"]],
                         [("*-25.0", 15), ("25.0-50.0", 25), ("50.0-100.0", 50), ("100.0-*", 110)])

    def test_filters_narrow_the_hits(self):
        body = search_body("phone")
        body["query"]["bool"]["filter"] = [
            {"range": {"price": {"gte": 600, "lt": 800}}}, {"term": {"category": "Phones"}},
            {"range": {"rating": {"gte": 4.55}}}]
        answer = self.client.search(index="products", body=body)
        self.assertEqual([h["_id"] for h in answer["hits"]["hits"]], ["p3"])

    def test_equal_scores_fall_back_to_rating(self):
        hits = self.search("bookshelf", size=50)["hits"]["hits"]
        keys = [(-h["sort"][0], -h["sort"][1]) for h in hits]
        self.assertEqual(keys, sorted(keys))
        self.assertEqual(len(keys), 50)

    def test_pages_follow_one_another(self):
        whole = [h["_id"] for h in self.search("bookshelf", size=30)["hits"]["hits"]]
        pages = []
        for start in (0, 10, 20):
            page = self.search("bookshelf", size=10, **{"from": start})["hits"]["hits"]
            pages += [h["_id"] for h in page]
        self.assertEqual(pages, whole)

    def test_a_changed_product_is_visible_after_refresh(self):
        self.client.index(index="products", id="changing", body={"title": "old teapot"}, refresh=True)
        self.client.index(index="products", id="changing", body={"title": "new samovar"})
        self.client.indices.refresh(index="products")
        answer = self.client.search(
            index="products", body={"query": {"match": {"title": "samovar"}}})
        self.assertEqual([h["_id"] for h in answer["hits"]["hits"]], ["changing"])
        answer = self.client.search(
            index="products", body={"query": {"match": {"title": "teapot"}}})
        self.assertEqual(answer["hits"]["hits"], [])
        self.client.delete(index="products", id="changing", refresh=True)

    def test_the_explanation_sums_to_the_score(self):
        hit = self.search("ipone")["hits"]["hits"][0]
        explained = self.client.explain(
            index="products", id=hit["_id"], body={"query": search_body("ipone")["query"]})
        self.assertTrue(explained["matched"])
        self.assertAlmostEqual(explained["explanation"]["value"], hit["_score"], places=4)


if __name__ == "__main__":
    unittest.main()
