"""What /transformer and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.exhibit import Exhibit, Origin, Picture, filmed
from core.figures import inside as figures
from core.figures.palette import Palette
from core.figures.payload import Array
from core.language import spoken
from core.lessons.parts import Lesson
from core.measure.logit_lens import Lens, place
from core.measure.patching import Pair, Patched, against
from core.opened import pass_tables as tables
from core.opened import passes
from core.opened.model import OpenModel
from core.opened.passes import Known, Met
from core.sentences import Sentence, together
from core.studies import token_positions
from core.tables import Rows

PROMPT = "Yito lives in"
Line = Sequence[tuple[int, float]]  # steps, and the share of right answers


def expects(
    text: Lesson, opened: OpenModel, tokens: Sequence[int], here: Mapping[str, Array], technical: bool = False
) -> Exhibit:
    """The whole pass: how much was computed, and what the model expects next with which chance."""
    picture = Picture("transformer", passes.payload(opened, tuple(tokens), technical, spoken()))
    shown = Exhibit(picture, expected(text, opened, tokens, here), tables.sizes(opened, here))
    steps, all_of_them = passes.at_every_step(opened, tokens)
    says = {step: expected(text, opened, tokens, one) for step, one in zip(steps, all_of_them, strict=True)}
    return filmed(shown, opened.run.id, opened.step, says)


def expected(text: Lesson, opened: OpenModel, tokens: Sequence[int], here: Mapping[str, Array]) -> Sentence:
    """Its sentence."""
    word, chance = passes.favourite(opened, here)
    return text.say(
        "pass", tokens=len(tokens), weights=passes.total(opened), computed_numbers=passes.computed(here), word=word,
        chance=chance,
    )  # fmt: skip


def meet(text: Lesson, opened: OpenModel, met: Met) -> Exhibit:
    """At which station the last token notices that the first one is another, if at any."""
    changes = tables.changes(opened, met)
    station = tables.named(opened, met.meets) if met.meets else ""
    said = text.say("meet" if station else "meet.never", station=station)
    return Exhibit(changes, said, changes, verdict=text.came_out("meet", met.where))


def lens(text: Lesson, opened: OpenModel, seen: Lens, pair: Pair) -> Exhibit:
    """What the model would say at each place of the stream, as cells; the answer is ticked where it is the likeliest."""
    tokens, answer, taps = pair.tokens[0], pair.answers[0], tables.tap_names(opened)
    cells = figures.lens_cells(seen, taps, opened.chips(tokens), opened.labels, answer)
    known = passes.first_known(opened, seen, pair.clean.value, answer, taps)
    return Exhibit(
        Picture("stream_grid", dict(cells)), when(text, known), tables.lens(opened, seen, tokens, answer),
        verdict=text.came_out("lens", place(seen.first_known(answer))),
    )  # fmt: skip


def when(text: Lesson, known: Known) -> Sentence:
    """From where on the lens shows the answer at the last token."""
    if known.tap is None:
        return text.say("lens.unknown", step=known.step, value=known.value, at_the_end=known.end)
    said = {"value": known.value, "tap": known.tap, "chance_there": known.there, "at_the_end": known.end}
    if known.before is None:
        return text.say("lens", **said)
    return text.say("lens.rises", **said, just_before=known.before)


def patching(text: Lesson, opened: OpenModel, pair: Pair, found: Patched) -> Exhibit:
    """What each carried column brings back: until where the subject's does it, and from where on the last one."""
    carried = passes.where_it_moves(found, pair, tables.tap_names(opened))
    picture, rows = _carried(opened, pair, found), tables.carried(opened, pair, found)
    verdict = text.came_out("patch", carried.way)
    if not carried.known:
        said = text.say("patch.unknown", step=opened.step, value=carried.value, chance=found.clean)
        return Exhibit(picture, said, rows, verdict=verdict)
    subject, last = carried.subject_taps, carried.last_taps
    to = "patch.only" if len(subject) == 1 else "patch.from"
    reach = text.say(to, first=subject[0], last=subject[-1]) if subject else ""
    name = "patch.both" if subject and last else "patch.subject" if subject else "patch.last"
    said = text.say(name, subject=carried.subject, value=carried.value, reach=reach, tap=last[0] if last else "")
    said = together([said, text.say("patch.elsewhere", elsewhere=carried.elsewhere)])
    return Exhibit(picture, said, rows, verdict=verdict)


