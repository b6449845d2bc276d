# The commands of the project. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export SOURCE_DATE_EPOCH ?= 0
export NO_MKDOCS_2_WARNING := 1
unexport PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help setup site test serve check lint bench bench-search bench-downloads soak fuzz lighthouse screenshots manifest audit clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

setup: $(STAMP) ## set up what is needed, and nothing more

site: $(STAMP) ## set up what is needed and build site/ from docs/sources/
	$(BIN)/anthology build

test: $(STAMP) ## set up what is needed, a browser included, and run every check and test
	sh tests/browser.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto --dist loadfile --no-loadscope-reorder

check: $(STAMP) ## tell what is wrong with the sources
	$(BIN)/anthology check

serve: $(STAMP) ## preview on this machine, built again when a source changes
	$(BIN)/anthology serve

lint: $(STAMP) ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP) ## measure speed and memory on generated speeches
	$(BIN)/python -m tests.bench

bench-downloads: $(STAMP) ## measure what downloads add to a build, for each speech
	$(BIN)/python -m tests.bench.downloads

bench-search: $(STAMP) ## measure the search as the corpus grows, and beside two others
	sh tests/browser.sh
	$(BIN)/python -m tests.bench.searching
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target build/rivals --require-hashes -r tests/bench/rivals.lock
	$(BIN)/python -m tests.bench.rivals

soak: $(STAMP) ## feed broken files to all that reads files, for half an hour
	$(BIN)/python -m tests.soak --minutes 30

fuzz: $(STAMP) ## search for files that break something, guided by the code they reach, for an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target build/atheris --require-hashes -r tests/soak/guided.lock
	$(BIN)/python -m tests.soak.guided --minutes 60

lighthouse: $(STAMP) ## measure every kind of page as a phone loads it, with few speeches and with 5,000
	sh tests/browser.sh
	command -v npm >/dev/null || { echo "Node.js is needed (Debian: apt-get install nodejs npm)" >&2; exit 1; }
	npm ci --silent --no-audit --no-fund --prefix tests/lighthouse
	$(BIN)/python -m tests.lighthouse

screenshots: $(STAMP) ## pictures of every kind of page, phone and desktop, light and dark
	sh tests/browser.sh
	$(BIN)/python -m tests.site.screenshots

manifest: $(STAMP) ## write the digest of every file of site/ into it
	$(BIN)/anthology manifest site

audit: ## ask whether a library of the lock is known to be vulnerable (the one target that asks the network)
	$(PYTHON) -m venv --clear build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/audit.lock
	build/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

clean: ## remove all that was generated
	rm -rf site build .anthology .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf docs/index.md docs/compilations docs/genres docs/occasions docs/regions docs/roles docs/speeches docs/states docs/withdrawn docs/years
