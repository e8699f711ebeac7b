"""The report of a benchmark run: ratios first, then figures, then how they came about."""
import math
import os
import platform

PEERS = ("lucene", "tantivy")
DAEMONS = ("groonga", "sphinx")
COLUMNS = ("aisle", "json", "http", "lucene", "tantivy")
# What each class is to reach, better peer ÷ Aisle at the median.
TARGETS = {"term": 2, "and": 2, "or2": 2, "or3": 2, "or4": 2, "deep": 2, "best2": 2, "best3": 2,
           "combined": 2, "phrase2": 1.5, "phrase3": 1.5, "fuzzy1": 2, "fuzzy3": 2, "prefix": 2,
           "filter": 3, "facet": 3, "storefront": 3, "sort": 2}
OVER_HTTP = 1.2


def given(argv):
    """The arguments a person gave, without those the Makefile adds."""
    own = ("--peers", "--aisle", "--daemon", "--out")
    kept, skip = [], False
    for word in argv[1:]:
        if not skip and word not in own:
            kept.append(word)
        skip = word in own
    return " ".join(kept)


def percentile(values, p):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * p))]


def mean(values):
    return sum(values) / len(values)


def geometric(values):
    """The geometric mean of those there are; None where there is none."""
    logs = [math.log(v) for v in values if v]
    return math.exp(mean(logs)) if logs else None


class Figures:
    """The samples of one layout, asked by class, engine and percentile. Unit: microseconds."""

    def __init__(self, samples, classes):
        self.samples = samples
        names = [n for c in classes for n in (c, f"{c}@24")]
        self.classes = [c for c in names if f"{c}/aisle" in samples]

    def at(self, cls, engine, p):
        """None where an engine has no such class."""
        times = self.samples.get(f"{cls}/{engine}")
        return times and percentile(times, p) / 1000

    def ratio(self, cls, p, peer=None, own="aisle"):
        """A peer's figure, or the better one's, over Aisle's."""
        found = [self.at(cls, e, p) for e in ((peer,) if peer else PEERS)]
        found = [x for x in found if x is not None]
        mine = self.at(cls, own, p)
        return min(found) / mine if found and mine else None

    def geometric_mean(self, p, own="aisle"):
        return geometric([self.ratio(c, p, own=own) for c in self.classes])


def number(value, digits=2):
    return "–" if value is None else f"{value:,.{digits}f}"


def pair(*values):
    return " / ".join(number(v) for v in values)


def table(header, rows):
    return ["| " + " | ".join(header) + " |", "|---" * len(header) + "|",
            *("| " + " | ".join(str(x) for x in row) + " |" for row in rows), ""]


def ratio_table(f):
    """Peers ÷ Aisle for every class, and the geometric mean of the better peer's."""
    whole = any(f"{c}/http" in f.samples for c in f.classes)
    header = ["class", "better peer ÷ Aisle, p50 / p99", "Lucene ÷ Aisle", "Tantivy ÷ Aisle"]
    header += ["better peer ÷ Aisle with JSON, p50", "… over HTTP, p50 / mean",
               "… over 8 connections, mean"] if whole else []
    rows = []
    for c in f.classes:
        behind = f.ratio(c, .5) is not None and f.ratio(c, .5) < TARGETS[c.split("@")[0]]
        row = [f"{c}{' ·' if behind else ''}", pair(f.ratio(c, .5), f.ratio(c, .99))]
        row += [pair(f.ratio(c, .5, e), f.ratio(c, .99, e)) for e in PEERS]
        if whole:
            row += [number(f.ratio(c, .5, own="json")),
                    pair(f.ratio(c, .5, own="http"), mean_ratio(f, c, "http")),
                    number(mean_ratio(f, c, "busy"))]
        rows.append(row)
    means = [f"**{number(f.geometric_mean(p))}**" for p in (.5, .99)]
    row = ["**geometric mean**", " / ".join(means), "", ""]
    rows.append(row + ([number(f.geometric_mean(.5, "json")), number(f.geometric_mean(.5, "http")),
                        number(geometric([mean_ratio(f, c, "busy") for c in f.classes]))]
                       if whole else []))
    return table(header, rows)


