"""What /assistant shows: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.data.dialogues import ASSISTANT, END
from core.exhibit import Exhibit, Origin
from core.figures import assistant as figures
from core.figures import filters as curves
from core.figures.assistant import Read
from core.figures.palette import Palette
from core.language import percent
from core.lessons.parts import Lesson
from core.measure import best_of as measure
from core.measure import preference
from core.measure.preference import LENGTH
from core.sentences import together
from core.studies import assistant as tuning
from core.studies import lookup
from core.studies.assistant import After, Tuned
from core.studies.best_of import Pool
from core.studies.lookup import Looks
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


# --- deeper


def best_of(
    text: Lesson, pools: Sequence[Pool], n: int, tuned: Preferred | None, colours: Palette, origin: Origin,
    asks: bool = False,
) -> Exhibit:  # fmt: skip
    """What is shown where the best of n answers is.

    Args:
        tuned: what preference tuning makes of the same model, to compare with.
        asks: does the experiment ask for how many it takes to be liked as well?
    """
    found = {number: measure.best(pools, number, ANSWERS) for number in measure.NUMBERS}
    it, alone = found[n], found[1]
    lines: dict[str, list[tuple[float, float]]] = {
        text.say("prefer.wins"): [(float(number), one.wins) for number, one in found.items()],
        text.say("prefer.distinct", of=ANSWERS): [
            (float(number), one.distinct / ANSWERS) for number, one in found.items()
        ],
        text.say("prefer.right"): [(float(number), one.right) for number, one in found.items()],
    }
    said = together([
        text.say(
            "best", n=n, wins=it.wins, distinct=it.distinct, of=ANSWERS, distinct_alone=alone.distinct, right=it.right,
            right_alone=alone.right,
        ),
        text.say("best.tuned", tuned_wins=tuned.wins, tuned_distinct=tuned.distinct, tuned_right=tuned.right)
        if tuned and asks
        else "",
    ])  # fmt: skip
    rows: Rows = [
        {"best_of": number, "wins": percent(one.wins), "distinct": round(one.distinct, 1), "right": percent(one.right)}
        for number, one in found.items()
    ]
    needed = measure.needed(pools, tuned.wins) if tuned else None
    verdict = (
        text.came_out("best", measure.how_many(needed), n=needed or measure.NUMBERS[-1]) if tuned and asks else None
    )
    return Exhibit(figures.best_of(lines, n, colours), said, rows, origin, text.say("best.alt"), verdict)


def looks_up(
    text: Lesson, records: Sequence[Record[Looks]], done: bool, colours: Palette, origin: Origin, asks: bool = True
) -> Exhibit:
    """Whether the model asks the table, and whom it believes, while it learns to look up."""
    last = records[-1].values
    lines: dict[str, list[tuple[float, float]]] = {
        text.say("lookup.asks"): [(float(one.step), one.values.asks) for one in records],
        text.say("lookup.heart"): [(float(one.step), one.values.by_heart) for one in records],
        text.say("lookup.table"): [(float(one.step), one.values.by_table) for one in records],
    }
    said = text.say("lookup", steps=records[-1].step, asks=last.asks, by_table=last.by_table, by_heart=last.by_heart)
    rows: Rows = [
        {"step": one.step, "asks_the_table": percent(one.values.asks), "says_the_table": percent(one.values.by_table),
         "says_by_heart": percent(one.values.by_heart)}
        for one in records
    ]  # fmt: skip
    outcome = lookup.whom_it_believes(last.by_table, last.by_heart)
    verdict = (
        text.came_out("look_up", outcome, by_table=last.by_table, by_heart=last.by_heart) if done and asks else None
    )
    return Exhibit(curves.stages(lines, colours, {}), said, rows, origin, text.say("lookup.alt"), verdict)


def looked_up(text: Lesson, heading: str, whole: str) -> Read:
    """The whole text of a question with its lookup; what the program wrote is given, too."""
    words = whole.split()
    place = words.index(ASSISTANT) + 1 if ASSISTANT in words else len(words)
    return Read(heading, words[:place], words[place:])
