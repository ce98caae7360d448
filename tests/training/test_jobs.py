"""Training as jobs on real worker processes."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from core.training import events as e
from core.training.jobs import LIMIT, Jobs, NotYours, TooMany
from core.training.reach import ROOT
from core.training.run import Run
from core.training.study import Study
from tests.patience import PATIENCE
from tests.training.test_train import TINY

LONG = replace(TINY, steps=2000)


def until(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for something to become true; fail if it never does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.05)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return at_home(tmp_path, monkeypatch)


def at_home(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GLASSBOX_HOME", str(place))
    monkeypatch.delenv("GLASSBOX_SCHEDULER", raising=False)
    return place


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Jobs]]:
    """A place with a worker at work there: to start one is most of what such a test costs. Each test leaves it idle."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        home = at_home(tmp_path_factory.mktemp("home"), monkeypatch)
        jobs = Jobs(workers=1)
        yield home, jobs
        jobs.close()


@pytest.fixture
def jobs(started: tuple[Path, Jobs], monkeypatch: pytest.MonkeyPatch) -> Jobs:
    home, jobs = started
    at_home(home, monkeypatch)
    return jobs


def worker_of(run: Run) -> psutil.Process:
    started = run.last(e.Started)
    assert isinstance(started, e.Started)
    return psutil.Process(int(started.worker.rsplit(":", 1)[1]))


