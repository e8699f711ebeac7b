#!/usr/bin/env python3
"""Tantivy as a peer: indexes and times the same documents and queries as Aisle.

Speaks the line protocol of LucenePeer.java, without `check` and `rank`. Query objects are made
before the clock starts, so that Python's part is small. Its Python package scores and counts every
match of every search (no block-max pruning), counts facets in a second pass, sorts by one field
only, gives every fuzzy and prefix match the same score, and has no combined fields; the report says
so.
"""
import json
import os
import resource
import shutil
import sys
import time

import tantivy

FACETS = ("brand", "root", "leaf", "color", "star")
LISTS = ("category", "tags")
RANGES = {"range": {"field": "cents", "ranges": [
    {"to": 2500}, {"from": 2500, "to": 5000}, {"from": 5000, "to": 10000}, {"from": 10000}]}}
BOOSTS = {"title": 3.0}
TWO, THREE = ["title", "description"], ["title", "brandtext", "description"]
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def terms_aggregations(fields):
    """The facets of one request: values of these fields, and ranges of the price."""
    return {**{f: {"terms": {"field": f, "size": 10}} for f in fields}, "cents": RANGES}


AGGREGATIONS = {"facet": terms_aggregations(FACETS),
                "storefront": terms_aggregations(("category", "brand"))}


def analyzer():
    """Lower case, the same stop words, an English stemmer."""
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.lowercase(), tantivy.Filter.stopword("english"),
                 tantivy.Filter.stemmer("english")):
        chain = chain.filter(step)
    return chain.build()


def schema():
    b = tantivy.SchemaBuilder()
    b.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    b.add_bytes_field("_source", stored=True)
    for name in ("title", "description", "brandtext"):
        b.add_text_field(name, tokenizer_name="english", index_option="position")
    for f in FACETS + LISTS:
        b.add_text_field(f, tokenizer_name="raw", index_option="basic", fast=True)
    b.add_integer_field("cents", indexed=True, fast=True)
    b.add_float_field("rating", indexed=True, fast=True)
    b.add_text_field("in_stock", tokenizer_name="raw", index_option="basic")
    return b.build()


