#!/usr/bin/env python3
"""Ranks the judged queries and reports NDCG@10 and Recall@100; compares scores with Lucene's.

    relevance.py [--parity | --write-golden] [--peers DIR] [--sets chorus_electronics,home_depot,…]
                 [--out FILE]

The products and judgments are ../shared/datasets, the metrics ../shared/tools/evaluate.py, the
figures of other engines ../shared/datasets/BASELINES.md; the table goes to docs/benchmarks. With
--parity the top ten ids and scores of every judged query are compared with Lucene 9.9 (brought by
Tests/Peers/setup.sh) for most_fields and best_fields, at one and eight segments and after deletes.
--write-golden keeps a sample of Lucene's rankings in Fixtures/golden, which the end-to-end tests
compare with where no Java is at hand.
"""
import argparse
import gzip
import http.client
import json
import math
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "EndToEnd"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
from daemon import ROOT, SHARED, Daemon  # noqa: E402

GOLDEN = os.path.join(ROOT, "Fixtures", "golden", "lucene-rankings.json.gz")
DATASETS = os.path.join(SHARED, "datasets")
FIELDS = ["title^3", "description", "brand"]
JUDGED = ("chorus_electronics", "home_depot", "er_abt_buy", "er_walmart_amazon", "er_amazon_google")
TEXT = {"type": "text", "analyzer": "english"}
MAPPING = {
    "settings": {"refresh_interval": "-1"},
    "mappings": {"dynamic": False, "properties": {"title": TEXT, "description": TEXT, "brand": TEXT}}}
TYPES = {
    "most_fields": {"type": "most_fields"},
    "best_fields": {"type": "best_fields"},
    "combined_fields": None,
}


def query(kind, text):
    if kind == "combined_fields":
        return {"combined_fields": {"query": text, "fields": FIELDS}}
    return {"multi_match": {"query": text, "fields": FIELDS, "analyzer": "english", "type": kind}}


class Client:
    def __init__(self, daemon):
        self.connection = http.client.HTTPConnection("127.0.0.1", daemon.port, timeout=120)

    def ask(self, method, path, body=None, kind="application/json"):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        self.connection.request(method, path, data, {"Content-Type": kind} if data else {})
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        if response.status >= 300:
            sys.exit(f"{method} {path} answered {response.status}: {answer}")
        return answer

    def load(self, index, lines, segments, delete_every=0):
        self.ask("PUT", f"/{index}", MAPPING)
        size = math.ceil(len(lines) / segments)
        for start in range(0, len(lines), size):
            for at in range(start, min(start + size, len(lines)), 2000):
                body = []
                for line in lines[at:min(at + 2000, start + size)]:
                    body.append(json.dumps({"index": {"_id": json.loads(line)["id"]}}))
                    body.append(line)
                answer = self.ask("POST", f"/{index}/_bulk",
                                  ("\n".join(body) + "\n").encode(), "application/x-ndjson")
                if answer["errors"]:
                    sys.exit(f"bulk errors in {index}")
            self.ask("POST", f"/{index}/_flush")
        if segments == 1:
            self.ask("POST", f"/{index}/_forcemerge?max_num_segments=1")
        if delete_every:
            body = "".join(json.dumps({"delete": {"_id": json.loads(line)["id"]}}) + "\n"
                           for line in lines[delete_every - 1::delete_every])
            self.ask("POST", f"/{index}/_bulk", body.encode(), "application/x-ndjson")
        self.ask("POST", f"/{index}/_refresh")

    def top(self, index, kind, text, size):
        answer = self.ask("POST", f"/{index}/_search", {
            "query": query(kind, text), "size": size, "_source": False, "track_total_hits": False})
        return [(h["_id"], h["_score"]) for h in answer["hits"]["hits"]]


def read_set(name):
    folder = os.path.join(DATASETS, name)
    with gzip.open(os.path.join(folder, "products.ndjson.gz"), "rt", encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f]
    with open(os.path.join(folder, "queries.tsv"), encoding="utf-8") as f:
        queries = [line.rstrip("\n").split("\t")[:2] for line in f if "\t" in line]
    return folder, lines, queries


