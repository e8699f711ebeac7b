"""The daemon as a process: how it starts, listens, refuses and stops."""

import gzip
import http.client
import json
import os
import signal
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from daemon import BINARY, ROOT, Daemon, free_port, run

CERTIFICATE = os.path.join(ROOT, "Fixtures", "tls", "certificate.pem")
KEY = os.path.join(ROOT, "Fixtures", "tls", "key.pem")


class ServeTest(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon()
        self.addCleanup(self.daemon.close)

    def test_sigterm_stops_it_cleanly_and_everything_is_there_again(self):
        self.daemon.bulk("shop", [("1", {"title": "teapot"})])
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start()
        self.assertEqual(self.daemon.ask("GET", "/shop/_doc/1")[1]["_source"], {"title": "teapot"})

    def test_ctrl_c_stops_it_too(self):
        self.daemon.process.send_signal(signal.SIGINT)
        self.assertEqual(self.daemon.process.wait(30), 0)

    def test_a_bulk_under_way_is_answered_before_the_stop(self):
        answers = []
        documents = [(str(i), {"title": f"teapot {i}", "n": i}) for i in range(20_000)]
        worker = threading.Thread(
            target=lambda: answers.append(self.daemon.bulk("shop", documents)))
        worker.start()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.daemon.ask("HEAD", "/shop")[0] != 200:
            pass
        self.assertEqual(self.daemon.stop(), 0)
        worker.join()
        self.assertEqual(len(answers[0]["items"]), 20_000)
        self.daemon.start()
        self.daemon.ask("POST", "/shop/_refresh")
        self.assertEqual(self.daemon.ask("GET", "/shop/_count")[1]["count"], 20_000)

    def test_gzip_both_ways(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=30)
        self.addCleanup(connection.close)
        lines = "".join(
            f'{{"index":{{"_id":"{i}"}}}}\n{{"title":"teapot {i}"}}\n' for i in range(200))
        connection.request(
            "POST", "/shop/_bulk?refresh=true", gzip.compress(lines.encode()),
            {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"})
        answer = json.loads(connection.getresponse().read())
        self.assertFalse(answer["errors"])
        connection.request(
            "POST", "/shop/_search", '{"size":100}',
            {"Content-Type": "application/json", "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        self.assertEqual(response.getheader("content-encoding"), "gzip")
        self.assertEqual(len(json.loads(gzip.decompress(response.read()))["hits"]["hits"]), 100)

    def test_check_and_inspect_read_what_it_leaves(self):
        self.daemon.bulk("shop", [(str(i), {"title": f"teapot {i}"}) for i in range(100)])
        self.daemon.stop()
        data = os.path.join(self.daemon.folder, "data")
        checked = run("check", data, "--json")
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        report = json.loads(checked.stdout)
        self.assertEqual(sum(s["documents"] for s in report["segments"]), 100)
        for what in ("commit", "fields", "segments", "sections", "mapping"):
            self.assertEqual(run("inspect", data, "--show", what).returncode, 0)
        self.assertIn("teapot 42", run("inspect", data, "--show", "source", "--id", "42").stdout)

    def test_a_flipped_byte_is_found_and_named(self):
        self.daemon.bulk("shop", [(str(i), {"title": f"teapot {i}"}) for i in range(100)])
        self.daemon.stop()
        data = os.path.join(self.daemon.folder, "data")
        for folder, _, files in os.walk(data):
            for name in files:
                if name.endswith(".seg"):
                    path = os.path.join(folder, name)
        with open(path, "r+b") as f:
            f.seek(os.path.getsize(path) // 2)
            byte = f.read(1)[0]
            f.seek(-1, os.SEEK_CUR)
            f.write(bytes([byte ^ 0x10]))
        checked = run("check", data)
        self.assertEqual(checked.returncode, 65)
        self.assertIn(os.path.basename(path), checked.stdout)

    def test_client_commands_against_it(self):
        self.daemon.ask("PUT", "/shop", {"mappings": {"properties": {
            "title": {"type": "text"}, "description": {"type": "text"}}}})
        self.daemon.bulk("shop", [("1", {"title": "green teapot"})], refresh=True)
        url = ["--url", self.daemon.url]
        self.assertIn("shop", run("status", *url).stdout)
        found = run("search", "grean teapot", "--index", "shop", *url)
        self.assertIn("green teapot", found.stdout, found.stderr)
        terms = run("analyze", "Green Teapots", "--analyzer", "english", *url)
        self.assertIn("teapot ", terms.stdout, terms.stderr)
        explained = run("explain", "teapot", "--index", "shop", "--id", "1", *url)
        self.assertIn("title", explained.stdout, explained.stderr)
        missing = run("search", "x", "--index", "none", *url)
        self.assertEqual(missing.returncode, 65)
        self.assertIn("no such index [none]", missing.stderr)


class TLSTest(unittest.TestCase):
    def test_https_with_a_certificate(self):
        with tempfile.TemporaryDirectory() as folder:
            port = free_port()
            process = subprocess.Popen(
                [BINARY, "serve", "--data", os.path.join(folder, "data"), "--port", str(port),
                 "--tls-cert", CERTIFICATE, "--tls-key", KEY], stderr=subprocess.DEVNULL)
            try:
                context = ssl.create_default_context(cafile=CERTIFICATE)
                end = time.monotonic() + 20
                while True:
                    try:
                        connection = http.client.HTTPSConnection(
                            "127.0.0.1", port, context=context, timeout=10)
                        connection.request("GET", "/")
                        self.assertEqual(connection.getresponse().status, 200)
                        break
                    except ConnectionRefusedError:
                        self.assertLess(time.monotonic(), end)
                        time.sleep(0.02)
                connection.close()
                status = run(
                    "status", "--url", f"https://127.0.0.1:{port}", "--ca-file", CERTIFICATE)
                self.assertEqual(status.returncode, 0, status.stderr)
                untrusted = run("status", "--url", f"https://127.0.0.1:{port}")
                self.assertEqual(untrusted.returncode, 69)
            finally:
                process.terminate()
                self.assertEqual(process.wait(30), 0)


class RefusalTest(unittest.TestCase):
    """What a daemon does not start with."""

    def serve(self, *flags):
        with tempfile.TemporaryDirectory() as folder:
            return run(
                "serve", "--data", os.path.join(folder, "data"), "--port", str(free_port()),
                *flags, timeout=30)

    def test_an_address_for_others_without_saying_so(self):
        result = self.serve("--host", "0.0.0.0")
        self.assertEqual(result.returncode, 78)
        self.assertIn("--insecure", result.stderr)

    def test_a_port_that_is_taken(self):
        daemon = Daemon()
        self.addCleanup(daemon.close)
        result = self.serve("--port", str(daemon.port))
        self.assertEqual(result.returncode, 64)  # The port is given twice.
        with tempfile.TemporaryDirectory() as folder:
            result = run("serve", "--data", folder + "/data", "--port", str(daemon.port))
        self.assertEqual(result.returncode, 69)
        self.assertIn("Address already in use", result.stderr)

    def test_half_a_certificate_and_a_wrong_one(self):
        self.assertEqual(self.serve("--tls-cert", CERTIFICATE).returncode, 78)
        wrong = self.serve("--tls-cert", CERTIFICATE, "--tls-key", CERTIFICATE)
        self.assertEqual(wrong.returncode, 69, wrong.stderr)

    def test_a_folder_that_cannot_be(self):
        with tempfile.NamedTemporaryFile() as file:
            result = run("serve", "--data", file.name, "--port", str(free_port()))
            self.assertNotIn(result.returncode, (0, 1))
            self.assertIn(file.name, result.stderr)


class DemoTest(unittest.TestCase):
    def test_the_demonstration_keeps_its_promises(self):
        result = run("demo", "--exit", "--count", "3000", timeout=120)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertEqual(result.stdout.count("curl "), 5)
        self.assertNotIn("NOT AS PROMISED", result.stdout)


if __name__ == "__main__":
    unittest.main()
