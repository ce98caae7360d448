"""The plane of a GAN: its records become one payload of small numbers, drawn by assets/components/plane.js."""

import json
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from streamlit.components.v2.bidi_component import ComponentResult

from core.data import points
from core.studies.plane_gan import MEASURED, MOST_DRAWN, PlaneGan, fixed_noise
from core.training.events import Record
from pages.kit.components import component

Frame = tuple[int, Record, Mapping[str, np.ndarray]]  # its place in the run, the record, and its arrays


def plane_payload(
    frames: Sequence[Frame], *, run: str, shape: str, drawn: Sequence[Sequence[float]] = (), live: bool = False,
    go: bool = False, controls: bool = False, ended: bool = True, drawing: bool = False, edge: int = 0, span: int = 0,
    says: str = "",
) -> bytes:  # fmt: skip
    """A line of JSON, a zero byte, then 16-bit floats: real points, noise, and the arrays of each frame.

    Args:
        frames: those to add to what the browser already has of this `run`.
        shape: of the real points to show; `drawn` are the learner's own.
        live: more can be trained; `go` says that this is the learner's own run and not what was shown before it.
        controls: offer single steps, slow motion and speeds.
        ended: no more will come.
        drawing: the plane takes real points from pointer and keys.
        edge: the place of the first frame under the newest settings; what was trained ahead before is skipped.
        span: steps that the curves' axes hold from the start.
        says: what the picture shows, for those who do not see it.
    """
    real = np.empty((0, 2))
    if shape != "drawn" or len(drawn):
        real = points.draw(shape, MEASURED, np.random.default_rng(2), np.array(drawn, dtype=float).reshape(-1, 2))
    parts = [real, fixed_noise()]
    told = []
    for index, record, arrays in frames:
        parts += arrays.values()
        told.append(
            {
                **record.values,
                "index": index,
                "step": record.step,
                "blocks": {n: int(a.size) for n, a in arrays.items()},
            }
        )
    head = {
        "run": run, "frames": told, "real": int(real.size), "noise": 2 * MEASURED, "hidden": list(PlaneGan.hidden), "live": live,
        "go": go, "controls": controls, "ended": ended, "drawing": drawing, "drawn": [list(one) for one in drawn],
        "most": MOST_DRAWN, "edge": edge, "span": span, "says": says,
    }  # fmt: skip
    numbers = np.concatenate([np.asarray(part, dtype="<f2").ravel() for part in parts])
    return json.dumps(head, allow_nan=False).encode() + b"\0" + numbers.tobytes()


def plane(payload: bytes, *, key: str, on_command: Callable[[], None] = lambda: None) -> ComponentResult:
    """Points, field, grid, arrows and curves. `payload` comes from `plane_payload`.

    Returns:
        A result with `.drawn`, the learner's points, and, in `on_command` only, `.command`, what was pressed.
    """
    return component("plane")(key=key, data=payload, on_command_change=on_command, on_drawn_change=lambda: None)
