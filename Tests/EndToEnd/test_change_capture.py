"""`aisle serve` following catalog databases: what it finds is what the database holds, whatever
happens to either of them. Long forms with AISLE_CDC=1 (`make test-cdc`)."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

from daemon import BINARY, Daemon, free_port, run

LONG = os.environ.get("AISLE_CDC") == "1"
POSTGRES = sorted(
    os.path.join("/usr/lib/postgresql", version, "bin")
    for version in (os.listdir("/usr/lib/postgresql") if os.path.isdir("/usr/lib/postgresql") else []))

TABLES = """
CREATE TABLE brand(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE product(id INTEGER PRIMARY KEY, sku TEXT UNIQUE, title TEXT, brand_id INTEGER,
                     price DECIMAL(10,2), listed TEXT);
CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, qty INTEGER, note TEXT);
CREATE TABLE product_category(id INTEGER PRIMARY KEY, product_id INTEGER, name TEXT);
CREATE INDEX product_brand ON product(brand_id);
CREATE INDEX category_product ON product_category(product_id);
"""

MAPPINGS = """
    mappings:
      properties:
        id: { type: long }
        sku: { type: keyword }
        title: { type: text }
        brand: { type: keyword }
        price: { type: double }
        qty: { type: integer }
        listed: { type: date }
        categories: { type: keyword }
"""

RULES = """
    on_change:
      product: { key: id }
      inventory: { key: product_id, columns: [qty] }
      product_category: { key: product_id }
      brand: { keys: "%s", columns: [name], lane: bulk }
    fast_fields: { inventory: { qty: qty } }
"""


class SQLiteCatalog:
    """A catalog in a file, as a shop's own processes see it."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "shop.db")
        connection = self.connect()
        connection.executescript(TABLES)
        connection.close()

    def connect(self):
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    @property
    def configuration(self):
        keys = "SELECT id FROM product WHERE brand_id IN (SELECT value FROM json_each(?1))"
        return f"""
sources:
  shop: {{ kind: sqlite, path: {self.path} }}
indexes:
  products:
    source: shop
    key: product.id
    document: |
      SELECT p.id, p.sku, p.title, b.name AS brand, p.price, i.qty, p.listed,
        (SELECT json_group_array(name) FROM (SELECT name FROM product_category
         WHERE product_id = p.id ORDER BY id)) AS "categories:json"
      FROM product p LEFT JOIN brand b ON b.id = p.brand_id
      LEFT JOIN inventory i ON i.product_id = p.id
      WHERE p.id IN (SELECT value FROM json_each(?1))
{RULES % keys}{MAPPINGS}"""

    def execute(self, sql, *parameters):
        connection = self.connect()
        try:
            return connection.execute(sql, parameters).fetchall()
        finally:
            connection.close()

    def script(self, sql):
        connection = self.connect()
        connection.executescript(sql)
        connection.close()

    def begin(self, connection):
        connection.execute("BEGIN IMMEDIATE")

    place = "?"
    upsert = "INSERT OR REPLACE INTO inventory VALUES (?, ?, NULL)"

    def close(self):
        pass


