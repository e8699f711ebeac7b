"""Change capture under load: how soon a committed change is found, and what that costs.

Short forms show that everything holds together; `make test-cdc` runs the long ones and holds them
to the promises, at a rate that is lowered until writers, database and daemon together leave the
machine room. How long
and how large: AISLE_CDC_SECONDS, AISLE_CDC_PRODUCTS, AISLE_CDC_COMMITS. What was measured goes to
standard error, and as JSON lines to the file AISLE_CDC_REPORT names."""
import json
import os
import random
import sys
import threading
import time
import unittest

from catalogs import LONG, POSTGRES, PostgresCatalog, Shop, SQLiteCatalog, cpu_seconds
from daemon import Daemon, run

SECONDS = float(os.environ.get("AISLE_CDC_SECONDS", 600 if LONG else 4))
BUSY = 0.85


def setting(name, long, short):
    return int(os.environ.get("AISLE_CDC_" + name, long if LONG else short))


def report(**figures):
    line = json.dumps(figures)
    print(line, file=sys.stderr)
    if path := os.environ.get("AISLE_CDC_REPORT"):
        with open(path, "a") as f:
            f.write(line + "\n")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def quantile(buckets, share):
    """Of a histogram's (bound, count up to it), interpolated within its step."""
    rank = share * buckets[-1][1]
    lower = below = 0.0
    for bound, count in buckets:
        if count >= rank and count > below:
            return lower + (bound - lower) * (rank - below) / (count - below) \
                if bound < float("inf") else lower
        lower, below = bound, count
    return lower


class Machine:
    """How much of the machine's CPU everything together took."""

    def __init__(self):
        self.first = self.now()

    def now(self):
        with open("/proc/stat") as f:
            fields = [int(field) for field in f.readline().split()[1:]]
        return sum(fields[:8]), fields[3] + fields[4]

    @property
    def busy(self):
        total, idle = self.now()
        return 1 - (idle - self.first[1]) / max(1, total - self.first[0])


class Writer(threading.Thread):
    """Transactions at a steady rate, on a connection of its own."""

    def __init__(self, catalog, rate, transaction, seed):
        super().__init__(daemon=True)
        self.catalog = catalog
        self.rate = rate
        self.transaction = transaction
        self.random = random.Random(seed)
        self.rows = 0
        self.commits = 0
        self.error = None
        self.ended = threading.Event()
        self.start()

    def run(self):
        session = self.catalog.session()
        due = time.monotonic()
        try:
            while not self.ended.is_set():
                rows, statements = self.transaction(self.random)
                session.run(statements)
                self.rows += rows
                self.commits += 1
                due = max(due + 1 / self.rate, time.monotonic() - 1)
                if (wait := due - time.monotonic()) > 0:
                    time.sleep(wait)
        except Exception as error:
            self.error = error
        session.close()

    def stop(self):
        self.ended.set()
        self.join()
        if self.error:
            raise self.error


class Probe(threading.Thread):
    """Commits a change and waits until a search finds it, again and again. How long the database
    took to commit is its own matter."""

    def __init__(self, shop, statement, pause=0.2):
        super().__init__(daemon=True)
        self.shop = shop
        self.statement = statement
        self.pause = pause
        self.taken = []
        self.committing = []
        self.error = None
        self.ended = threading.Event()
        self.start()

    def run(self):
        session = self.shop.catalog.session()
        number = 0
        try:
            while not self.ended.is_set():
                number += 1
                before = time.monotonic()
                session.run([self.statement.format(number)])
                start = time.monotonic()
                self.committing.append(start - before)
                self.shop.find({"ids": {"values": ["1"]}}, self.shop.position())
                self.taken.append(time.monotonic() - start)
                self.ended.wait(self.pause)
        except Exception as error:
            self.error = error
        session.close()

    def stop(self):
        self.ended.set()
        self.join()
        if self.error:
            raise self.error
        return self.taken


