"""Runs the tests of what was changed since the last commit, the nearest first, for a minute: `make quick`.

A test is near where it imports a changed module itself, farther where others import it in between. Where nothing was changed,
it is the last commit that is tested. Browsers take longer than a minute, so their tests stay out. What was not reached is
said; `make test` runs all but the longest tests.
"""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.lessons import page_files

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SECONDS = 55
EVERY_LESSON = ("tests/test_claims.py", "tests/test_outcomes.py", "tests/test_exhibits.py", "tests/pages/test_pages.py")


def main() -> int:
    files = changed()
    tests, lessons = nearest(files, dependents()), touched(files, list(page_files(ROOT / "pages")))
    if not tests and not lessons:
        print("No test imports what was changed.")
        return 0
    print(f"Changed: {', '.join(files)}")
    of_lessons = [*EVERY_LESSON, "-k", " or ".join(lessons)] if lessons else []
    parts = [part for part in (of_lessons, tests) if part]
    return max(run(part, SECONDS // len(parts)) for part in parts)


def changed() -> list[str]:
    """The files that are not as the last commit has them; where all are, those that it changed."""
    there = "git", "diff", "--name-only", "--diff-filter=d"
    new = lines("git", "ls-files", "--others", "--exclude-standard")
    return [*lines(*there, "HEAD"), *new] or lines(*there, "HEAD~1")


def dependents() -> dict[str, list[str]]:
    """Who imports each file."""
    said = subprocess.run(
        [BIN / "ruff", "analyze", "graph", "--direction", "dependents"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    found: dict[str, list[str]] = json.loads(said)
    return found


def nearest(files: Sequence[str], dependents: Mapping[str, Sequence[str]]) -> list[str]:
    """The tests that import these files, or that are among them: first those named after one, then those with the fewest
    modules in between.

    >>> nearest(["a.py"], {"a.py": ["b.py", "tests/test_all.py"], "b.py": ["tests/test_b.py"], "c.py": ["tests/test_c.py"]})
    ['tests/test_all.py', 'tests/test_b.py']
    """
    found = dict.fromkeys(files)  # in the order of their distance
    ahead = list(files)
    while ahead:
        ahead = [other for file in ahead for other in dependents.get(file, ()) if other not in found]
        found |= dict.fromkeys(ahead)
    tests = [file for file in found if re.search(r"^tests/(?!browser/).*\btest_\w+\.py$", file)]
    own = {f"test_{Path(file).stem}" for file in files}
    return sorted(tests, key=lambda test: Path(test).stem not in own)


def touched(files: Sequence[str], lessons: Sequence[str]) -> list[str]:
    """The lessons whose page or text is among these files.

    >>> touched(["pages/images/gan/page.py", "assets/lessons/en/tokens.yaml", "core/files.py"], ["gan", "tokens", "training"])
    ['gan', 'tokens']
    """
    parts = {
        part
        for file in files
        if file.startswith(("pages/", "assets/lessons/"))
        for part in Path(file).with_suffix("").parts
    }
    return [lesson for lesson in lessons if lesson in parts]


def run(tests: Sequence[str], seconds: int) -> int:
    """0 where no test failed in this time."""
    command = [sys.executable, "-m", "pytest", "-x", "-m", "not long", *tests]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)  # pytest then says what it has seen
            ended = process.wait()
    print(f"Time is up; not all of these were reached: {' '.join(tests)}")
    return 0 if ended == 2 else ended  # 2: stopped from outside


def lines(*command: str) -> list[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
