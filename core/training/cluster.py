"""The workers that the app starts beside itself: a process of their own, a cluster of Dask on this machine.

`python -m core.training.cluster` is that process. It ends with its standard input, so it never outlives the app. `Cluster`
is the app's end of it, `serve` what runs inside. Knows nothing of runs.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from typing import Any

from core.training.reach import ROOT

SHORT_FOR = 60.0  # seconds; a lost worker is back sooner than that, if it comes back at all
# Dask looks at itself up to a hundred times a second, to show it where nobody here looks: that is most of what workers compute
# that have nothing to do.
SELDOM = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.gil.enabled": False,
}
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


class Cluster:
    """The process with the workers, as the app sees it: started, and ended."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.process: subprocess.Popen[str] | None = None  # while it runs

    def start(self) -> str:
        """Start the process and return its address. It ends when our end of its standard input closes."""
        command = [sys.executable, "-m", "core.training.cluster", "--workers", str(self.workers)]
        environment = os.environ | ONE_THREAD
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        address = self.process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the workers did not start")
        return address

    def end(self) -> None:
        if process := self.process:
            assert process.stdin and process.stdout
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stdout.close()
        self.process = None


# --- inside the process


def warm_up() -> None:
    """In a new worker: import what training needs, so that the first turn does not wait for it."""
    from core.training import slices

    slices.settle()


def serve(workers: int, short_for: float = SHORT_FOR) -> None:
    """A cluster on this machine, for the process that started us; its address on standard output.

    It ends with standard input, and where a worker has been missing for `short_for` seconds.
    """
    import dask
    from distributed import Client, LocalCluster

    # Dask has its workers give memory back at once. Every step of training then fetches it anew, which takes half the time.
    dask.config.set({"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None})
    # A turn that loses its worker is taken again; how often, before the run is held to be what kills them. Dask says three
    # times, which a bad quarter of an hour on a laptop reaches.
    dask.config.set({"distributed.scheduler.allowed-failures": 10})
    dask.config.set(SELDOM)
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as cluster:
        threading.Thread(target=_end_where_short, args=(cluster, workers, short_for), daemon=True).start()
        print(cluster.scheduler_address, flush=True)
        with Client(cluster, set_as_default=False) as client:
            client.run(warm_up)
            sys.stdin.read()


def _end_where_short(cluster: Any, workers: int, seconds: float) -> None:
    """Dask starts a lost worker anew, but gives up one that is lost while it starts, and then nobody trains any more. So
    this process ends, and the app starts another one."""
    enough = time.monotonic()
    while time.monotonic() - enough < seconds:
        time.sleep(0.5)
        if len(cluster.scheduler.workers) >= workers:
            enough = time.monotonic()
    os._exit(1)  # at once: closing would wait for what is not there; workers end with it


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description="Workers for Glassbox on this machine; they end with standard input.")
    ask.add_argument("--workers", type=int, default=1)
    ask.add_argument(
        "--short-for", type=float, default=SHORT_FOR, help="seconds to wait for a lost worker before all end"
    )
    wanted = ask.parse_args()
    serve(wanted.workers, wanted.short_for)
