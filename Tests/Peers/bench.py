#!/usr/bin/env python3
"""Measures Aisle beside Lucene and Tantivy on the same documents and queries, in one run.

    bench.py --peers DIR --aisle PATH-OF-AisleBenchmarks --daemon PATH-OF-aisle
             --out docs/benchmarks [--large | --living] [--count N] [--queries N] [--corpora generated,real]
             [--classes term,or3,…] [--layouts 1/0,8/20,…]

Each engine is one process, so that rounds interleave: class by class, engine by engine, round by
round. docs/benchmarks/README.md tells the method. Ends with 1 where answers differ from Lucene's.
"""
import argparse
import collections
import datetime
import gzip
import json
import mmap
import os
import shutil
import statistics
import sys
import time

import corpora
import living
import parity
import queries
import report
from engines import Engine, Field, drop_cache, search_request  # noqa: F401 (Engine: relevance.py)

INDEXED = ("aisle", "lucene", "tantivy")
MEASURED = ("aisle", "json", "http", "busy", "lucene", "tantivy")
# Peers that are daemons count and score every match: they are asked the first queries of a class.
DAEMONS = {"groonga": ("groonga", "groonga-httpd"), "sphinx": ("indexer", "searchd")}
DAEMON_QUERIES = 20
DELETE_EVERY = 5
# Documents, layouts (segments / per cent deleted) with what is measured there, queries a class, and
# how many of the first documents the queries are drawn from (none: all).
Corpus = collections.namedtuple("Corpus", "name count layouts queries drawn", defaults=(None,))
# Passes before the clock starts, passes timed, the part of the queries that is asked.
Effort = collections.namedtuple("Effort", "warm rounds share engines")
FULL = Effort(1, 3, 1, MEASURED)
BRIEF = Effort(1, 2, 0.2, ("aisle", "lucene", "tantivy"))
LAYOUTS = ("1/0", "1/20", "8/0", "8/20")


def plan(options):
    """What is measured, corpus by corpus."""
    chosen = options.layouts.split(",") if options.layouts else LAYOUTS
    layouts = {x: FULL if x == chosen[0] else BRIEF for x in chosen}

    if not options.large:
        count, n = options.count or 200_000, options.queries or 200
        all_of = [Corpus("generated", count, layouts, n),
                  Corpus("real", options.count, layouts, n)]
    else:
        n = options.queries or 1000
        million = options.count or 1_000_000
        small = million // 5
        all_of = [Corpus("generated-small", small, {"1/0": FULL}, n, small),
                  Corpus("generated", million, layouts, n, small),
                  Corpus("generated-double", 2 * million, {"1/0": FULL}, n, small),
                  Corpus("real", million, layouts, n)]
    return [c for c in all_of if not options.corpora or c.name in options.corpora.split(",")]


def say(*words):
    print(f"{time.monotonic() - BEGUN:5.0f} s ", *words, flush=True)


