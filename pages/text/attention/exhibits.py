"""What /attention and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin, Picture
from core.figures import heads as figures
from core.figures import induction as induction_figures
from core.figures.attention import attention_payload
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import number
from core.lessons.parts import Lesson
from core.measure import attention as measure
from core.measure.heads import how_many_named
from core.opened.attention import Looks, Moved, Operated
from core.sentences import Sentence, together
from core.studies.head_roles import Measured
from core.studies.induction import Elsewhere, Repeated, formed, half_way, how_it_repeats, losses_without, which_learned
from core.tables import Rows
from core.training.events import Record
from pages.text.attention import weights

Head = tuple[int, int]  # layer and head, counted from 0
Records = Sequence[Record[Repeated]]


def looks(text: Lesson, head: Head, attention: Array, tokens: Sequence[int], texts: Sequence[str]) -> Exhibit:
    """What stands under the living picture: the strongest look of the open head, and all heads' habits.

    Args:
        head: its layer and number, counted from 0.
        attention: (L, H, T, T) of all heads, over these (T,) tokens, which are written as `texts`.
    """
    return Exhibit(
        None,
        looking(text, head, attention, tokens, texts),
        weights.table(text, measure.heads(attention, tokens)),
    )


def looking(text: Lesson, head: Head, attention: Array, tokens: Sequence[int], texts: Sequence[str]) -> Sentence:
    """Its sentence; arguments as there."""
    layer, number = head
    row, column, weight = measure.looks_at(attention, texts, layer + 1, number + 1)
    (here,) = measure.heads(attention[layer : layer + 1, number : number + 1], tokens)
    return text.say(
        "looks" if len(texts) > 2 else "looks.short", head=number + 1, layer=layer + 1, looking=texts[row],
        at=texts[column], weight=weight, previous=here.previous,
    )  # fmt: skip


def off(text: Lesson, result: Operated, head: Head, kind: str, colours: Palette) -> Exhibit:
    """The chances of the next word before and after one head was changed."""
    before, after = result.favourites
    does = text.say(f"does.{kind}")
    changed = {"layer": head[0] + 1, "head": head[1] + 1, "does": does, "before": before, "after": after}
    strongest = dict(zip(("strongest_layer", "strongest_head"), result.strongest, strict=True))
    said = [
        text.say("off.stays" if before == after else "off.changes", **changed),
        text.say("off.moved", nats=result.apart, most_nats=result.strongest_apart, **strongest),
    ]
    figure = figures.before_and_after(result.words, result.before, result.after, colours)
    verdict = text.came_out("off", result.effect)
    return Exhibit(figure, together(said), weights.likeliest(result), alt=text.say("off.alt"), verdict=verdict)


def roles(text: Lesson, measured: Measured, colours: Palette, origin: Origin) -> Exhibit:
    """Which heads have earned a name."""
    found = measured.roles
    named = [
        text.say("roles.named", layer=role.layer, head=role.head, name=text.say(f"role.{role.named.pattern}"))
        for role in found
        if role.named
    ]
    counted = {"step": measured.step, "named": len(named), "heads": len(found)}
    return Exhibit(
        figures.roles(found, colours),
        text.say("roles.some" if named else "roles.none", **counted, names="; ".join(named)),
        weights.role_table(text, found), origin, text.say("roles.alt"), text.came_out("roles", how_many_named(found)),
    )  # fmt: skip


def may_be_silenced(text: Lesson, two: Records) -> dict[str, str]:
    """The names of what may be silenced in the model of two layers, by the codes of `losses_without`."""
    told = formed(two)
    (layer, head), (below, before) = told.head, told.before or (1, 1)
    return {
        "none": text.say("silence.none"),
        "head": text.say("silence.head", layer=layer, head=head),
        "layer": text.say("silence.layer", layer=layer),
        "before": text.say("silence.head", layer=below, head=before),
    }


def induction(text: Lesson, two: Records, one: Records, without: str, colours: Palette, origin: Origin) -> Exhibit:
    """The losses of a model of two layers and of one, and of the first without what is silenced, "none" or a code of it.

    How it came out is said when both have been trained to the end.
    """
    told, alone = formed(two), losses_without(two).get(without)
    name = text.say("induction.without", silenced=may_be_silenced(text, two)[without])
    layer, head = told.head
    models: dict[str, Records] = {text.say("induction.layers"): two, text.say("induction.layer"): one}
    said = [
        text.say("induction.both" if one else "induction.two", two=told.accuracy, one=one[-1].values.accuracy if one else 0),
        text.say("induction.cliff", steep=told.steep) if told.cliff else "",
        text.say(
            "induction.head", layer=layer, head=head, prefix=told.prefix, costs=told.costs, layer_costs=told.layer_costs
        ),
        text.say("induction.below", layer=told.before[0], head=told.before[1], costs=told.previous_costs)
        if told.before else "",
    ]  # fmt: skip
    ended = one and all(records[-1].step == records[-1].total for records in (two, one))
    verdict = text.came_out("induction", which_learned(told, formed(one))) if ended else None
    columns = ("first", "second", "accuracy")
    rows = [{"step": r.step} | {name: round(getattr(r.values, name), 3) for name in columns} for r in two]
    figure = induction_figures.losses(models, colours, told.cliff, (name, alone) if alone else None)
    return Exhibit(figure, together(said), rows, origin, text.say("induction.alt"), verdict)


# --- deeper


def scores(text: Lesson, records: Records, colours: Palette, origin: Origin) -> Exhibit:
    """Two scores of every head of the small model over its training."""
    told = formed(records)
    rows: Rows = [
        {"step": one.step, "layer": layer, "head": head, "prefix": prefix, "previous": previous}
        for one in records
        for layer, both in enumerate(zip(one.values.prefix, one.values.previous, strict=True), 1)
        for head, (prefix, previous) in enumerate(zip(*both, strict=True), 1)
    ]
    layer, head = told.head
    said = text.say("scores", layer=layer, head=head, prefix=told.prefix, step=half_way(records, "prefix", told.head))
    if told.before:
        below = {"layer": told.before[0], "head": told.before[1], "step": half_way(records, "previous", told.before)}
        said = together([said, text.say("scores.below", previous=told.previous, **below)])
    return Exhibit(induction_figures.scores(records, colours), said, rows, origin, text.say("scores.alt"))


def future(text: Lesson, moved: Moved) -> Exhibit:
    """How much the weights changed with another last token, in the rows above and in the last."""
    earlier, last = moved.changes["earlier rows"], moved.changes["last row"]
    rows: Rows = [
        {"rows": text.say(f"future.{name}"), "largest_change_of_a_weight": number(change, ".6f")}
        for name, change in moved.changes.items()
    ]
    said = text.say("future", earlier=earlier, last=last)
    return Exhibit(rows, said, rows, verdict=text.came_out("future", "nothing"))


def early(text: Lesson, looks: Looks, tokens: Sequence[Mapping[str, object]]) -> Exhibit:
    """The same words through the untrained weights, and how evenly these look and those of the last step."""
    start, end = (round(measure.evenness(looks.frames[at]), 2) for at in (0, -1))
    first, last = looks.steps[0], looks.steps[-1]
    payload = attention_payload(looks.frames[:1], tokens, [first], first, run="untrained")
    said = text.say("early", step=first, start=start, last_step=last, end=end)
    rows: Rows = [{"step": first, "evenness": start}, {"step": last, "evenness": end}]
    verdict = text.came_out("early", measure.spread(looks.frames[0]))
    return Exhibit(Picture("attention", payload), said, rows, verdict=verdict)


def sink(text: Lesson, here: Array) -> Exhibit:
    """How much of the (L, H, T, T) weight rests on the first token, head by head, against looking everywhere alike."""
    share, uniform = measure.sink_share(here)
    found = measure.by_head(here)
    rows = weights.sink_table(text, found)
    said = text.say(
        "sink", share=share, uniform=uniform, most=max(one.share for one in found), heads=len(found),
        rest=sum(one.rests for one in found),
    )  # fmt: skip
    return Exhibit(rows, said, rows, verdict=text.came_out("sink", measure.how_many_rest(found)))


def trap(
    text: Lesson, fixed: Records, free: Records, tried: Elsewhere, other: Elsewhere, colours: Palette, origin: Origin
) -> Exhibit:
    """Blocks of one length against blocks of any length, and where the best head of each looks in a block of another length.

    How it came out is said when the model has been trained to the end.
    """
    told = formed(fixed)
    one, any_length = text.say("trap.one"), text.say("trap.any")
    rows: Rows = [{"step": r.step, one: round(r.values.second, 3)} for r in fixed]
    said = [
        text.say("trap", right=told.accuracy, layer=told.head[0], head=told.head[1]),
        text.say("trap.tried", counted=tried.counted, followed=tried.followed, other_followed=other.followed),
    ]
    figure = induction_figures.losses({one: fixed, any_length: free}, colours, told.cliff)
    ended = fixed[-1].step == fixed[-1].total
    verdict = text.came_out("trap", how_it_repeats(fixed, free, tried)) if ended else None
    return Exhibit(figure, together(said), rows, origin, text.say("trap.alt"), verdict)