def _carried(opened: OpenModel, pair: Pair, found: Patched) -> Picture:
    """The map of what each carried column brings back; the first press is left to the learner."""
    chips, taps = opened.chips(pair.tokens[1]), tables.tap_names(opened)
    return Picture(
        "stream_grid", dict(figures.patch_cells(found, taps, chips, opened.labels, *pair.answers, open_at=(0, 0)))
    )


# --- deeper


def lens_map(text: Lesson, opened: OpenModel, tokens: Sequence[int], colours: Palette) -> Exhibit:
    """What the model would say at each place. `text` is the lesson's first page, which has the sentences of the lens."""
    seen, labels, taps = passes.through_the_lens(opened, tokens), opened.labels, tables.tap_names(opened)
    said = [[labels[token] for token in line] for line in seen.best]
    figure = figures.lens_map(said, seen.chances.max(-1), taps, opened.texts(tokens), colours)
    answer = int(seen.best[-1, -1])
    known_from = when(text, passes.first_known(opened, seen, labels[answer], answer, taps))
    return Exhibit(figure, known_from, tables.lens(opened, seen, tokens, answer), alt=known_from)


def control(text: Lesson, opened: OpenModel, pair: Pair, strangers: Patched, right: Patched) -> Exhibit:
    """The map of the lesson with a stranger's columns, against what the right person's bring back."""
    picture, rows = _carried(opened, pair, strangers), tables.carried(opened, pair, strangers)
    verdict = text.came_out("control", against(strangers, right))
    if not right.known:
        said = text.say("control.unknown", step=opened.step, value=pair.clean.value, chance=right.clean)
        return Exhibit(picture, said, rows, verdict=verdict)
    then = opened.labels[int(strangers.best[0, pair.subject])]
    said = text.say(
        "control", strangers=strangers.most(), right_persons=right.most(), value=pair.clean.value, says=then
    )
    return Exhibit(picture, said, rows, verdict=verdict)


def order(text: Lesson, lines: Mapping[str, Line], asked: str, colours: Palette, origin: Origin) -> Exhibit:
    """Right answers of several networks over their steps, and what the mere bag of letters allows.

    The question is asked of one of them, by its name.
    """
    ends = {name: line[-1][1] for name, line in lines.items() if line}
    said = [
        text.say("order.last" if name == list(ends)[-1] else "order.one", network=name, right=right)
        for name, right in ends.items()
    ]
    rows: Rows = [
        {"network": name, "step": step, "right": share} for name, line in lines.items() for step, share in line
    ]
    bag = text.say("order.bag", bag_of_letters=token_positions.bag())
    figure = figures.order_learned(lines, 1 / token_positions.LETTERS, colours)
    verdict = text.came_out("order", token_positions.learned(ends[asked])) if asked in ends else None
    return Exhibit(figure, together([text.say("order"), *said, bag]), rows, origin, text.say("order.alt"), verdict)


def order_own(text: Lesson, line: Line, colours: Palette, origin: Origin) -> Exhibit:
    """The network that the learner trains."""
    step, right = line[-1]
    rows: Rows = [{"step": step, "right": share} for step, share in line]
    figure = figures.order_learned({text.say("order.yours"): line}, 1 / token_positions.LETTERS, colours)
    return Exhibit(figure, text.say("order.own", step=step, right=right), rows, origin, text.say("order.alt"))
