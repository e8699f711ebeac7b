#!/usr/bin/env bash
# Brings the peers Aisle is measured against into the folder given as $1: a Java runtime from Debian,
# Lucene 9.9 (inside the jar of the PyPI package pyserini) and Tantivy (PyPI) in a virtual environment.
# pip reads the package's description before it hands the archive over, hence the newer setuptools.
set -euo pipefail
peers=$1
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$peers"

if ! command -v javac >/dev/null; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        openjdk-17-jdk-headless python3-venv >/dev/null
fi
if [ ! -x "$peers/venv/bin/python" ]; then
    python3 -m venv "$peers/venv"
fi
if ! "$peers/venv/bin/python" -c 'import tantivy' 2>/dev/null; then
    "$peers/venv/bin/pip" install -q 'tantivy==0.27.0'
fi
if command -v searchd >/dev/null && ! "$peers/venv/bin/python" -c 'import pymysql' 2>/dev/null; then
    "$peers/venv/bin/python" -m pip install -q pymysql
fi
if ! ls "$peers"/anserini-*-fatjar.jar >/dev/null 2>&1; then
    "$peers/venv/bin/pip" install -q 'setuptools>=77' wheel
    "$peers/venv/bin/pip" download -q --no-deps --no-binary :all: --no-build-isolation \
        -d "$peers/download" 'pyserini==1.6.0'
    tar xzf "$peers"/download/pyserini-*.tar.gz -C "$peers" --strip-components=4 \
        --wildcards '*/resources/jars/*fatjar.jar'
    rm -rf "$peers/download"
fi
if [ -n "$(find "$here" -name "*.java" -newer "$peers/classes/LucenePeer.class" 2>/dev/null)" ] \
    || [ ! -f "$peers/classes/LucenePeer.class" ]; then
    javac -nowarn -cp "$(ls "$peers"/anserini-*-fatjar.jar)" -d "$peers/classes" \
        "$here"/*.java
fi