class Run:
    """One corpus: its documents, queries and indexes, and what was measured on them."""

    def __init__(self, corpus, field, peers, work, classes):
        self.corpus, self.field, self.peers, self.work = corpus, field, peers, work
        self.daemons = tuple(x for x in DAEMONS if x in peers)
        self.documents = f"{work}/{corpus.name}.ndjson"
        self.stem = f"{work}/{corpus.name}"
        self.wanted = {}
        for cls in classes:
            self.wanted[cls] = corpus.queries
            self.wanted[f"{cls}@24"] = max(1, corpus.queries // 4)
        self.result = {"built": {}, "layouts": {}, "start_ms": {}, "memory": {}, "differences": {}}

    def write_documents(self):
        if self.corpus.name.startswith("generated"):
            return corpora.generated(
                self.field.commands["aisle"][0], self.documents, self.corpus.count)
        return corpora.real(self.documents, self.corpus.count)

    def write_queries(self, count):
        queries.write(self.documents, self.corpus.drawn or count, self.stem, self.wanted)
        with open(f"{self.stem}.tsv", encoding="utf-8") as lines:
            one = next(x for x in lines if x.startswith(("or2\t", *self.wanted)))
        with open(f"{self.stem}.first.tsv", "w", encoding="utf-8") as f:
            f.write("first\t" + one.split("\t", 1)[1])
        self.requests = collections.defaultdict(list)
        with open(f"{self.stem}.aisle.tsv", encoding="utf-8") as lines:
            for text in lines:
                cls, body = text.rstrip("\n").split("\t", 1)
                self.requests[cls].append((search_request(body), json.loads(body)))

    def folder(self, name, segments):
        return f"{self.stem}-{name}-{segments}"

    def index(self, name, segments, threads=1):
        folder = self.folder(name, segments)
        shutil.rmtree(folder, ignore_errors=True)
        built = self.field.once(name, "index", self.documents, folder, segments, 0, threads)
        self.result["built"][f"{name}/{segments}/{threads}"] = built
        say(f"{self.corpus.name}: {name} built with {threads} thread(s): {built}")

    def build(self):
        for segments in sorted({int(x.split("/")[0]) for x in self.corpus.layouts}):
            for name in INDEXED:
                self.index(name, segments)
        for name in self.daemons:
            self.index(name, 1)
        if self.corpus.name == "generated":
            for name, threads in (("aisle", 1), *((name, 2) for name in INDEXED)):
                self.index(name, 0, threads=threads)
                shutil.rmtree(self.folder(name, 0))

    def measure_starts(self):
        """From the start of a process to its first answer, pages cached and dropped."""
        found = self.result["start_ms"]
        segments = next(iter(self.corpus.layouts)).split("/")[0]
        for name in INDEXED[1:]:
            folder = self.folder(name, segments)
            for state in ("dropped", "cached"):
                if state == "dropped":
                    drop_cache(folder)
                found[f"{name}/{state}"] = self.field.first_answer_ms(
                    name, folder, f"{self.stem}.first.tsv")
        daemon, copy = self.field.serve(self.folder("aisle", segments))
        daemon.stop()
        for state in ("dropped", "cached"):
            if state == "dropped":
                drop_cache(copy)
            daemon = self.field.restart(copy)
            found[f"aisle/{state}"] = daemon.started_ms
            daemon.stop()
        say(f"{self.corpus.name}: start to first answer, ms: {found}")

    def delete(self, segments):
        for name in INDEXED:
            self.field.once(
                name, "delete", self.folder(name, segments), self.documents, DELETE_EVERY)

    def measure(self, layout, effort):
        """Proves the answers of one layout equal, then times every class in rounds."""
        segments, deleted = layout.split("/")
        if deleted != "0":
            self.delete(segments)
        own = self.folder("aisle", segments)
        daemon, copy = self.field.serve(own)
        asked = INDEXED + (self.daemons if effort is FULL else ())
        for name in asked:
            engine = self.peers[name]
            opened = engine.ask("open", self.folder(name, 1 if name in DAEMONS else segments))
            engine.ask("queries", f"{self.stem}{'.aisle' if name == 'aisle' else ''}.tsv")
            self.result["layouts"].setdefault(layout, {"segments": {}, "cpu_ns": {}})[
                "segments"][name] = opened["segments"]
        if effort.share == 1:
            self.warm_up()
        for cls, count in self.wanted.items():
            if effort.share == 1 or "@" not in cls:
                count = max(1, round(count * effort.share))
                self.check(layout, daemon, cls, count)
                self.time(layout, daemon, cls, count, effort)
        if layout == next(iter(self.corpus.layouts)):
            self.remember_memory(daemon)
        daemon.stop()
        for name in asked:
            self.peers[name].ask("close")
        shutil.rmtree(copy)

    def warm_up(self):
        """Lucene's virtual machine compiles what is run often: that is no part of a query."""
        for cls, count in self.wanted.items():
            self.peers["lucene"].ask("run", cls, count)

    def check(self, layout, daemon, cls, count):
        count, wrong = parity.compare(
            daemon, self.peers["lucene"], cls, self.requests[cls][:count])
        self.result["differences"][f"{layout}/{cls}"] = [count, wrong]
        if wrong:
            say(f"DIFFERENT: {self.corpus.name} {layout} {cls}: {len(wrong)} of {count}, first: "
                f"{wrong[0]}")

    def pass_of(self, name, cls, count, daemon):
        if name == "http":
            return daemon.run([r for r, _ in self.requests[cls][:count]])
        if name == "busy":
            return daemon.run_crowded([r for r, _ in self.requests[cls][:count]])
        if name in DAEMONS:
            count = min(count, DAEMON_QUERIES)
        engine = self.peers["aisle" if name == "json" else name]
        return engine.ask("run-json" if name == "json" else "run", cls, count).get("cpu_ns")

    def time(self, layout, daemon, cls, count, effort):
        best = {}
        engines = effort.engines + (self.daemons if effort is FULL else ())
        for name in engines:
            for _ in range(effort.warm):
                self.pass_of(name, cls, count, daemon)
        for _ in range(effort.rounds):
            for name in engines:
                times = self.pass_of(name, cls, count, daemon)
                if times:
                    old = best.get(name)
                    best[name] = times if old is None else [min(p) for p in zip(old, times)]
        kept = self.result["layouts"][layout]["cpu_ns"]
        for name, times in best.items():
            kept[f"{cls}/{name}"] = times
        say(f"{self.corpus.name} {layout} {cls}: µs", {
            name: round(statistics.median(times) / 1000, 1) for name, times in best.items()})

    def remember_memory(self, daemon):
        memory = self.result["memory"]
        memory["aisle serve"] = daemon.anonymous_bytes()
        for name in INDEXED[1:]:
            memory[name] = self.peers[name].anonymous_bytes()
        for name in self.daemons:
            memory[name] = self.peers[name].ask("memory")["bytes"]
        say(f"{self.corpus.name}: anonymous memory after the queries: {memory}")

    def clean(self):
        for path in os.listdir(self.work):
            if path.startswith(f"{self.corpus.name}-") or path.startswith(f"{self.corpus.name}."):
                whole = os.path.join(self.work, path)
                shutil.rmtree(whole) if os.path.isdir(whole) else os.remove(whole)

    def run(self):
        count = self.write_documents()
        if not count:
            say(f"SKIPPED {self.corpus.name}: ../shared/datasets is not at hand")
            return None
        self.result["documents"] = count
        self.result["corpus_bytes"] = os.path.getsize(self.documents)
        self.write_queries(count)
        say(f"{self.corpus.name}: {count} documents written")
        self.build()
        self.measure_starts()
        # Deletes stay: what has none comes first.
        for layout, effort in sorted(self.corpus.layouts.items()):
            self.measure(layout, effort)
        self.clean()
        return self.result


def installed_daemons():
    """Groonga and Sphinx, where they are installed."""
    found = []
    for name, programs in DAEMONS.items():
        missing = [x for x in programs if not shutil.which(x)]
        if missing:
            say(f"SKIPPED {name}: {' and '.join(missing)} not installed")
        else:
            found.append(name)
    return found


def arguments():
    parser = argparse.ArgumentParser()
    for name in ("peers", "aisle", "daemon", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--living", action="store_true")
    parser.add_argument("--count", type=int)
    parser.add_argument("--queries", type=int)
    for name in ("corpora", "classes", "layouts"):
        parser.add_argument(f"--{name}")
    return parser.parse_args()


def today():
    return f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}"


def measure_living(field, work, options):
    """Two threads, and searches while documents change: Aisle alone, without its peers."""
    text = living.measure(field, os.path.abspath(work), options.count or 200_000, corpora, say)
    date = today()
    title = [f"# Aisle on two threads and under updates, {date}", "",
             f"Machine: {report.machine()}.", "", ""]
    os.makedirs(options.out, exist_ok=True)
    path = os.path.join(options.out, f"{date}-living.md")
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(title) + text)
    print(text)
    say(f"written to {path}")
    return 0


