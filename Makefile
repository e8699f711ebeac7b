# Aisle. `make help` lists the targets; ARGS="…" is passed on to what a target runs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
ARGS ?=
PYTHON := .venv/bin/python
AISLE := .build/release/aisle
# One set of flags for every release build, so that nothing is compiled twice.
RELEASE := -c release -Xswiftc -warnings-as-errors
SWIFT_FILES := Package.swift Sources Tests
DEBIAN_PACKAGES := g++ pkg-config python3 python3-venv libicu-dev libsqlite3-dev \
	libmicrohttpd-dev libsimdjson-dev libstemmer-dev libzstd-dev zlib1g-dev libyaml-dev \
	libcurl4-gnutls-dev libgnutls28-dev libpq-dev postgresql sqlite3
PYTHON_PACKAGES := opensearch-py

.PHONY: help setup build test check format bench relevance fuzz golden demo run install clean \
	sanitize lint test-cdc

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: .venv/ready ## install the Debian and PyPI packages that are missing
	@missing=""; for name in $(DEBIAN_PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' \
			|| missing="$$missing $$name"; done; \
	[ -z "$$missing" ] || { echo "installing$$missing"; $(MAKE) --no-print-directory \
		debian-packages NAMES="$$missing"; }

build: setup ## build the daemon: .build/release/aisle
	swift build $(RELEASE) --product aisle

test: setup lint ## lint, build with warnings as errors, then every test (ARGS="--filter Name")
	swift build $(RELEASE) --build-tests
	swift test $(RELEASE) --skip-build $(ARGS)
	AISLE_BINARY=$(abspath $(AISLE)) $(PYTHON) -m unittest discover -s Tests/EndToEnd -p 'test_*.py' -v

check: test ## what continuous integration checks: the same as test

lint: ## compare the sources with .swift-format
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: ## rewrite the sources as .swift-format says
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

bench: build ## measure beside Lucene and Tantivy, into docs/benchmarks (ARGS=--large)
	swift build $(RELEASE) --product AisleBenchmarks
	Tests/Peers/setup.sh .peers
	$(PYTHON) Tests/Peers/bench.py --peers .peers --aisle .build/release/AisleBenchmarks \
		--daemon $(AISLE) --out docs/benchmarks $(ARGS)

test-cdc: build ## change capture under load and 100 kills a source (over an hour; ARGS="-k test_load")
	AISLE_CDC=1 AISLE_BINARY=$(abspath $(AISLE)) $(PYTHON) -m unittest discover -s Tests/EndToEnd \
		-p 'test_change_capture*.py' -v $(ARGS)

relevance: build ## judge the ranking on data with judged queries (ARGS="--parity --peers .peers")
	$(PYTHON) Tests/Relevance/relevance.py $(ARGS)

fuzz: setup ## feed every decoder of foreign bytes with noise (ARGS="subject …")
	swift build $(RELEASE) --product AisleFuzz
	.build/release/AisleFuzz $(ARGS)

golden: setup ## rewrite the golden files of Fixtures/golden, to be read before they are committed
	swift build $(RELEASE) --build-tests
	AISLE_GOLDEN=rewrite swift test $(RELEASE) --skip-build --filter Golden

demo: build ## start a scratch daemon with 20,000 products and try it (ARGS=--exit to stop at the end)
	$(AISLE) demo $(ARGS)

run: build ## serve ./.scratch/data on 127.0.0.1:9200 (ARGS="--port N")
	mkdir -p .scratch/data
	$(AISLE) serve --data .scratch/data $(ARGS)

install: build ## copy the daemon to $(PREFIX)/bin
	install -D -m 755 $(AISLE) $(DESTDIR)$(PREFIX)/bin/aisle

sanitize: setup ## the tests under the thread and the address sanitizer (ARGS="--filter Name")
	swift test --sanitize thread --scratch-path .build/thread $(ARGS)
	swift test --sanitize address --scratch-path .build/address $(ARGS)

clean: ## remove everything that was built
	rm -rf .build .scratch .venv .peers

.PHONY: debian-packages
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
debian-packages:
	$(SUDO) apt-get update -qq
	$(SUDO) env DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends $(NAMES)

.venv/ready: Makefile
	@python3 -c 'import ensurepip' 2>/dev/null \
		|| $(MAKE) --no-print-directory debian-packages NAMES="python3 python3-venv"
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check $(PYTHON_PACKAGES)
	@touch $@
