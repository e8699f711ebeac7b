"""What only Aisle is measured for: two threads beside one, and searches while documents change."""
import math
import os
import shutil
import statistics

import queries

CLASSES = ("term", "and", "or3", "phrase2", "fuzzy1", "facet", "sort", "storefront")
QUERIES = 200
# Searches of a pass with one thread and with two; the best of so many passes counts.
PASS, PASSES = 1000, 5
RATE, SECONDS, ROUNDS = 2000, 6, 3


def threads(engine, say):
    """How many times one thread's searches a second two threads do, class by class."""
    rows = []
    for cls in CLASSES:
        engine.ask("run-threads", cls, QUERIES, 2)
        best = {1: math.inf, 2: math.inf}
        for _ in range(PASSES):
            for count in best:
                best[count] = min(best[count], engine.ask("run-threads", cls, PASS, count)["wall_s"])
        rows.append((cls, best[1] / PASS * 1e6, best[1] / best[2]))
        say(f"threads: {cls}: {rows[-1][2]:.2f}")
    return rows


def updates(engine, documents, say):
    """Thread CPU and wait of the storefront query, quiet and while documents are indexed again."""
    rows = []
    for number in range(ROUNDS):
        for rate in (0, RATE):
            answer = engine.ask("run-updates", "storefront", documents, SECONDS, rate)
            times = sorted(answer["cpu_ns"])
            rows.append((rate, answer["updates_per_s"], len(times), statistics.median(times) / 1e3,
                         times[len(times) * 99 // 100] / 1e3))
            say(f"updates: {rows[-1]}")
    return rows


def p99_ratio(rows):
    """The median over the rounds of p99 with updates ÷ p99 before it."""
    return statistics.median(b[4] / a[4] for a, b in zip(rows[::2], rows[1::2]))


def measure(field, work, count, corpora, say):
    """Builds one index of generated products and measures both; the report as Markdown."""
    stem = os.path.join(work, "living")
    documents, folder = f"{stem}.ndjson", f"{stem}-aisle"
    corpora.generated(field.commands["aisle"][0], documents, count)
    queries.write(documents, count, stem, {c: QUERIES for c in CLASSES})
    shutil.rmtree(folder, ignore_errors=True)
    field.once("aisle", "index", documents, folder, 1, 0, 1)
    engine = field.start("aisle")
    engine.ask("open", folder)
    engine.ask("queries", f"{stem}.aisle.tsv")
    scaling = threads(engine, say)
    changing = updates(engine, documents, say)
    engine.stop()
    for name in os.listdir(work):
        if name.startswith("living"):
            whole = os.path.join(work, name)
            shutil.rmtree(whole) if os.path.isdir(whole) else os.remove(whole)
    return report(count, scaling, changing)


def report(count, scaling, changing):
    mean = math.exp(statistics.fmean(math.log(x) for _, _, x in scaling))
    lines = [f"## Two search threads: {count:,} generated products, one segment", "",
             f"Searches a second with two threads ÷ with one; geometric mean {mean:.2f} (of 1.7).", "",
             "| class | one thread, µs | two ÷ one |", "|---|---|---|"]
    lines += [f"| {cls} | {time:,.0f} | {ratio:.2f} |" for cls, time, ratio in scaling]
    lines += ["", f"## The storefront query while {RATE:,} documents a second are indexed again", "",
              "Thread CPU and wait at the gate, four clients that pause 5 ms; p99 with updates ÷ p99 "
              f"quiet, median of {ROUNDS} rounds: {p99_ratio(changing):.2f} (of at most 2).", "",
              "| asked, updates/s | done, updates/s | searches | p50 µs | p99 µs |",
              "|---|---|---|---|---|"]
    lines += [f"| {rate:,} | {done:,} | {n:,} | {p50:,.0f} | {p99:,.0f} |"
              for rate, done, n, p50, p99 in changing]
    return "\n".join(lines) + "\n"
