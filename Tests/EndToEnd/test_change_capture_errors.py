"""What goes wrong between a catalog and its index is told, with the remedy, in `aisle cdc status`,
in the log and in the health; the daemon serves what it has, and goes on once it is mended."""
import json
import os
import select
import socket
import subprocess
import threading
import time
import unittest

from catalogs import LONG, POSTGRES, PostgresCatalog, Shop, SQLiteCatalog
from daemon import free_port, run


class Told:
    kind = None
    price = 1000

    @classmethod
    def setUpClass(cls):
        cls.shop = Shop(cls.kind)
        cls.shop.wait_until_settled()

    @classmethod
    def tearDownClass(cls):
        cls.shop.close()

    def assertTold(self, *words, remedy, seconds=40):
        """The failure is told everywhere, and the index still answers."""
        shop = self.shop
        status = shop.wait(lambda s: s["state"] == "failed" and all(
            word in s["error"]["reason"] for word in words), seconds)
        self.assertIn(remedy, status["error"]["remedy"])
        done = run("cdc", "status", "--url", shop.daemon.url)
        self.assertEqual(done.returncode, 69, done.stdout)
        for word in (*words, remedy):
            self.assertIn(word, done.stdout)
        health = shop.ask("GET", "/_cluster/health")
        self.assertEqual(health["status"], "yellow")
        told = health["change_sources"]["shop"]
        for word in (*words, remedy):
            self.assertIn(word, told["reason"])
        with open(os.path.join(shop.folder, "daemon.log")) as f:
            lines = [line for line in f if "not following" in line]
        self.assertTrue(any(json_has(line, (*words, remedy)) for line in lines), lines[-3:])
        self.assertEqual(shop.find({"match": {"title": "tea"}})["total"]["value"], 200)

    def assertMended(self):
        """Followed again: a change made now is found."""
        shop = self.shop
        run("cdc", "resume", "--url", shop.daemon.url)
        shop.wait(lambda s: s["state"] == "following", 40)
        Told.price += 1
        shop.catalog.execute(f"UPDATE product SET price = {Told.price} WHERE id = 5")
        self.assertEqual(shop.get(5)["price"], Told.price)
        self.assertEqual(shop.ask("GET", "/_cluster/health")["change_sources"]["shop"]["status"],
                         "green")

    def restart(self, breaking=None):
        self.shop.daemon.stop()
        if breaking:
            breaking()
        self.shop.daemon.start()

    def change(self):
        self.shop.catalog.execute("UPDATE product SET price = price + 1 WHERE id = 6")


def json_has(line, words):
    return all(word in line or json.dumps(word)[1:-1] in line for word in words)


class SQLiteErrors(Told, unittest.TestCase):
    kind = SQLiteCatalog

    def test_the_file_is_gone(self):
        path = self.shop.catalog.path
        self.restart(lambda: os.rename(path, path + ".away"))
        self.assertTold("does not exist", remedy="correct path")
        os.rename(path + ".away", path)
        self.assertMended()

    def test_the_file_is_no_database(self):
        path = self.shop.catalog.path

        def replace():
            os.rename(path, path + ".away")
            with open(path, "w") as f:
                f.write("no database at all " * 1000)
        self.restart(replace)
        self.assertTold("not a database", remedy="restore the catalog")
        os.rename(path + ".away", path)
        self.assertMended()

    def test_a_trigger_is_dropped(self):
        self.shop.catalog.execute("DROP TRIGGER _aisle_product_after_update")
        self.assertTold("lacks the trigger", remedy="aisle cdc init")
        self.assertEqual(run("cdc", "init", "--config", self.shop.config).returncode, 0)
        self.assertMended()

    def test_a_table_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE inventory RENAME TO kept")
        self.change()
        self.assertTold("inventory", remedy="create the table")
        catalog.script("ALTER TABLE kept RENAME TO inventory")
        self.assertEqual(run("cdc", "init", "--config", self.shop.config).returncode, 0)
        self.assertMended()

    def test_a_column_of_the_query_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE product RENAME COLUMN listed TO published")
        self.change()
        self.assertTold("listed", remedy="document query")
        self.assertEqual(self.shop.status()["dead_letters"], 0)
        catalog.script("ALTER TABLE product RENAME COLUMN published TO listed")
        self.assertMended()

    def test_a_column_of_a_rule_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE inventory RENAME COLUMN qty TO amount")
        self.assertTold("no column qty", remedy="restore it, or correct on_change")
        catalog.script("ALTER TABLE inventory RENAME COLUMN amount TO qty")
        self.assertEqual(run("cdc", "init", "--config", self.shop.config).returncode, 0)
        self.assertMended()

    def test_the_outbox_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE _aisle_outbox RENAME TO kept_outbox")
        self.restart()
        self.assertTold("_aisle_", remedy="aisle cdc init")
        catalog.script("ALTER TABLE kept_outbox RENAME TO _aisle_outbox")
        self.assertEqual(run("cdc", "init", "--config", self.shop.config).returncode, 0)
        self.assertMended()


