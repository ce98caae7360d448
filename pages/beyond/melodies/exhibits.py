"""What /melodies shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.exhibit import Exhibit, Origin, Picture
from core.figures import melodies as figures
from core.figures.chips import percent
from core.figures.palette import Palette
from core.language import number
from core.lessons.parts import Lesson
from core.measure.melodies import NAMED, STATISTICS, Structure, moves, nearest, structure
from core.measure.melody_writing import Continued
from core.sentences import Sentence, together
from core.studies.melodies import Ended, Learned
from core.tables import Rows
from core.training.events import Record

SHARES = ("adds_up", "repeated", "even", "at_rest")
HEADS = {"repeated": "stood_before"}
LONG = 20  # notes of a run that is no chance any more
COOLEST, HOTTEST = 0.2, 2.0


def tune(
    text: Lesson, found: Continued, id: str, own: bool, begin: Sequence[Sequence[int]], title: str, origin: Origin
) -> Exhibit:  # fmt: skip
    """A beginning and what the model wrote after it, to be heard; under it what can be counted of the whole tune."""
    begun, tokens = len(found.begun), found.tokens
    chances = [thought.likeliest for thought in found.thoughts]
    payload = figures.tune_payload(tokens, begun, id=id, chances=chances, own=own, begin=begin, title=title)
    said = [text.say("tune", given=begun, written=len(tokens) - begun), *built(text, tokens)]
    if not found.ended:
        said.append(text.say("tune.no room"))
    rows: list[dict[str, Any]] = [
        {"place": place, "token": token, "given": text.say("yes" if place <= begun else "no"),
         "likeliest": ", ".join(f"{what or '∎'} {percent(share)}" for what, share in chances[place - begun - 1][:3])
         if place > begun else ""}
        for place, token in enumerate(tokens, 1)
    ]  # fmt: skip
    rows += _structure_rows(text, tokens)
    return Exhibit(
        Picture("melody", payload, answers=("begin",), helpers=("sound", "piano")), together(said), rows, origin
    )


def built(text: Lesson, tokens: Sequence[str]) -> list[Sentence]:
    """What can be counted of one tune, in a sentence."""
    found = structure(tokens)
    return [text.say("built", adds_up=found.adds_up, repeated=found.repeated)]


def _structure_rows(text: Lesson, tokens: Sequence[str]) -> list[dict[str, Any]]:
    found = structure(tokens)
    return [
        {"place": "", "token": text.say(f"statistic.{name}"), "given": "", "likeliest": percent(getattr(found, name))}
        for name in ("adds_up", "repeated")
    ]


def heard(text: Lesson, tokens: Sequence[str], kind: str, id: str, origin: Origin) -> Exhibit:
    """A tune of one of the kinds, to be heard."""
    begun = len(tokens) if kind in ("data", "shuffled") else 0
    payload = figures.tune_payload(tokens, begun, id=id, title=text.say(f"kind.{kind}"))
    return Exhibit(Picture("melody", payload, helpers=("sound", "piano")), together([text.say("heard"), *built(text, tokens)]),
                   _structure_rows(text, tokens), origin)  # fmt: skip


def built_like(text: Lesson, found: Ended, colours: Palette, origin: Origin) -> Exhibit:
    """How tunes of each kind are built on average, and which comes nearest to tunes that nobody learned."""
    rows: Rows = [
        {"way": text.say(f"kind.{kind}"),
         **_shares(one),
         **{name: number(getattr(one, name), ".1f") for name in STATISTICS if name not in SHARES}}
        for kind, one in found.structure.items()
    ]  # fmt: skip
    said = [
        text.say(f"built.{name}", **{kind: getattr(one, name) for kind, one in found.structure.items()})
        for name in NAMED
    ]
    rivals = {kind: one for kind, one in found.structure.items() if kind != "data"}
    verdict = text.came_out("built_like", who(nearest(rivals, found.structure["data"])))
    picture = figures.structures(found.structure, colours)
    return Exhibit(picture, together(said), rows, origin, text.say("built.alt"), verdict)


def _shares(one: Structure) -> dict[str, str]:
    """Its shares by the heads of tables."""
    return {HEADS.get(name, name): percent(getattr(one, name)) for name in SHARES}


def who(nearest: Mapping[str, str]) -> str:
    """Who comes nearest to the data in all that is named; `nobody` where one does in this and another in that.

    >>> who({"adds_up": "gpt", "even": "gpt"}), who({"adds_up": "gpt", "even": "shuffled"})
    ('gpt', 'nobody')
    """
    return next(iter(nearest.values())) if len(set(nearest.values())) == 1 else "nobody"


def learning(text: Lesson, found: Sequence[Record[Learned]], id: str, origin: Origin) -> Exhibit:
    """A training that is under way: how surprised it is by new tunes, and the tune that it writes by now."""
    last = found[-1]
    payload = figures.tune_payload(last.values.tune.split(), 0, id=id)
    rows: Rows = [{"step": one.step, "loss": number(one.values.loss, ".2f")} for one in found]
    said = text.say("learning", step=last.step, loss=last.values.loss)
    return Exhibit(Picture("melody", payload, helpers=("sound", "piano")), said, rows, origin)


def copies(text: Lesson, found: Ended, colours: Palette, origin: Origin) -> Exhibit:
    """The longest run of each tune that stands in what was learned, beside that of new tunes."""
    middle = {kind: one.middle for kind, one in found.runs.items()}
    rows: list[dict[str, Any]] = [
        {"way": text.say(f"kind.{kind}"), "middle_run": number(one.middle, ".1f"), "longest_run": number(max(one.longest), ","),
         "long_runs": number(sum(longest >= LONG for longest in one.longest), ","), "tunes": number(len(one.longest), ",")}
        for kind, one in found.runs.items()
    ]  # fmt: skip
    rows.append({"way": text.say("copies.bound"), "middle_run": number(LONG, ","), "longest_run": "", "long_runs": "",
                 "tunes": number(found.learned, ",")})  # fmt: skip
    long = sum(longest >= LONG for longest in found.runs["gpt"].longest)
    said = [
        text.say("copies", learned=found.learned, gpt=middle["gpt"], new=middle["new"]),
        text.say("copies.long", long=long, of=len(found.runs["gpt"].longest), bound=LONG),
    ]
    verdict = text.came_out("copies", copied(middle["gpt"], middle["new"]))
    return Exhibit(figures.runs(found.runs, colours), together(said), rows, origin, text.say("copies.alt"), verdict)


def copied(gpt: float, new: float) -> str:
    """By how much the model's runs are longer than those that new tunes share by chance.

    >>> copied(7, 7), copied(12, 7), copied(50, 5)
    ('chance', 'some', 'whole')
    """
    return "whole" if gpt >= LONG else "some" if gpt > new + 2 else "chance"


def copied_tune(text: Lesson, found: Ended, id: str, origin: Origin) -> Exhibit:
    """The tune of the model with the longest copied run, that run marked."""
    one = found.copied
    tokens = one.tune.split()
    payload = figures.tune_payload(tokens, 0, id=id, shared=(one.place, one.place + one.notes))
    of = len(moves(tokens)) + 1
    said = text.say(
        "copied", notes=one.notes, of=of, title=one.title, collection=text.say(f"collection.{one.collection}")
    )
    rows: Rows = [{"longest_run": one.notes, "of_notes": of, "title": one.title, "collection": one.collection}]
    return Exhibit(Picture("melody", payload, helpers=("sound", "piano")), said, rows, origin)


def heat(text: Lesson, found: Ended, colours: Palette, origin: Origin) -> Exhibit:
    """What temperature does to tunes."""
    rows: list[dict[str, Any]] = [
        {"temperature": one.temperature, **_shares(one.structure),
         "span": number(one.structure.span, ".1f"), "middle_run": number(one.longest, ".1f"),
         "different_bars": number(one.different, ",")}
        for one in found.warm
    ]  # fmt: skip
    data = found.structure["data"]
    rows.append({"temperature": text.say("kind.data"), **_shares(data),
                 "span": number(data.span, ".1f"), "middle_run": "", "different_bars": ""})  # fmt: skip
    at = {one.temperature: one for one in found.warm}
    cool, hot = at[COOLEST], at[HOTTEST]
    said = text.say(
        "heat", cool=COOLEST, hot=HOTTEST, repeated_cool=cool.structure.repeated, repeated_hot=hot.structure.repeated,
        repeated_data=data.repeated, bars_cool=cool.different, bars_hot=hot.different,
    )  # fmt: skip
    verdict = text.came_out("heat", first_to_go(cool.structure, hot.structure))
    return Exhibit(figures.heat(found.warm, data, colours), said, rows, origin, text.say("heat.alt"), verdict)


def first_to_go(cool: Any, hot: Any) -> str:
    """Which of the named shares falls most from cool to hot, as a part of what it was; `steady` where none loses a tenth."""
    lost = {name: 1 - getattr(hot, name) / (getattr(cool, name) or 1) for name in NAMED}
    most = max(lost, key=lambda name: lost[name])
    return most if lost[most] > 0.1 else "steady"
