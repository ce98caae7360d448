"""What /before_transformers and its second page show: each a value of picture, sentence and numbers, made from facts."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.exhibit import Exhibit, Origin, now
from core.figures import before_transformers as figures
from core.figures.chips import percent
from core.figures.palette import Palette
from core.language import number
from core.lessons.parts import Lesson
from core.measure import state_forgets, word_counts
from core.measure.state_forgets import Reading
from core.measure.word_counts import Rung
from core.sentences import together
from core.studies import copying as copying_study
from core.studies import passes as passes_study
from core.studies import readers
from core.studies.copying import Copied
from core.studies.passes import Timed, Written
from core.studies.readers import Learned
from core.training.events import Record

Seconds = Mapping[int, Mapping[str, float]]
ECHOES = SOON, _, _, LATE, _ = (
    4,
    8,
    16,
    32,
    64,
)  # letters since the change that the table tells of; the sentence, of two
AFTER = (10, 40)  # letters after which the sentence says what is left


def ladder(text: Lesson, rungs: Sequence[Rung], seen: Sequence[float], colours: Palette) -> Exhibit:
    """At how many places the text has the last word, the last two, …, and what follows there."""
    rows: list[dict[str, Any]] = [
        {"words_together": len(rung.words), "words": " ".join(rung.words), "places": number(rung.places, ","),
         "what_follows": ", ".join(f"{word} {number(count, ',')}" for word, count in list(rung.follows.items())[:3])}
        for rung in rungs
    ]  # fmt: skip
    rows += [
        {"words_together": length, "words": text.say("ladder.unseen"), "places": percent(share, 1), "what_follows": ""}
        for length, share in enumerate(seen, 1)
    ]
    last = rungs[-1]
    said = [
        text.say("ladder", words=len(rungs[0].words), places=rungs[0].places, last=" ".join(rungs[0].words)),
        text.say("ladder.long" if last.places else "ladder.nowhere", many=len(last.words), found=last.places),
        text.say("ladder.seen", two=seen[1], eight=seen[-1], most=len(seen), pair=2),
    ]
    return Exhibit(figures.ladder(rungs, colours), together(said), rows, now(), text.say("ladder.alt"))


def forget(
    text: Lesson, found: Reading, letters: str, model: str, view: str, colours: Palette, origin: Origin
) -> Exhibit:
    """The state of a recurrent network as it reads on after a first word, or how far it is from its twin's.

    Args:
        letters: the last letter of the first word, and all that it reads after it.
        view: "apart" for the difference, or "state".
    """
    left = found.left
    rows: list[dict[str, Any]] = [
        {"letters_since": place, "letter": letter, "left": percent(min(share, 1), 1)}
        for place, (letter, share) in enumerate(zip(letters, left, strict=True))
    ]
    said = [
        text.say("forget.left", name=text.say(f"name.{model}"), after=after, left=min(left[after], 1.0))
        for after in AFTER
        if after < len(left)
    ]
    until = found.forgotten_after
    said.append(text.say("forget.gone", letters=until) if until else text.say("forget.kept", letters=len(left) - 1))
    grid = found.apart if view == "apart" else found.states
    picture = figures.states(grid, letters, 1, view == "apart", colours)
    verdict = text.came_out("forget", state_forgets.memory(until))
    return Exhibit(picture, together(said), rows, origin, text.say(f"forget.alt.{view}"), verdict)


def race(text: Lesson, records: Sequence[Record[Learned]], colours: Palette, origin: Origin) -> Exhibit:
    """How many letters each way of foreseeing hesitates between on unseen text; at the end also counting does."""
    last = records[-1].values
    lines = {name: [(one.step, one.values.perplexity[name]) for one in records] for name in last.perplexity}
    counting = readers.affordable(last.counted) if last.counted else None
    rows: list[dict[str, Any]] = [
        {"way": figures.called(name), "numbers_kept": number(last.weights[name], ","), "step": step,
         "perplexity": number(value, ".2f")}
        for name, line in lines.items()
        for step, value in line
    ]  # fmt: skip
    rows += [
        {"way": text.say("race.counts", letters=one.letters), "numbers_kept": number(one.kept, ","), "step": "",
         "perplexity": number(one.perplexity, ".2f")}
        for one in last.counted
    ]  # fmt: skip
    if counting is None:
        said = [text.say("race.at", step=records[-1].step, **last.perplexity)]
        return Exhibit(figures.race(lines, None, colours), together(said), rows, origin, text.say("race.alt"))
    ends = {**last.perplexity, "counting": counting.perplexity}
    said = [
        text.say("race", **ends),
        text.say("race.budget", letters=counting.letters, kept=counting.kept, weights=last.weights["transformer"]),
    ]
    verdict = text.came_out("race", readers.leads(ends))
    return Exhibit(
        figures.race(lines, counting.perplexity, colours), together(said), rows, origin, text.say("race.alt"), verdict
    )


def samples(text: Lesson, last: Learned, origin: Origin) -> Exhibit:
    """What each of them writes, drawn letter by letter."""
    rows: list[dict[str, Any]] = [
        {"way": figures.called(name), "writes": written} for name, written in last.samples.items()
    ]
    return Exhibit(rows, text.say("samples", letters=readers.WRITTEN), rows, origin)


def passes(text: Lesson, found: Sequence[Timed], ended: bool, colours: Palette, origin: Origin) -> Exhibit:
    """The time of a training pass over the length of the text, token by token and all at once."""
    times = passes_study.quickest(found)
    rows: list[dict[str, Any]] = [
        {"tokens": length, "way": figures.called(way), "milliseconds": number(1e3 * seconds, ".2f"),
         "microseconds_a_token": number(1e6 * seconds / length, ".1f")}
        for length, one in times.items()
        for way, seconds in one.items()
    ]  # fmt: skip
    longest = max(times)
    at = {way: 1e3 * times[longest][way] for way in passes_study.WAYS}
    said = [text.say("passes", tokens=longest, **at)]
    verdict = None
    if len(times) > 2:
        slope = passes_study.slope({length: one["steps"] for length, one in times.items()})
        each = {length: 1e6 * one["transformer"] / length for length, one in times.items()}
        shortest, least = min(each), min(each, key=each.__getitem__)
        said += [
            text.say("passes.slope", slope=slope),
            text.say("passes.each", shortest=shortest, first=each[shortest], least=least, lowest=each[least]),
        ]
        rows.append({"tokens": "", "way": text.say("passes.slope of"), "milliseconds": number(slope, ".2f"),
                     "microseconds_a_token": ""})  # fmt: skip
    if ended:
        verdict = text.came_out("passes", passes_study.sooner(times[128]))
    return Exhibit(figures.passes(times, colours), together(said), rows, origin, text.say("passes.alt"), verdict)


def waiting(text: Lesson, found: Sequence[Timed], colours: Palette, origin: Origin) -> Exhibit:
    """What waits for what in one short text: when each token was worked out."""
    ready = min((one.ready for one in found if one.ready), key=lambda ready: ready["states"][-1])  # the least disturbed
    states, blocks = ready["states"], ready["blocks"]
    rows: list[dict[str, Any]] = [
        {"token": token, "begins_after": number(1e6 * start, ".0f"), "ready_after": number(1e6 * end, ".0f"),
         "waits_for": text.say("waiting.before") if token > 1 else ""}
        for token, (start, end) in enumerate(zip(states, states[1:], strict=False), 1)
    ]  # fmt: skip
    rows += [
        {"token": text.say("waiting.all"), "begins_after": number(1e6 * start, ".0f"),
         "ready_after": number(1e6 * end, ".0f"), "waits_for": text.say("waiting.block") if block > 1 else ""}
        for block, (start, end) in enumerate(zip(blocks, blocks[1:], strict=False), 1)
    ]  # fmt: skip
    said = text.say(
        "waiting", tokens=len(states) - 1, blocks=len(blocks) - 1, last=1e6 * states[-1], done=1e6 * blocks[-1]
    )
    return Exhibit(figures.waiting(ready, colours), said, rows, origin, text.say("waiting.alt"))


# --- deeper


def echo(text: Lesson, last: Learned, colours: Palette, origin: Origin) -> Exhibit:
    """How much the first letters of a text still matter to what each model expects, by letters since."""
    rows: list[dict[str, Any]] = [
        {"way": figures.called(name), "letters_since": since, "echo": number(max(line[since - 1], 0), ".4f")}
        for name, line in last.echo.items()
        for since in ECHOES
    ]
    late = {name: max(line[LATE - 1], 0.0) for name, line in last.echo.items()}
    soon = {f"{name}_soon": line[SOON - 1] for name, line in last.echo.items()}
    said = text.say("echo", soon=SOON, late=LATE, **soon, **late)
    return Exhibit(figures.echo(last.echo, colours), said, rows, origin, text.say("echo.alt"))


def evidence(text: Lesson, seen: Mapping[str, Sequence[float]], shown: str, colours: Palette) -> Exhibit:
    """Of the places of unseen text: how many have words before them that were seen before, by their number."""
    rows: list[dict[str, Any]] = [
        {"text": text.say(f"text.{name}"), "words_together": length, "seen_before": percent(share, 1)}
        for name, shares in seen.items()
        for length, share in enumerate(shares, 1)
    ]
    shares = seen[shown]
    said = text.say("evidence", one=shares[0], four=shares[3], eight=shares[7], words=4, most=8)
    names: dict[str, Sequence[float]] = {text.say(f"text.{name}"): line for name, line in seen.items()}
    verdict = text.came_out("evidence", word_counts.runs_out(shares))
    return Exhibit(figures.evidence(names, colours), said, rows, now(), text.say("evidence.alt"), verdict)


def copy(
    text: Lesson, found: Mapping[int, Copied], chosen: int, ended: bool, colours: Palette, origin: Origin
) -> Exhibit:
    """The share of the symbols that each model repeats, by the length of the row. `ended`: the models of the chosen length
    have learned to their end."""
    rows: list[dict[str, Any]] = [
        {"row": length, "way": figures.called(name), "numbers_kept": number(one.weights[name], ","),
         "repeated": percent(share, 1)}
        for length, one in found.items()
        for name, share in one.right.items()
    ]  # fmt: skip
    right = found[chosen].right
    said = text.say("copy", length=chosen, **right)
    verdict = text.came_out("copy", copying_study.who(right)) if ended else None
    return Exhibit(
        figures.copying({length: one.right for length, one in found.items()}, colours), said, rows, origin,
        text.say("copy.alt"), verdict,
    )  # fmt: skip


def cost(text: Lesson, found: Sequence[Written], ended: bool, colours: Palette, origin: Origin) -> Exhibit:
    """What one more token costs after a text of growing length, and what must be kept for it."""
    times = passes_study.quickest(found)
    kept = {one.length: one.kept for one in found}
    rows: list[dict[str, Any]] = [
        {"tokens": length, "way": figures.called(way), "milliseconds": number(1e3 * seconds, ".3f"),
         "numbers_kept": number(kept[length][way], ",")}
        for length, one in times.items()
        for way, seconds in one.items()
    ]  # fmt: skip
    longest = max(times)
    said = [
        text.say("cost", tokens=longest, **{way: 1e3 * seconds for way, seconds in times[longest].items()}),
        text.say("cost.kept", state_numbers=kept[longest]["state"], cache_numbers=kept[longest]["cache"]),
    ]
    verdict = text.came_out("cost", passes_study.dearer(times)) if ended else None
    return Exhibit(figures.cost(times, colours), together(said), rows, origin, text.say("cost.alt"), verdict)
