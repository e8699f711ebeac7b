#!/usr/bin/env python3
"""Writes the benchmark's queries, drawn by seed from the documents themselves.

    make_queries.py DOCUMENTS.ndjson OUT.tsv [COUNT]

One query a line: class TAB words TAB lo TAB hi (price in cents, facet class only). Every query but a
misspelt one has hits.
"""
import json
import random
import re
import sys

STOP = set("a an and are as at be but by for if in into is it no not of on or such that the their "
           "then there these they this to was will with".split())
SAMPLE = 50_000


def words(text):
    return [w for w in re.findall(r"[a-z]+", text.lower()) if w not in STOP and len(w) > 2]


def misspelt(rnd, w):
    k = 1 + int(rnd.random() * (len(w) - 2))
    kind = rnd.random()
    if kind < .4:
        return w[:k] + w[k + 1] + w[k] + w[k + 2:]
    if kind < .7:
        return w[:k] + w[k + 1:]
    return w[:k] + rnd.choice("aeiorst") + w[k + 1:]


def phrase(rnd, text):
    w = re.findall(r"[a-z]+", text.lower())
    pairs = [(a, b) for a, b in zip(w, w[1:])
             if not {a, b} & STOP and len(a) > 2 and len(b) > 2]
    return " ".join(rnd.choice(pairs)) if pairs else None


def prefix(rnd, title):
    k = rnd.randrange(len(title))
    w = title[k]
    start = title[k - 1] + " " if k and rnd.random() < .5 else ""
    return start + w[:rnd.randint(2, max(2, len(w) - 1))]


def draw(rnd, cls, doc):
    """The words of one query of a class, or None where this document offers none."""
    title = list(dict.fromkeys(words(doc.get("title") or "")))
    both = list(dict.fromkeys(title + words(doc.get("description") or "")))
    if cls == "term":
        return rnd.choice(title) if title else None
    if cls == "and":
        n = rnd.choice((2, 3))
        return " ".join(rnd.sample(title, n)) if len(title) >= n else None
    if cls.startswith("or"):
        n = int(cls[2:])
        return " ".join(rnd.sample(both, n)) if len(both) >= n else None
    if cls == "phrase":
        return phrase(rnd, doc.get("description") or doc.get("title") or "")
    if cls == "fuzzy":
        long_enough = [w for w in title if len(w) > 4]
        return misspelt(rnd, rnd.choice(long_enough)) if long_enough else None
    if cls == "prefix":
        return prefix(rnd, title) if title else None
    return rnd.choice(title) if title and doc.get("cents") else None


CLASSES = ("term", "and", "or2", "or3", "or4", "phrase", "fuzzy", "facet", "prefix")


def main():
    source, out = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    rnd = random.Random(42)
    with open(source, encoding="utf-8") as f:
        docs = [json.loads(line) for _, line in zip(range(SAMPLE), f)]
    with open(out, "w", encoding="utf-8") as f:
        for cls in CLASSES:
            seen = set()
            for _ in range(count * 100):
                doc = rnd.choice(docs)
                text = draw(rnd, cls, doc)
                if not text or text in seen:
                    continue
                seen.add(text)
                lo, hi = (doc["cents"] // 2, doc["cents"] * 3) if cls == "facet" else ("", "")
                f.write(f"{cls}\t{text}\t{lo}\t{hi}\n")
                if len(seen) == count:
                    break


if __name__ == "__main__":
    main()