class PostgresCatalog:
    """A server of its own on loopback, with logical replication."""

    def __init__(self, folder):
        self.bin = POSTGRES[-1]
        self.folder = os.path.join(folder, "pg")
        self.port = free_port()
        self.run("initdb", "-D", self.folder, "-U", "shop", "-A", "trust", "--no-sync")
        with open(os.path.join(self.folder, "postgresql.conf"), "a") as f:
            f.write(f"port={self.port}\nlisten_addresses='127.0.0.1'\nwal_level=logical\n"
                    f"unix_socket_directories=''\nfsync=off\nmax_wal_senders=8\n")
        self.start()
        self.script(TABLES)

    def run(self, program, *arguments):
        command = [os.path.join(self.bin, program), *arguments]
        if os.geteuid() == 0:
            parent = os.path.dirname(self.folder)
            os.chmod(parent, 0o755)
            if not os.path.isdir(self.folder):
                os.mkdir(self.folder)
            subprocess.run(["chown", "-R", "postgres", self.folder], check=True)
            command = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups",
                       *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       cwd="/")

    def start(self):
        self.run("pg_ctl", "-D", self.folder, "-w", "-l", os.path.join(self.folder, "log"), "start")

    def stop(self, mode="immediate"):
        self.run("pg_ctl", "-D", self.folder, "-w", "-m", mode, "stop")

    @property
    def dsn(self):
        return f"host=127.0.0.1 port={self.port} user=shop dbname=postgres"

    @property
    def configuration(self):
        return f"""
sources:
  shop: {{ kind: postgres, dsn: "{self.dsn}" }}
indexes:
  products:
    source: shop
    key: product.id
    document: |
      SELECT p.id, p.sku, p.title, b.name AS brand, p.price, i.qty, p.listed,
        array(SELECT name FROM product_category WHERE product_id = p.id ORDER BY id) AS categories
      FROM product p LEFT JOIN brand b ON b.id = p.brand_id
      LEFT JOIN inventory i ON i.product_id = p.id WHERE p.id = ANY($1)
{RULES % "SELECT id FROM product WHERE brand_id = ANY($1)"}{MAPPINGS}"""

    def script(self, sql):
        subprocess.run([os.path.join(self.bin, "psql"), self.dsn, "-qAt", "-v", "ON_ERROR_STOP=1"],
                       input=sql, text=True, check=True, capture_output=True)

    def execute(self, sql, *parameters):
        for value in parameters:
            text = "NULL" if value is None else str(value) if isinstance(value, (int, float)) \
                else "'" + value.replace("'", "''") + "'"
            sql = sql.replace("?", text, 1)
        done = subprocess.run(
            [os.path.join(self.bin, "psql"), self.dsn, "-qAt", "-F", "\x1f", "-v",
             "ON_ERROR_STOP=1", "-c", sql], text=True, check=True, capture_output=True)
        return [tuple(line.split("\x1f")) for line in done.stdout.splitlines()]

    upsert = ("INSERT INTO inventory VALUES (?, ?, NULL) "
              "ON CONFLICT (product_id) DO UPDATE SET qty = excluded.qty")

    def close(self):
        try:
            self.stop("immediate")
        except subprocess.CalledProcessError:
            pass


