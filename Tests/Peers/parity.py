"""Whether two engines answer alike: hits in order, scores to six digits, counts, facets.

Lucene is asked to score and count every hit, so that its answers are those of an exhaustive scorer.
Hits of equal score may come in any order, and where a page ends among such hits either may be on it.
"""
import json

TOLERANCE = 1e-6
MISSING = (None, "Infinity", "-Infinity", 9223372036854775807, -9223372036854775808)


def alike(a, b):
    if a in MISSING or b in MISSING:
        return a in MISSING and b in MISSING
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def same_keys(a, b):
    return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b))


def read(answer):
    """Aisle's answer in the shape of the Lucene peer's."""
    d = json.loads(answer)
    hits = [[h["_id"], h.get("sort") or [h["_score"]]] for h in d["hits"]["hits"]]
    facets = {}
    for name, aggregation in d.get("aggregations", {}).items():
        facets[name] = {b["key"]: b["doc_count"] for b in aggregation["buckets"]}
    return {"total": d["hits"]["total"]["value"], "hits": hits, "facets": facets}


def groups(hits):
    """Ids that share a score, group by group."""
    found = []
    for position, (identifier, keys) in enumerate(hits):
        if position and same_keys(keys, hits[position - 1][1]):
            found[-1].add(identifier)
        else:
            found.append({identifier})
    return found


def different_hits(own, other, query):
    """Why two pages differ; None where they do not."""
    if len(own) != len(other):
        return f"{len(own)} hits, Lucene {len(other)}"
    for rank, ((_, mine), (_, theirs)) in enumerate(zip(own, other)):
        if not same_keys(mine, theirs):
            return f"rank {rank}: {own[rank]}, Lucene {other[rank]}"
    pairs = list(zip(groups(own), groups(other)))
    if len(own) == query["size"]:
        pairs = pairs[:-1]
    if query.get("from"):
        pairs = pairs[1:]
    for mine, theirs in pairs:
        if mine != theirs:
            return f"ids {sorted(mine)}, Lucene {sorted(theirs)}"
    return None


def different_facet(own, other):
    """Why two lists of values differ, the last count's values aside."""
    if sorted(own.values()) != sorted(other.values()):
        return f"{own}, Lucene {other}"
    least = min(own.values(), default=0)
    for key, count in own.items():
        if count > least and other.get(key) != count:
            return f"{key}: {count}, Lucene {other.get(key)}"
    return None


def difference(own, other, query):
    """Why Aisle's answer to a query is not Lucene's; None where it is."""
    counted = query["track_total_hits"]
    if min(own["total"], counted) != min(other["total"], counted):
        return f"total {own['total']}, Lucene {other['total']}"
    why = different_hits(own["hits"], other["hits"], query)
    if why:
        return why
    for name, values in other["facets"].items():
        mine = own["facets"].get(name, {})
        if name == "cents":
            mine, values = ({i: n for i, n in enumerate(v.values())} for v in (mine, values))
        why = different_facet(mine, values)
        if why:
            return f"facet {name}: {why}"
    return None


def compare(daemon, lucene, cls, queries):
    """How many queries of a class there are, and those answered differently, with the reason.

    `queries` are pairs of the bytes to send and the request as a dictionary.
    """
    theirs = lucene.ask("check", cls, len(queries))
    wrong = []
    for (request, query), other in zip(queries, theirs, strict=True):
        why = difference(read(daemon.ask(request)), other, query)
        if why:
            wrong.append({"query": query, "why": why})
    return len(theirs), wrong