def metrics(folder, run, judged_only=False):
    """What ../shared/tools/evaluate.py says of one ranking."""
    done = subprocess.run(
        [sys.executable, os.path.join(SHARED, "tools", "evaluate.py"),
         os.path.join(folder, "qrels.txt"), run, "--json"]
        + (["--judged-only"] if judged_only else []),
        capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def row(name, label, run, folder):
    plain, condensed = metrics(folder, run), metrics(folder, run, judged_only=True)
    figures = (plain["ndcg"], plain["rr"], plain["recall"], condensed["ndcg"])
    return (f"| {name} ({plain['queries']}) | {label} | "
            + " | ".join(f"{v:.3f}" for v in figures) + f" | {plain['unanswered']} |")


def peers_rows(name):
    """The kept figures of other engines for a set, in the columns of `row`."""
    with open(os.path.join(DATASETS, "BASELINES.md"), encoding="utf-8") as f:
        for line in f:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if len(cells) == 8 and cells[0].startswith(name + " "):
                yield "| " + " | ".join(cells[:6] + cells[7:]) + " |"


def report(client, names, work, out):
    """Prints the table row by row and writes it to `out`."""
    lines = [
        f"# Relevance beside other engines, {time.strftime('%Y-%m-%d')}", "",
        "Command: `make relevance`. Every judged query over title^3, description and brand, any "
        "word, English stemming (`english`: Porter), BM25 with k1 1.2 and b 0.75, one segment; "
        "relevant = grade 1 and above; condensed = unjudged documents dropped from the ranking "
        "first. The figures of other engines are those kept beside the data sets, from the same "
        "queries, judgments and evaluator; `lucene-sum` is what most_fields asks for; "
        "`lucene-dismax` takes the best field of each word, best_fields that of the whole query.",
        "",
        "| set (queries) | ranking | NDCG@10 | MRR | Recall@100 | condensed NDCG@10 | unanswered |",
        "|---|---|---|---|---|---|---|"]
    print("\n".join(lines), flush=True)
    for name in names:
        folder, products, queries = read_set(name)
        client.load(name, products, 1)
        for kind in TYPES:
            run = os.path.join(work, f"{name}-{kind}.run")
            with open(run, "w") as f:
                for qid, text in queries:
                    for rank, (doc, score) in enumerate(client.top(name, kind, text, 100), 1):
                        f.write(f"{qid} Q0 {doc} {rank} {score} aisle\n")
            lines.append(row(name, f"**aisle {kind}**", run, folder))
            print(lines[-1], flush=True)
        for line in peers_rows(name):
            lines.append(line)
            print(line, flush=True)
    with open(out, "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    print(f"written to {out}")


def same_ranking(ours, theirs):
    """Equal scores to six digits in order; ids equal except among equal scores at the cut."""
    if len(ours) != len(theirs):
        return f"{len(ours)} hits against {len(theirs)}"
    for (_, a), (_, b) in zip(ours, theirs):
        if abs(a - b) > 1e-6 * max(abs(a), abs(b)) * 2:
            return f"score {a!r} against {b!r}"
    last = theirs[-1][1] if theirs else 0
    above = lambda hits: {d for d, s in hits if s > last * (1 + 2e-6)}  # noqa: E731
    return None if above(ours) == above(theirs) else "other documents"


def lucene_runs(lucene, name, folder, queries_file, work, segments, delete_every):
    index = os.path.join(work, f"lucene-{name}-{segments}-{delete_every}")
    source = os.path.join(folder, "products.ndjson.gz")
    lucene.ask("index", source, index, segments, delete_every, 1)
    lucene.ask("open", index)
    for kind, tie in (("best_fields", 0), ("most_fields", 1)):
        out = f"{index}-{kind}.run"
        lucene.ask("rank", queries_file, out, 10, tie)
        hits = {}
        with open(out, encoding="utf-8") as f:
            for line in f:
                p = line.split()
                hits.setdefault(p[0], []).append((p[2], float(p[4])))
        yield kind, hits


def start_lucene(peers):
    from bench import Engine
    subprocess.run([os.path.join(ROOT, "Tests", "Peers", "setup.sh"), peers], check=True)
    jar = next(f for f in os.listdir(peers) if f.endswith("fatjar.jar"))
    return Engine("lucene", ["java", "-cp", f"{peers}/classes:{peers}/{jar}", "LucenePeer"])


def sampled(name, queries):
    """The queries whose rankings are kept: every one of chorus_electronics, each 40th of home_depot."""
    return queries if name == "chorus_electronics" else queries[::40]


def write_golden(peers, names):
    """Keeps Lucene's top ten of the sampled queries without deletes and with every 10th deleted."""
    lucene, golden = start_lucene(peers), {}
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            folder, _, queries = read_set(name)
            wanted = {qid for qid, _ in sampled(name, queries)}
            for delete_every in (0, 10):
                for kind, hits in lucene_runs(lucene, name, folder, os.path.join(
                        folder, "queries.tsv"), work, 8 if delete_every else 1, delete_every):
                    golden[f"{name}/{kind}/{delete_every}"] = {
                        q: h for q, h in hits.items() if q in wanted}
    lucene.stop()
    with open(GOLDEN, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as f:
        f.write(json.dumps(golden, sort_keys=True, separators=(",", ":")).encode())


def parity(client, peers, names, work):
    lucene = start_lucene(peers)
    failed = 0
    for name in names:
        folder, lines, queries = read_set(name)
        for segments, delete_every in ((1, 0), (8, 0), (1, 10), (8, 10)):
            index = f"parity-{name.replace('_', '-')}-{segments}-{delete_every}"
            client.load(index, lines, segments, delete_every)
            queries_file = os.path.join(folder, "queries.tsv")
            for kind, theirs in lucene_runs(
                    lucene, name, folder, queries_file, work, segments, delete_every):
                different = []
                for qid, text in queries:
                    why = same_ranking(client.top(index, kind, text, 10), theirs.get(qid, []))
                    if why:
                        different.append((qid, text, why))
                failed += len(different)
                print(f"{name}, {kind}, {segments} segment(s), "
                      f"{'every 10th deleted' if delete_every else 'no deletes'}: "
                      f"{len(queries) - len(different)} of {len(queries)} equal",
                      *different[:3], flush=True)
            client.ask("DELETE", f"/{index}")
    lucene.stop()
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parity", action="store_true")
    parser.add_argument("--write-golden", action="store_true")
    parser.add_argument("--peers", default=os.path.join(ROOT, ".scratch", "peers"))
    parser.add_argument("--sets")
    parser.add_argument("--out", default=os.path.join(
        ROOT, "docs", "benchmarks", f"relevance-{time.strftime('%Y-%m-%d')}.md"))
    options = parser.parse_args()
    if not os.path.isdir(DATASETS):
        print("SKIPPED: ../shared/datasets is not at hand")
        return 0
    if options.write_golden:
        write_golden(options.peers, ("chorus_electronics", "home_depot"))
        return 0
    default = ("chorus_electronics", "home_depot") if options.parity else JUDGED
    names = options.sets.split(",") if options.sets else default
    daemon = Daemon()
    try:
        client = Client(daemon)
        if options.parity:
            return 1 if parity(client, options.peers, names, daemon.folder) else 0
        report(client, names, daemon.folder, options.out)
        return 0
    finally:
        daemon.close()


if __name__ == "__main__":
    sys.exit(main())
