"""The benchmark's queries, drawn by seed from the documents themselves.

One line a query and two files: for the peers `class TAB kind TAB size TAB from TAB words TAB lo TAB
hi TAB category TAB rating` (prices in cents), for Aisle `class TAB body of the search request`. A
class named `or3@24` is the class `or3` with 24 hits a page. No query of a class repeats.
"""
import collections
import itertools
import json
import random
import re

STOP = set("a an and are as at be but by for if in into is it no not of on or such that the their "
           "then there these they this to was will with".split())
SAMPLE = 50_000
FROM = 1000
COUNTED = 10_000
# Words of a deep page's query are in at least this part of the titles, so that the page exists.
FREQUENT = 0.01

CLASSES = ("term", "and", "or2", "or3", "or4", "best2", "best3", "combined", "phrase2", "phrase3",
           "fuzzy1", "fuzzy3", "prefix", "filter", "facet", "sort", "deep", "storefront")
KINDS = {"term": "any", "or2": "any", "or3": "any", "or4": "any", "deep": "any",
         "phrase2": "phrase", "phrase3": "phrase", "fuzzy1": "fuzzy", "fuzzy3": "fuzzy"}
WHOLE_WORD = re.compile(r"(?<![\w'’.])[a-z]+(?![\w'’]|\.\w)")
TWO, THREE = ["title^3", "description"], ["title^3", "brand.text", "description"]
PRICES = [{"to": 2500}, {"from": 2500, "to": 5000}, {"from": 5000, "to": 10000}, {"from": 10000}]


def words(text):
    return [w for w in WHOLE_WORD.findall(text.lower()) if w not in STOP and len(w) > 2]


def misspelt(rnd, w):
    if len(w) < 5:
        return w
    k = 1 + int(rnd.random() * (len(w) - 2))
    kind = rnd.random()
    if kind < .4:
        return w[:k] + w[k + 1] + w[k] + w[k + 2:]
    if kind < .7:
        return w[:k] + w[k + 1:]
    return w[:k] + rnd.choice("aeiorst") + w[k + 1:]