def mean_ratio(f, cls, own):
    """The better peer's mean CPU in process over the daemon's, JSON and HTTP included."""
    own = f.samples.get(f"{cls}/{own}")
    peers = [mean(f.samples[f"{cls}/{e}"]) for e in PEERS if f"{cls}/{e}" in f.samples]
    return min(peers) / mean(own) if own and peers else None


def time_table(f):
    columns = [e for e in COLUMNS if any(f"{c}/{e}" in f.samples for c in f.classes)]
    crowded = any(f"{c}/busy" in f.samples for c in f.classes)
    rows = [[c, *(" / ".join(number(f.at(c, e, p), 1) for p in (.5, .99)) for e in columns),
             *([number(f.at(c, "busy", .5), 1)] if crowded else [])]
            for c in f.classes]
    return table(["class", *(f"{e} p50 / p99 µs" for e in columns),
                  *(["busy mean µs"] if crowded else [])], rows)


def daemon_table(f):
    """Peers that are daemons over Aisle's daemon, both with the requests the peer was asked."""
    names = [e for e in DAEMONS if any(f"{c}/{e}" in f.samples for c in f.classes)]
    if not names:
        return []
    rows = []
    for c in f.classes:
        row = [c]
        for name in names:
            theirs, ours = f.samples.get(f"{c}/{name}"), f.samples.get(f"{c}/http")
            at = theirs and ours and percentile(theirs, .5) / 1000
            row += [number(at, 1), number(at and at / percentile(ours[:len(theirs)], .5) * 1000)]
        rows.append(row)
    header = [x for e in names for x in (f"{e} p50 µs", f"{e} ÷ Aisle over HTTP")]
    return ["Daemons: CPU time of one request over a connection that stays open", "",
            *table(["class", *header], rows)]


def build_table(built):
    """How fast each engine builds, as ratios to the peers, and how large the index is."""
    rows = []
    for key, b in built.items():
        name, segments, threads = key.split("/")
        speed = b["documents"] / b["cpu_s"]
        own = built.get(f"aisle/{segments}/{threads}")
        ratio = own and own["documents"] / own["cpu_s"] / speed
        merged = b["documents"] / (b["cpu_s"] + b["merge_cpu_s"])
        rows.append([name, threads, b["segments"], f"{speed:,.0f}", number(ratio),
                     f"{merged:,.0f}", f"{b['documents'] / b['wall_s']:,.0f}",
                     f"{b['bytes'] / b['documents']:,.0f}"])
    lines = table(["engine", "threads", "segments", "documents per CPU second", "Aisle ÷ it",
                   "with the merge to that many", "documents per second",
                   "index bytes per document"], rows)
    one, two = built.get("aisle/0/1"), built.get("aisle/0/2")
    if one and two:
        lines += [f"Two threads index {one['wall_s'] / two['wall_s']:.2f} times (of 1.7) as many "
                  "documents a second as one, neither with a last merge.", ""]
    return lines


def state_table(result):
    rows = [[name, number(result["start_ms"].get(f"{name}/cached"), 0),
             number(result["start_ms"].get(f"{name}/dropped"), 0),
             number(result["memory"].get("aisle serve" if name == "aisle" else name, 0) / 2**20, 0)]
            for name in ("aisle", *PEERS)]
    return table(["engine", "start to first answer, pages cached, ms", "pages dropped, ms",
                  "anonymous memory after the queries, MiB"], rows)


