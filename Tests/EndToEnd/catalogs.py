"""Catalog databases of a shop, a daemon that follows one, and writers and readers beside it."""
import http.client
import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

from daemon import Daemon, free_port, run

LONG = os.environ.get("AISLE_CDC") == "1"
SERVERS = "/usr/lib/postgresql"
POSTGRES = sorted(
    os.path.join(SERVERS, version, "bin")
    for version in (os.listdir(SERVERS) if os.path.isdir(SERVERS) else []))

TABLES = """
CREATE TABLE brand(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE product(id INTEGER PRIMARY KEY, sku TEXT UNIQUE, title TEXT, brand_id INTEGER,
                     price DECIMAL(10,2), listed TEXT);
CREATE TABLE inventory(product_id INTEGER PRIMARY KEY, qty INTEGER, note TEXT);
CREATE TABLE product_category(id INTEGER PRIMARY KEY, product_id INTEGER, name TEXT);
CREATE TABLE review(id INTEGER PRIMARY KEY, product_id INTEGER, rating INTEGER, body TEXT);
CREATE INDEX review_product ON review(product_id);
CREATE INDEX product_brand ON product(brand_id);
CREATE INDEX category_product ON product_category(product_id);
"""

LISTED = "2026-01-01T00:00:00Z"

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
        reviews: { type: integer }
        rating: { type: double }
"""

RULES = """
    on_change:
      product: { key: id }
      inventory: { key: product_id, columns: [qty] }
      product_category: { key: product_id }
      review: { key: product_id }
      brand: { keys: "%s", columns: [name], lane: bulk }
    fast_fields: { inventory: { qty: qty } }