class Drawing:
    """Draws queries from a sample of the documents."""

    def __init__(self, path, count, seed=42):
        """The sample is of the first `count` documents, so that a longer file gives the same."""
        self.rnd = random.Random(seed)
        step = max(1, count // SAMPLE)
        with open(path, encoding="utf-8") as f:
            first = itertools.islice(f, count)
            self.docs = [json.loads(line) for i, line in enumerate(first) if i % step == 0]
        self.frequent = collections.Counter(
            w for d in self.docs for w in set(words(d.get("title") or "")))

    def pick(self, some, n):
        return " ".join(self.rnd.sample(some, n)) if len(some) >= n else None

    def phrase(self, doc, n):
        found = re.findall(r"[\w'’]+(?:\.\w+)*", (doc.get("description") or doc["title"]).lower())
        runs = [run for run in zip(*(found[i:] for i in range(n)))
                if all(len(w) > 2 and w not in STOP and w.isascii() and w.isalpha() for w in run)]
        return " ".join(self.rnd.choice(runs)) if runs else None

    def prefix(self, title):
        if not title:
            return None
        k = self.rnd.randrange(len(title))
        start = title[k - 1] + " " if k and self.rnd.random() < .5 else ""
        return start + title[k][:self.rnd.randint(2, max(2, len(title[k]) - 1))]

    def fuzzy(self, title, n):
        chosen = self.pick([w for w in title if len(w) > 4], n)
        return chosen and " ".join(misspelt(self.rnd, w) for w in chosen.split())

    def text(self, cls, doc):
        """The words of one query of a class, or None where this document offers none."""
        title = list(dict.fromkeys(words(doc.get("title") or "")))
        both = list(dict.fromkeys(title + words(doc.get("description") or "")))
        if cls in ("term", "facet", "sort"):
            return self.pick(title, 1)
        if cls == "and":
            return self.pick(title, self.rnd.choice((2, 3)))
        if cls.startswith("or"):
            return self.pick(both, int(cls[2:]))
        if cls in ("best2", "best3", "combined"):
            return self.pick(both, self.rnd.choice((2, 3)))
        if cls.startswith("phrase"):
            return self.phrase(doc, int(cls[6:]))
        if cls.startswith("fuzzy"):
            return self.fuzzy(title, int(cls[5:]))
        if cls == "prefix":
            return self.prefix(title)
        if cls == "deep":
            least = FREQUENT * len(self.docs)
            return self.pick([w for w in title if self.frequent[w] >= least], 2)
        if cls == "storefront":
            chosen = self.pick(title, 2)
            typo = self.rnd.random() < .5
            return chosen and typo and " ".join(misspelt(self.rnd, w) for w in chosen.split()) \
                or chosen
        return ""

    def query(self, cls, size):
        """One query as a dictionary, or None where the document drawn offers none."""
        doc = self.rnd.choice(self.docs)
        text = self.text(cls, doc)
        if text is None:
            return None
        q = {"kind": KINDS.get(cls, cls), "size": size, "from": FROM if cls == "deep" else 0,
             "text": text, "lo": "", "hi": "", "category": "", "rating": ""}
        if cls in ("filter", "facet", "storefront"):
            if not doc.get("cents"):
                return None
            q["lo"], q["hi"] = doc["cents"] // 2, doc["cents"] * 3
        if cls in ("filter", "storefront"):
            if not doc.get("category"):
                return None
            q["category"] = self.rnd.choice(doc["category"])
        if cls == "storefront":
            if not doc.get("rating"):
                return None
            q["rating"] = int(doc["rating"]) - 1
        return q


def most_fields(text, fields=TWO):
    return {"multi_match": {"query": text, "type": "most_fields", "fields": fields}}


def terms(*fields):
    """The facets of one request: values of these fields, and ranges of the price."""
    return {**{f: {"terms": {"field": f, "size": 10}} for f in fields},
            "cents": {"range": {"field": "cents", "ranges": PRICES}}}


def price(q):
    return {"range": {"cents": {"gte": q["lo"], "lte": q["hi"]}}}


def storefront(q):
    return {
        "query": {"bool": {
            "must": {"multi_match": {
                "query": q["text"], "fields": ["title^3", "description", "tags^2"],
                "fuzziness": "AUTO", "operator": "and"}},
            "filter": [price(q), {"term": {"category": q["category"]}},
                       {"range": {"rating": {"gte": q["rating"]}}}]}},
        "aggs": terms("category", "brand"), "sort": [{"_score": "desc"}, {"rating": "desc"}]}


def clause(q):
    """The query clause of every kind but the storefront's."""
    kind, text = q["kind"], q["text"]
    if kind == "and":
        return {"bool": {"must": [most_fields(w) for w in text.split()]}}
    if kind in ("best2", "best3"):
        return {"multi_match": {"query": text, "fields": TWO if kind == "best2" else THREE}}
    if kind == "combined":
        return {"combined_fields": {"query": text, "fields": TWO}}
    if kind == "phrase":
        return {"bool": {"should": [{"match_phrase": {"title": {"query": text, "boost": 3}}},
                                    {"match_phrase": {"description": text}}]}}
    if kind == "fuzzy":
        return {"match": {"title": {"query": text, "fuzziness": "AUTO", "operator": "and"}}}
    if kind == "prefix":
        *complete, last = text.split()
        return {"bool": {"must": [most_fields(w) for w in complete]
                         + [{"prefix": {"title": last}}]}}
    if kind == "filter":
        return {"bool": {"filter": [price(q), {"term": {"category": q["category"]}},
                                    {"term": {"in_stock": True}}]}}
    if kind == "facet":
        return {"bool": {"must": most_fields(text),
                         "filter": [price(q), {"term": {"in_stock": True}}]}}
    return most_fields(text)


def body(q):
    """The search request Aisle is sent for a query."""
    request = storefront(q) if q["kind"] == "storefront" else {"query": clause(q)}
    if q["kind"] == "facet":
        request["aggs"] = terms("brand", "root", "leaf", "color", "star")
    if q["kind"] == "sort":
        request["sort"] = [{"cents": "asc"}]
    if q["from"]:
        request["from"] = q["from"]
    return {"size": q["size"], "track_total_hits": COUNTED, **request}


def write(documents, first, stem, wanted):
    """Draws `wanted` (a count by class name) from the first documents of a file.

    Writes STEM.tsv and STEM.aisle.tsv.
    """
    drawing = Drawing(documents, first)
    seen = collections.defaultdict(set)
    with open(f"{stem}.tsv", "w", encoding="utf-8") as peers, \
            open(f"{stem}.aisle.tsv", "w", encoding="utf-8") as own:
        for name, count in wanted.items():
            cls, _, size = name.partition("@")
            left = count
            for _ in range(count * 200):
                q = drawing.query(cls, int(size or 10))
                if q is None:
                    continue
                key = tuple(v for k, v in q.items() if k != "size")
                if key in seen[cls]:
                    continue
                seen[cls].add(key)
                peers.write(f"{name}\t" + "\t".join(str(v) for v in q.values()) + "\n")
                own.write(f"{name}\t{json.dumps(body(q), separators=(',', ':'))}\n")
                left -= 1
                if not left:
                    break
            if left:
                print(f"{name}: the documents offer {left} queries too few", flush=True)
