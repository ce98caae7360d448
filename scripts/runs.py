"""Make the runs that come with the app again: `assets/runs/`, from the recipes below, on this machine.

Each is trained like any learner's run, then slimmed: weights as float16, few checkpoints, rounded losses.
"""

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from core.training import OptimizerChoice, Recipe, TextChoice
from core.training import events as e
from core.training.loop import landmarks
from core.training.run import SHIPPED, Run, write
from core.training.slices import train_here

WORLD = Recipe()
RECIPES = {  # name: the recipe, and how many checkpoints are kept
    "world": (WORLD, 16),
    "adamw": (replace(WORLD, optimizer=OptimizerChoice("adamw", 0.005)), 6),
    "python": (replace(WORLD, text=TextChoice(source="python")), 6),
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
            weights = safetensors.numpy.load((run.folder / event.file).read_bytes())
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


def _nearest(wanted: tuple[int, ...], there: tuple[int, ...]) -> list[int]:
    return [min(there, key=lambda step: abs(step - want)) for want in wanted]


if __name__ == "__main__":
    torch.set_num_threads(1)  # as a worker trains, so that a learner's run of the same recipe is the same run
    names = sys.argv[1:] or list(RECIPES)
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            recipe, keep = RECIPES[name]
            print(f"{name}: {recipe.steps} steps ...", flush=True)
            run = Run.create(recipe, where=Path(scratch))
            train_here(run)
            slim(run, SHIPPED / name, keep, with_state=name == "world")
            last = list(run.measurements().values())[-1]
            print(f"  {last}", flush=True)
    size = sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file())
    print(f"assets/runs: {size / 1e6:.1f} MB")
