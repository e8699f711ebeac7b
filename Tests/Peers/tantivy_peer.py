#!/usr/bin/env python3
"""Tantivy as a peer: indexes and times the same documents and queries as Aisle.

Speaks the line protocol of LucenePeer.java: index, open, queries, run, version. Its Python package
takes the full-scoring path for every top-k search (no block-max pruning), which the report says.
"""
import json
import os
import resource
import shutil
import sys
import time

import tantivy

FACETS = ("brand", "root", "leaf", "color", "star")
AGGREGATIONS = {f: {"terms": {"field": f, "size": 10}} for f in FACETS}
FIELDS, BOOSTS = ["title", "description"], {"title": 3.0}


def schema():
    b = tantivy.SchemaBuilder()
    b.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    b.add_text_field("_source", stored=True, tokenizer_name="raw", index_option="basic")
    b.add_text_field("title", tokenizer_name="en_stem", index_option="position")
    b.add_text_field("description", tokenizer_name="en_stem", index_option="position")
    b.add_text_field("brandtext", tokenizer_name="en_stem", index_option="position")
    for f in FACETS:
        b.add_text_field(f, tokenizer_name="raw", index_option="basic", fast=True)
    b.add_integer_field("cents", indexed=True, fast=True)
    b.add_text_field("in_stock", tokenizer_name="raw", index_option="basic")
    return b.build()


def document(line):
    d = json.loads(line)
    out = tantivy.Document(id=d["id"])
    for name, key in (("title", "title"), ("description", "description"), ("brandtext", "brand")):
        if isinstance(d.get(key), str):
            out.add_text(name, d[key])
    for f in FACETS:
        if d.get(f) is not None:
            out.add_text(f, str(d[f]))
    if d.get("cents") is not None:
        out.add_integer("cents", d["cents"])
    if d.get("in_stock") is not None:
        out.add_text("in_stock", "true" if d["in_stock"] else "false")
    return out


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def index(path, folder, segments, delete_every, threads):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    start, cpu = time.time(), cpu_seconds()
    ix = tantivy.Index(schema(), path=folder)
    writer = ix.writer(heap_size=256 << 20, num_threads=threads)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            writer.add_document(document(line))
    writer.commit()
    writer.wait_merging_threads()
    ix.reload()
    size = sum(os.path.getsize(os.path.join(r, f)) for r, _, fs in os.walk(folder) for f in fs)
    return {"documents": ix.searcher().num_docs, "deleted": 0, "cpu_s": cpu_seconds() - cpu,
            "wall_s": time.time() - start, "bytes": size}


class Peer:
    def open(self, folder):
        self.index = tantivy.Index.open(folder)
        self.searcher = self.index.searcher()
        return {"documents": self.searcher.num_docs, "segments": self.searcher.num_segments}

    def queries(self, path):
        self.classes = {}
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                q = line.rstrip("\n").split("\t")
                self.classes.setdefault(q[0], []).append(q)
        return {"classes": len(self.classes)}

    def words(self, text, required):
        sign = "+" if required else ""
        return self.index.parse_query(
            " ".join(sign + t for t in text.split()), FIELDS, field_boosts=BOOSTS)

    def top(self, query):
        hits = self.searcher.search(query, 10, count=False).hits
        for _, address in hits:
            self.searcher.doc(address)
        return len(hits)

    def fuzzy(self, text, distance, prefix=False):
        return tantivy.Query.fuzzy_term_query(
            self.index.schema, "title", text, distance, True, prefix)

    def execute(self, q):
        must = tantivy.Occur.Must
        cls, text = q[0], q[1]
        if cls == "and":
            return self.top(self.words(text, True))
        if cls == "phrase":
            return self.top(self.index.parse_query(f'"{text}"', FIELDS, field_boosts=BOOSTS))
        if cls == "fuzzy":
            return self.top(self.fuzzy(text, 2 if len(text) > 5 else 1))
        if cls == "prefix":
            parts = text.split()
            clauses = [(must, self.words(w, False)) for w in parts[:-1]]
            clauses.append((must, self.fuzzy(parts[-1], 0, prefix=True)))
            return self.top(tantivy.Query.boolean_query(clauses))
        if cls == "facet":
            schema = self.index.schema
            query = tantivy.Query.boolean_query([
                (must, self.words(text, False)),
                (must, tantivy.Query.range_query(
                    schema, "cents", tantivy.FieldType.Integer, int(q[2]), int(q[3]))),
                (must, tantivy.Query.term_query(schema, "in_stock", "true"))])
            found = self.top(query)
            self.searcher.aggregate(query, AGGREGATIONS)
            return found
        return self.top(self.words(text, False))

    def run(self, cls):
        times, hits = [], 0
        for q in self.classes.get(cls, []):
            before = time.thread_time_ns()
            hits += self.execute(q)
            times.append(time.thread_time_ns() - before)
        return {"class": cls, "cpu_ns": times, "hits": hits}


def main():
    peer = Peer()
    for line in sys.stdin:
        a = line.split()
        if a[0] == "index":
            answer = index(a[1], a[2], int(a[3]), int(a[4]), int(a[5]))
        elif a[0] == "version":
            answer = {"name": "Tantivy", "version": tantivy.__version__}
        else:
            answer = getattr(peer, a[0])(*a[1:])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
