#!/usr/bin/env python3
"""Measures Aisle beside Lucene and Tantivy on the same documents and queries, in one run.

    bench.py --peers DIR --aisle PATH-OF-AisleBenchmarks --out docs/benchmarks [--count N] [--quick]

Each engine is one process, driven over a pipe (line protocol: LucenePeer.java), so that rounds
interleave: class by class, engine by engine, round by round. A figure is the median over queries of
each query's best CPU time over the rounds; ratios compare figures of one run. The documents are
generated products, and the real ones where ../shared/datasets is at hand.
"""
import argparse
import datetime
import gzip
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CLASSES = ("term", "and", "or2", "or3", "or4", "phrase", "fuzzy", "facet", "prefix")
WARM_UP, ROUNDS = 6, 5


class Engine:
    """One peer process and its line protocol."""

    def __init__(self, name, command):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.version = self.ask("version")["version"]

    def ask(self, *words):
        self.process.stdin.write(" ".join(str(w) for w in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended while answering: {' '.join(map(str, words))}")
        return json.loads(line)

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def engines(peers, aisle):
    jar = next(f for f in os.listdir(peers) if f.endswith("fatjar.jar"))
    classpath = f"{peers}/classes:{peers}/{jar}"
    return [
        Engine("aisle", [aisle, "peer"]),
        Engine("lucene", ["java", "-Xms1g", "-Xmx2g", "-cp", classpath, "LucenePeer"]),
        Engine("tantivy", [f"{peers}/venv/bin/python", f"{HERE}/tantivy_peer.py"]),
    ]


def flattened(line, identifier):
    """The document every engine indexes: the product plus single-valued facets and a price in cents."""
    d = json.loads(line)
    d["id"] = identifier
    category = d.get("category") or []
    if category:
        d["root"], d["leaf"] = category[0], category[-1]
    if d.get("rating") is not None:
        d["star"] = str(int(d["rating"]))
    if d.get("price") is not None:
        d["cents"] = round(d["price"] * 100)
    d.setdefault("in_stock", True)
    for key in ("brand", "color"):
        if not d.get(key):
            d.pop(key, None)
    return json.dumps(d, ensure_ascii=False, separators=(",", ":"))


def generated(aisle, path, count):
    raw = subprocess.Popen([aisle, "generate", str(count)], stdout=subprocess.PIPE, text=True)
    with open(path, "w", encoding="utf-8") as out:
        for i, line in enumerate(raw.stdout):
            out.write(flattened(line, f"g{i}") + "\n")
    if raw.wait() != 0:
        sys.exit("the product generator failed")


def real(path):
    """The real products of every data set in one file; False where they are not at hand."""
    folder = os.path.join(ROOT, "..", "shared", "datasets")
    if not os.path.isdir(folder):
        return False
    n = 0
    with open(path, "w", encoding="utf-8") as out:
        for name in sorted(os.listdir(folder)):
            source = os.path.join(folder, name, "products.ndjson.gz")
            if os.path.exists(source):
                with gzip.open(source, "rt", encoding="utf-8") as lines:
                    for line in lines:
                        out.write(flattened(line, f"r{n}") + "\n")
                        n += 1
    return True


def measure(peers, corpus, documents, work, query_count):
    """Builds every engine's index, then times every class in interleaved rounds."""
    queries = f"{work}/{corpus}.tsv"
    subprocess.run([sys.executable, f"{HERE}/make_queries.py", documents, queries,
                    str(query_count)], check=True)
    built = {}
    for e in peers:
        folder = f"{work}/{corpus}-{e.name}"
        shutil.rmtree(folder, ignore_errors=True)
        built[e.name] = e.ask("index", documents, folder, 1, 0, 1)
        e.ask("open", folder)
        e.ask("queries", queries)
        print(f"{corpus}: {e.name} built: {built[e.name]}", flush=True)
    best = {}
    for cls in CLASSES:
        for e in peers:
            for _ in range(WARM_UP):
                e.ask("run", cls)
        for _ in range(ROUNDS):
            for e in peers:
                r = e.ask("run", cls)
                key = (cls, e.name)
                old = best.get(key)
                times = r["cpu_ns"] if old is None else [
                    min(a, b) for a, b in zip(old["cpu_ns"], r["cpu_ns"])]
                best[key] = {"cpu_ns": times, "hits": r["hits"]}
        print(f"{corpus}: {cls}", {e.name: round(
            statistics.median(best[cls, e.name]["cpu_ns"]) / 1000, 1) for e in peers}, flush=True)
    return built, best


def percentile(values, p):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * p))]


