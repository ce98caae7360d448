"""`python -m benchmarks NAME...` runs the benchmarks of these names, or all; one JSON line a figure.

`python -m benchmarks lesson --pupils 30 --seconds 120`: what a benchmark's `run` takes may be set, each to a whole number.

`python -m benchmarks findings ID... [--seeds 7,8,9]` repeats published findings, or all of them; one JSON line a seed.
`python -m benchmarks findings --ledger [--minutes 30]` measures what is missing in the ledger of claims, `assets/ledger`.
"""

import importlib
import inspect
import json
import sys
from pathlib import Path

from benchmarks import findings


def names() -> list[str]:
    """Every module of this folder that is a benchmark: it can `run`. (Read, not imported: a name must answer at once.)"""
    modules = Path(__file__).parent.glob("[!_]*.py")
    return sorted(path.stem for path in modules if "\ndef run(" in path.read_text("utf-8"))


def settings(options: list[str]) -> dict[str, int]:
    """What was set, by its name.

    >>> settings(["--pupils", "30", "--seconds", "120"])
    {'pupils': 30, 'seconds': 120}
    """
    given = dict(zip(options[::2], options[1::2], strict=True))
    return {name.removeprefix("--"): int(number) for name, number in given.items()}


def main(arguments: list[str]) -> int:
    first = next((place for place, one in enumerate(arguments) if one.startswith("--")), len(arguments))
    chosen, options = arguments[:first], arguments[first:]
    if unknown := set(chosen) - set(names()):
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}.", file=sys.stderr)
        return 2
    try:
        given = settings(options)
    except ValueError:
        print("A setting is a name and a whole number, as --seconds 20.", file=sys.stderr)
        return 2
    for name in chosen or names():
        run = importlib.import_module(f"benchmarks.{name}").run
        if foreign := given.keys() - inspect.signature(run).parameters.keys():
            print(f"{name} has no setting {', '.join(sorted(foreign))}.", file=sys.stderr)
            return 2
        for line in run(**given):
            print(json.dumps(line), flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["findings"]:
        sys.exit(findings.main(sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