"""


def cpu_seconds(process):
    """CPU of a process and of the children it has waited for."""
    with open(f"/proc/{process}/stat") as f:
        fields = f.read().rpartition(")")[2].split()
    return sum(int(fields[i]) for i in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def family_cpu(parent):
    """CPU of a process and its children, living or not."""
    total = cpu_seconds(parent)
    for name in os.listdir("/proc"):
        try:
            if name.isdigit():
                with open(f"/proc/{name}/stat") as f:
                    if int(f.read().rpartition(")")[2].split()[1]) == parent:
                        total += cpu_seconds(name)
        except (OSError, IndexError):
            continue
    return total


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
         WHERE product_id = p.id ORDER BY id)) AS "categories:json",
        (SELECT count(*) FROM review WHERE product_id = p.id) AS reviews,
        (SELECT avg(rating) FROM review WHERE product_id = p.id) AS rating
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

    def session(self):
        return SQLiteSession(self)

    cascade = ("PRAGMA foreign_keys=ON; CREATE TABLE batch(id INTEGER PRIMARY KEY);"
               "CREATE TABLE lot(id INTEGER PRIMARY KEY, batch_id INTEGER REFERENCES batch(id) "
               "ON DELETE CASCADE, product_id INTEGER);")

    def unseen(self, table, sql):
        """Runs statements that change the table without a trace in the outbox."""
        found = self.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table)
        drop = "".join(f'DROP TRIGGER "{name}";' for name, _ in found)
        make = "".join(text + ";" for _, text in found)
        self.script(f"BEGIN IMMEDIATE; {drop} {sql}; {make} COMMIT;")

    def load_figures(self):
        return {}

    def handed_over(self, shop):
        pass

    def close(self):
        pass


class SQLiteSession:
    """One writer's connection."""

    def __init__(self, catalog):
        self.connection = catalog.connect()

    def run(self, statements):
        """One transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        for statement in statements:
            self.connection.execute(statement)
        self.connection.execute("COMMIT")

    def close(self):
        self.connection.close()


class PostgresSession:
    """One writer's psql."""

    def __init__(self, catalog):
        self.process = subprocess.Popen(
            [os.path.join(catalog.bin, "psql"), catalog.dsn, "-qAtX", "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def run(self, statements):
        """One transaction."""
        text = ";".join(statements)
        self.process.stdin.write(f"BEGIN;{text};COMMIT;\n\\echo done\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line == "done\n":
                return
        raise OSError("psql ended")

    def close(self):
        try:
            self.process.stdin.close()
        except OSError:
            pass
        self.process.wait()
        self.process.stdout.close()


class PostgresCatalog:
    """A server of its own on loopback, with logical replication."""

    fsync = "off"
    database = "postgres"

    def __init__(self, folder):
        self.follower = ""
        self.bin = POSTGRES[-1]
        self.folder = os.path.join(folder, "pg")
        self.port = free_port()
        self.run("initdb", "-D", self.folder, "-U", "shop", "-A", "trust", "--no-sync")
        with open(os.path.join(self.folder, "postgresql.conf"), "a") as f:
            f.write(f"port={self.port}\nlisten_addresses='127.0.0.1'\nwal_level=logical\n"
                    f"unix_socket_directories=''\nfsync={self.fsync}\nmax_wal_senders=8\n"
                    f"track_wal_io_timing=on\n")
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
        return f"host=127.0.0.1 port={self.port} user=shop dbname={self.database}"

    @property
    def configuration(self):
        return f"""
sources:
  shop: {{ kind: postgres, dsn: "{self.follower or self.dsn}" }}
indexes:
  products:
    source: shop
    key: product.id
    document: |
      SELECT p.id, p.sku, p.title, b.name AS brand, p.price, i.qty, p.listed,
        array(SELECT name FROM product_category WHERE product_id = p.id ORDER BY id) AS categories,
        (SELECT count(*) FROM review WHERE product_id = p.id) AS reviews,
        (SELECT avg(rating) FROM review WHERE product_id = p.id) AS rating
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

    def session(self):
        return PostgresSession(self)

    cascade = ("CREATE TABLE batch(id INTEGER PRIMARY KEY);"
               "CREATE TABLE lot(id INTEGER PRIMARY KEY, batch_id INTEGER REFERENCES batch(id) "
               "ON DELETE CASCADE, product_id INTEGER);")

    def unseen(self, table, sql):
        """Runs statements that change the table without a trace in the stream."""
        publication = "ALTER PUBLICATION aisle_shop"
        self.script(f"BEGIN; {publication} DROP TABLE {table}; {sql}; "
                    f"{publication} ADD TABLE {table}; COMMIT;")

    def load_figures(self):
        """CPU of the server's processes and its time in fsync, so far. Unit: seconds."""
        with open(os.path.join(self.folder, "postmaster.pid")) as f:
            parent = int(f.readline())
        synced = float(self.execute("SELECT wal_sync_time FROM pg_stat_wal")[0][0]) / 1000
        return {"database_cpu": family_cpu(parent), "database_fsync": synced}

    def handed_over(self, shop):
        pass

    def close(self):
        try:
            self.stop("immediate")
        except subprocess.CalledProcessError:
            pass


class Shop:
    """A catalog, a daemon that follows it, and a folder for both."""

    def __init__(self, kind, products=200, brands=20, change=None):
        """`change` gets the configuration's text and returns another."""
        self.folder = tempfile.mkdtemp(prefix="aisle-cdc-")
        self.catalog = kind(self.folder)
        self.products = products
        self.brands = brands
        self.change = change or (lambda text: text)
        self.config = os.path.join(self.folder, "aisle.yml")
        self.configure()
        self.fill(products)
        done = run("cdc", "init", "--config", self.config)
        if done.returncode != 0:
            raise AssertionError(done.stdout + done.stderr)
        self.catalog.handed_over(self)
        self.daemon = Daemon("--config", self.config, folder=self.folder)

    def configure(self):
        with open(self.config, "w") as f:
            f.write(self.change(self.catalog.configuration))

    def fill(self, count):
        numbers = "WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i < {})"
        up_to = numbers.format(1, count)
        self.catalog.script(";".join([
            "BEGIN",
            f"{numbers.format(0, self.brands - 1)} INSERT INTO brand SELECT i, 'brand ' || i "
            "FROM n",
            f"{up_to} INSERT INTO product SELECT i, 'sku-' || i, 'product ' || i || ' tea colour' "
            f"|| (i % 17) || ' style' || (i % 101) || ' series' || (i % 1009), i % {self.brands}, "
            f"i + 0.5, '{LISTED}' FROM n",
            f"{up_to} INSERT INTO inventory SELECT i, i % 7, NULL FROM n",
            f"{up_to} INSERT INTO product_category SELECT i, i, 'category ' || (i % 5) FROM n",
            "COMMIT"]) + ";")

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
        if not os.path.isdir(self.folder):
            return
        self.daemon.close()
        self.catalog.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Load(threading.Thread):
    """A writer that changes a little of everything, and counts up the version of a product that is
    its own. A server that goes away is connected to again."""

    def __init__(self, catalog, seed=1, pause=0.002, number=0):
        super().__init__(daemon=True)
        self.catalog = catalog
        self.random = random.Random(seed)
        self.pause = pause
        self.own = self.product(number)
        self.number = number
        self.transactions = 0
        self.rows = 0
        self.failures = 0
        self.version = 0
        self.ended = threading.Event()
        self.start()

    @staticmethod
    def product(number):
        """The product whose versions writer `number` counts; no writer deletes it."""
        return 1 if number == 0 else 190 + number

    def statements(self):
        r = self.random
        self.version += 1
        yield f"UPDATE product SET title = 'version {self.version} tea' WHERE id = {self.own}"
        for place in range(r.randrange(5)):
            i = r.randrange(1, 190)
            yield r.choice([
                f"UPDATE product SET price = price + 1 WHERE id = {i}",
                f"UPDATE inventory SET qty = {r.randrange(100)} WHERE product_id = {i}",
                f"DELETE FROM product WHERE id = {i + 1}",
                f"INSERT INTO product VALUES ({i + 1}, 'new-{self.number}-{self.version}-{place}', "
                f"'back tea', 1, 5, '2026-02-01T00:00:00Z') ON CONFLICT DO NOTHING",
                f"UPDATE product_category SET product_id = {r.randrange(1, 200)} WHERE id = {i}",
                f"UPDATE brand SET name = 'name {r.randrange(9)}' WHERE id = {r.randrange(20)}",
                f"INSERT INTO review VALUES ({self.version * 100 + self.number * 10 + place}, {i}, "
                f"{r.randrange(1, 6)}, 'as good as tea gets') ON CONFLICT DO NOTHING",
            ])

    def run(self):
        session = None
        while not self.ended.is_set():
            statements = list(self.statements())
            try:
                session = session or self.catalog.session()
                session.run(statements)
                self.transactions += 1
                self.rows += len(statements)
            except (sqlite3.OperationalError, OSError, ValueError):
                # Whether it committed is not known: the version may be found or not.
                self.failures += 1
                if session:
                    session.close()
                session = None
                time.sleep(0.05)
            time.sleep(self.pause)
        if session:
            session.close()

    def stop(self):
        self.ended.set()
        self.join()


class Watcher(threading.Thread):
    """Reads the documents of `writers` writers again and again, also while the daemon is being
    killed and started: no version may ever go back."""

    def __init__(self, shop, writers=1):
        super().__init__(daemon=True)
        self.shop = shop
        self.ids = [str(Load.product(number)) for number in range(writers)]
        self.last = dict.fromkeys(self.ids, 0)
        self.reads = 0
        self.regressions = []
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.is_set():
            time.sleep(0.01)
            try:
                hits = self.shop.find({"ids": {"values": self.ids}})["hits"]
            except (OSError, AssertionError, ValueError, KeyError, http.client.HTTPException):
                continue
            self.reads += 1
            for hit in hits:
                words = hit["_source"]["title"].split()
                if words[0] == "version":
                    self.note(hit["_id"], int(words[1]))

    def note(self, identifier, version):
        if version < self.last[identifier]:
            self.regressions.append((identifier, self.last[identifier], version))
        self.last[identifier] = max(self.last[identifier], version)

    def stop(self):
        self.ended.set()
        self.join()
