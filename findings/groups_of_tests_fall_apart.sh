#!/usr/bin/env bash
# Tests that are marked to run on the same worker, with pytest-xdist's `--dist loadgroup`.
#
# One would swear: tests of one xdist_group run in one process, whatever version of pytest is installed that xdist accepts.
# What happens:    with pytest 9.2.0 they are spread over all workers, and nothing says so. xdist writes the group behind the
#                  test's id in a private attribute, which this pytest does not read.
# Versions: pytest-xdist 3.8.0 with pytest 9.2.0 and, beside it, 9.0.3. Seen 2026-11-30.
# Output seen: pytest 9.0.3: 1 worker; pytest 9.2.0: 2 workers.
# Why it matters: a fixture that costs a minute is made once a worker, and tests that must not run at the same time do.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/test_group.py" <<'PY'
import os
import time
from pathlib import Path

import pytest


@pytest.mark.xdist_group("together")
@pytest.mark.parametrize("number", range(12))
def test_one(number):
    time.sleep(0.2)
    Path(os.environ["SEEN"], os.environ["PYTEST_XDIST_WORKER"]).touch()
PY
for version in 9.0.3 9.2.0; do
    "${PYTHON:-python3}" -m venv "$work/$version"
    "$work/$version/bin/pip" install -q --disable-pip-version-check "pytest==$version" pytest-xdist==3.8.0 || exit 2
    mkdir "$work/seen-$version"
    (cd "$work" && SEEN="$work/seen-$version" "$work/$version/bin/python" -m pytest -q -p no:cacheprovider -n 2 --dist loadgroup \
        test_group.py > "$work/said-$version")
    echo "pytest $version: $(ls "$work/seen-$version" | wc -l) worker(s) for one group"
done
test "$(ls "$work/seen-9.0.3" | wc -l)" = 1
test "$(ls "$work/seen-9.2.0" | wc -l)" = 2
