"""The built daemon as a file: what it needs to run."""

import os
import subprocess
import unittest

AISLE = os.environ.get("AISLE_BINARY", os.path.abspath(".build/release/aisle"))


class BinaryTest(unittest.TestCase):
    def test_runs_without_a_swift_toolchain(self):
        libraries = subprocess.run(
            ["ldd", AISLE], check=True, capture_output=True, text=True
        ).stdout
        self.assertIn("libmicrohttpd", libraries)
        self.assertNotIn("libswift", libraries)
        self.assertNotIn("libFoundation", libraries)


if __name__ == "__main__":
    unittest.main()