def equality(result):
    """One line on whether answers were equal, and one for each class where not."""
    checked = sum(n for n, _ in result["differences"].values())
    wrong = {k: (len(w), n, w[0]["why"]) for k, (n, w) in result["differences"].items() if w}
    lines = [f"Answers equal to Lucene's (every hit scored): "
             f"{checked - sum(x[0] for x in wrong.values()):,} of {checked:,}, in all layouts."]
    lines += [f"- DIFFERENT {k}: {n} of {of}; first: {why[:200]}"
              for k, (n, of, why) in wrong.items()]
    return lines + [""]


def growth(results, classes):
    """CPU of the largest corpus over the smallest, engine by engine."""
    small, double = (results.get(f"generated-{x}") for x in ("small", "double"))
    if not small or not double:
        return []
    a, b = (Figures(x["layouts"]["1/0"]["cpu_ns"], classes) for x in (small, double))
    rows = []
    for c in a.classes:
        times = [[f.at(c, e, .5) for f in (a, b)] for e in ("aisle", *PEERS)]
        rows.append([c, *(number(y / x if x and y else None) for x, y in times)])
    return [f"## Growth: p50 at {double['documents']:,} ÷ {small['documents']:,} documents", "",
            *table(["class", "aisle", *PEERS], rows)]


def behind(results, classes):
    """Classes below what they are to reach, over all layouts."""
    lines = []
    for name, result in results.items():
        for layout, found in result["layouts"].items():
            f = Figures(found["cpu_ns"], classes)
            short = [f"{c} {number(f.ratio(c, .5))} (of {TARGETS[c.split('@')[0]]})"
                     for c in f.classes if f.ratio(c, .5) and "@" not in c
                     and f.ratio(c, .5) < TARGETS[c]]
            http = [f"{c} {number(r)}" for c, r in ((c, mean_ratio(f, c, "http")) for c in f.classes)
                    if r and r < OVER_HTTP and "@" not in c]
            lines.append(f"- {name} {layout}: geometric mean {number(f.geometric_mean(.5))}; "
                         f"short of their target: {', '.join(short) or 'none'}"
                         + (f"; over HTTP below {OVER_HTTP}: {', '.join(http)}" if http else ""))
    return ["## In short", "", "Better peer ÷ Aisle, median CPU of a query.", "", *lines, ""]


def layout_title(layout):
    segments, deleted = layout.split("/")
    return f"{segments} segment{'s' if segments != '1' else ''}, {deleted} % deleted"


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo") as f:
        for text in f:
            if text.startswith("model name"):
                model = text.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{model} ({platform.machine()}), {os.cpu_count()} cores, {memory:.0f} GiB, "
            f"{platform.platform()}, load {os.getloadavg()[2]:.1f} over the last 15 minutes")


def write(results, versions, classes, command, date):
    """The whole report as Markdown."""
    lines = [f"# Aisle beside its peers, {date}", "",
             f"Command: `{command}`. Method: [README.md](README.md). Trust the ratios of this run: "
             "figures of different runs do not compare.", "",
             f"Machine: {machine()}. Peers: Lucene {versions['lucene']}, "
             f"Tantivy: {versions['tantivy']} (its Python package)"
             + "".join(f", {x.capitalize()} {versions[x]}" for x in DAEMONS if x in versions)
             + ".", "",
             *behind(results, classes)]
    for name, result in results.items():
        lines += [f"## {name}: {result['documents']:,} products, "
                  f"{result['corpus_bytes'] / 2**20:,.0f} MiB", "", *equality(result)]
        for layout, found in result["layouts"].items():
            f = Figures(found["cpu_ns"], classes)
            counts = ", ".join(f"{k} {v}" for k, v in found["segments"].items())
            lines += [f"### {layout_title(layout)}", "",
                      f"Ratios; · marks a class below its target. Segments: {counts}.", "",
                      *ratio_table(f), "CPU time of one query", "", *time_table(f),
                      *daemon_table(f)]
        lines += ["### Building, starting, memory", "", *build_table(result["built"]),
                  *state_table(result)]
    return "\n".join(lines + growth(results, classes))
