"""What differs between two kinds of arithmetic, and after how many steps: the table of EXPERIMENTS.md.

Another kind of processor is simulated on this one: `ATEN_CPU_CAPABILITY=default` keeps PyTorch to plain loops without
vector instructions, and `MKL_CBWR=COMPATIBLE` does the same to the matrix products of Intel's library, on which the first
switch has no effect. Every kind trains in a process of its own, since such switches are read at the start. `ours` is the
number asked for; null where it never happened.

    python -m benchmarks processors
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

KINDS: dict[str, dict[str, str]] = {  # the first one is what the others are compared with
    "as it is": {},
    "two threads": {"THREADS": "2"},
    "plain loops": {"ATEN_CPU_CAPABILITY": "default"},
    "plain loops and products": {"ATEN_CPU_CAPABILITY": "default", "MKL_CBWR": "COMPATIBLE"},
}
STUDIES = {
    "token_positions.learn": ("right", {"positions": "none"}, 17),
    "vae.learn": ("loss", {}, 6),
}  # what, of what, how far
APART = {"in any bit": 0.0, "by 1e-4": 1e-4, "by .01": 1e-2}


def run() -> Iterator[dict[str, Any]]:
    from core.training import Recipe

    steps = os.environ.get("STEPS", str(Recipe().steps))  # of the text model's
    found = {name: trained({**kind, "STEPS": steps}) for name, kind in KINDS.items()}
    plain = found.pop("as it is")
    for end, value in plain["end"].items():
        yield line(f"as it is: {end} at the end", value, "")
    for name, other in found.items():
        for what, losses in plain["losses"].items():
            pairs = zip(losses, other["losses"][what], strict=True)
            gaps = {step: abs(a - b) for (step, a), (_, b) in pairs}
            for much, least in APART.items():
                first = next((step for step, gap in gaps.items() if gap > least), None)
                yield line(f"{name}: {what}, first apart {much}", first, "step")
            worst = max(gaps, key=lambda step: gaps[step])
            yield line(f"{name}: {what}, farthest apart (at step {worst})", gaps[worst], "")
        for end, value in other["end"].items():
            yield line(f"{name}: {end} at the end", value, "")


def line(name: str, ours: float | None, unit: str) -> dict[str, Any]:
    return {"name": f"processors, {name}", "ours": ours, "peer": None, "peer_name": "", "ratio": None, "unit": unit}


def trained(kind: Mapping[str, str]) -> dict[str, Any]:
    """What a process with these switches trains."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.processors"], env={**os.environ, **kind}, capture_output=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def train_here() -> dict[str, Any]:
    import torch

    from core.training import Recipe, train
    from core.training import events as e
    from core.training.study import Going, Study

    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    losses: dict[str, list[tuple[int, float]]] = {}
    for name, (what, settings, count) in STUDIES.items():
        records = islice(Going(Study(name, settings)).records, count)
        losses[f"{name}, {what}"] = [(record.step, float(e.plain(record.values)[what])) for record in records]
    events = list(train(Recipe(steps=int(os.environ["STEPS"]))))
    losses["text model, loss"] = [(event.step, event.loss) for event in events if isinstance(event, e.Step)]
    last = [event for event in events if isinstance(event, e.Measured)][-1]
    return {"losses": losses, "end": {"validation loss": last.validation, "recall": last.recalled}}


if __name__ == "__main__":
    print(json.dumps(train_here()))
