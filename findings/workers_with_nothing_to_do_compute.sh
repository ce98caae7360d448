#!/usr/bin/env bash
# What a Dask cluster with one worker computes while nobody asks it for anything.
#
# One would swear: nothing to speak of; a worker that waits for work sleeps.
# What happens:    scheduler, nanny and worker look at themselves: where the worker's program stands a hundred times a second,
#                  whether the event loops are alive fifty times, how much memory there is ten times. Nobody sees it where the
#                  dashboard is not opened. Asked to look once a second, they compute a third of it or less.
# Versions: distributed 2026.8.0, dask 2026.8.0. Seen 2026-11-30.
# Output seen: 7.2 and 1.1 % of a core, on a busy machine.
# Why it matters: a class's laptop that only waits still runs its battery down, and several clusters on one machine, as when tests
#                 run side by side, take a good part of a core from each other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check dask==2026.8.0 distributed==2026.8.0 psutil || exit 2
cat > "$work/idle.py" <<'PY'
import sys
import time

import dask
import distributed
import psutil

SELDOM = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}


def computed():
    """Seconds of processor time of this process and all that it started."""
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return sum(sum(one.cpu_times()[:2]) for one in family)


if __name__ == "__main__":
    if sys.argv[1] == "seldom":
        dask.config.set(SELDOM)
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None):
        time.sleep(15)  # it has started
        before = computed()
        time.sleep(30)
        print((computed() - before) / 30)
PY
often=$("$work/venv/bin/python" "$work/idle.py" often)
seldom=$("$work/venv/bin/python" "$work/idle.py" seldom)
"$work/venv/bin/python" - "$often" "$seldom" <<'PY'
import sys

import distributed

often, seldom = map(float, sys.argv[1:])
print("distributed", distributed.__version__)
print(f"with nothing to do: {often:.1%} of a core; looking once a second: {seldom:.1%}")
assert often > 2 * seldom
PY
