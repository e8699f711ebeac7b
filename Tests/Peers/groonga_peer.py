#!/usr/bin/env python3
"""Groonga as a peer: `groonga-httpd` with one worker, asked over HTTP on one connection.

Debian's Groonga has no English stemmer: words are whole tokens, so it finds less and does less. It
counts every match; its score is the number of occurrences times the field's weight, not BM25. It
has no best_fields, no combined fields, no facet of ranges and no sum over typos in three fields:
those classes are skipped, and its facets are five of six.
"""
import json
import os
import re
import signal
import subprocess
from urllib.parse import quote

from daemon_peer import DaemonPeer, free_port, serve, wait_for

FACETS = ("brand", "root", "leaf", "color", "star")
NAMES = tuple(f.capitalize() for f in FACETS) + ("Category",)
TYPES = {"id": "ShortText", "source": "Text", "title": "ShortText", "description": "Text",
         "cents": "UInt32", "in_stock": "Bool"}
CONFIGURATION = """daemon off; master_process off; worker_processes 1; user root;
pid {folder}/httpd.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; keepalive_requests 100000000;
  groonga_log_path off; groonga_query_log_path off; groonga_cache_limit 0;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port};
    location /d/ {{ groonga on; groonga_database {folder}/db; }}
  }}
}}
"""


def schema():
    """The commands that make the tables and columns, and those that index them afterwards."""
    for name in NAMES:
        yield f"table_create {name} TABLE_PAT_KEY ShortText"
    yield "table_create Products TABLE_NO_KEY"
    for name, kind in TYPES.items():
        yield f"column_create Products {name} COLUMN_SCALAR {kind}"
    for name in FACETS:
        yield f"column_create Products {name} COLUMN_SCALAR {name.capitalize()}"
    yield "column_create Products category COLUMN_VECTOR Category"


def indexes():
    yield ("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram "
           "--normalizer NormalizerAuto")
    for name in ("title", "description"):
        yield f"column_create Terms of_{name} COLUMN_INDEX|WITH_POSITION Products {name}"
    yield "column_create Category of_category COLUMN_INDEX Products category"
    yield "table_create Prices TABLE_PAT_KEY UInt32"
    yield "column_create Prices of_cents COLUMN_INDEX Products cents"


def row(line):
    d = json.loads(line)
    kept = {k: d[k] for k in ("id", "title", "description", "cents", "in_stock", *FACETS)
            if d.get(k) is not None}
    return json.dumps({**kept, "category": d.get("category") or [], "source": line.rstrip("\n")})


class Groonga(DaemonPeer):
    name = "Groonga"

    def __init__(self):
        told = subprocess.run(["groonga", "--version"], capture_output=True, text=True).stdout
        self.version_of = told.split()[1]
        self.process = None

    def build(self, path, folder):
        loader = subprocess.Popen(["groonga", "-n", f"{folder}/db"], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL, text=True)
        write, count = loader.stdin.write, 0
        for command in schema():
            write(command + "\n")
        write("load --table Products\n[\n")
        with open(path, encoding="utf-8") as lines:
            for count, line in enumerate(lines, 1):
                write((",\n" if count > 1 else "") + row(line))
        write("\n]\n")
        for command in indexes():
            write(command + "\n")
        loader.stdin.close()
        if loader.wait() != 0:
            raise SystemExit("groonga did not load the documents")
        return count

    def start(self, folder):
        port = free_port()
        with open(f"{folder}/httpd.conf", "w") as f:
            f.write(CONFIGURATION.format(folder=folder, port=port))
        self.process = subprocess.Popen(
            ["groonga-httpd", "-c", f"{folder}/httpd.conf", "-p", folder + "/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.pid = self.process.pid
        self.socket = wait_for(port)

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process = None

    def request(self, q):
        asked = self.select(q)
        if asked is None:
            return None
        options = {"output_columns": "id,source,_score", "limit": q.size, "offset": q.start,
                   "cache": "no", "sortby": "cents" if q.kind == "sort" else "-_score", **asked}
        text = "&".join(f"{k}={quote(str(v))}" for k, v in options.items())
        return f"GET /d/select?table=Products&{text} HTTP/1.1\r\nHost: x\r\n\r\n".encode()

    def select(self, q):
        """What is special to a query's kind."""
        words, price = q.text.split(), f"cents >= {q.low} && cents <= {q.high}"
        fields = {"match_columns": "title*3||description"}
        if q.kind in ("any", "sort"):
            return {"query": " OR ".join(words), **fields}
        if q.kind == "and":
            return {"query": " ".join(words), **fields}
        if q.kind == "phrase":
            return {"query": f'"{q.text}"', **fields}
        if q.kind == "fuzzy":
            return {"filter": " && ".join(self.fuzzy(w) for w in words)}
        if q.kind == "prefix":
            return {"query": " ".join(words) + "*", **fields}
        if q.kind == "filter":
            value = q.category.replace("\\", "\\\\").replace('"', '\\"')
            return {"filter": f'{price} && category @ "{value}" && in_stock == true'}
        if q.kind == "facet":
            return {"query": q.text, **fields, "filter": f"{price} && in_stock == true",
                    "drilldown": ",".join(FACETS), "drilldown_sortby": "-_nsubrecs",
                    "drilldown_limit": 10}
        return None

    @staticmethod
    def fuzzy(word):
        distance = 0 if len(word) < 3 else 1 if len(word) < 6 else 2
        return (f'fuzzy_search(title, "{word}", {{"max_distance": {distance}, '
                '"max_expansion": 50, "with_transposition": true})')

    def ask(self, request):
        """Hits on the page."""
        self.socket.sendall(request)
        data = self.socket.recv(1 << 18)
        while b"\r\n\r\n" not in data:
            data += self.socket.recv(1 << 18)
        head, _, body = data.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1))
        while len(body) < length:
            body += self.socket.recv(1 << 18)
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"groonga-httpd answered {body[:300]!r}")
        return len(json.loads(body)[1][0]) - 2


if __name__ == "__main__":
    serve(Groonga())
