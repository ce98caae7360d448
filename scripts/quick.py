"""Runs the tests of what was changed since the last commit, the nearest first, for a minute: `make quick`.

A test is near where it imports a changed module itself, farther where others import it in between, and nearest where it quotes
words that a lesson no longer has. Where nothing was changed, it is the last commit that is tested. Browsers take longer than a
minute, so their tests stay out; those with old words in them are named. What was not reached is said; `make test` runs all but
the longest tests.
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
BROWSER = "tests/browser/"
QUOTED = re.compile(r"""(?P<mark>["'])((?:(?!(?P=mark)).)+)(?P=mark)""")  # in a line of a test
FILLED = re.compile(r"\{[^{}]*\}|\d[\d.,]*\d|\d")  # what stands for a number, or is one
EVERY_LESSON = ("tests/test_claims.py", "tests/test_outcomes.py", "tests/test_exhibits.py", "tests/pages/test_pages.py")


def main() -> int:
    files, since = changed()
    quotes = old_quotes(files, since)
    for file, words in quotes.items():
        print(f"{file} quotes what the lessons no longer say: {', '.join(map(repr, words))}")
    tests = list(
        dict.fromkeys([file for file in quotes if not file.startswith(BROWSER)] + nearest(files, dependents()))
    )
    lessons = touched(files, list(page_files(ROOT / "pages")))
    if not tests and not lessons:
        print("No test imports what was changed.")
        return 0
    print(f"Changed: {', '.join(files)}")
    of_lessons = [*EVERY_LESSON, "-k", " or ".join(lessons)] if lessons else []
    parts = [part for part in (of_lessons, tests) if part]
    return max(run(part, SECONDS // len(parts)) for part in parts)


def changed() -> tuple[list[str], str]:
    """The files that are not as the last commit has them, and this; where all are, those that it changed, and the one before."""
    there = "git", "diff", "--name-only", "--diff-filter=d"
    new = lines("git", "ls-files", "--others", "--exclude-standard")
    now = [*lines(*there, "HEAD"), *new]
    return (now, "HEAD") if now else (lines(*there, "HEAD~1"), "HEAD~1")


def old_quotes(files: Sequence[str], since: str) -> dict[str, list[str]]:
    """What tests quote of lessons among these files that these no longer say: by the test's file."""
    texts = [file for file in files if file.startswith("assets/lessons/")]
    before = "\n".join("\n".join(lines("git", "show", f"{since}:{file}", check=False)) for file in texts)
    now = "\n".join((ROOT / file).read_text("utf-8") for file in texts)
    tests = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py")}
    return {file: gone for file, text in tests.items() if (gone := no_longer(before, now, text))}


def no_longer(before: str, now: str, test: str) -> list[str]:
    """Quotes of two words or more in a test that were in a text before and are not in it now. A number may be any number.

    >>> no_longer("It has {auc:.2f} there, and ends.", "It has {auc:.2f} on these, and ends.", 'told("0.97 there", "and ends")')
    ['0.97 there']
    """
    was, is_ = _any_numbers(before), _any_numbers(now)
    quotes = dict.fromkeys(match[2] for match in QUOTED.finditer(test) if " " in match[2].strip())
    return [quote for quote in quotes if (words := _any_numbers(quote)) in was and words not in is_]


def _any_numbers(text: str) -> str:
    return " ".join(FILLED.sub("#", text).split())


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


def lines(*command: str, check: bool = True) -> list[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=check).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
