"""A pass of the open model as tables: its weights and numbers station by station, the lens and carried columns cell by cell."""

from collections.abc import Mapping, Sequence

from core.figures.payload import Array
from core.language import number
from core.lessons import lesson
from core.measure import forward_pass
from core.measure.forward_pass import Station
from core.measure.logit_lens import Lens
from core.measure.patching import Pair, Patched
from core.opened.model import OpenModel
from core.opened.passes import Met
from core.tables import Rows, head
from core.walks import walk


def named(opened: OpenModel, station: Station) -> str:
    """A station of the pass in words."""
    return walk().named(station, opened.config.layers)


def tap_names(opened: OpenModel) -> list[str]:
    """Where the stream is tapped, bottom to top, in words."""
    say, blocks = lesson("transformer").say, range(1, opened.config.layers + 1)
    return [say("tap.start"), *(say(f"tap.{half}", block=block) for block in blocks for half in ("attention", "mlp"))]


def bill(opened: OpenModel) -> Rows:
    """Where the weights stand, station by station, and their sum."""
    counted = [(station, station.count(opened.config)) for station in forward_pass.stations(opened.config)]
    rows = [(named(opened, station), n) for station, n in counted if n]
    rows.append((lesson("transformer").say("bill.together"), sum(n for _, n in counted)))
    return [{"station": name, "weights": number(n, ",")} for name, n in rows]


def sizes(opened: OpenModel, here: Mapping[str, Array]) -> Rows:
    """Every station of the pass: how many numbers it computes, and how long the last token's vector is there."""
    return [
        {"station": station.key, "numbers_of": view.key, "shape": view.shape,
         "how_many": count, "length_at_the_last_token": "" if length is None else number(length, ".2f")}
        for station, view, count, length in forward_pass.sizes(opened.config, here)
    ]  # fmt: skip


def changes(opened: OpenModel, met: Met) -> Rows:
    """How much the last token's numbers change with another first word, station by station."""
    return [
        {"station": named(opened, station), "largest_change_at_the_last_token": number(most, ".4f")}
        for station, most in met.changes.items()
    ]


def lens(opened: OpenModel, seen: Lens, tokens: Sequence[int], answer: int) -> Rows:
    """What the model would say at each place of the stream, and the chance of this answer there."""
    names, chance_of = opened.labels, head("chance_of", token=opened.labels[answer])
    return [
        {"tap": tap, "token": text, "likeliest": names[seen.best[s, t]],
         "its_chance": number(seen.chances[s, t].max(), ".3f"), chance_of: number(seen.of(answer)[s, t], ".3f")}
        for s, tap in enumerate(tap_names(opened)) for t, text in enumerate(opened.texts(tokens))
    ]  # fmt: skip


def carried(opened: OpenModel, pair: Pair, found: Patched) -> Rows:
    """What each carried column brings back."""
    return [
        {"tap": tap, "token": text, "chance": number(found.chance[s, t], ".3f"), "recovered": number(found.recovered[s, t], ".3f")}
        for s, tap in enumerate(tap_names(opened)) for t, text in enumerate(opened.texts(pair.tokens[1]))
    ]  # fmt: skip
