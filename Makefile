# Two commands on a fresh machine: `make run` opens the app, `make test` runs every test.
# On Windows, or without make: pip install -r requirements.txt && streamlit run app.py

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# PyTorch's build without CUDA: a tenth of the download, and models of a hundred thousand weights need no more.
CPU_INDEX := https://download.pytorch.org/whl/cpu

PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: setup tests run test browser check format runs bench

# What the app needs, and what the tests, the checks and the benchmarks need besides: two lists, two marks of what is done.
# What broke off goes on where it stopped, and only what changed is installed; once done, no network is needed.
setup: .venv/app
tests: .venv/tests

.venv/app: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Glassbox needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 run"; exit 2; }
	@echo "Setting up .venv (once; a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import torch' 2>/dev/null || if test "$$(uname)" = Linux && $(BIN)/python -c 'import urllib.request; urllib.request.urlopen("$(CPU_INDEX)/torch/", timeout=4)' 2>/dev/null; then \
		echo "PyTorch: the CPU build ..."; \
		$(PIP) --index-url $(CPU_INDEX) "$$(grep -o '^torch==[0-9.]*' requirements.txt)" || true; \
	fi
	@echo "Everything else ..."
	@$(PIP) -r requirements.txt
	@touch .venv/app

.venv/tests: .venv/app requirements-dev.txt
	@echo "What the tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch .venv/tests

run: setup
	@PORT=$(PORT) $(BIN)/python app.py

test: tests browser
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The browser for the tests: what is there, else Debian's, else Playwright's own.
browser: tests
	@$(BIN)/python scripts/browser.py

check: tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py -q

format: tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

runs: setup
	$(BIN)/python -m scripts.runs

bench: tests
	$(BIN)/python -m benchmarks
