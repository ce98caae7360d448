"""What /assistant shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.data.dialogues import END
from core.exhibit import Exhibit, Origin
from core.figures import assistant as figures
from core.figures import filters as curves
from core.figures.assistant import Read
from core.figures.palette import Palette
from core.language import percent
from core.lessons.parts import Lesson
from core.measure import preference
from core.measure.preference import LENGTH
from core.sentences import together
from core.studies import assistant as tuning
from core.studies.assistant import After, Tuned
from core.studies.preference import ANSWERS, Preferred
from core.tables import Rows
from core.training.events import Record

MODELS = BEFORE, AFTER = ("before", "after")
SHOWN = 3  # of the likeliest next words of each model


def reads(text: Lesson, model: str, given: Sequence[str], reply: str) -> Read:
    """A model's whole text: what it was given, and what it wrote."""
    ends = [END] if model == AFTER else []
    return Read(text.say(f"model.{model}"), given, [*reply.split(), *ends])


def next_words(
    text: Lesson, texts: Mapping[str, Read], chances: Mapping[str, Mapping[str, float]], colours: Palette
) -> Exhibit:
    """Both models' whole texts, and how likely they find each next word after what was given."""
    likely = [sorted(shares, key=lambda word: -shares[word])[:SHOWN] for shares in chances.values()]
    words = list(dict.fromkeys(word for some in likely for word in some))
    drawn: dict[str, dict[str, float]] = {
        text.say(f"model.{model}"): {word: chances[model][word] for word in words} for model in MODELS
    }
    said = text.say(
        "next", next_before=likely[0][0], chance_before=chances[BEFORE][likely[0][0]], next_after=likely[1][0],
        chance_after=chances[AFTER][likely[1][0]],
    )  # fmt: skip
    rows: Rows = [
        {"named_model": read.heading, "text": " ".join(read.given), "reply": " ".join(read.wrote),
         "next_word": likely[i][0], "chance": percent(chances[model][likely[i][0]])}
        for i, (model, read) in enumerate(texts.items())
    ]  # fmt: skip
    return Exhibit(curves.compared(drawn, colours, text.say("next.axis")), said, rows, alt=text.say("next.alt"))


def tuned(
    text: Lesson, records: Sequence[Record[Tuned]], done: bool, colours: Palette, origin: Origin, asks: bool = True
) -> Exhibit:
    """The share of unseen questions that is answered rightly, while the base model learns from dialogues."""
    right = {record.step: record.values.right for record in records}
    last = records[-1]
    said = together([
        text.say("tuned", right_at_first=records[0].values.right, steps=last.step, right_now=last.values.right),
        text.say("tuned.seen", dialogues=last.step * tuning.BATCH) if last.step else "",
    ])  # fmt: skip
    rows: Rows = [
        {"step": record.step, "right": percent(record.values.right), "loss": record.values.loss} for record in records
    ]
    verdict = text.came_out("tune", tuning.when(right), step=_first(right)) if done and asks else None
    lines: dict[str, list[tuple[float, float]]] = {
        text.say("tuned.right"): [(float(step), share) for step, share in right.items()]
    }
    return Exhibit(curves.stages(lines, colours, {}), said, rows, origin, text.say("tuned.alt"), verdict)


def _first(right: Mapping[int, float]) -> int:
    """The step from which half of the questions are answered rightly; the last one where that never was."""
    return next((step for step, share in right.items() if share >= tuning.HALF), max(right))


def preferred(
    text: Lesson, records: Sequence[Record[Preferred]], done: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """What becomes of the answers while the model is tuned by votes."""
    first, last = records[0].values, records[-1].values
    lines: dict[str, list[tuple[float, float]]] = {
        text.say("prefer.wins"): [(float(one.step), one.values.wins) for one in records],
        text.say("prefer.distinct", of=ANSWERS): [(float(one.step), one.values.distinct / ANSWERS) for one in records],
        text.say("prefer.right"): [(float(one.step), one.values.right) for one in records],
    }
    length = {LENGTH: str(text.say("prefer.length"))}
    named = {length.get(name, name): weight for name, weight in last.liked.items() if name.isalpha() or name in length}
    liked = [name for name, weight in named.items() if weight > 0]
    disliked = [name for name, weight in named.items() if weight < 0]
    said = together([
        text.say("prefer.reward", agrees=last.agrees),
        text.say("prefer.liked", liked=", ".join(liked)) if liked else "",
        text.say("prefer.disliked", disliked=", ".join(disliked)) if disliked else "",
        text.say(
            "prefer.now", wins=last.wins, distinct_before=first.distinct, distinct_now=last.distinct, of=ANSWERS,
            right_before=first.right, right_now=last.right, went=last.kl,
        ),
    ])  # fmt: skip
    rows: Rows = [
        {"step": one.step, "wins": percent(one.values.wins), "reward": round(one.values.reward, 3),
         "distinct": round(one.values.distinct, 1), "right": percent(one.values.right), "kl": round(one.values.kl, 3)}
        for one in records
    ]  # fmt: skip
    outcome = preference.variety(first.distinct, last.distinct)
    verdict = text.came_out("prefer", outcome, before=first.distinct, now=last.distinct) if done else None
    return Exhibit(curves.stages(lines, colours, {}), said, rows, origin, text.say("prefer.alt"), verdict)


def commonest(text: Lesson, records: Sequence[Record[Preferred]]) -> Rows:
    """The commonest answers to one question, before and by now, beside each other."""
    columns = {BEFORE: records[0].values.commonest, AFTER: records[-1].values.commonest}
    written = [[f"{count} × {answer}" for answer, count in some.items()] for some in columns.values()]
    longest = max(map(len, written))
    before, now = ([*some, *[""] * (longest - len(some))] for some in written)
    return [{"answers_before": one, "answers_now": other} for one, other in zip(before, now, strict=True)]


def changed(text: Lesson, after: After, colours: Palette, origin: Origin) -> Exhibit:
    """How far each matrix moved, and whether plain text still goes on rightly."""
    named = {matrix(text, name): share for name, share in after.changed.items()}
    least, most = min(named, key=lambda name: named[name]), max(named, key=lambda name: named[name])
    said = together(
        [
            text.say("changed", most=most, moved_most=named[most], least=least, moved_least=named[least]),
            text.say("changed.facts", facts_before=after.facts_before, facts_after=after.facts_after),
        ]
    )
    rows: Rows = [{"matrix": name, "change": percent(share)} for name, share in named.items()]
    outcome = tuning.kept(after.facts_before, after.facts_after)
    verdict = text.came_out("weights", outcome, before=after.facts_before, after=after.facts_after)
    return Exhibit(figures.moved(named, colours), said, rows, origin, text.say("changed.alt"), verdict)


def matrix(text: Lesson, name: str) -> str:
    """A matrix in words: `blocks.0.up.weight` is one of the first block's."""
    *place, part, _ = name.split(".")
    return text.say(f"matrix.{part}", block=int(place[1]) + 1) if place else text.say(f"matrix.{part}")