def document(line):
    d = json.loads(line)
    out = tantivy.Document(id=d["id"])
    out.add_bytes("_source", line.rstrip("\n").encode())
    for name, key in (("title", "title"), ("description", "description"), ("brandtext", "brand")):
        if isinstance(d.get(key), str):
            out.add_text(name, d[key])
    for f in FACETS:
        if d.get(f) is not None:
            out.add_text(f, str(d[f]))
    for f in LISTS:
        for value in d.get(f) or ():
            out.add_text(f, value)
    if d.get("cents") is not None:
        out.add_integer("cents", d["cents"])
    if d.get("rating") is not None:
        out.add_float("rating", float(d["rating"]))
    if d.get("in_stock") is not None:
        out.add_text("in_stock", "true" if d["in_stock"] else "false")
    return out


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def part_size(path, segments):
    """Documents of each part but the last, which is half as large, so that none are merged."""
    with open(path, "rb") as lines:
        count = sum(1 for _ in lines)
    return max(1, -(-2 * count // (2 * segments - 1)))


def opened(folder):
    index = tantivy.Index.open(folder)
    index.register_tokenizer("english", analyzer())
    return index


def build(path, folder, segments, threads):
    """One segment comes of one buffer that holds all; the package can't merge on demand."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    start, cpu = time.time(), cpu_seconds()
    index = tantivy.Index(schema(), path=folder)
    index.register_tokenizer("english", analyzer())
    heap = (3 << 30) if segments else (256 << 20) * threads
    writer = index.writer(heap_size=heap, num_threads=threads)
    part = part_size(path, segments) if segments > 1 else 1 << 40
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            writer.add_document(document(line))
            if number % part == 0:
                writer.commit()
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    size = sum(os.path.getsize(os.path.join(r, f)) for r, _, fs in os.walk(folder) for f in fs)
    return {"documents": index.searcher().num_docs, "segments": index.searcher().num_segments,
            "cpu_s": cpu_seconds() - cpu, "wall_s": time.time() - start, "merge_cpu_s": 0,
            "bytes": size}


class Peer:
    def __init__(self):
        self.parts = {}
        self.prepared = {}
        self.analyzer = analyzer()

    def index(self, path, folder, segments, _, threads):
        return build(path, folder, int(segments), int(threads))

    def delete(self, folder, path, every):
        writer = opened(folder).writer(heap_size=256 << 20, num_threads=1)
        deleted = 0
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if number % int(every) == 0:
                    writer.delete_documents_by_term("id", json.loads(line)["id"])
                    deleted += 1
        writer.commit()
        writer.wait_merging_threads()
        return {"deleted": deleted, "segments": opened(folder).searcher().num_segments}

    def open(self, folder):
        self.tantivy = opened(folder)
        self.searcher = self.tantivy.searcher()
        self.prepared = {}
        return {"documents": self.searcher.num_docs, "segments": self.searcher.num_segments}

    def close(self):
        self.tantivy = self.searcher = None
        self.prepared = {}
        return {}

    def queries(self, path):
        self.parts, self.prepared = {}, {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                q = line.rstrip("\n").split("\t")
                self.parts.setdefault(q[0], []).append(q)
        return {"classes": len(self.parts)}

    # queries

    def words(self, text, required, fields=TWO):
        sign = "+" if required else ""
        return self.tantivy.parse_query(
            " ".join(sign + t for t in text.split()), fields, field_boosts=BOOSTS)

    def boolean(self, *clauses):
        return tantivy.Query.boolean_query([(MUST, c) for c in clauses])

    def best_fields(self, text, fields):
        return tantivy.Query.disjunction_max_query(
            [self.words(text, False, [f]) for f in fields])

    def term(self, field, value):
        return tantivy.Query.term_query(self.tantivy.schema, field, value)

    def range(self, field, kind, low, high):
        return tantivy.Query.range_query(self.tantivy.schema, field, kind, low, high)

    def price(self, q):
        return self.range("cents", tantivy.FieldType.Integer, int(q[5]), int(q[6]))

    def fuzzy(self, field, text, distance=None, prefix=False):
        if distance is None:
            distance = 0 if len(text) < 3 else 1 if len(text) < 6 else 2
        return tantivy.Query.fuzzy_term_query(
            self.tantivy.schema, field, text, distance, True, prefix)

    def fuzzy_words(self, field, text):
        return self.boolean(*(self.fuzzy(field, t) for t in self.analyzer.analyze(text)))

    def storefront(self, q):
        text = q[4]
        fields = tantivy.Query.disjunction_max_query([
            tantivy.Query.boost_query(self.fuzzy_words("title", text), 3.0),
            self.fuzzy_words("description", text),
            tantivy.Query.boost_query(self.fuzzy("tags", text), 2.0)])
        rating = self.range("rating", tantivy.FieldType.Float, float(q[8]), 1e9)
        return self.boolean(fields, self.price(q), self.term("category", q[7]), rating)

    def query(self, q):
        """The query of one line; None where the package has no such query."""
        kind, text = q[1], q[4]
        if kind == "combined":
            return None
        if kind == "and":
            return self.words(text, True)
        if kind in ("best2", "best3"):
            return self.best_fields(text, TWO if kind == "best2" else THREE)
        if kind == "phrase":
            return self.tantivy.parse_query(f'"{text}"', TWO, field_boosts=BOOSTS)
        if kind == "fuzzy":
            return self.fuzzy_words("title", text)
        if kind == "prefix":
            parts = text.split()
            return self.boolean(*(self.words(w, False) for w in parts[:-1]),
                                self.fuzzy("title", parts[-1], 0, prefix=True))
        if kind == "filter":
            return tantivy.Query.const_score_query(self.boolean(
                self.price(q), self.term("category", q[7]), self.term("in_stock", "true")), 0.0)
        if kind == "facet":
            return self.boolean(
                self.words(text, False), self.price(q), self.term("in_stock", "true"))
        if kind == "storefront":
            return self.storefront(q)
        return self.words(text, False)

    # measuring

    def prepare(self, cls):
        if cls not in self.prepared:
            self.prepared[cls] = [
                (self.query(q), {"limit": int(q[2]), "offset": int(q[3]), **(
                    {"order_by_field": "cents", "order": tantivy.Order.Asc}
                    if q[1] == "sort" else {})}, AGGREGATIONS.get(q[1]))
                for q in self.parts.get(cls, [])]
        return self.prepared[cls]

    def execute(self, query, options, aggregations):
        hits = self.searcher.search(query, **options).hits
        for _, address in hits:
            self.searcher.doc(address)
        if aggregations:
            self.searcher.aggregate(query, aggregations)
        return len(hits)

    def run(self, cls, count):
        times, hits = [], 0
        for prepared in self.prepare(cls)[:int(count)]:
            if prepared[0] is None:
                return {"class": cls, "skipped": True}
            before = time.thread_time_ns()
            hits += self.execute(*prepared)
            times.append(time.thread_time_ns() - before)
        return {"class": cls, "cpu_ns": times, "hits": hits}

    def version(self):
        return {"name": "Tantivy", "version": tantivy.__version__}


def main():
    peer = Peer()
    for line in sys.stdin:
        command, *words = line.split()
        print(json.dumps(getattr(peer, command)(*words)), flush=True)


if __name__ == "__main__":
    main()
