"""Bad input against the real daemon: a clear error of the right status, nothing lost, still serving."""
import json
import os
import socket
import subprocess
import tempfile
import unittest

from daemon import BINARY, Daemon, free_port

MAPPING = {"mappings": {"properties": {
    "title": {"type": "text"}, "price": {"type": "double"}, "stock": {"type": "integer"}}}}


def raw(port, payload, timeout=20):
    """Sends bytes as they are and returns everything the daemon answers until it closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as s:
        s.sendall(payload)
        s.shutdown(socket.SHUT_WR)
        answer = b""
        while True:
            try:
                part = s.recv(65536)
            except ConnectionResetError:
                return answer
            if not part:
                return answer
            answer += part


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else None


class BadInputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon("--max-body", "2mb", "--request-deadline", "3s")
        cls.daemon.ask("PUT", "/shop", MAPPING)
        cls.daemon.bulk("shop", [("1", {"title": "teapot", "price": 5})], refresh=True)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.close()

    def tearDown(self):
        """Whatever a test sent, the daemon serves the one document as before."""
        status, answer = self.daemon.ask("POST", "/shop/_search", {"query": {"match": {"title": "teapot"}}})
        self.assertEqual((status, answer["hits"]["total"]["value"]), (200, 1))

    def refused(self, method, path, body, status, *words, content_type="application/json"):
        got, answer = self.daemon.ask(method, path, body, content_type)
        text = json.dumps(answer)
        self.assertEqual(got, status, text)
        for word in words:
            self.assertIn(word, text)
        return answer

    def test_malformed_json_names_line_and_column(self):
        answer = self.refused("POST", "/shop/_search", '{\n  "query": {,}\n}', 400, "line", "col")
        self.assertIn("2", json.dumps(answer))

    def test_unknown_field_type(self):
        self.refused("PUT", "/other", {"mappings": {"properties": {"a": {"type": "txt"}}}}, 400,
                     "No handler for type [txt] declared on field [a]")
        self.assertEqual(self.daemon.ask("HEAD", "/other")[0], 404)

    def test_unknown_clause_gets_a_suggestion(self):
        self.refused("POST", "/shop/_search", {"query": {"mtch": {"title": "x"}}}, 400,
                     "unknown query [mtch]", "match")

    def test_unknown_parameter_gets_a_suggestion(self):
        self.refused("POST", "/shop/_search?sizee=3", {}, 400, "[sizee]", "did you mean", "size")

    def test_a_body_over_the_limit(self):
        answer = raw(self.daemon.port, b"POST /shop/_search HTTP/1.1\r\nHost: a\r\n"
                     b"Content-Type: application/json\r\nContent-Length: 90000000\r\n\r\n")
        self.assertEqual(status_of(answer), 413, answer[:300])

    def test_ten_thousand_brackets(self):
        self.refused("POST", "/shop/_search", "[" * 10_000 + "]" * 10_000, 400)
        self.refused("POST", "/shop/_doc/deep", '{"a":' * 10_000 + "1" + "}" * 10_000, 400)

    def test_deeply_nested_query(self):
        body = '{"query":' + '{"bool":{"must":' * 400 + '{"match_all":{}}' + "}}" * 400 + "}"
        self.refused("POST", "/shop/_search", body, 400)

    def test_a_header_of_100_kilobytes(self):
        answer = raw(self.daemon.port, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 100_000 + b"\r\n\r\n")
        self.assertIn(status_of(answer), (400, 413, 431), answer[:300])

    def test_duplicate_content_length(self):
        answer = raw(self.daemon.port, b"POST /shop/_search HTTP/1.1\r\nHost: a\r\n"
                     b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ")
        self.assertEqual(status_of(answer), 400, answer[:300])

    def test_a_slow_trickle_is_cut_off(self):
        import time
        with socket.create_connection(("127.0.0.1", self.daemon.port), timeout=30) as s:
            s.sendall(b"POST /shop/_search HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            began = time.monotonic()
            ended = False
            while time.monotonic() - began < 20 and not ended:
                try:
                    s.sendall(b" ")
                except OSError:
                    ended = True
                    break
                s.settimeout(0.5)
                try:
                    ended = s.recv(4096) is not None
                except socket.timeout:
                    pass
                except OSError:
                    ended = True
            self.assertTrue(ended, "the connection stayed open")

    def test_invalid_utf8(self):
        self.refused("PUT", "/shop/_doc/x", b'{"title":"\xff\xfe"}', 400)
        self.assertEqual(self.daemon.ask("GET", "/shop/_doc/x")[0], 404)

    def test_an_id_of_600_bytes(self):
        self.refused("PUT", "/shop/_doc/" + "x" * 600, {"title": "a"}, 400, "512")

    def test_numbers_out_of_range(self):
        for body, field in (('{"stock": 99999999999}', "stock"), ('{"price": "NaN"}', "price"),
                            ('{"price": 1e999}', ""), ('{"stock": "many"}', "stock")):
            answer = self.refused("PUT", "/shop/_doc/n", body, 400)
            self.assertIn(field, json.dumps(answer))
        self.assertEqual(self.daemon.ask("GET", "/shop/_doc/n")[0], 404)

    def test_a_bulk_without_its_last_newline(self):
        self.refused("POST", "/shop/_bulk", '{"index":{"_id":"9"}}\n{"title":"a"}', 400,
                     "newline", content_type="application/x-ndjson")
        self.assertEqual(self.daemon.ask("GET", "/shop/_doc/9")[0], 404)

    def test_a_malformed_action_line_changes_nothing(self):
        body = '{"index":{"_id":"9"}}\n{"title":"a"}\n{"indx":{"_id":"8"}}\n{"title":"b"}\n'
        self.refused("POST", "/shop/_bulk", body, 400, "[3]", content_type="application/x-ndjson")
        self.assertEqual(self.daemon.ask("GET", "/shop/_doc/9")[0], 404)

    def test_an_unsupported_mapping_parameter(self):
        self.refused("PUT", "/other", {"mappings": {"properties": {
            "a": {"type": "keyword", "analyzer": "english"}}}}, 400, "unsupported parameters", "analyzer")

    def test_a_second_daemon_on_the_same_folder(self):
        second = subprocess.run(
            [BINARY, "serve", "--data", os.path.join(self.daemon.folder, "data"),
             "--port", str(free_port())], capture_output=True, text=True, timeout=30)
        self.assertNotEqual(second.returncode, 0)
        self.assertIn("LOCK", second.stderr + second.stdout)


@unittest.skipUnless(os.geteuid() == 0, "SKIPPED: mounting a small file system needs root")
class FullDiskTest(unittest.TestCase):
    """A real file system of a few megabytes fills up while documents stream in."""

    def test_a_full_disk_is_an_error_and_loses_nothing(self):
        folder = tempfile.mkdtemp(prefix="aisle-full-")
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder]).returncode:
            self.skipTest("SKIPPED: this machine does not allow a mount")
        daemon = None
        try:
            daemon = Daemon(folder=folder)
            kept, refused = [], 0
            filler = os.urandom(3000).hex()
            for i in range(4000):
                answer = daemon.bulk("shop", [(str(i), {"title": f"teapot {i}", "x": filler})])
                item = answer["items"][0]["index"]
                if item["status"] in (200, 201):
                    kept.append(str(i))
                else:
                    refused += 1
                    if refused > 20:
                        break
            self.assertGreater(refused, 0)
            for i in kept[::37]:
                self.assertEqual(daemon.ask("GET", f"/shop/_doc/{i}")[0], 200)
        finally:
            if daemon:
                daemon.close()
            subprocess.run(["umount", "-l", folder])
            os.rmdir(folder)


if __name__ == "__main__":
    unittest.main()