def table(peers, best):
    rows = ["| class | " + " | ".join(f"{e.name} p50 / p99 µs" for e in peers)
            + " | better peer ÷ aisle, p50 / p99 | hits " + "/".join(e.name for e in peers) + " |",
            "|---" * (len(peers) + 3) + "|"]
    for cls in CLASSES:
        p50 = {e.name: percentile(best[cls, e.name]["cpu_ns"], .5) / 1000 for e in peers}
        p99 = {e.name: percentile(best[cls, e.name]["cpu_ns"], .99) / 1000 for e in peers}
        ratio = [min(v for k, v in p.items() if k != "aisle") / p["aisle"] for p in (p50, p99)]
        rows.append(f"| {cls} | " + " | ".join(f"{p50[e.name]:.1f} / {p99[e.name]:.1f}" for e in peers)
                    + f" | {ratio[0]:.2f} / {ratio[1]:.2f} | "
                    + "/".join(str(best[cls, e.name]["hits"]) for e in peers) + " |")
    return rows


def build_table(peers, built):
    rows = ["| engine | documents per CPU second | index bytes per document | ratio of speed to aisle |",
            "|---|---|---|---|"]
    own = built["aisle"]["documents"] / built["aisle"]["cpu_s"]
    for e in peers:
        b = built[e.name]
        speed = b["documents"] / b["cpu_s"]
        rows.append(f"| {e.name} | {speed:,.0f} | {b['bytes'] / b['documents']:.0f} "
                    f"| {speed / own:.2f} |")
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", required=True)
    parser.add_argument("--aisle", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    work = os.path.join(options.peers, "work")
    os.makedirs(work, exist_ok=True)
    peers = engines(options.peers, options.aisle)
    corpora = {"generated": f"{work}/generated.ndjson"}
    generated(options.aisle, corpora["generated"], options.count)
    if real(f"{work}/real.ndjson"):
        corpora["real"] = f"{work}/real.ndjson"
    else:
        print("SKIPPED: the real products are not at hand (../shared/datasets)")
    now = datetime.datetime.now(datetime.timezone.utc)
    report = [f"# Aisle beside its peers, {now:%Y-%m-%d}", "",
              "Command: `make bench`. CPU time of one query, best of "
              f"{ROUNDS} interleaved rounds after {WARM_UP} warm-up passes; each engine builds with one "
              "thread into one segment and stores the full source. Trust the ratios.", "",
              f"Machine: {platform.machine()}, {os.cpu_count()} cores, {platform.platform()}. Peers: "
              + ", ".join(f"{e.name} {e.version}" for e in peers)
              + " (Tantivy's Python package does not prune top-k searches).", ""]
    raw = {}
    for corpus, documents in corpora.items():
        built, best = measure(peers, corpus, documents, work, options.queries)
        report += [f"## {corpus}: {built['aisle']['documents']:,} products", ""]
        report += table(peers, best) + [""] + build_table(peers, built) + [""]
        raw[corpus] = {"built": built, "cpu_ns": {
            f"{cls}/{name}": r["cpu_ns"] for (cls, name), r in best.items()}}
    for e in peers:
        e.stop()
    os.makedirs(options.out, exist_ok=True)
    stem = os.path.join(options.out, f"{now:%Y-%m-%d}")
    with open(stem + ".md", "w", encoding="utf-8") as f:
        f.write("\n".join(report))
    with gzip.open(stem + ".raw.json.gz", "wt") as f:
        json.dump(raw, f)
    print("\n".join(report))


if __name__ == "__main__":
    main()
