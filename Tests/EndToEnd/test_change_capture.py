"""`aisle serve` following catalog databases: what it finds is what the database holds, whatever
happens to either of them. Long forms with AISLE_CDC=1 (`make test-cdc`)."""
import copy
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import time
import unittest

from catalogs import (
    LISTED, LONG, POSTGRES, Load, PostgresCatalog, Shop, SQLiteCatalog, Watcher)
from daemon import run


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

    def test_init_prints_what_is_missing(self):
        shop = self.shop
        done = run("cdc", "init", "--print", "--config", shop.config)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        with open(shop.config) as f:
            text = f.read()
        with open(shop.config, "w") as f:
            f.write(text.replace("columns: [name]", "columns: [name, id]").replace(
                "      review:", "      supplier: { key: product_id }\n      review:"))
        shop.catalog.script("CREATE TABLE supplier(id INTEGER PRIMARY KEY, product_id INTEGER)")
        done = run("cdc", "init", "--print", "--config", shop.config)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("supplier", done.stdout)
        shop.catalog.script(done.stdout)
        done = run("cdc", "init", "--config", shop.config)
        self.assertEqual(done.stdout, "shop: nothing to do\n")

    def test_a_column_that_comes_and_goes(self):
        shop = self.shop
        shop.wait_until_settled()
        # A column nobody names changes nothing.
        shop.catalog.script("ALTER TABLE product ADD COLUMN colour TEXT DEFAULT 'green'")
        shop.catalog.script("UPDATE product SET price = 8, colour = 'red' WHERE id = 8")
        self.assertEqual(shop.get(8)["price"], 8)
        shop.catalog.script("ALTER TABLE product DROP COLUMN colour")
        shop.catalog.script("UPDATE product SET price = 9 WHERE id = 8")
        self.assertEqual(shop.get(8)["price"], 9)
        self.assertEqual(shop.status()["state"], "following")
        self.assertEqualSides()

    def test_child_rows_deleted_by_a_cascade(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.script(shop.catalog.cascade)
        shop.catalog.script(
            "INSERT INTO batch VALUES (1); INSERT INTO lot VALUES (1, 1, 3), (2, 1, 4);")
        shop.daemon.stop()
        with open(shop.config) as f:
            text = f.read()
        with open(shop.config, "w") as f:
            f.write(text.replace("      review:", "      lot: { key: product_id }\n      review:")
                    .replace("AS reviews,", "AS reviews, "
                             "(SELECT count(*) FROM lot WHERE product_id = p.id) AS lots,"))
        self.assertEqual(run("cdc", "init", "--config", shop.config).returncode, 0)
        shop.daemon.start()
        shop.wait_until_settled()
        shop.catalog.execute("INSERT INTO lot VALUES (3, 1, 3)")
        self.assertEqual(shop.get(3)["lots"], 2)
        # The writer says that keys are foreign; the daemon learns of each row.
        shop.catalog.script("PRAGMA foreign_keys=ON; DELETE FROM batch WHERE id = 1"
                            if "PRAGMA" in shop.catalog.cascade else "DELETE FROM batch")
        self.assertEqual(shop.get(3)["lots"], 0)

    def test_a_transaction_of_many_rows(self):
        """A million rows in the long form: applied in pieces, its end all at once."""
        rows = int(os.environ.get("AISLE_CDC_ROWS_AT_ONCE", 1_000_000 if LONG else 50_000))
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.script(
            "WITH RECURSIVE n(i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n "
            f"WHERE i < {rows + 1000}) INSERT INTO product SELECT i, 'sku-' || i, 'mass tea', "
            "1, 1, NULL FROM n")
        start = time.monotonic()
        position = shop.position()
        shop.wait(lambda s: s["position"]["searchable"]
                  and int(s["position"]["searchable"].split("@")[0])
                  >= int(position.split("@")[0]), 1200)
        print(f"{rows} rows at once: {time.monotonic() - start:.1f} s after the commit, "
              f"{shop.daemon.rss_bytes() >> 20} MiB", file=sys.stderr)
        found = shop.ask("POST", "/products/_count", {"query": {"match": {"title": "mass"}}})
        self.assertEqual(found["count"], rows)
        # Stocks of as many rows are set in place, also in pieces.
        shop.catalog.script("INSERT INTO inventory SELECT id, 1, NULL FROM product "
                            "WHERE id > 1000")
        shop.wait_until_settled(1200)
        shop.catalog.script("UPDATE inventory SET qty = 2 WHERE product_id > 1000")
        shop.wait_until_settled(1200)
        found = shop.ask("POST", "/products/_count", {
            "query": {"bool": {"must": {"match": {"title": "mass"}}, "filter": {"term": {
                "qty": 2}}}}})
        self.assertEqual(found["count"], rows)
        self.assertEqualSides()

    def test_kills(self):
        self.kills(daemon=100 if LONG else 6, seconds=1.0 if LONG else 0.5)

    def test_poison_row(self):
        """A document the mapping refuses is set aside, and taken up once it is mended."""
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE product SET listed = 'not a date' WHERE id = 30")
        shop.catalog.execute("UPDATE product SET price = 31 WHERE id = 31")
        self.assertEqual(shop.get(31)["price"], 31)
        self.assertEqual(shop.get(30)["listed"], LISTED)
        done = run("cdc", "dead-letters", "--url", shop.daemon.url)
        self.assertEqual(done.returncode, 1)
        letter = json.loads(done.stdout)
        self.assertEqual((letter["index"], str(letter["key"])), ("products", "30"))
        self.assertIn("listed", letter["error"])
        # It is on disk: a kill loses no letter.
        shop.daemon.kill()
        shop.daemon.start()
        shop.wait_until_settled()
        self.assertEqual(shop.status()["dead_letters"], 1)
        run("cdc", "dead-letters", "--retry", "--url", shop.daemon.url)
        shop.wait_until_settled()
        self.assertEqual(shop.status()["dead_letters"], 1)
        # Mended behind the source's back, so that only the retry can find it.
        shop.catalog.unseen("product", "UPDATE product SET listed = '2026-03-01' WHERE id = 30")
        run("cdc", "dead-letters", "--retry", "--url", shop.daemon.url)
        shop.wait(lambda s: s["dead_letters"] == 0)
        shop.wait_until_settled()
        hits = shop.find({"ids": {"values": ["30"]}})["hits"]
        self.assertEqual(hits[0]["_source"]["listed"], "2026-03-01")
        self.assertEqualSides()

    def test_debounce(self):
        """Reviews that come together are read once, also when the daemon is killed meanwhile."""
        self.shop.close()
        shop = self.shop = Shop(self.kind, change=lambda text: text.replace(
            "review: { key: product_id }", "review: { key: product_id, debounce: 3s }"))
        self.addCleanup(shop.close)
        shop.wait_until_settled()
        before = shop.status()["documents"]
        for number in range(5):
            shop.catalog.execute(f"INSERT INTO review VALUES ({number}, 7, 5, 'good')")
        self.assertEqual(shop.get(7)["reviews"], 0)
        works = shop.wait(lambda s: s["indexes"][0]["works"])["indexes"][0]["works"]
        self.assertEqual([work["work"] for work in works], ["debounce"])
        shop.wait(lambda s: s["documents"] > before)
        shop.wait_until_settled()
        self.assertEqual(shop.get(7)["reviews"], 5)
        self.assertEqual(shop.status()["documents"], before + 1)
        shop.catalog.execute("INSERT INTO review VALUES (5, 7, 5, 'good')")
        shop.find({"match_all": {}}, shop.position())
        shop.daemon.kill()
        shop.daemon.start()
        shop.wait_until_settled()
        self.assertEqual(shop.get(7)["reviews"], 6)
        self.assertEqualSides()

    def test_snapshot_progress(self):
        """How far it is and how long the rest takes: in the status, on the terminal, as figures."""
        self.shop.close()
        shop = self.shop = Shop(self.kind, products=60_000)
        self.addCleanup(shop.close)
        shop.wait_until_settled()
        run("cdc", "resync", "--url", shop.daemon.url)

        def resync(status):
            works = [work for work in status["indexes"][0]["works"] if work["work"] == "resync"]
            return works and works[0].get("eta_seconds") and works[0]
        work = resync(shop.wait(resync))
        self.assertEqual(work["total"], 60_000)
        self.assertTrue(0 < work["done"] < 60_000, work)
        done = run("cdc", "status", "--url", shop.daemon.url)
        self.assertRegex(done.stdout, r"resync: [0-9,]+ of about 60,000 documents done, about \d+ s")
        text = shop.ask("GET", "/_metrics")
        labels = '{source="shop",index="products",work="resync",number="0"}'
        self.assertIn(f"aisle_cdc_work_documents_expected{labels} 60000", text)
        self.assertIn(f"aisle_cdc_work_remaining_seconds{labels}", text)
        # Given up on the way: what serves goes on serving, and nothing is left of the new one.
        run("cdc", "resync", "--rollback", "--url", shop.daemon.url)
        status = shop.wait(lambda s: s["indexes"][0]["generations"] == ["products-000001"])
        self.assertFalse(resync(status))
        self.assertEqual(shop.daemon.ask("HEAD", "/products-000002")[0], 404)
        shop.wait_until_settled()
        self.assertEqualSides()

    def kills(self, daemon, seconds, database=0):
        """Kills under four writers, a thousand rows a second together, and the eyes of a reader.
        The server is killed while they write, every other time before the daemon is."""
        shop = self.shop
        shop.wait_until_settled()
        writers = [Load(shop.catalog, seed=number, pause=0.01, number=number)
                   for number in range(4)]
        reader = Watcher(shop, writers=len(writers))
        random.seed(7)
        crashes = 0
        try:
            for number in range(daemon):
                time.sleep(random.random() * seconds)
                crash = crashes < database and number % (daemon // database) == 0
                if crash:
                    crashes += 1
                    shop.catalog.stop()
                    time.sleep(random.random() * seconds / 2)
                    if crashes % 2:
                        shop.catalog.start()
                        time.sleep(random.random() * seconds)
                shop.daemon.kill()
                if crash and crashes % 2 == 0:
                    shop.catalog.start()
                shop.daemon.start()
        finally:
            for writer in writers:
                writer.stop()
            reader.stop()
        print(f"{daemon} rounds: {sum(w.rows for w in writers)} rows in "
              f"{sum(w.transactions for w in writers)} transactions, "
              f"{sum(w.failures for w in writers)} failed, {reader.reads} reads", file=sys.stderr)
        for writer in writers:
            self.assertGreater(writer.transactions, daemon)
            self.assertGreater(reader.last[str(writer.own)], 0)
        self.assertEqual(crashes, database)
        shop.wait_until_settled()
        self.assertEqualSides()
        self.assertEqual(reader.regressions, [])


class SQLiteCapture(ChangeCapture, unittest.TestCase):
    kind = SQLiteCatalog

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

    def test_the_file_is_moved_while_followed(self):
        shop = self.shop
        shop.wait_until_settled()
        path = shop.catalog.path
        os.rename(path, path + ".away")
        status = shop.wait(lambda s: s["state"] == "failed")
        self.assertIn("does not exist", status["error"]["reason"])
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        os.rename(path + ".away", path)
        shop.wait(lambda s: s["state"] == "following")
        shop.catalog.execute("UPDATE product SET price = 4 WHERE id = 4")
        self.assertEqual(shop.get(4)["price"], 4)

    def test_an_older_copy_is_restored(self):
        """Over the file of a daemon that runs: what was committed since is gone again."""
        shop = self.shop
        shop.wait_until_settled()
        path = shop.catalog.path
        backup = sqlite3.connect(path + ".backup")
        connection = shop.catalog.connect()
        connection.backup(backup)
        connection.close()
        backup.close()
        for price in range(20):
            shop.catalog.execute("UPDATE product SET price = ? WHERE id = 4", 100 + price)
        shop.catalog.execute("DELETE FROM product WHERE id = 5")
        self.assertIsNone(shop.get(5))
        os.replace(path + ".backup", path)
        for rest in ("-wal", "-shm"):
            if os.path.exists(path + rest):
                os.remove(path + rest)
        shop.wait(lambda s: s["failures"] > 0)
        shop.wait(lambda s: s["state"] == "following")
        shop.wait_until_settled()
        self.assertEqual(shop.get(4)["price"], 4.5)
        self.assertEqual(shop.get(5)["price"], 5.5)
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

    def test_history_dropped_by_the_server(self):
        shop = self.shop
        shop.wait_until_settled()
        shop.daemon.stop()
        catalog = shop.catalog
        catalog.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'")
        catalog.execute("ALTER SYSTEM SET max_wal_size = '32MB'")
        catalog.execute("SELECT pg_reload_conf()")
        catalog.execute("UPDATE product SET price = 77 WHERE id = 77")
        catalog.execute("DELETE FROM product WHERE id = 78")
        for _ in range(5):
            catalog.execute("SELECT pg_switch_wal(), pg_logical_emit_message(false, 'x', 'y')")
        catalog.execute("CHECKPOINT")
        lost = catalog.execute("SELECT wal_status FROM pg_replication_slots")[0][0]
        self.assertEqual(lost, "lost")
        shop.daemon.start()
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        shop.wait(lambda s: s["state"] == "following")
        shop.wait_until_settled()
        self.assertEqual(shop.get(77)["price"], 77)
        self.assertIsNone(shop.get(78))
        self.assertEqualSides()

    def test_busy_tables_of_others(self):
        """History that concerns nobody is acknowledged, and counts as no distance in time."""
        self.be_busy(self.shop.catalog)

    def test_busy_databases_of_others(self):
        """The same when nothing at all happens in the followed database: the slot lets the log
        go without a table of heartbeats."""
        catalog = self.shop.catalog
        catalog.execute("CREATE DATABASE busy")
        other = copy.copy(catalog)
        other.database = "busy"
        self.be_busy(other)

    def be_busy(self, noisy):
        shop = self.shop
        shop.wait_until_settled()
        catalog = shop.catalog
        noisy.execute("CREATE TABLE noise(text TEXT)")

        def bytes_of(what, where=""):
            return int(catalog.execute(f"SELECT {what} - '0/0'::pg_lsn {where}")[0][0])
        slot = "FROM pg_replication_slots WHERE slot_name = 'aisle_shop'"
        before = bytes_of("confirmed_flush_lsn", slot)
        end = time.monotonic() + 4
        while time.monotonic() < end:
            noisy.execute("INSERT INTO noise SELECT repeat('x', 1000) "
                          "FROM generate_series(1, 1000)")
            self.assertLess(shop.status()["lag"]["seconds"], 2.5)
        time.sleep(1)
        last = bytes_of("pg_current_wal_lsn()")
        confirmed = bytes_of("confirmed_flush_lsn", slot)
        self.assertGreater(confirmed, before + 5_000_000)
        self.assertLess(last - confirmed, 2_000_000)
        self.assertEqual(shop.status()["changes"], 0)
        # What the server keeps goes once it has noted which transactions run, as it does now
        # and then, and at each checkpoint.
        end = time.monotonic() + 30
        while bytes_of("restart_lsn", slot) < before + 5_000_000:
            self.assertLess(time.monotonic(), end)
            catalog.execute("CHECKPOINT")
            time.sleep(0.5)
        status = shop.wait(lambda s: s["lag"]["retained_bytes"] < 2_000_000, 10)
        self.assertEqual(status["state"], "following")

    def test_large_values_that_do_not_change(self):
        """The stream leaves them out; the document has them all the same."""
        shop = self.shop
        shop.wait_until_settled()
        catalog = shop.catalog
        large = ("(SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, 20000) AS i)")
        catalog.execute(f"UPDATE product SET title = {large} || ' tea' WHERE id = 9")
        catalog.execute(f"UPDATE inventory SET note = {large} WHERE product_id = 9")
        length = len(shop.get(9)["title"])
        self.assertGreater(length, 600_000)
        catalog.execute("UPDATE product SET price = 99 WHERE id = 9")
        document = shop.get(9)
        self.assertEqual((document["price"], len(document["title"])), (99, length))
        in_place = shop.status()["set_in_place"]
        catalog.execute("UPDATE inventory SET qty = 77 WHERE product_id = 9")
        document = shop.get(9)
        self.assertEqual((document["qty"], len(document["title"])), (77, length))
        shop.wait(lambda s: s["set_in_place"] > in_place)
        self.assertEqualSides()

    def test_a_row_the_query_fails_on(self):
        """It is isolated from those read with it, set aside, and taken up again."""
        self.shop.close()
        shop = self.shop = Shop(self.kind, change=lambda text: text.replace(
            "p.listed,", "p.listed::timestamptz AS listed,"))
        self.addCleanup(shop.close)
        shop.wait_until_settled()
        shop.catalog.execute("UPDATE product SET price = 1, listed = CASE id WHEN 50 THEN "
                             "'never' ELSE listed END WHERE id BETWEEN 40 AND 60")
        position = shop.position()
        self.assertEqual(shop.get(41, position)["price"], 1)
        self.assertEqual(shop.get(60, position)["price"], 1)
        self.assertEqual(shop.get(50, position)["price"], 50.5)
        letter = json.loads(run("cdc", "dead-letters", "--url", shop.daemon.url).stdout)
        self.assertEqual(letter["key"], "50")
        self.assertIn("never", letter["error"])
        shop.catalog.execute(f"UPDATE product SET listed = '{LISTED}' WHERE id = 50")
        self.assertEqual(shop.get(50)["price"], 1)
        shop.wait(lambda s: s["dead_letters"] == 0)
        self.assertEqualSides()

    def test_an_older_copy_is_restored(self):
        """A copy of the server's files, with the same name and history: what was followed since
        is gone again, and the positions are not those of the copy."""
        shop = self.shop
        shop.wait_until_settled()
        catalog = shop.catalog
        shop.daemon.stop()
        catalog.stop("fast")
        shutil.copytree(catalog.folder, catalog.folder + ".copy")
        catalog.start()
        shop.daemon.start()
        shop.wait_until_settled()
        catalog.execute("DELETE FROM product WHERE id = 5")
        catalog.execute("CREATE TABLE noise AS SELECT repeat('x', 1000) FROM "
                        "generate_series(1, 20000)")
        self.assertIsNone(shop.get(5))
        shop.wait_until_settled()
        shop.daemon.stop()
        catalog.stop("immediate")
        shutil.rmtree(catalog.folder)
        os.rename(catalog.folder + ".copy", catalog.folder)
        catalog.start()
        shop.daemon.start()
        shop.wait_until_settled()
        catalog.execute("UPDATE product SET price = 6 WHERE id = 6")
        self.assertEqual(shop.get(6)["price"], 6)
        self.assertEqual(shop.get(5)["price"], 5.5)
        self.assertEqualSides()

    def test_two_sources_of_one_server(self):
        """Both count in one history: a search waits for the one that feeds what it searches."""
        self.shop.close()

        def change(text):
            source = re.search(r"  shop: (.*)\n", text).group(1)
            return text.replace("sources:\n", f"sources:\n  other: {source}\n") + """
  brands:
    source: other
    key: brand.id
    document: SELECT id, name FROM brand WHERE id = ANY($1)
    on_change:
      brand: { key: id }
"""
        shop = self.shop = Shop(self.kind, change=change)
        self.addCleanup(shop.close)
        shop.wait_until_settled()
        end = time.monotonic() + 20
        while shop.ask("GET", "/_cdc/sources/other")["state"] != "following":
            self.assertLess(time.monotonic(), end)
        shop.ask("POST", "/_cdc/sources/other/_pause")
        while shop.ask("GET", "/_cdc/sources/other")["state"] != "paused":
            self.assertLess(time.monotonic(), end)
        shop.catalog.execute("UPDATE product SET price = 6 WHERE id = 6")
        shop.catalog.execute("UPDATE brand SET name = 'other' WHERE id = 6")
        position = shop.position()
        self.assertEqual(shop.get(6, position)["price"], 6)
        status, answer = shop.daemon.ask(
            "POST", f"/brands/_search?min_position={position}&min_position_timeout=100ms")
        self.assertEqual(status, 408, answer)
        shop.daemon.ask("POST", "/_cdc/sources/other/_resume")
        answer = shop.ask(
            "POST", f"/brands/_search?min_position={position}&min_position_timeout=30s",
            {"query": {"term": {"_id": "6"}}})
        self.assertEqual(answer["hits"]["hits"][0]["_source"]["name"], "other")

    def test_a_paused_source_keeps_its_slot(self):
        """Longer than the server's patience with a silent consumer, without its connection."""
        shop = self.shop
        shop.wait_until_settled()
        shop.catalog.execute("ALTER SYSTEM SET wal_sender_timeout = '3s'")
        shop.catalog.execute("SELECT pg_reload_conf()")
        self.assertEqual(run("cdc", "pause", "--url", shop.daemon.url).returncode, 0)
        shop.wait(lambda s: s["state"] == "paused")
        shop.catalog.execute("UPDATE product SET price = 2 WHERE id = 2")
        time.sleep(5)
        run("cdc", "resume", "--url", shop.daemon.url)
        self.assertEqual(shop.get(2)["price"], 2)
        failures = shop.status()["failures"]
        time.sleep(6)
        self.assertEqual(shop.status()["failures"], failures)
        shop.catalog.execute("UPDATE product SET price = 3 WHERE id = 2")
        self.assertEqual(shop.get(2)["price"], 3)

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
