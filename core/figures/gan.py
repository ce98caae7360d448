"""What travels to the pictures of a GAN: the plane with its points and fields, and the game of judging its digits."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from core.figures.payload import letters, packed, tones
from core.studies.digit_gan import Fought
from core.studies.plane_gan import MEASURED, MOST_DRAWN, PlaneGan, Stands, fixed_noise
from core.training.events import Record, plain

Frame = tuple[int, Record[Stands], Mapping[str, np.ndarray]]  # its place in the run, the record, and its arrays

THINNED = 50  # frames, about, that a page which was just opened gets: each brings 5 kB of weights over a class's link


def frames(
    records: Sequence[Record[Stands]], arrays: Callable[[Record[Stands]], Mapping[str, np.ndarray]], first: int = 0,
    most: int = THINNED,
) -> list[Frame]:  # fmt: skip
    """The records from `first` on with their `arrays`; evenly thinned to about so many, the last among them."""
    stride = max(1, (len(records) - first) // most)
    chosen = sorted({*range(first, len(records), stride), len(records) - 1})
    return [(i, records[i], arrays(records[i])) for i in chosen]


def plane_payload(
    frames: Sequence[Frame], real: np.ndarray, *, run: str, drawn: Sequence[Sequence[float]] = (), live: bool = False,
    go: bool = False, controls: bool = False, ended: bool = True, drawing: bool = False, edge: int = 0, span: int = 0,
    says: str = "",
) -> bytes:  # fmt: skip
    """For assets/components/plane.js, as 16-bit floats: real points, noise, and the arrays of each frame.

    Args:
        frames: those to add to what the browser already has of this `run`.
        real: (N, 2) real points to show; `drawn` are the learner's own.
        live: more can be trained; `go` says that this is the learner's own run and not what was shown before it.
        controls: offer single steps, slow motion and speeds.
        ended: no more will come.
        drawing: the plane takes real points from pointer and keys.
        edge: the place of the first frame under the newest settings; what was trained ahead before is skipped.
        span: steps that the curves' axes hold from the start.
        says: what the picture shows, for those who do not see it.
    """
    told = [
        {**plain(record.values), "index": index, "step": record.step, "blocks": {name: int(a.size) for name, a in arrays.items()}}
        for index, record, arrays in frames
    ]  # fmt: skip
    head = {
        "run": run, "frames": told, "real": int(real.size), "noise": 2 * MEASURED, "hidden": list(PlaneGan.hidden), "live": live,
        "go": go, "controls": controls, "ended": ended, "drawing": drawing, "drawn": [list(one) for one in drawn],
        "most": MOST_DRAWN, "edge": edge, "span": span, "says": says,
    }  # fmt: skip
    parts = [real, fixed_noise(), *(array for *_, arrays in frames for array in arrays.values())]
    return packed(head, *(np.asarray(part, np.float16) for part in parts))


def game_payload(
    moments: Sequence[tuple[Record[Fought], Mapping[str, np.ndarray]]], real: np.ndarray, id: str
) -> dict[str, Any]:
    """For assets/components/digit_game.js: made pictures and the judge's logits at each moment; and real pictures."""
    return {
        "id": id,
        "real": letters(tones(real)),
        "moments": [
            {
                "step": record.step,
                "made": letters(arrays["made"]),
                **{name: arrays[name].astype(float).tolist() for name in ("judged_made", "judged_real")},
            }
            for record, arrays in moments
        ],
    }
