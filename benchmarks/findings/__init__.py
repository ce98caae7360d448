"""Published findings, repeated here in miniature: one file each, named by its id (TOK-1 is `tok_1.py`).

Each states its CRITERION before anything is measured, measures for one seed (`measured`), and says whether the
criterion `holds`. What it runs lies in `core`, where the pages run it too.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

SEEDS = (0, 1, 2)


def ids() -> list[str]:
    """Every finding that can be repeated."""
    return sorted(path.stem.replace("_", "-").upper() for path in Path(__file__).parent.glob("[!_]*.py"))


def main(arguments: Sequence[str]) -> int:
    """One JSON line a seed: the measured values, the criterion, whether it holds, and the process seconds it took."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks findings", description="Repeat published findings.")
    ask.add_argument("ids", nargs="*", metavar="ID", help=f"one or more of {', '.join(ids())}; all where none is named")
    ask.add_argument("--seeds", default=",".join(map(str, SEEDS)), help="numbers with commas between, such as 7,8,9")
    wanted = ask.parse_args(arguments)
    chosen = [id.upper() for id in wanted.ids] or ids()
    if unknown := set(chosen) - set(ids()):
        print(f"There is no finding {', '.join(sorted(unknown))}; there are: {', '.join(ids())}.", file=sys.stderr)
        return 2
    try:
        seeds = [int(seed) for seed in wanted.seeds.split(",")]
    except ValueError:
        print(f"Seeds are whole numbers with commas between; {wanted.seeds!r} came.", file=sys.stderr)
        return 2
    torch.set_num_threads(1)  # as a worker has it
    for id in chosen:
        finding = importlib.import_module(f"benchmarks.findings.{id.lower().replace('-', '_')}")
        for seed in seeds:
            start = time.process_time()
            measured = finding.measured(seed)
            line = {
                "finding": id, "seed": seed, "measured": measured, "criterion": finding.CRITERION,
                "holds": bool(finding.holds(measured)), "seconds": round(time.process_time() - start, 2),
            }  # fmt: skip
            print(json.dumps(line), flush=True)
    return 0
