"""The pages of docs/change-capture/ say what works: each source's page is run line by line."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from catalogs import POSTGRES, PostgresCatalog
from daemon import BINARY, ROOT, free_port

PAGES = os.path.join(ROOT, "docs", "change-capture")


def first_block(page):
    """The commands of the page's first indented block."""
    lines = []
    with open(os.path.join(PAGES, page)) as f:
        for line in f.read().split("\n"):
            if line.startswith("    "):
                lines.append(line[4:])
            elif lines and line:
                break
    return lines


class DocumentsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="aisle-docs-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def follow(self, page, replacements=()):
        """Runs the page's commands in an empty folder; their number, and what they wrote."""
        port = free_port()
        lines = first_block(page)
        text = "\n".join(lines)
        count = len(re.sub(r"<<'END'.*?\nEND", "", text, flags=re.DOTALL).strip().split("\n"))
        for old, new in (*replacements, ("localhost:9200", f"localhost:{port}")):
            self.assertIn(old, text)
            text = text.replace(old, new)
        # Whoever types the commands gives the daemon and the change a moment.
        script = ["set -e", "trap 'kill %1; wait' EXIT"]
        for line in text.split("\n"):
            if line.startswith("curl"):
                script.append("sleep 1")
            script.append(line)
        os.symlink(BINARY, os.path.join(self.folder, "aisle"))
        environment = dict(
            os.environ, PATH=self.folder + ":" + os.environ["PATH"], AISLE_PORT=str(port),
            AISLE_URL=f"http://127.0.0.1:{port}")
        done = subprocess.run(
            ["bash", "-c", "\n".join(script)], cwd=self.folder, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout)
        return count, done.stdout

    def assertLive(self, count, output):
        self.assertLess(count, 10, output)
        prices = re.findall(r'"price":([0-9.]+)', output)
        self.assertEqual([float(price) for price in prices], [4.5, 3.9], output)

    def test_sqlite(self):
        count, output = self.follow("sqlite.md")
        self.assertLive(count, output)
        self.assertIn("created table _aisle_outbox", output)
        self.assertIn("1 documents in the source, 1 in the index, 0 differences", output)

    @unittest.skipUnless(POSTGRES, "no PostgreSQL server is installed")
    def test_postgresql(self):
        catalog = PostgresCatalog(self.folder)
        self.addCleanup(catalog.close)
        # As little as the page says is enough: no superuser.
        catalog.script("CREATE ROLE owner LOGIN REPLICATION;")
        catalog.execute("CREATE DATABASE empty OWNER owner")
        dsn = f"host=127.0.0.1 port={catalog.port} user=owner dbname=empty"
        count, output = self.follow(
            "postgresql.md", [("host=127.0.0.1 user=shop dbname=shop", dsn)])
        self.assertLive(count, output)
        self.assertIn("created replication slot aisle_shop", output)

    def test_links_lead_somewhere(self):
        for page in os.listdir(PAGES):
            with open(os.path.join(PAGES, page)) as f:
                text = f.read()
            for target in re.findall(r"\]\(([^)#]+)", text):
                self.assertTrue(
                    os.path.exists(os.path.join(PAGES, target)), f"{page} links to {target}")

    def test_failures_have_the_words_of_the_sources(self):
        """A reason the page lists is one that a source can give."""
        sources = []
        for folder in ("ChangeCapture", "SQLiteSource", "PostgresSource"):
            for root, _, files in os.walk(os.path.join(ROOT, "Sources", folder)):
                for name in files:
                    with open(os.path.join(root, name)) as f:
                        sources.append(f.read())
        text = "".join(sources)
        for word in ("does not exist", "accepts no connection", "has no primary key",
                     "documents could not be indexed", "stays invisible", "lacks the",
                     "does not exist any more", "were deleted from the outbox", "of all changes",
                     "REPLICA IDENTITY FULL of", "leaves out rows of",
                     "an open transaction is in the way",
                     "another consumer uses the slot", "must be superuser or replication role"):
            self.assertIn(word, text)


if __name__ == "__main__":
    unittest.main()