def test_runs_are_trained_in_turns_stopped_and_recovered(jobs: Jobs) -> None:
    first, second = Run.create(LONG), Run.create(replace(LONG, seed=1))
    jobs.start(first, "ada")
    jobs.start(second, "ben")
    until(lambda: first.step > 0 and second.step > 0)
    assert {first.status, second.status} <= {"training", "queued"}

    assert jobs.pause(first, "ada")
    until(lambda: first.status == "paused")
    jobs.start(first, "ada")
    until(lambda: first.status == "training")

    killed = worker_of(first).pid
    os.kill(killed, signal.SIGKILL)
    until(lambda: any(isinstance(ev, e.Interrupted) for run in (first, second) for ev in run.events()))
    jobs.stop(second, "ben")
    until(lambda: first.status == "finished" and second.status == "stopped")
    assert sorted(first.curve()) == list(range(1, 2001))


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system knows no such thing")
def test_training_gives_way_as_far_as_it_is_told_to() -> None:
    asked = "import os; from core.training import slices; slices.settle(); print(os.nice(0))"
    for told, expected in (("", 10), ("13", 13), ("0", 0)):
        environment = os.environ | {"GLASSBOX_NICE": told}
        answer = subprocess.run(
            [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert int(answer.stdout) == max(expected, os.nice(0)), answer.stderr


def test_a_turn_that_wished_for_a_lost_worker_is_taken_by_the_next_one(jobs: Jobs) -> None:
    run = Run.create(replace(LONG, steps=100_000))
    jobs.start(run, "ada")
    until(
        lambda: sum(isinstance(event, e.Started) for event in run.events()) >= 2
    )  # the second turn wishes for the first's
    lost = worker_of(run).pid
    os.kill(lost, signal.SIGKILL)
    until(lambda: run.last(e.Interrupted))
    began = len(run.events())
    until(lambda: sum(isinstance(event, e.Started) for event in run.events(after=began)) >= 3)
    assert worker_of(run).pid != lost
    jobs.stop(run, "ada")
    until(lambda: run.status == "stopped")


def test_a_killed_scheduler_costs_a_pause_and_strands_nobody(jobs: Jobs) -> None:
    runs = [Run.create(replace(LONG, steps=600, seed=seed)) for seed in range(2)]
    for run, learner in zip(runs, ("ada", "ben"), strict=True):
        jobs.start(run, learner)
    until(lambda: runs[0].step > 0)
    process = jobs.dispatcher.cluster.process
    assert process
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    assert not psutil.wait_procs(family, timeout=PATIENCE)[1]  # no worker outlives it
    until(lambda: all(run.status == "finished" for run in runs))
    assert all(sorted(run.curve()) == list(range(1, 601)) and not run.gap for run in runs)


def test_a_learner_may_have_only_so_many_runs_in_line(jobs: Jobs) -> None:
    runs = [Run.create(replace(LONG, seed=seed)) for seed in range(LIMIT + 1)]
    for run in runs[:LIMIT]:
        jobs.start(run, "ada")
    with pytest.raises(TooMany, match="Stop one"):
        jobs.start(runs[-1], "ada")
    jobs.start(runs[-1], "ben")
    assert jobs.place(runs[-1]).sharing == LIMIT + 1
    for run in runs:
        for learner in ("ada", "ben"):
            jobs.stop(run, learner)
    until(lambda: all(run.status == "stopped" for run in runs))


def test_a_shared_run_goes_on_until_its_last_watcher_leaves(jobs: Jobs) -> None:
    run = Run.create(LONG)
    jobs.start(run, "ada")
    jobs.start(run, "ben")
    assert jobs.watchers(run) == 2
    assert not jobs.stop(run, "ada")
    until(lambda: run.step > 0)
    assert jobs.stop(run, "ben")
    until(lambda: run.status == "stopped")


def test_only_the_owner_of_a_private_run_pauses_stops_changes_or_continues_it(home: Path) -> None:
    jobs = Jobs(scheduler="tcp://127.0.0.1:9")  # nobody trains here: the line alone decides
    run = Run.create(replace(LONG, parent="somebody's", parent_step=1))
    jobs.start(run, "ada")
    assert run.owner == "ada"
    for ask in (jobs.pause, jobs.stop, jobs.start):
        with pytest.raises(NotYours, match="copy of your own"):
            ask(run, "ben")
    with pytest.raises(NotYours):
        jobs.wish(run, "ben", rate=3.0)
    assert run.status == "queued" and run.wishes() == {} and jobs.watchers(run) == 1
    assert jobs.pause(run, "ada") and run.status == "paused"
    with pytest.raises(NotYours):
        jobs.start(run, "ben")  # nor does whoever comes after a pause become its owner
    jobs.start(run, "ada")
    jobs.wish(run, "ada", rate=3.0)
    assert run.wishes() == {"rate": 3.0}
    jobs.close()


def test_a_shared_run_is_nobodys_own(home: Path) -> None:
    jobs = Jobs(scheduler="tcp://127.0.0.1:9")
    run = Run.create(LONG)
    jobs.start(run, "ada")
    jobs.start(run, "ben")
    assert run.owner == "" and not jobs.pause(run, "ada") and jobs.pause(run, "ben")
    study = Run.create(Study("capacity.learn", {}, owner="ada"))
    with pytest.raises(NotYours):
        jobs.start(study, "ben")
    jobs.close()


def test_a_worker_answers_a_small_question(jobs: Jobs) -> None:
    assert jobs.ask(pow, 2, 10).result(timeout=PATIENCE) == 1024
    with pytest.raises(ZeroDivisionError):
        jobs.ask(divmod, 1, 0).result(timeout=PATIENCE)


def test_runs_outlive_the_server_and_are_taken_up_by_the_next(home: Path) -> None:
    run = Run.create(LONG)
    first = Jobs(workers=1)
    first.start(run, "ada")
    until(lambda: run.saved() is not None)
    worker = worker_of(run)
    first.close()
    until(lambda: not worker.is_running())
    second = Jobs(workers=1)
    until(lambda: run.status == "finished")
    second.close()


def test_another_process_s_scheduler_serves_the_same_code(home: Path) -> None:
    script = "import sys\nfrom core.training.cluster import serve\nif __name__ == '__main__':\n    serve(1)\n"
    cluster = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert cluster.stdout and cluster.stdin
    jobs = Jobs(scheduler=cluster.stdout.readline().strip())
    run = Run.create(TINY)
    jobs.start(run, "ada")
    until(lambda: run.status == "finished")
    assert jobs.dispatcher.cluster.process is None
    jobs.close()
    cluster.stdin.close()
    cluster.wait(timeout=PATIENCE)
    cluster.stdout.close()


def test_a_cluster_whose_worker_never_comes_back_makes_room_for_a_new_one(home: Path) -> None:
    """Dask gives up a worker that is lost while it starts."""
    command = [sys.executable, "-m", "core.training.cluster", "--workers", "1", "--short-for", "4"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cluster:
        assert cluster.stdout is not None and b"tcp://" in cluster.stdout.readline()
        family = psutil.Process(cluster.pid)

        def over() -> bool:
            for one in family.children(recursive=True) if cluster.poll() is None else []:
                with contextlib.suppress(psutil.NoSuchProcess):
                    if "spawn_main" in " ".join(one.cmdline()):
                        one.kill()
            return cluster.poll() is not None

        until(over)
        assert cluster.returncode == 1
