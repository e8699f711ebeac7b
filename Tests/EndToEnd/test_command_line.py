"""The command line itself: flags, exit codes, and `aisle index` against a stand-in daemon."""

import gzip
import http.server
import json
import os
import subprocess
import tempfile
import threading
import unittest

from daemon import BINARY, run


class StandIn(http.server.ThreadingHTTPServer):
    """Answers `_bulk` as a daemon would, and keeps what it got.

    `refusals` says how many requests are answered 429 first; documents with a field `bad` are
    rejected, those with a field `busy` are refused once with status 429.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.documents = {}
        self.sources = []
        self.bulks = []
        self.others = []
        self.refusals = 0
        self.patience = set()
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server = self.server
        with server.lock:
            if not self.path.endswith("/_bulk"):
                server.others.append((self.command, self.path, body))
                return self.answer(200, {"acknowledged": True})
            if server.refusals > 0:
                server.refusals -= 1
                return self.answer(429, {"error": {"reason": "busy"}}, Retry_After="0")
            server.bulks.append((self.path, self.headers["Content-Type"], len(body)))
            lines = body.decode().split("\n")
            assert lines[-1] == "", "a bulk ends in a line break"
            items = [self.item(lines[i], lines[i + 1]) for i in range(0, len(lines) - 1, 2)]
            self.answer(200, {"errors": any("error" in i["index"] for i in items), "items": items})

    do_PUT = do_POST

    def do_HEAD(self):
        self.answer(404, {})

    def item(self, action, source):
        server = self.server
        identifier = json.loads(action)["index"].get("_id")
        document = json.loads(source)
        if "bad" in document:
            return {"index": {"_id": identifier, "status": 400, "error": {
                "type": "mapper_parsing_exception", "reason": "failed to parse",
                "caused_by": {"reason": "no number"}}}}
        if "busy" in document and identifier not in server.patience:
            server.patience.add(identifier)
            return {"index": {"_id": identifier, "status": 429, "error": {"reason": "busy"}}}
        server.documents[identifier] = document
        server.sources.append(source)
        return {"index": {"_id": identifier, "status": 201}}


class IndexTest(unittest.TestCase):
    def setUp(self):
        self.server = StandIn()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def path(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def index(self, path, *flags, stdin=None):
        return subprocess.run(
            [BINARY, "index", path, "--index", "shop", "--url", self.server.url, *flags],
            input=stdin, capture_output=True, cwd=self.folder.name, timeout=60)

    def rejects(self, name):
        with open(os.path.join(self.folder.name, name), encoding="utf-8") as f:
            return [json.loads(line) for line in f]

    def test_ndjson_keeps_every_byte_of_a_source(self):
        lines = ['{"id":"a",  "title":"Tèa \\u00e9"}', '{"id": 7, "n": 1.50}', '{"title":"no id"}']
        result = self.index(self.path("p.ndjson", "\n".join(lines[:2]) + "\r\n\n" + lines[2]))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.server.sources, lines)
        self.assertEqual(set(self.server.documents), {"a", "7", None})
        self.assertEqual(self.server.bulks[0][:2], ("/shop/_bulk", "application/x-ndjson"))
        self.assertEqual(self.server.others, [("POST", "/shop/_refresh", b"")])
        self.assertEqual(json.loads(result.stdout)["accepted"], 3)

    def test_gzip_and_standard_input(self):
        text = "".join(f'{{"id":"{i}"}}\n' for i in range(30_000)).encode()
        self.assertEqual(self.index(self.path("p.gz", gzip.compress(text))).returncode, 0)
        self.assertEqual(len(self.server.documents), 30_000)
        self.assertEqual(len(self.server.bulks), 6)
        self.server.documents.clear()
        self.assertEqual(self.index("-", stdin=text).returncode, 0)
        self.assertEqual(len(self.server.documents), 30_000)

    def test_a_cut_gzip_is_an_error_of_the_data(self):
        whole = gzip.compress(os.urandom(100_000).hex().encode())
        result = self.index(self.path("cut.gz", whole[:5000]))
        self.assertEqual(result.returncode, 65)
        self.assertIn(b"truncated gzip", result.stderr)

    def test_a_json_array_over_many_lines(self):
        products = [{"id": str(i), "text": 'a "]}" [{\\', "tags": [{"a": [1]}]} for i in range(500)]
        result = self.index(self.path("p.json", json.dumps(products, indent=2)))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.server.documents, {p["id"]: p for p in products})

    def test_csv_with_quotes_numbers_and_codes(self):
        text = ('id;title;price;sku;in_stock;note\r\n'
                '1;"Tea; ""green""\nloose";4.50;007;true;\r\n'
                '2;Pot;12;"12";false;x\r\n')
        result = self.index(self.path("p.csv", text))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(self.server.documents, {
            "1": {"id": "1", "title": 'Tea; "green"\nloose', "price": 4.5, "sku": "007",
                  "in_stock": True},
            "2": {"id": "2", "title": "Pot", "price": 12, "sku": "12", "in_stock": False,
                  "note": "x"}})
        self.server.documents.clear()
        self.index(self.path("q.csv", "id,n\n1,2\n"), "--keep-text")
        self.assertEqual(self.server.documents, {"1": {"id": "1", "n": "2"}})

    def test_rejected_rows_are_written_with_their_reasons(self):
        lines = ['{"id":"1"}', '{"id":"2","bad":1}', '{"id":"3"', "[1]", '{"id":{"a":1}}',
                 '{"id":"6"}']
        result = self.index(self.path("p.ndjson", "\n".join(lines)))
        self.assertEqual(result.returncode, 1)
        self.assertEqual(set(self.server.documents), {"1", "6"})
        rejects = {r["row"]: r for r in self.rejects("p.ndjson.rejects.ndjson")}
        self.assertEqual(sorted(rejects), [2, 3, 4, 5])
        self.assertEqual(rejects[2]["reason"], "failed to parse: no number")
        self.assertEqual((rejects[2]["status"], rejects[2]["id"]), (400, "2"))
        self.assertEqual(rejects[2]["source"], lines[1])
        self.assertIn("not JSON", rejects[3]["reason"])
        summary = json.loads(result.stdout)
        self.assertEqual((summary["accepted"], summary["rejected"]), (2, 4))

    def test_csv_rows_of_another_length_are_rejected(self):
        result = self.index(self.path("p.csv", "id,a\n1,2\n3\n4,5,6\n7,8\n"), "--rejects", "r")
        self.assertEqual(result.returncode, 1)
        self.assertEqual([r["row"] for r in self.rejects("r")], [2, 3])
        self.assertEqual(set(self.server.documents), {"1", "7"})

    def test_a_busy_daemon_is_asked_again(self):
        self.server.refusals = 3
        lines = "".join(
            json.dumps({"id": str(i), **({"busy": 1} if i % 3 == 0 else {})}) + "\n"
            for i in range(90))
        result = self.index(self.path("p.ndjson", lines))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(self.server.documents), 90)
        self.assertGreaterEqual(json.loads(result.stdout)["retried"], 4)

    def test_a_daemon_that_stays_busy_is_given_up(self):
        self.server.refusals = 100
        result = self.index(self.path("p.ndjson", '{"id":"1"}\n'), "--retries", "2")
        self.assertEqual(result.returncode, 69)
        self.assertEqual(self.server.refusals, 97)

    def test_a_mapping_creates_the_index_first(self):
        mapping = self.path("m.json", '{"properties": {"a": {"type": "text"}}}')
        self.index(self.path("p.ndjson", '{"id":"1"}\n'), "--mapping", mapping, "--no-refresh")
        self.assertEqual([o[:2] for o in self.server.others], [("PUT", "/shop")])
        self.assertEqual(json.loads(self.server.others[0][2]),
                         {"mappings": {"properties": {"a": {"type": "text"}}}})

    def test_faults_of_the_input_are_told_apart(self):
        missing = self.index(os.path.join(self.folder.name, "none"))
        self.assertEqual(missing.returncode, 74)
        self.assertIn(b"No such file", missing.stderr)
        cut = self.index(self.path("cut.json", '[{"id":"1"}, {"id":'))
        self.assertEqual(cut.returncode, 65)
        twice = self.index(self.path("twice.csv", "id,id\n1,2\n"))
        self.assertEqual(twice.returncode, 65)


class FlagTest(unittest.TestCase):
    def command(self, *words, **environment):
        return subprocess.run(
            [BINARY, *words], capture_output=True, text=True, timeout=30,
            env=dict(os.environ, **environment))

    def test_every_command_has_help(self):
        overview = self.command("help").stdout
        names = [line.split()[0] for line in overview.splitlines() if line.startswith("  ")]
        self.assertGreaterEqual(len(names), 8)
        for name in names:
            page = self.command(name, "--help")
            self.assertEqual(page.returncode, 0, name)
            self.assertTrue(page.stdout.startswith(f"usage: aisle {name}"), name)
            self.assertIn("--", page.stdout)

    def test_slips_of_the_hand_get_a_suggestion(self):
        for words, suggestion in ((["serch"], "[search]"), (["status", "--ulr", "x"], "[--url]")):
            result = self.command(*words)
            self.assertEqual(result.returncode, 64)
            self.assertIn(f"did you mean {suggestion}?", result.stderr)

    def test_a_wrong_value_is_refused_by_name(self):
        for words in (["config", "--port", "x"], ["config", "--memory", "1xb"],
                      ["config", "--drain", "5"], ["config", "--port"],
                      ["index", "--index", "a"], ["config", "--port", "1", "--port", "2"]):
            self.assertEqual(self.command(*words).returncode, 64, words)
        self.assertEqual(self.command("config", AISLE_PORT="x").returncode, 78)

    def test_a_flag_is_heard_before_the_environment_before_the_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            file.write("port: 1\nhost: a\nmemory: 1gb\nid_field: sku\n")
            file.flush()
            result = self.command("config", "--json", "--config", file.name, "--port", "3",
                                  AISLE_PORT="2", AISLE_HOST="b")
        settings = json.loads(result.stdout)
        self.assertEqual(settings["port"], {"value": "3", "source": "--port"})
        self.assertEqual(settings["host"], {"value": "b", "source": "AISLE_HOST"})
        self.assertEqual(settings["memory"]["value"], "1gb")
        self.assertEqual(settings["max_body"], {"value": "100mb", "source": "default"})

    def test_a_configuration_with_a_slip_is_refused_with_its_line(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            file.write("port: 1\nmemroy: 1gb\n")
            file.flush()
            result = self.command("config", "--config", file.name)
        self.assertEqual(result.returncode, 78)
        self.assertIn("line 2", result.stderr)
        self.assertIn("[memory]", result.stderr)

    def test_a_daemon_that_is_not_there(self):
        for words in (["status"], ["search", "x", "--index", "a"], ["analyze", "x"]):
            self.assertEqual(self.command(*words, "--url", "http://127.0.0.1:1").returncode, 69)

    def test_a_closed_pipe_ends_quietly(self):
        result = subprocess.run(
            f"'{BINARY}' demo --generate 100000 | head -1", shell=True, capture_output=True,
            timeout=60)
        self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_generated_products_are_the_same_every_time(self):
        first, second = (run("demo", "--generate", "50") for _ in range(2))
        self.assertEqual(first.stdout, second.stdout)
        self.assertEqual(len(first.stdout.splitlines()), 50)


if __name__ == "__main__":
    unittest.main()
