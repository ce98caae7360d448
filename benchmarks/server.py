"""The app, started as a learner starts it, on a free port and with a home of its own: for benchmarks and browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Server:
    """The app, started as a learner starts it."""

    home: Path
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    folder: Path = ROOT  # the checkout that is started

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.port = self.port or free_port()
        environment = os.environ | {"GLASSBOX_HOME": str(self.home), "PORT": str(self.port), "GLASSBOX_WORKERS": "1"}
        environment.pop("GLASSBOX_SCHEDULER", None)
        log = (self.home / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=self.folder, env=environment | self.environment, stdout=log, stderr=log
        )
        log.close()
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                assert self.process.poll() is None, (self.home / "server.log").read_text()
                time.sleep(0.1)
        self.stop(kill=True)
        raise AssertionError("the server did not answer")

    def stop(self, kill: bool = False) -> None:
        if self.process:
            self.process.kill() if kill else self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None

    def cpu_seconds(self) -> float:
        """What the web process has computed so far; its workers are processes of their own."""
        assert self.process
        spent = psutil.Process(self.process.pid).cpu_times()
        return float(spent.user + spent.system)

    def megabytes(self) -> float:
        """What the web process holds in memory."""
        assert self.process
        return round(psutil.Process(self.process.pid).memory_info().rss / 2**20, 1)

    def log(self) -> str:
        return (self.home / "server.log").read_text("utf-8", "replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