class Shop:
    """A catalog, a daemon that follows it, and a folder for both."""

    def __init__(self, kind, products=200):
        self.folder = tempfile.mkdtemp(prefix="aisle-cdc-")
        self.catalog = kind(self.folder)
        self.config = os.path.join(self.folder, "aisle.yml")
        with open(self.config, "w") as f:
            f.write(self.catalog.configuration)
        self.fill(products)
        done = run("cdc", "init", "--config", self.config)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        self.daemon = Daemon("--config", self.config, folder=self.folder)

    def fill(self, count):
        statements = ["BEGIN;"]
        for number in range(20):
            statements.append(f"INSERT INTO brand VALUES ({number}, 'brand {number}');")
        for start in range(1, count + 1, 500):
            rows = range(start, min(start + 500, count + 1))
            statements.append("INSERT INTO product VALUES " + ",".join(
                f"({i}, 'sku-{i}', 'product {i} tea', {i % 20}, {i}.50, '2026-01-01T00:00:00Z')"
                for i in rows) + ";")
            statements.append("INSERT INTO inventory VALUES " + ",".join(
                f"({i}, {i % 7}, NULL)" for i in rows) + ";")
            statements.append("INSERT INTO product_category VALUES " + ",".join(
                f"({i}, {i}, 'category {i % 5}')" for i in rows) + ";")
        self.catalog.script("\n".join(statements) + "COMMIT;")

    def ask(self, method, path, body=None):
        status, answer = self.daemon.ask(method, path, body)
        if status >= 300:
            raise AssertionError(f"{method} {path} answered {status}: {answer}")
        return answer

    def position(self):
        return self.ask("GET", "/_cdc/sources/shop/_position")["position"]

    def find(self, query, position=None):
        path = "/products/_search"
        if position:
            path += f"?min_position={position}&min_position_timeout=30s"
        return self.ask("POST", path, {"query": query, "size": 100})["hits"]

    def get(self, identifier, position=None):
        """The document as a search finds it after everything committed so far."""
        hits = self.find({"ids": {"values": [str(identifier)]}}, position or self.position())
        return hits["hits"][0]["_source"] if hits["hits"] else None

    def status(self):
        return self.ask("GET", "/_cdc/sources/shop")

    def wait(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status = self.status()
            if condition(status):
                return status
            time.sleep(0.05)
        raise AssertionError(f"not in time: {self.status()}")

    def wait_until_settled(self, seconds=120):
        """Nothing is left to do and everything committed is searchable."""
        end = self.position()
        number = int(end.split("@")[0])

        def settled(status):
            searchable = status["position"]["searchable"]
            return (status["state"] == "following" and searchable
                    and int(searchable.split("@")[0]) >= number
                    and all(not index["works"] for index in status["indexes"]))
        return self.wait(settled, seconds)

    def verify(self, *flags):
        done = run("cdc", "verify", "--url", self.daemon.url, "--json", *flags)
        return done.returncode, json.loads(done.stdout)["verifications"][0] if done.stdout else done

    def close(self):
        self.daemon.close()
        self.catalog.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class ChangeCapture:
    """What holds for every kind of source."""

    kind = None

    def setUp(self):
        self.shop = Shop(self.kind)
        self.addCleanup(self.shop.close)

    def assertEqualSides(self):
        code, report = self.shop.verify()
        self.assertEqual(code, 0, report)
        self.assertEqual(report["difference_count"], 0)
        self.assertEqual(report["source_side"], report["index_side"])

    def test_snapshot_then_changes(self):
        shop = self.shop
        shop.wait_until_settled()
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        shop.catalog.execute("UPDATE product SET price = 9.99, title = 'green tea' WHERE id = 7")
        self.assertEqual(shop.get(7)["price"], 9.99)
        shop.catalog.execute("UPDATE inventory SET qty = 99 WHERE product_id = 8")
        self.assertEqual(shop.get(8)["qty"], 99)
        shop.catalog.execute("UPDATE inventory SET product_id = 1009 WHERE product_id = 9")
        self.assertIsNone(shop.get(9).get("qty"))
        shop.catalog.execute("UPDATE product_category SET product_id = 11 WHERE product_id = 10")
        self.assertEqual(sorted(shop.get(11)["categories"]), ["category 0", "category 1"])
        self.assertFalse(shop.get(10)["categories"])
        shop.catalog.execute("DELETE FROM product WHERE id = 12")
        self.assertIsNone(shop.get(12))
        shop.catalog.execute("UPDATE product SET id = 5000 WHERE id = 13")
        position = shop.position()
        self.assertIsNone(shop.get(13, position))
        self.assertEqual(shop.get(5000, position)["sku"], "sku-13")
        self.assertEqualSides()

    def test_fast_fields(self):
        shop = self.shop
        shop.wait_until_settled()
        before = shop.ask("GET", "/products/_doc/14")
        for qty in [50, 51, None, 52]:
            shop.catalog.execute("UPDATE inventory SET qty = ? WHERE product_id = 14", qty)
            position = shop.position()
            self.assertEqual(shop.get(14, position).get("qty"), qty)
            found = shop.find({"range": {"qty": {"gte": 50}}}, position)["total"]["value"]
            self.assertEqual(found, 0 if qty is None else 1)
            sums = shop.ask("POST", "/products/_search", {
                "size": 0, "aggs": {"most": {"max": {"field": "qty"}}}})
            self.assertEqual(sums["aggregations"]["most"]["value"], qty or 6)
        after = shop.ask("GET", "/products/_doc/14")
        self.assertGreater(after["_version"], before["_version"])
        self.assertGreaterEqual(shop.wait(lambda s: s["set_in_place"] > 0)["set_in_place"], 1)
        shop.daemon.kill()
        shop.daemon.start()
        shop.wait_until_settled()
        self.assertEqual(shop.get(14)["qty"], 52)
        self.assertEqualSides()

    def test_fan_out(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE brand SET name = 'renamed' WHERE id = 3")
        shop.wait_until_settled()
        hits = shop.find({"term": {"brand": "renamed"}})
        self.assertEqual(hits["total"]["value"], 10)
        self.assertEqualSides()

    def test_verify_names_and_repairs(self):
        shop = self.shop
        shop.wait_until_settled()
        self.assertEqualSides()
        ask = shop.ask
        ask("DELETE", "/products/_doc/20")
        document = ask("GET", "/products/_doc/21")["_source"]
        ask("PUT", "/products/_doc/extra-1", {"id": 1, "title": "nobody sells this"})
        ask("PUT", "/products/_doc/21", dict(document, price=document["price"] + 0.01))
        ask("PUT", "/products/_doc/22",
            dict(ask("GET", "/products/_doc/22")["_source"], listed="2026-01-01T00:00:00+01:00"))
        # The same in another form is no difference.
        same = ask("GET", "/products/_doc/23")["_source"]
        same["price"] = f'{same["price"]:.3f}'
        same["listed"] = "2026-01-01T01:00:00+01:00"
        ask("PUT", "/products/_doc/23", same)
        code, report = shop.verify()
        self.assertEqual(code, 1)
        found = {d["id"]: d for d in report["differences"]}
        self.assertEqual({i: d["kind"] for i, d in found.items()}, {
            "20": "missing", "21": "different", "22": "different", "extra-1": "extra"})
        self.assertEqual([f["field"] for f in found["21"]["fields"]], ["price"])
        self.assertEqual([f["field"] for f in found["22"]["fields"]], ["listed"])
        code, report = shop.verify("--repair")
        self.assertEqual(code, 0, report)
        self.assertEqual(report["difference_count"], 4)
        self.assertEqualSides()

    def test_pause_resync_rollback(self):
        shop = self.shop
        shop.wait_until_settled()
        self.assertEqual(run("cdc", "pause", "--url", shop.daemon.url).returncode, 0)
        shop.wait(lambda s: s["state"] == "paused")
        shop.catalog.execute("UPDATE product SET price = 1 WHERE id = 1")
        self.assertEqual(shop.ask("GET", "/_cluster/health")["status"], "yellow")
        shop.daemon.stop()
        shop.daemon.start()
        self.assertEqual(shop.status()["state"], "paused")
        self.assertEqual(run("cdc", "resume", "--url", shop.daemon.url).returncode, 0)
        shop.wait_until_settled()
        self.assertEqual(shop.get(1)["price"], 1)
        before = shop.status()["indexes"][0]["generations"]
        self.assertEqual(run("cdc", "resync", "--url", shop.daemon.url).returncode, 0)
        shop.wait(lambda s: s["indexes"][0]["generations"] == ["products-000002"])
        shop.catalog.execute("UPDATE product SET price = 2 WHERE id = 1")
        self.assertEqual(shop.get(1)["price"], 2)
        shop.wait_until_settled()
        self.assertEqualSides()
        self.assertEqual(
            run("cdc", "resync", "--rollback", "--url", shop.daemon.url).returncode, 0)
        shop.wait(lambda s: s["indexes"][0]["generations"] == before)
        shop.wait_until_settled()
        self.assertEqual(shop.get(1)["price"], 2)
        self.assertEqualSides()

    def test_metrics_and_status(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE product SET price = 3 WHERE id = 2")
        shop.get(2)
        text = shop.ask("GET", "/_metrics")
        for name in ["aisle_cdc_commit_to_searchable_seconds_bucket", "aisle_cdc_lag_seconds",
                     "aisle_cdc_retained_bytes", "aisle_cdc_dead_letters", "aisle_index_documents",
                     "aisle_http_requests_total", "aisle_memory_used_bytes"]:
            self.assertIn(name, text)
        done = run("cdc", "status", "--url", shop.daemon.url)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("shop", done.stdout)
        status, answer = shop.daemon.ask("POST", "/products/_search?min_position=1@nobody")
        self.assertEqual(status, 400)
        far = "999999999999999@" + shop.position().split("@")[1]
        status, answer = shop.daemon.ask(
            "POST", f"/products/_search?min_position={far}&min_position_timeout=50ms")
        self.assertEqual(status, 408, answer)

    def test_kills(self):
        self.kills(daemon=100 if LONG else 6, seconds=1.0 if LONG else 0.5)

    def kills(self, daemon, seconds, database=0):
        shop = self.shop
        load = Load(shop.catalog)
        reader = Watcher(shop)
        random.seed(7)
        try:
            for number in range(daemon):
                time.sleep(random.random() * seconds)
                reader.pause()
                shop.daemon.kill()
                if database and number % (daemon // database) == 0:
                    load.hold()
                    shop.catalog.stop()
                    shop.catalog.start()
                    load.go()
                shop.daemon.start()
                reader.go()
        finally:
            load.stop()
            reader.stop()
        self.assertGreater(load.transactions, daemon)
        shop.wait_until_settled()
        self.assertEqualSides()
        self.assertEqual(reader.regressions, [])


class Load(threading.Thread):
    """A writer that changes a little of everything."""

    def __init__(self, catalog, seed=1, pause=0.002):
        super().__init__(daemon=True)
        self.catalog = catalog
        self.random = random.Random(seed)
        self.pause = pause
        self.transactions = 0
        self.version = 0
        self.held = threading.Event()
        self.ended = threading.Event()
        self.idle = threading.Event()
        self.start()

    def statements(self):
        r = self.random
        self.version += 1
        yield f"UPDATE product SET title = 'version {self.version} tea' WHERE id = 1"
        for _ in range(r.randrange(5)):
            i = r.randrange(1, 200)
            yield r.choice([
                f"UPDATE product SET price = price + 1 WHERE id = {i}",
                f"UPDATE inventory SET qty = {r.randrange(100)} WHERE product_id = {i}",
                f"DELETE FROM product WHERE id = {i + 1}",
                f"INSERT INTO product VALUES ({i + 1}, 'new-{self.version}-{i}', 'back tea', 1, 5, "
                f"'2026-02-01T00:00:00Z') ON CONFLICT DO NOTHING",
                f"UPDATE product_category SET product_id = {r.randrange(1, 200)} WHERE id = {i}",
                f"UPDATE brand SET name = 'name {r.randrange(9)}' WHERE id = {r.randrange(20)}",
            ])

    def run(self):
        while not self.ended.is_set():
            if self.held.is_set():
                self.idle.set()
                time.sleep(0.01)
                continue
            self.idle.clear()
            try:
                self.catalog.script(
                    "BEGIN;" + ";".join(self.statements()) + ";COMMIT;")
                self.transactions += 1
            except (sqlite3.OperationalError, subprocess.CalledProcessError):
                pass
            time.sleep(self.pause)

    def hold(self):
        self.held.set()
        self.idle.wait(10)

    def go(self):
        self.held.clear()

    def stop(self):
        self.ended.set()
        self.join()


class Watcher(threading.Thread):
    """Reads one document again and again: its version may never go back."""

    def __init__(self, shop):
        super().__init__(daemon=True)
        self.shop = shop
        self.last = 0
        self.regressions = []
        self.held = threading.Event()
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.is_set():
            time.sleep(0.01)
            if self.held.is_set():
                continue
            try:
                hits = self.shop.find({"ids": {"values": ["1"]}})["hits"]
            except (OSError, AssertionError, ValueError, KeyError):
                continue
            words = hits[0]["_source"]["title"].split() if hits else []
            if len(words) > 1 and words[0] == "version":
                version = int(words[1])
                if version < self.last:
                    self.regressions.append((self.last, version))
                self.last = max(self.last, version)

    def pause(self):
        self.held.set()

    def go(self):
        self.held.clear()

    def stop(self):
        self.ended.set()
        self.join()


class SQLiteCapture(ChangeCapture, unittest.TestCase):
    kind = SQLiteCatalog

    def test_poison_row(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE product SET price = 'not a number' WHERE id = 30")
        shop.catalog.execute("UPDATE product SET price = 31 WHERE id = 31")
        self.assertEqual(shop.get(31)["price"], 31)
        self.assertEqual(shop.get(30)["price"], 30.5)
        done = run("cdc", "dead-letters", "--url", shop.daemon.url)
        self.assertEqual(done.returncode, 1)
        letter = json.loads(done.stdout)
        self.assertEqual((letter["index"], letter["key"]), ("products", 30))
        self.assertIn("price", letter["error"])
        # Mended behind the triggers' back, so that only the retry can find it.
        shop.catalog.execute("DROP TRIGGER _aisle_product_after_update")
        shop.catalog.execute("UPDATE product SET price = 33 WHERE id = 30")
        run("cdc", "dead-letters", "--retry", "--url", shop.daemon.url)
        shop.wait(lambda s: s["dead_letters"] == 0)
        shop.wait_until_settled()
        self.assertEqual(shop.find({"ids": {"values": ["30"]}})["hits"][0]["_source"]["price"], 33)

    def test_replace_and_cascade(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute(
            "INSERT OR REPLACE INTO product VALUES (900, 'sku-40', 'evicts tea', 1, 1, NULL)")
        position = shop.position()
        self.assertIsNone(shop.get(40, position))
        self.assertEqual(shop.get(900, position)["title"], "evicts tea")
        self.assertEqualSides()

    def test_source_gone_and_back(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.daemon.stop()
        path = shop.catalog.path
        os.rename(path, path + ".away")
        shop.daemon.start()
        status = shop.wait(lambda s: s["state"] == "failed")
        self.assertIn("does not exist", status["error"]["reason"])
        self.assertTrue(status["error"]["remedy"])
        health = shop.ask("GET", "/_cluster/health")
        self.assertEqual(health["status"], "yellow")
        self.assertIn("does not exist", health["change_sources"]["shop"]["reason"])
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        os.rename(path + ".away", path)
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE product SET price = 4 WHERE id = 4")
        self.assertEqual(shop.get(4)["price"], 4)

    def test_history_lost(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.daemon.stop()
        shop.catalog.execute("UPDATE product SET price = 77 WHERE id = 77")
        shop.catalog.execute("DELETE FROM product WHERE id = 78")
        shop.catalog.execute("DELETE FROM _aisle_outbox")
        shop.catalog.execute("UPDATE _aisle_source SET uuid = 'another', forgotten = 1000000")
        shop.daemon.start()
        shop.wait_until_settled()
        self.assertEqual(shop.get(77)["price"], 77)
        self.assertIsNone(shop.get(78))
        self.assertEqualSides()

    def test_configuration_errors(self):
        with open(self.shop.config) as f:
            good = f.read()
        path = os.path.join(self.shop.folder, "bad.yml")
        for wrong, right, words in [
            ("kind: sqlite", "kind: sqlight", "no such kind of source"),
            ("path:", "pfad:", "unknown key pfad"),
            ("key: product.id", "key: product", "TABLE.COLUMN"),
            ("source: shop", "source: stop", "there is no source stop"),
            ("product: { key: id }", "produkt: { key: id }", "on_change does not name product"),
            ("lane: bulk", "lane: interactive", "bulk lane"),
        ]:
            with open(path, "w") as f:
                f.write(good.replace(wrong, right, 1))
            done = run("cdc", "init", "--config", path)
            self.assertEqual(done.returncode, 78, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertIn("line", done.stderr)
        with open(path, "w") as f:
            f.write(good.replace("columns: [qty]", "columns: [quantity]", 1))
        done = run("cdc", "init", "--config", path)
        self.assertEqual(done.returncode, 78)
        self.assertIn("has no column quantity", done.stderr)


@unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
class PostgresCapture(ChangeCapture, unittest.TestCase):
    kind = PostgresCatalog

    def test_kills(self):
        self.kills(daemon=100 if LONG else 4, seconds=1.0 if LONG else 0.5,
                   database=10 if LONG else 2)

    def test_truncate(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("TRUNCATE inventory")
        shop.wait_until_settled()
        self.assertIsNone(shop.get(5).get("qty"))
        shop.catalog.execute("TRUNCATE product")
        shop.wait_until_settled()
        self.assertEqual(shop.find({"match_all": {}})["total"]["value"], 0)

    def test_slot_lost(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.daemon.stop()
        shop.catalog.execute("SELECT pg_drop_replication_slot('aisle_shop')")
        shop.catalog.execute("UPDATE product SET price = 77 WHERE id = 77")
        shop.catalog.execute("DELETE FROM product WHERE id = 78")
        shop.daemon.start()
        shop.wait_until_settled()
        self.assertEqual(shop.get(77)["price"], 77)
        self.assertIsNone(shop.get(78))
        self.assertEqualSides()

    def test_server_down_and_back(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.stop("fast")
        status = shop.wait(lambda s: s["state"] == "failed")
        self.assertTrue(status["error"]["remedy"])
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        shop.catalog.start()
        shop.wait(lambda s: s["state"] == "following")
        shop.catalog.execute("UPDATE product SET price = 4 WHERE id = 4")
        self.assertEqual(shop.get(4)["price"], 4)


if __name__ == "__main__":
    unittest.main()