def touch_memory():
    """Uses half of the free memory once, 6 GiB at most.

    A virtual machine gets a page from its host when it first touches it, which takes several times
    as long as any time after: whoever builds first would pay for all.
    """
    size = min(6 << 30, os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    populate = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x8000  # MAP_POPULATE, nameless before 3.10
    mmap.mmap(-1, size, flags=populate).close()


def write_report(results, versions, classes, options):
    """Writes the report of the corpora measured so far, so that hours are not lost with the last."""
    date = today()
    given = report.given(sys.argv)
    command = f'make bench ARGS="{given}"' if given else "make bench"
    text = report.write(results, versions, classes, command, date)
    os.makedirs(options.out, exist_ok=True)
    stem = os.path.join(options.out, date + ("-large" if options.large else ""))
    with open(stem + ".md", "w", encoding="utf-8") as f:
        f.write(text)
    with gzip.open(stem + ".raw.json.gz", "wt") as f:
        json.dump(results, f, separators=(",", ":"))
    say(f"{' and '.join(results)} written to {stem}.md")
    return text


def main():
    options = arguments()
    work = os.path.join(options.peers, "work")
    os.makedirs(work, exist_ok=True)
    field = Field(os.path.abspath(options.peers), os.path.abspath(options.aisle),
                  os.path.abspath(options.daemon))
    touch_memory()
    if options.living:
        return measure_living(field, work, options)
    peers = {name: field.start(name) for name in (*INDEXED, *installed_daemons())}
    classes = options.classes.split(",") if options.classes else queries.CLASSES
    versions = {name: e.version for name, e in peers.items()}
    results = {}
    for corpus in plan(options):
        found = Run(corpus, field, peers, os.path.abspath(work), classes).run()
        if found:
            results[corpus.name] = found
            text = write_report(results, versions, classes, options)
    for engine in peers.values():
        engine.stop()
    if not results:
        return 1
    print(text)
    different = sum(len(w) for r in results.values() for _, w in r["differences"].values())
    if different:
        say(f"{different} answers differ from Lucene's")
    return 1 if different else 0


BEGUN = time.monotonic()
if __name__ == "__main__":
    sys.exit(main())