class Wire(threading.Thread):
    """A network between daemon and server that can be cut: nothing passes, nothing is refused."""

    def __init__(self, to):
        super().__init__(daemon=True)
        self.to = to
        self.port = free_port()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.listener.settimeout(0.1)
        self.whole = threading.Event()
        self.whole.set()
        self.ended = False
        self.start()

    def run(self):
        while not self.ended:
            self.whole.wait()
            try:
                near, _ = self.listener.accept()
            except OSError:
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                near.close()
                continue
            threading.Thread(target=self.pass_on, args=(near, far), daemon=True).start()
        self.listener.close()

    def pass_on(self, near, far):
        try:
            while not self.ended:
                ready = select.select([near, far], [], [], 0.5)[0]
                self.whole.wait()
                for side in ready:
                    data = side.recv(1 << 16)
                    if not data:
                        return
                    (far if side is near else near).sendall(data)
        except OSError:
            pass
        finally:
            near.close()
            far.close()


class RestrictedCatalog(PostgresCatalog):
    """Set up by its owner, followed by a role with a password that may only read and replicate,
    through a network that can be cut."""

    def __init__(self, folder):
        super().__init__(folder)
        self.wire = Wire(self.port)

    def handed_over(self, shop):
        self.script("CREATE ROLE reader LOGIN REPLICATION PASSWORD 'right';"
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;")
        rules = os.path.join(self.folder, "pg_hba.conf")
        with open(rules) as f:
            rest = f.read()
        with open(rules, "w") as f:
            f.write("host all reader 127.0.0.1/32 scram-sha-256\n" + rest)
        self.execute("SELECT pg_reload_conf()")
        self.follower = (f"host=127.0.0.1 port={self.wire.port} user=reader password=right "
                         "dbname=postgres")
        shop.configure()

    def close(self):
        self.wire.ended = True
        self.wire.whole.set()
        super().close()


@unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
class PostgresErrors(Told, unittest.TestCase):
    kind = RestrictedCatalog

    def cut_connections(self):
        self.shop.catalog.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'")

    def test_wrong_credentials(self):
        catalog = self.shop.catalog
        catalog.script("ALTER ROLE reader PASSWORD 'another'")
        self.cut_connections()
        self.assertTold("password authentication failed", remedy="check the user, the password")
        catalog.script("ALTER ROLE reader PASSWORD 'right'")
        self.assertMended()

    def test_no_right_to_read(self):
        catalog = self.shop.catalog
        catalog.script("REVOKE SELECT ON product FROM reader")
        self.change()
        self.assertTold("permission denied", "product", remedy="grant the role SELECT")
        self.assertEqual(self.shop.status()["dead_letters"], 0)
        catalog.script("GRANT SELECT ON product TO reader")
        self.assertMended()

    def test_no_right_to_replicate(self):
        catalog = self.shop.catalog
        catalog.script("ALTER ROLE reader NOREPLICATION")
        self.cut_connections()
        self.assertTold("replication", remedy="REPLICATION")
        catalog.script("ALTER ROLE reader REPLICATION")
        self.assertMended()

    def test_no_primary_key(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE product_category DROP CONSTRAINT product_category_pkey")
        self.assertTold("product_category", "no primary key", remedy="add a primary key")
        catalog.script("ALTER TABLE product_category ADD PRIMARY KEY (id)")
        self.assertMended()

    def test_a_table_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE inventory RENAME TO kept")
        self.assertTold("inventory", remedy="create the table")
        catalog.script("ALTER TABLE kept RENAME TO inventory")
        self.assertMended()

    def test_a_table_leaves_the_publication(self):
        catalog = self.shop.catalog
        catalog.script("ALTER PUBLICATION aisle_shop DROP TABLE review")
        self.assertTold("review", "publication", remedy="aisle cdc init")
        with open(self.shop.config + ".owner", "w") as f:
            f.write(catalog.configuration.replace(catalog.follower, catalog.dsn))
        done = run("cdc", "init", "--config", self.shop.config + ".owner")
        self.assertIn("added review to publication aisle_shop", done.stdout)
        self.assertMended()

    def test_a_column_of_the_query_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE product RENAME COLUMN listed TO published")
        self.change()
        self.assertTold("listed", remedy="document query")
        self.assertEqual(self.shop.status()["dead_letters"], 0)
        catalog.script("ALTER TABLE product RENAME COLUMN published TO listed")
        self.assertMended()

    def test_a_column_of_a_rule_is_dropped(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE inventory RENAME COLUMN qty TO amount")
        self.assertTold("inventory", "no column qty", remedy="restore it, or correct on_change")
        catalog.script("ALTER TABLE inventory RENAME COLUMN amount TO qty")
        self.assertMended()

    def test_a_replica_identity_is_reset(self):
        catalog = self.shop.catalog
        catalog.script("ALTER TABLE review REPLICA IDENTITY DEFAULT")
        self.assertTold("REPLICA IDENTITY FULL of review", remedy="aisle cdc init")
        catalog.script("ALTER TABLE review REPLICA IDENTITY FULL")
        self.assertMended()

    def test_the_publication_leaves_out_updates(self):
        catalog = self.shop.catalog
        catalog.script("ALTER PUBLICATION aisle_shop SET (publish = 'insert, delete')")
        self.assertTold("publication aisle_shop of all changes", remedy="aisle cdc init")
        catalog.script(
            "ALTER PUBLICATION aisle_shop SET (publish = 'insert, update, delete, truncate')")
        self.assertMended()

    def test_the_slot_is_in_use(self):
        catalog = self.shop.catalog
        self.shop.daemon.stop()
        other = subprocess.Popen(
            [os.path.join(catalog.bin, "pg_recvlogical"), "-d", catalog.dsn, "--slot",
             "aisle_shop", "--start", "-f", "/dev/null", "-o", "proto_version=1", "-o",
             "publication_names=aisle_shop"], stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 20
            while catalog.execute("SELECT active FROM pg_replication_slots")[0][0] != "t":
                self.assertLess(time.monotonic(), end)
                time.sleep(0.1)
            self.shop.daemon.start()
            self.assertTold("aisle_shop", "is active", remedy="another consumer uses the slot")
        finally:
            other.kill()
            other.wait()
        self.assertMended()

    def test_wal_level_is_not_logical(self):
        catalog = self.shop.catalog
        self.shop.daemon.stop()
        catalog.execute("SELECT pg_drop_replication_slot('aisle_shop')")
        catalog.execute("ALTER SYSTEM SET wal_level = 'replica'")
        catalog.stop("fast")
        catalog.start()
        self.shop.daemon.start()
        self.assertTold("wal_level is replica", remedy="ALTER SYSTEM SET wal_level")
        catalog.execute("ALTER SYSTEM RESET wal_level")
        catalog.stop("fast")
        catalog.start()
        self.assertMended()
        self.shop.wait_until_settled()

    def test_the_network_is_cut(self):
        """For a minute in the long form, less than the server's patience in the short one."""
        wire = self.shop.catalog.wire
        start = time.monotonic()
        wire.whole.clear()
        try:
            self.assertTold("", remedy="check")
            self.change()
            time.sleep(max(0.0, (60 if LONG else 1) - (time.monotonic() - start)))
            self.assertEqual(self.shop.status()["state"], "failed")
            self.assertEqual(
                self.shop.find({"match": {"title": "tea"}})["total"]["value"], 200)
        finally:
            wire.whole.set()
        self.assertMended()
        code, report = self.shop.verify()
        self.assertEqual((code, report["difference_count"]), (0, 0), report)


if __name__ == "__main__":
    unittest.main()
