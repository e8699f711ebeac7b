#!/usr/bin/env python3
"""Sphinx 2.2 as a peer: `searchd`, asked over its MySQL protocol on one connection.

It has one score for all fields of a document (proximity and BM25), no fuzzy search, no best_fields
and no combined fields: those classes are skipped. Values of lists are numbers (a checksum).
"""
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import zlib

from daemon_peer import DaemonPeer, free_port, serve, wait_for

FACETS = ("brand", "root", "leaf", "color", "star")
TEXTS = ("title", "description")
CONFIGURATION = """source products {{
 type = tsvpipe
 tsvpipe_command = {python} {script} feed {path}
{columns}
}}
index products {{
 source = products
 path = {folder}/products
 morphology = stem_en
 min_prefix_len = 2
 dict = keywords
}}
indexer {{
 mem_limit = 1024M
 max_file_field_buffer = 32M
}}
searchd {{
 listen = 127.0.0.1:{port}:mysql41
 pid_file = {folder}/searchd.pid
 log = {folder}/searchd.log
 workers = threads
 dist_threads = 0
 binlog_path =
 query_log_format = sphinxql
}}
"""
COLUMNS = [f"tsvpipe_field = {x}" for x in TEXTS] + [
    f"tsvpipe_attr_string = {x}" for x in ("id_text", "source_text", *FACETS)] + [
    "tsvpipe_attr_uint = cents", "tsvpipe_attr_uint = in_stock", "tsvpipe_attr_multi = category"]
OPTIONS = "option ranker=proximity_bm25, field_weights=(title=3,description=1), max_matches=2000"


def checksum(value):
    return zlib.crc32(value.encode())


def clean(value):
    return re.sub(r"[\t\n\r]", " ", str(value or ""))


def feed(path):
    """Documents as the tab-separated lines the indexer reads."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            d = json.loads(line)
            row = [number, *(clean(d.get(x)) for x in TEXTS), d["id"], clean(line),
                   *(clean(d.get(x)) for x in FACETS), d.get("cents") or 0,
                   int(bool(d.get("in_stock"))),
                   ",".join(str(checksum(x)) for x in d.get("category") or ())]
            sys.stdout.write("\t".join(map(str, row)) + "\n")


class Sphinx(DaemonPeer):
    name = "Sphinx"

    def __init__(self):
        told = subprocess.run(["searchd", "--help"], capture_output=True, text=True).stdout
        self.version_of = re.search(r"Sphinx (\S+)", told).group(1)
        self.pid = None

    def configure(self, folder, path, port):
        with open(f"{folder}/sphinx.conf", "w") as f:
            f.write(CONFIGURATION.format(
                python=sys.executable, script=shlex.quote(os.path.abspath(__file__)),
                path=shlex.quote(path), folder=folder, port=port,
                columns="\n".join(f" {x}" for x in COLUMNS)))

    def build(self, path, folder):
        self.configure(folder, os.path.abspath(path), free_port())
        told = subprocess.run(["indexer", "--config", f"{folder}/sphinx.conf", "products"],
                              capture_output=True, text=True).stdout
        found = re.search(r"total (\d+) docs", told)
        if not found:
            raise SystemExit(f"indexer failed: {told[-400:]}")
        return int(found.group(1))

    def start(self, folder):
        import pymysql
        port = free_port()
        self.configure(folder, "none", port)
        subprocess.run(["searchd", "--config", f"{folder}/sphinx.conf"], check=True,
                       stdout=subprocess.DEVNULL)
        wait_for(port).close()
        with open(f"{folder}/searchd.pid") as f:
            self.pid = int(f.read())
        self.cursor = pymysql.connect(
            host="127.0.0.1", port=port, user="", charset="utf8mb4", autocommit=True).cursor()

    def stop(self):
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)
            self.pid = None

    def request(self, q):
        words, price = q.text.split(), f"cents between {q.low} and {q.high}"
        matched = {"any": "|".join(words), "sort": q.text, "and": q.text, "phrase": f'"{q.text}"',
                   "prefix": q.text + "*", "facet": q.text}.get(q.kind)
        if q.kind == "filter":
            return self.select(
                f"{price} and category={checksum(q.category)} and in_stock=1", q)
        if matched is None:
            return None
        condition = f"match('{matched}')"
        if q.kind != "facet":
            return self.select(condition, q)
        facets = [f"facet {x} order by count(*) desc limit 10" for x in FACETS]
        return " ".join([self.select(f"{condition} and {price} and in_stock=1", q), *facets,
                         "facet interval(cents,2500,5000,10000)"])

    @staticmethod
    def select(condition, q):
        order = " order by cents asc" if q.kind == "sort" else ""
        return (f"select id_text, source_text, weight() from products where {condition}{order} "
                f"limit {q.start},{q.size} {OPTIONS}")

    def ask(self, request):
        """Hits on the page."""
        hits = self.cursor.execute(request)
        while self.cursor.nextset():
            pass
        return hits


if __name__ == "__main__":
    if sys.argv[1:2] == ["feed"]:
        feed(sys.argv[2])
    else:
        serve(Sphinx())
