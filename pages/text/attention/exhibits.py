"""What /attention and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.figures import heads as figures
from core.figures import induction as induction_figures
from core.figures.attention import attention_payload
from core.figures.palette import Palette
from core.figures.payload import Array
from core.lessons import Lesson
from core.measure import attention as measure
from core.measure.heads import Role
from core.opened.attention import Moved, Operated
from core.studies.induction import Repeated, formed
from core.training.events import Record
from pages.kit.exhibit import Exhibit, Origin, Picture, together
from pages.kit.tables import Rows
from pages.text.attention import weights

Head = tuple[int, int]  # layer and head, counted from 0
Records = Sequence[Record[Repeated]]


def looks(text: Lesson, head: Head, strongest: tuple[str, str, float], heads: Sequence[measure.Head]) -> Exhibit:
    """What stands under the living picture: the strongest look (from, at, weight) of the open head, and all heads' habits."""
    layer, number = head
    looking, at, weight = strongest
    here = next(one for one in heads if (one.layer, one.head) == (layer + 1, number + 1))
    said = text.say(
        "looks", head=number + 1, layer=layer + 1, looking=looking, at=at, weight=weight, previous=here.previous
    )
    return Exhibit(None, said, weights.table(text, heads))


def off(text: Lesson, result: Operated, head: Head, kind: str, colours: Palette) -> Exhibit:
    """The chances of the next word before and after one head was changed."""
    before, after = result.favourites
    changed = {
        "layer": head[0] + 1,
        "head": head[1] + 1,
        "does": text.say(f"does.{kind}"),
        "before": before,
        "after": after,
    }
    strongest = dict(zip(("strongest_layer", "strongest_head"), result.strongest, strict=True))
    return Exhibit(
        figures.before_and_after(result.words, result.before, result.after, colours),
        together([
            text.say("off.stays" if before == after else "off.changes", **changed),
            text.say("off.moved", nats=result.apart, most_nats=result.strongest_apart, **strongest),
        ]),
        weights.likeliest(result),
        alt=text.say("off.alt"),
    )  # fmt: skip


def roles(text: Lesson, found: Sequence[Role], colours: Palette, origin: Origin) -> Exhibit:
    """Which heads have earned a name."""
    named = [
        text.say("roles.named", layer=role.layer, head=role.head, name=text.say(f"role.{role.named.pattern}"))
        for role in found
        if role.named
    ]
    said = text.say("roles.some" if named else "roles.none", named=len(named), heads=len(found), names="; ".join(named))
    return Exhibit(figures.roles(found, colours), said, weights.role_table(text, found), origin, text.say("roles.alt"))


def without(text: Lesson, two: Records) -> dict[str, tuple[str, list[float]]]:
    """What may be silenced in the model of two layers: its name, and the loss in repeats at every record without it."""
    told = formed(two)
    (layer, head), (below, before) = told.head, told.before or (1, 1)
    return {
        "head": (
            text.say("silence.head", layer=layer, head=head),
            [record.values.without[layer - 1][head - 1] for record in two],
        ),
        "layer": (
            text.say("silence.layer", layer=layer), [record.values.without_layer[layer - 1] for record in two]
        ),
        "before": (
            text.say("silence.head", layer=below, head=before),
            [record.values.without[below - 1][before - 1] for record in two],
        ),
    }  # fmt: skip


def induction(text: Lesson, two: Records, one: Records, silenced: str, colours: Palette, origin: Origin) -> Exhibit:
    """The losses of a model of two layers and of one, and of the first with something silenced."""
    told = formed(two)
    name, alone = without(text, two).get(silenced, ("", []))
    layer, head = told.head
    models: dict[str, Records] = {text.say("induction.layers"): two, text.say("induction.layer"): one}
    return Exhibit(
        induction_figures.losses(
            models, colours, told.cliff, (text.say("induction.without", silenced=name), alone) if alone else None
        ),
        together([
            text.say("induction.both" if one else "induction.two", two=told.accuracy, one=one[-1].values.accuracy if one else 0),
            text.say("induction.cliff", steep=told.steep) if told.cliff else "",
            text.say(
                "induction.head", layer=layer, head=head, prefix=told.prefix, costs=told.costs, layer_costs=told.layer_costs
            ),
        ]),
        [{"step": r.step} | {name: round(getattr(r.values, name), 3) for name in ("first", "second", "accuracy")} for r in two],
        origin,
        text.say("induction.alt"),
    )  # fmt: skip


# --- deeper


def scores(text: Lesson, records: Records, colours: Palette, origin: Origin) -> Exhibit:
    """Two scores of every head of the small model over its training."""
    told = formed(records)
    layer, head = told.head
    rows: Rows = [
        {"step": one.step, "prefix": str(one.values.prefix), "previous": str(one.values.previous)} for one in records
    ]
    said = text.say("scores", layer=layer, head=head, prefix=told.prefix, previous=told.previous)
    return Exhibit(induction_figures.scores(records, colours), said, rows, origin, text.say("scores.alt"))


def future(text: Lesson, moved: Moved) -> Exhibit:
    """How much the weights changed with another last token, in the rows above and in the last."""
    earlier, last = moved.changes["earlier rows"], moved.changes["last row"]
    rows: Rows = [
        {"rows": text.say(f"future.{name}"), "largest_change_of_a_weight": f"{change:.6f}"}
        for name, change in moved.changes.items()
    ]
    return Exhibit(rows, text.say("future", earlier=earlier, last=last), rows)


def early(
    text: Lesson, first: Array, last: Array, tokens: Sequence[Mapping[str, object]], steps: tuple[int, int]
) -> Exhibit:
    """The same words through the untrained weights: (L, H, T, T) attention at the first and the last of these steps."""
    evenness = [round(measure.evenness(frame), 2) for frame in (first, last)]
    rows: Rows = [{"step": step, "evenness": even} for step, even in zip(steps, evenness, strict=True)]
    payload = attention_payload(first[None], tokens, steps[:1], steps[0], run="untrained")
    said = text.say("early", step=steps[0], start=evenness[0], last_step=steps[1], end=evenness[1])
    return Exhibit(Picture("attention", payload), said, rows)


def sink(text: Lesson, here: Array) -> Exhibit:
    """How much of the (L, H, T, T) weight rests on the first token, head by head, against looking everywhere alike."""
    share, uniform = measure.sink_share(here)
    found = measure.by_head(here)
    rows = weights.sink_table(text, found)
    most = max(one.share for one in found)
    rests = text.say("sink.rests" if most > 3 * uniform else "sink.none")
    return Exhibit(rows, together([text.say("sink", share=share, uniform=uniform, most=most), rests]), rows)


def trap(text: Lesson, fixed: Records, free: Records, colours: Palette, origin: Origin) -> Exhibit:
    """Blocks of one length against blocks of any length."""
    told = formed(fixed)
    previous = max(max(row) for row in fixed[-1].values.previous)
    one, any_length = text.say("trap.one"), text.say("trap.any")
    rows: Rows = [{"step": r.step, one: round(r.values.second, 3)} for r in fixed]
    return Exhibit(
        induction_figures.losses({one: fixed, any_length: free}, colours, told.cliff),
        text.say("trap", right=told.accuracy, layer=told.head[0], head=told.head[1], previous=previous),
        rows,
        origin,
        text.say("trap.alt"),
    )
