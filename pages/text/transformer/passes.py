"""What both transformer pages show of a pass: its picture, the stream's cells, and all of it as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.figures.inside import lens_cells, patch_cells
from core.figures.payload import Array
from core.lessons import lesson, spoken
from core.measure import forward_pass
from core.measure.logit_lens import Lens
from core.measure.patching import Pair, Patched
from core.opened import passes
from core.opened.model import OpenModel
from core.opened.passes import Met
from core.sentences import Sentence
from core.walks import walk
from pages.kit.exhibit import Picture
from pages.kit.frame import register
from pages.kit.tables import Rows, head

PROMPT = "Yito lives in"


def say(key: str, **facts: Any) -> Sentence:
    """What both pages say of a pass stands in the first page's file."""
    return lesson("transformer").say(key, **facts)


def picture(opened: OpenModel, tokens: Sequence[int]) -> Picture:
    """The whole pass. Follows the training-time slider by itself."""
    return Picture("transformer", passes.payload(opened, tuple(tokens), register() == "technical", spoken()))


def named(opened: OpenModel, station: forward_pass.Station) -> str:
    return walk().named(station, opened.config.layers)


def bill(opened: OpenModel) -> Rows:
    """Where the weights stand, station by station, and their sum."""
    counted = [(station, station.count(opened.config)) for station in forward_pass.stations(opened.config)]
    rows = [(named(opened, station), n) for station, n in counted if n]
    rows.append((say("bill.together"), sum(n for _, n in counted)))
    return [{"station": name, "weights": f"{n:,}"} for name, n in rows]


def sizes(opened: OpenModel, here: Mapping[str, Array]) -> Rows:
    """Every station of the pass: how many numbers it computes, and how long the last token's vector is there."""
    return [
        {"station": station.key, "numbers_of": view.key, "shape": view.shape,
         "how_many": count, "length_at_the_last_token": "" if length is None else f"{length:.2f}"}
        for station, view, count, length in forward_pass.sizes(opened.config, here)
    ]  # fmt: skip


def changes(opened: OpenModel, met: Met) -> Rows:
    """How much the last token's numbers change with another first word, station by station."""
    return [
        {"station": named(opened, station), "largest_change_at_the_last_token": f"{most:.4f}"}
        for station, most in met.changes.items()
    ]


def tap_names(opened: OpenModel) -> list[str]:
    """Where the stream is tapped, bottom to top, in words."""
    blocks = range(1, opened.config.layers + 1)
    return [say("tap.start"), *(say(f"tap.{half}", block=block) for block in blocks for half in ("attention", "mlp"))]


def lens_picture(opened: OpenModel, seen: Lens, tokens: Sequence[int], answer: int) -> Picture:
    """The lens as cells; the answer is ticked where it is the likeliest."""
    cells = lens_cells(seen, tap_names(opened), opened.chips(tokens), opened.labels, answer)
    return Picture("stream_grid", dict(cells))


def lens_rows(opened: OpenModel, seen: Lens, tokens: Sequence[int], answer: int) -> Rows:
    """The lens as a table."""
    texts, names = [chip["text"] for chip in opened.chips(tokens)], opened.labels
    chance_of = head("chance_of", token=names[answer])
    return [
        {"tap": name, "token": texts[t], "likeliest": names[seen.best[s, t]],
         "its_chance": f"{seen.chances[s, t].max():.3f}", chance_of: f"{seen.of(answer)[s, t]:.3f}"}
        for s, name in enumerate(tap_names(opened)) for t in range(len(texts))
    ]  # fmt: skip


def patch_picture(opened: OpenModel, pair: Pair, found: Patched) -> Picture:
    """The map of what each carried column brings back; the first press is left to the learner."""
    cells = patch_cells(
        found, tap_names(opened), opened.chips(pair.tokens[1]), opened.labels, *pair.answers, open_at=(0, 0)
    )
    return Picture("stream_grid", dict(cells))


def patch_rows(opened: OpenModel, pair: Pair, found: Patched) -> Rows:
    """The map as a table."""
    texts = [chip["text"] for chip in opened.chips(pair.tokens[1])]
    return [
        {"tap": name, "token": texts[t], "chance": f"{found.chance[s, t]:.3f}",
         "recovered": f"{found.recovered[s, t]:.3f}"}
        for s, name in enumerate(tap_names(opened)) for t in range(len(texts))
    ]  # fmt: skip
