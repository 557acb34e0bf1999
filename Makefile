# `make run` and `make test` are all that a newcomer needs; the rest is for who works on it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
SOURCES := app.py server.py pages dashboard snapshot loaders deploy tests benchmarks

.PHONY: run serve doctor audit test check later walk format snapshot refresh bench peers lock clean
.DEFAULT_GOAL := run

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# The S3 service of the tests wants older libraries than the dashboard
$(VENV)/.s3: $(VENV)/.dev requirements-s3.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/s3
	$(BIN)/uv pip install --quiet --python $(VENV)/s3 -r requirements-s3.txt
	touch $@

# What the dashboard is measured beside, with libraries of its own
$(VENV)/.peers: $(VENV)/.dev requirements-peers.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/peers
	$(BIN)/uv pip install --quiet --python $(VENV)/peers --require-hashes -r requirements-peers.txt
	touch $@

# The dashboard on the embedded snapshot, on http://localhost:8501
run: $(VENV)/.run snapshot
	$(BIN)/python -m streamlit run server.py --server.port $(PORT)

# The production start: a process for each core, nginx before them (apt-get install nginx), on http://localhost:8080
serve: $(VENV)/.run snapshot
	$(BIN)/python -m deploy serve

# What is wrong on this machine and what to do, in Dutch
doctor: $(VENV)/.run
	$(BIN)/python -m loaders doctor

snapshot: $(VENV)/.run
	$(BIN)/python -m loaders build

# The live series of CBS that changed, and a snapshot with them
refresh: $(VENV)/.run
	$(BIN)/python -m loaders refresh

# Everything that CI runs
test: check later $(VENV)/.s3
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "slow or browser"

# Format, lint, types, import contracts and the fast tests: before each commit
check: $(VENV)/.dev snapshot
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n auto -m "not slow and not browser"

# The fast tests once more, as on a day 400 days from now: none may hold on some days only
later: $(VENV)/.dev snapshot
	TODAY=$$($(BIN)/python -c "from datetime import date, timedelta; print(date.today() + timedelta(400))") \
	$(BIN)/python -m pytest -n auto -m "not slow and not browser"

# A random walk in the browser with a fresh seed; SEED=12 repeats one, STEPS=500 goes further, WALKS=10 takes ten
walk: $(VENV)/.dev snapshot
	$(BIN)/python -m tests.walking $(if $(SEED),--seed $(SEED)) $(if $(STEPS),--steps $(STEPS)) $(if $(WALKS),--walks $(WALKS))

format: $(VENV)/.dev
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

bench: $(VENV)/.s3 snapshot
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.jumps
	$(BIN)/python -m benchmarks.choices
	$(BIN)/python -m benchmarks.crowd
	$(BIN)/python -m benchmarks.visitors --processes 2 --nginx
	$(BIN)/python -m benchmarks.outage
	$(BIN)/python -m benchmarks.exports
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.refresh
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.carried

# One page beside the same one in plain Streamlit, Dash and Panel, in the same browser
peers: $(VENV)/.peers snapshot
	$(BIN)/python -m benchmarks.peers

# Known weaknesses in what the dashboard runs on (asks the network), a bill of materials, and the licences
audit: $(VENV)/.dev
	mkdir -p build
	$(BIN)/python -m deploy.licences
	$(BIN)/uv tool run --from cyclonedx-bom==7.5.0 cyclonedx-py requirements requirements.txt --of JSON -o build/sbom.json
	$(BIN)/uv tool run --from pip-audit==2.10.1 pip-audit --strict --disable-pip --require-hashes -r requirements.txt

# Pin every version anew, with the hash of each file, for every operating system
lock: $(VENV)/.dev
	for name in requirements requirements-dev requirements-s3 requirements-peers; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --generate-hashes -q \
	    $$name.in -o $$name.txt; \
	done

clean:
	rm -rf $(VENV) data/snapshots build
