"""`python -m benchmarks NAME...` runs the benchmarks of these names, or all; one JSON line a figure.

`python -m benchmarks findings ID... [--seeds 7,8,9]` repeats published findings, or all of them; one JSON line a seed.
`python -m benchmarks findings --ledger [--minutes 30]` measures what is missing in the ledger of claims, `assets/ledger`.
"""

import importlib
import json
import sys
from pathlib import Path

from benchmarks import findings


def names() -> list[str]:
    """Every module of this folder that is a benchmark: it can `run`. (Read, not imported: a name must answer at once.)"""
    modules = Path(__file__).parent.glob("[!_]*.py")
    return sorted(path.stem for path in modules if "\ndef run()" in path.read_text("utf-8"))


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(names()):
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}.", file=sys.stderr)
        return 2
    for name in chosen or names():
        for line in importlib.import_module(f"benchmarks.{name}").run():
            print(json.dumps(line), flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["findings"]:
        sys.exit(findings.main(sys.argv[2:]))
    sys.exit(main(sys.argv[1:]))
