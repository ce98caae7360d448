"""Make the runs that come with the app again: `assets/runs/`, from the recipes below, on this machine.

Each is trained like any learner's run, then slimmed: weights as float16, few checkpoints, rounded losses. The studies
that come finished with the app, `assets/studies/`, are those that the modules of `core/studies` list in SHIPPED.

    python -m scripts.runs                      everything
    python -m scripts.runs world adamw          these runs
    python -m scripts.runs studies [MODULE...]  the studies, or those of some modules
    python -m scripts.runs stamp [MODULE...]    says that today's code made the studies, where it still repeats them
    python -m scripts.runs seal                 gives every line of the records its checksum, where it has none yet

A recording bears the id of the code that made it. Where that code was changed without changing what it computes, `stamp`
repeats what tests/test_shipped.py repeats, writes the new id, and refuses where the repetition fails.
"""

import importlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from core import arrays, files
from core.files import write
from core.training import Recipe, TextChoice
from core.training import events as e
from core.training.loop import landmarks
from core.training.recipe import OPTIMIZERS, SIZES
from core.training.run import SHIPPED, STUDIES, Run
from core.training.slices import train_here
from core.training.study import Study
from scripts.again import CLAIMS, bears_out, begun, differs, repeated, shown

STUDIES_CODE = Path(__file__).resolve().parents[1] / "core" / "studies"
WORLD = Recipe()
RECIPES = {  # name: the recipe, and how many checkpoints are kept
    "world": (WORLD, 14),
    "adamw": (replace(WORLD, optimizer=OPTIMIZERS["adamw"]), 4),
    "python": (replace(WORLD, text=TextChoice(source="python")), 4),
    "memory": (replace(WORLD, model=SIZES["long memory"]), 4),
}


def slim(run: Run, folder: Path, keep: int, with_state: bool) -> None:
    """Copy a finished run: its events, its tokenizer, and `keep` of its checkpoints, in half precision."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("recipe.json", "tokenizer.json", "told.json"):
        if (run.folder / name).exists():
            write(folder / name, (run.folder / name).read_bytes())
    small = Run(folder)
    wanted = set(_nearest(landmarks(run.recipe.steps, keep), run.steps))
    for event in run.events():
        if isinstance(event, e.Checkpoint):
            if event.step not in wanted:
                continue
            weights = arrays.load((run.folder / event.file).read_bytes())
            event = e.Checkpoint(event.step, weights={n: w.astype(np.float16) for n, w in weights.items()})
        if isinstance(event, e.Step):
            event = replace(
                event, loss=round(event.loss, 4), rate=round(event.rate, 6), seconds=round(event.seconds, 2)
            )
        if isinstance(event, e.Checkpoint | e.Step | e.Measured | e.Finished):
            small.say(event)
        if isinstance(event, e.Finished):
            break
    saved = run.saved()
    if with_state and saved:
        small.save(saved.step, run.state(saved))
        small.say(e.Finished(saved.step))
    seal(folder)


def _nearest(wanted: tuple[int, ...], there: tuple[int, ...]) -> list[int]:
    return [min(there, key=lambda step: abs(step - want)) for want in wanted]


def shipped_studies(modules: Sequence[str] = ()) -> Iterator[Study]:
    """All studies that come with the app, or those of some modules."""
    for path in sorted(STUDIES_CODE.glob("[!_]*.py")):
        if not modules or path.stem in modules:
            listed = getattr(importlib.import_module(f"core.studies.{path.stem}"), "SHIPPED", [])
            for function, many in (listed if isinstance(listed, dict) else {"learn": listed}).items():
                yield from (Study(f"{path.stem}.{function}", settings) for settings in many)


def ship(study: Study, scratch: Path) -> Path:
    """Run a study to its end and keep its records."""
    run = Run.create(study, where=scratch)
    train_here(run)
    if run.status != "finished":
        raise SystemExit(f"{study.name} {dict(study.settings)}: {run.status}, {run.last(e.Failed)}")
    folder = STUDIES / study.key
    shutil.rmtree(folder, ignore_errors=True)
    mark(run, folder, study)
    if (run.folder / "arrays.bin").exists():
        write(folder / "arrays.bin", (run.folder / "arrays.bin").read_bytes())
    Run(folder).ledger.append(*(event for event in run.events() if isinstance(event, e.Record | e.Finished)))
    seal(folder)
    return folder


def seal(folder: Path) -> None:
    """What an older version recorded without checksums gets them, with its meaning unchanged: see core/training/ledger.py."""
    run = Run(folder)
    before = run.events()
    run.ledger.seal()
    if run.gap or Run(folder).events() != before:
        raise SystemExit(f"{folder} cannot be sealed: its record is damaged.")
    files.make_public(folder)


def mark(run: Run, folder: Path, study: Study) -> None:
    """Write down what was studied, with what, and the id of the code."""
    record = files.read_json(run.folder / "recipe.json")
    write(folder / "recipe.json", json.dumps(record | {"code": study.code()}, indent=1).encode())


def stamp(modules: Sequence[str]) -> bool:
    """Say that today's code made the recordings. Those that it does not repeat stay as they are; False if there are any."""
    repetitions: dict[str, list[e.Record]] = {}  # of each study that learns
    for study in shipped_studies(modules):
        run = Run(STUDIES / study.key)
        if not run.stale():
            continue
        reason, claim = "", CLAIMS.get(study.name)
        if claim is None:
            reason = differs(study, run.records()[0], begun(study))
        else:
            if study.name not in repetitions:
                repetitions[study.name] = repeated(study.name, claim)
            if not shown(claim, repetitions[study.name]) or not bears_out(claim, study, run.records()):
                reason = "the claim does not hold; `python -m scripts.runs studies` records it again"
        if not reason:
            mark(run, run.folder, study)
        print(f"{study.name} {dict(study.settings)}: {reason or 'stamped'}", flush=True)
    return not any(Run(STUDIES / study.key).stale() for study in shipped_studies(modules))


def make_studies(modules: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        wanted = list(shipped_studies(modules))
        for study in wanted:
            folder = ship(study, Path(scratch))
            size = sum(file.stat().st_size for file in folder.iterdir())
            print(f"{study.name} {dict(study.settings)}: {size / 1e3:.0f} kB", flush=True)
    if not modules:
        for folder in set(STUDIES.glob("*")) - {STUDIES / study.key for study in wanted}:
            shutil.rmtree(folder)  # nobody ships it any more


def make_runs(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            recipe, keep = RECIPES[name]
            print(f"{name}: {recipe.steps} steps ...", flush=True)
            run = Run.create(recipe, where=Path(scratch))
            train_here(run)
            slim(run, SHIPPED / name, keep, with_state=name == "world")
            last = list(run.measurements().values())[-1]
            print(f"  {last}", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)  # as a worker trains, so that a learner's run is the same on this kind of processor
    names = sys.argv[1:]
    if names[:1] == ["stamp"]:
        sys.exit(not stamp(names[1:]))
    if names == ["seal"]:
        for recording in sorted([*SHIPPED.iterdir(), *STUDIES.iterdir()]):
            seal(recording)
        sys.exit()
    if names[:1] != ["studies"]:
        make_runs(names or list(RECIPES))
    if not names or names[0] == "studies":
        make_studies(names[1:])
    for place in (SHIPPED, STUDIES):
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
        print(f"{place.name}: {size / 1e6:.1f} MB")
