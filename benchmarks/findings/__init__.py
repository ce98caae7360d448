"""Published findings, repeated here in miniature: one file each, named by its id (TOK-1 is `tok_1.py`).

Each states its CRITERION before anything is measured, measures for one seed (`measured`), and says whether the
criterion `holds`. What it runs lies in `core`, where the pages run it too.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from benchmarks import ledger

SEEDS = (0, 1, 2)


def ids() -> list[str]:
    """Every finding that can be repeated."""
    return sorted(path.stem.replace("_", "-").upper() for path in Path(__file__).parent.glob("[!_]*.py"))


def main(arguments: Sequence[str]) -> int:
    """One JSON line a seed: the measured values, the criterion, whether it holds, and the process seconds it took.

    With `--ledger`, what has not been measured yet is, and kept in `assets/ledger`; 1 where a finding broke.
    """
    ask = argparse.ArgumentParser(prog="python -m benchmarks findings", description="Repeat published findings.")
    ask.add_argument("ids", nargs="*", metavar="ID", help=f"one or more of {', '.join(ids())}; all where none is named")
    ask.add_argument(
        "--seeds", help="numbers with commas between, such as 7,8,9; without them 0,1,2, or all of the ledger"
    )
    ask.add_argument(
        "--ledger", action="store_true", help="keep what is measured, and measure only what is missing there"
    )
    ask.add_argument("--minutes", type=float, help="with --ledger: begin no start later than after so many")
    wanted = ask.parse_args(arguments)
    chosen = [id.upper() for id in wanted.ids] or ids()
    if unknown := set(chosen) - set(ids()):
        print(f"There is no finding {', '.join(sorted(unknown))}; there are: {', '.join(ids())}.", file=sys.stderr)
        return 2
    try:
        seeds = [int(seed) for seed in wanted.seeds.split(",")] if wanted.seeds else None
    except ValueError:
        print(f"Seeds are whole numbers with commas between; {wanted.seeds!r} came.", file=sys.stderr)
        return 2
    torch.set_num_threads(1)  # as a worker has it
    if wanted.ledger:
        broke = False
        for line in ledger.fill(chosen, seeds, wanted.minutes):
            broke = broke or "broke" in line
            print(json.dumps(line), flush=True)
        return int(broke)
    for id in chosen:
        finding = ledger.module(id)
        for seed in seeds or SEEDS:
            start = time.process_time()
            measured = finding.measured(seed)
            line = {
                "finding": id, "seed": seed, "measured": measured, "criterion": finding.CRITERION,
                "holds": bool(finding.holds(measured)), "seconds": round(time.process_time() - start, 2),
            }  # fmt: skip
            print(json.dumps(line), flush=True)
    return 0