class Searches(threading.Thread):
    """Queries at a steady rate over one connection."""

    def __init__(self, shop, rate, seed):
        super().__init__(daemon=True)
        self.shop = shop
        self.rate = rate
        self.random = random.Random(seed)
        self.taken = []
        self.error = None
        self.ended = threading.Event()
        self.start()

    def run(self):
        import http.client
        connection = http.client.HTTPConnection("127.0.0.1", self.shop.daemon.port)
        due = time.monotonic()
        try:
            while not self.ended.is_set():
                number = self.random.randrange(1009)
                body = json.dumps({"query": {"bool": {
                    "must": {"match": {"title": f"tea series{number}"}},
                    "filter": {"range": {"qty": {"gte": self.random.randrange(50)}}}}},
                    "size": 10})
                start = time.monotonic()
                connection.request("POST", "/products/_search", body,
                                   {"Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise AssertionError(answer.status)
                self.taken.append(time.monotonic() - start)
                due = max(due + 1 / self.rate, time.monotonic() - 1)
                if (wait := due - time.monotonic()) > 0:
                    time.sleep(wait)
        except Exception as error:
            self.error = error
        connection.close()

    def stop(self):
        self.ended.set()
        self.join()
        if self.error:
            raise self.error
        return self.taken


class Measurement:
    """What the daemon, the database and the machine did between two moments."""

    def __init__(self, shop):
        self.shop = shop
        self.before = self.now()
        self.machine = Machine()
        self.start = time.monotonic()

    def now(self):
        status = self.shop.status()
        return {"cpu": cpu_seconds(self.shop.daemon.process.pid), "documents": status["documents"],
                "set_in_place": status["set_in_place"], "changes": status["changes"],
                **self.shop.catalog.load_figures(), **self.metrics()}

    def metrics(self):
        found = {}
        for line in self.shop.ask("GET", "/_metrics").splitlines():
            name, _, value = line.rpartition(" ")
            if name.startswith(("aisle_cdc_commit", "aisle_pool_", "aisle_cdc_cpu")):
                found[name] = float(value)
        return found

    def histogram(self, moved, name):
        """What was counted meanwhile, as (bound, count up to it)."""
        found = sorted(
            (float(key.rpartition('le="')[2].rstrip('"}').replace("+Inf", "inf")), count)
            for key, count in moved.items() if key.startswith(name))
        return found if found and found[-1][1] else None

    def end(self):
        """Differences, with the bounds that half and 99 of 100 changes were under."""
        seconds = time.monotonic() - self.start
        after = self.now()
        moved = {name: after[name] - self.before.get(name, 0) for name in after}
        bounds = {}
        if buckets := self.histogram(moved, "aisle_cdc_commit_to_searchable_seconds_bucket"):
            bounds = {f"histogram_p{int(share * 100)}_under": next(
                bound for bound, count in buckets if count >= share * buckets[-1][1])
                for share in (0.5, 0.99)}
        # The daemon's own figure of each search: CPU of its thread and its wait for one.
        if buckets := self.histogram(
                moved, 'aisle_pool_cpu_and_wait_seconds_bucket{pool="search"'):
            bounds |= {"search_p50": quantile(buckets, 0.5), "search_p99": quantile(buckets, 0.99)}
        figures = {name: value for name, value in moved.items() if not name.startswith("aisle_")}
        cpu = next(v for n, v in moved.items() if n.startswith("aisle_cdc_cpu"))
        waited = moved['aisle_pool_wait_seconds_total{pool="search"}']
        return {"seconds": seconds, "machine_busy": self.machine.busy, **figures, **bounds,
                "consumer_cpu": cpu, "pool_wait": waited}


def mixed(products, brands):
    """Transactions of one to five rows over every table."""
    reviews = iter(range(1, 1 << 40))

    def transaction(r):
        statements = []
        for _ in range(r.randrange(1, 6)):
            i, draw = r.randrange(1, products + 1), r.random()
            if draw < 0.40:
                statements.append(f"UPDATE product SET price = {r.randrange(99999) / 100} "
                                  f"WHERE id = {i}")
            elif draw < 0.70:
                statements.append(f"UPDATE inventory SET qty = {r.randrange(100)} "
                                  f"WHERE product_id = {i}")
            elif draw < 0.85:
                statements.append(f"INSERT INTO review VALUES ({next(reviews)}, {i}, "
                                  f"{r.randrange(1, 6)}, 'as good as tea gets')")
            elif draw < 0.995:
                statements.append(f"UPDATE product_category SET product_id = {i} "
                                  f"WHERE id = {r.randrange(1, products + 1)}")
            else:
                statements.append(f"UPDATE brand SET name = 'brand {r.randrange(9999)}' "
                                  f"WHERE id = {r.randrange(brands)}")
        # In one order, so that no two transactions wait for each other in a circle.
        return len(statements), sorted(statements)
    return transaction


def stock(products):
    """Fifty fast-field changes in one transaction."""
    def transaction(r):
        first = r.randrange(1, products - 49)
        return 50, [f"UPDATE inventory SET qty = (product_id * 7 + {r.randrange(1000)}) % 1000 "
                    f"WHERE product_id BETWEEN {first} AND {first + 49}"]
    return transaction


class DurableCatalog(PostgresCatalog):
    fsync = "on"


class Load:
    kind = None

    def open(self, products, brands):
        shop = Shop(self.kind, products=products, brands=brands)
        self.addCleanup(shop.close)
        shop.wait_until_settled(1200)
        return shop

    def writers(self, shop, count, rows, per_transaction, transaction):
        return [Writer(shop.catalog, rows / per_transaction / count, transaction, seed)
                for seed in range(count)]

    def with_room(self, rate, measure):
        """What `measure` finds at the rate; in the long form, at four fifths of it, and so on, if
        that much keeps the machine too busy for the times to mean anything."""
        while LONG:
            tried = measure(rate, min(20.0, SECONDS))
            if tried["machine_busy"] <= BUSY or rate < 100:
                break
            report(test="room", kind=self.kind.__name__, rate=rate, lowered_to=rate * 4 // 5,
                   machine_busy=tried["machine_busy"])
            rate = rate * 4 // 5
        return measure(rate, SECONDS)

    def assertKept(self, figures, **limits):
        """Holds the long form to its promises, unless something else kept the machine busy."""
        if not LONG:
            return
        if figures["machine_busy"] > BUSY:
            self.skipTest(f"the machine had no room to measure: {figures}")
        for name, limit in limits.items():
            self.assertLessEqual(figures[name], limit, figures)

    def assertEqualSides(self, shop):
        shop.wait_until_settled(600)
        code, found = shop.verify()
        self.assertEqual((code, found["difference_count"]), (0, 0), found)

    def test_load(self):
        """1,000 row changes a second over every table, from four writers."""
        products = setting("PRODUCTS", 20_000, 2_000)
        brands = products // 20
        rows = setting("ROWS", 1_000, 300)
        shop = self.open(products, brands)
        transactions = mixed(products, brands)
        figures = self.with_room(
            rows, lambda rate, seconds: self.load(shop, rate, seconds, transactions))
        report(test="load", kind=self.kind.__name__, products=products, **figures)
        self.assertEqualSides(shop)
        self.assertGreater(figures["probes"], 3)
        self.assertGreater(figures["search_p99"], 0)
        self.assertKept(figures, probe_p50=0.150, probe_p99=0.500, histogram_p50_under=0.150,
                        histogram_p99_under=0.500, micros_a_document_read=150)

    def load(self, shop, rows, seconds, transactions):
        shop.wait_until_settled(600)
        measured = Measurement(shop)
        writers = self.writers(shop, 4, rows, 3, transactions)
        probe = Probe(shop, "UPDATE product SET title = 'probe {} tea' WHERE id = 1")
        time.sleep(seconds)
        taken = probe.stop()
        figures = measured.end()
        for writer in writers:
            writer.stop()
        changed = sum(writer.rows for writer in writers)
        return figures | {
            "rows_asked": rows, "rows_a_second": changed / figures["seconds"],
            "probes": len(taken),
            "probe_p50": percentile(taken, 0.5), "probe_p99": percentile(taken, 0.99),
            "commit_p99": percentile(probe.committing, 0.99),
            "micros_a_document": figures["cpu"] / max(
                1, figures["documents"] + figures["set_in_place"]) * 1e6,
            "micros_a_document_read": figures["cpu"] / max(1, figures["documents"]) * 1e6}

    def test_fast_fields_beside_queries(self):
        """5,000 fast-field changes a second beside 200 queries a second. What the queries take is
        the daemon's figure: thread CPU and wait for a thread, which the writers' and the clients'
        own CPU on the same machine does not add to."""
        products = setting("PRODUCTS", 20_000, 2_000)
        rows = setting("FAST_ROWS", 5_000, 1_000)
        queries = setting("QUERIES", 200, 40)
        shop = self.open(products, products // 20)
        figures = self.with_room(rows, lambda rate, seconds: self.phases(
            shop, max(2.0, seconds / 3), products, rate, queries))
        report(test="fast_fields", kind=self.kind.__name__, products=products, **figures)
        self.assertEqualSides(shop)
        self.assertGreater(figures["query_p99"], 0)
        self.assertKept(figures, probe_p99=0.200, histogram_p99_under=0.200, micros_a_change=40,
                        query_p99_ratio=2)

    def phases(self, shop, seconds, products, rows, queries):
        quiet = self.phase(shop, seconds, products, 0, queries)
        alone = self.phase(shop, seconds, products, rows, 0)
        both = self.phase(shop, seconds, products, rows, queries)
        return {
            "rows_asked": rows, "machine_busy": both["machine_busy"], "probe_p50": both["probe_p50"],
            "probe_p99": both["probe_p99"], "rows_a_second": both["rows_a_second"],
            "set_in_place": both["set_in_place"], "documents": both["documents"],
            "micros_a_change": alone["cpu"] / max(1, alone["changes"]) * 1e6,
            "query_p50_quiet": quiet["search_p50"], "query_p50": both["search_p50"],
            "query_p99_quiet": quiet["search_p99"], "query_p99": both["search_p99"],
            "query_p99_ratio": both["search_p99"] / quiet["search_p99"],
            "client_p99_quiet": quiet["client_p99"], "client_p99": both["client_p99"],
            "client_p99_ratio": both["client_p99"] / quiet["client_p99"],
            "queries_a_second": both["queries_a_second"],
            "histogram_p99_under": both.get("histogram_p99_under")}

    def phase(self, shop, seconds, products, rows, queries):
        shop.wait_until_settled(600)
        measured = Measurement(shop)
        writers = self.writers(shop, 2, rows, 50, stock(products)) if rows else []
        searches = [Searches(shop, queries / 2, seed) for seed in range(2)] if queries else []
        probe = Probe(shop, "UPDATE inventory SET qty = {} WHERE product_id = 1") if rows else None
        time.sleep(seconds)
        taken = probe.stop() if probe else []
        found = [value for search in searches for value in search.stop()]
        figures = measured.end()
        for writer in writers:
            writer.stop()
        changed = sum(writer.rows for writer in writers)
        figures |= {"rows_a_second": changed / figures["seconds"],
                    "probe_p50": percentile(taken, 0.5), "probe_p99": percentile(taken, 0.99),
                    "queries_a_second": len(found) / figures["seconds"],
                    "client_p50": percentile(found, 0.5), "client_p99": percentile(found, 0.99)}
        report(test="fast_fields_phase", kind=self.kind.__name__, rows=rows, queries=queries,
               **figures)
        return figures

    def test_a_rename_delays_nothing(self):
        """A brand of many products is renamed; a price changed meanwhile is found as soon as ever."""
        products = setting("RENAMED", 100_000, 5_000)
        shop = self.open(products, 1)
        price = "UPDATE product SET price = {} WHERE id = 1"
        probe = Probe(shop, price, pause=0.1)
        time.sleep(3)
        quiet = probe.stop()
        start = time.monotonic()
        shop.catalog.execute("UPDATE brand SET name = 'renamed' WHERE id = 0")
        time.sleep(0.1 if products < 50_000 else 1)
        probe = Probe(shop, price, pause=0.05)
        renamed = {"term": {"brand": "renamed"}}
        shop.wait(lambda s: not s["indexes"][0]["works"] and shop.find(renamed)["total"]["value"]
                  == min(products, 10_000), 600)
        took = time.monotonic() - start
        busy = probe.stop()
        delay = max(busy) - percentile(quiet, 0.5)
        report(test="rename", kind=self.kind.__name__, products=products, seconds=took,
               quiet_p50=percentile(quiet, 0.5), busy_p50=percentile(busy, 0.5),
               busy_max=max(busy), commit_max=max(probe.committing), delay=delay,
               probes=len(busy))
        self.assertEqual(shop.find({"term": {"brand": "renamed"}})["total"]["value"],
                         min(products, 10_000))
        if LONG:
            self.assertLess(delay, 0.5)
        self.assertEqualSides(shop)

    def test_no_stale_document(self):
        """Every product changes in a commit of its own and never again: one read too early would
        stay what it was."""
        commits = setting("COMMITS", 100_000, 2_000)
        shop = self.open(commits, 20)
        numbers = iter(range(1, commits + 1))
        lock = threading.Lock()
        start = time.monotonic()

        def commit_all():
            session = shop.catalog.session()
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return session.close()
                session.run([f"UPDATE product SET title = 'fresh {number}' WHERE id = {number}"])
        threads = [threading.Thread(target=commit_all) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - start
        shop.wait_until_settled(600)
        found = shop.ask("POST", "/products/_count", {"query": {"match": {"title": "fresh"}}})
        report(test="race", kind=self.kind.__name__, commits=commits, seconds=took,
               fresh=found["count"])
        self.assertEqual(found["count"], commits)
        self.assertEqualSides(shop)

    def test_snapshot_under_load(self):
        """A snapshot that is killed twice resumes; it costs no more than twice what indexing the
        same documents from a file does."""
        products = setting("SNAPSHOT", 1_000_000, 50_000)
        shop = Shop(self.kind, products=products, brands=products // 20)
        self.addCleanup(shop.close)
        start = time.monotonic()
        done = []
        writers = []
        for share in (0.25, 0.6) if LONG else (0, 0.1):
            # A small snapshot may be over before it is looked at: the kill then comes after it.
            shop.wait(lambda s: self.read(s) > share * products
                      or not LONG and s["state"] == "following", 1200)
            done.append(self.read(shop.status()))
            shop.daemon.kill()
            writers = writers or self.writers(
                shop, 4, 300, 3, mixed(products, products // 20))
            shop.daemon.start()
            # It goes on where it was, not from the beginning.
            first = shop.wait(lambda s: s["state"] in ("snapshot", "following"), 600)
            if LONG or first["state"] == "snapshot":
                self.assertGreaterEqual(self.read(first), done[-1])
        shop.wait(lambda s: s["state"] == "following", 3600)
        for writer in writers:
            writer.stop()
        shop.wait_until_settled(3600)
        took = time.monotonic() - start
        self.assertEqualSides(shop)
        shop.daemon.stop()
        with open(os.path.join(shop.folder, "daemon.log")) as f:
            snapshots = sum("snapshot complete" in line for line in f)
        # Killed between the end of a small snapshot and its fsync, it ends once more.
        self.assertIn(snapshots, (1,) if LONG else (1, 2, 3))
        shop.daemon.start()
        shop.wait_until_settled(600)
        figures = self.costs(shop, products)
        report(test="snapshot", kind=self.kind.__name__, products=products, seconds=took,
               killed_at=done, **figures)
        if LONG:
            self.assertLessEqual(figures["ratio"], 2)

    def read(self, status):
        """Documents the snapshot has read."""
        works = [work for index in status["indexes"] for work in index["works"]]
        return sum(work["done"] for work in works if work["work"] == "snapshot")

    def costs(self, shop, products):
        """Daemon CPU of reading everything anew, and of `aisle index` with the same documents."""
        before, start = cpu_seconds(shop.daemon.process.pid), time.monotonic()
        self.assertEqual(run("cdc", "resync", "--url", shop.daemon.url).returncode, 0)
        shop.wait(lambda s: s["indexes"][0]["generations"] == ["products-000002"], 3600)
        snapshot = cpu_seconds(shop.daemon.process.pid) - before
        took = time.monotonic() - start
        path = os.path.join(shop.folder, "documents.ndjson")
        with open(path, "w") as f:
            answer = shop.ask("POST", "/products/_search?scroll=5m", {"size": 5000, "sort": "_doc"})
            while answer["hits"]["hits"]:
                for hit in answer["hits"]["hits"]:
                    f.write(json.dumps(hit["_source"], ensure_ascii=False) + "\n")
                answer = shop.ask("POST", "/_search/scroll", {
                    "scroll": "5m", "scroll_id": answer["_scroll_id"]})
        other = Daemon()
        self.addCleanup(other.close)
        mapping = os.path.join(shop.folder, "mapping.json")
        with open(mapping, "w") as f:
            live = shop.ask("GET", "/products-000002/_mapping")["products-000002"]
            json.dump(live, f)
        before = cpu_seconds(other.process.pid)
        done = run("index", path, "--index", "products", "--mapping", mapping, "--url", other.url,
                   timeout=3600)
        self.assertEqual(done.returncode, 0, done.stderr)
        indexing = cpu_seconds(other.process.pid) - before
        count = other.ask("GET", "/products/_count")[1]["count"]
        self.assertEqual(count, products)
        return {"snapshot_cpu": snapshot, "snapshot_seconds": took, "index_cpu": indexing,
                "ratio": snapshot / max(0.01, indexing)}


class SQLiteLoad(Load, unittest.TestCase):
    kind = SQLiteCatalog


@unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
class PostgresLoad(Load, unittest.TestCase):
    kind = DurableCatalog


if __name__ == "__main__":
    unittest.main()
