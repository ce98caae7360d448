"""What /transformer and its second page show: each a value of picture, sentence and numbers, made from facts and choices."""

from collections.abc import Mapping, Sequence

from core.figures import inside as figures
from core.figures.palette import Palette
from core.lessons import Lesson
from core.measure.logit_lens import Lens
from core.measure.patching import Patched
from core.opened.passes import Carried, Known
from core.studies import token_positions
from pages.kit.exhibit import Exhibit, Origin, Picture, together
from pages.kit.tables import Rows

Line = Sequence[tuple[int, float]]  # steps, and the share of right answers


def expects(
    text: Lesson, tokens: int, weights: int, computed: int, favourite: tuple[str, float], sizes: Rows
) -> Exhibit:
    """What stands under the whole pass: how much was computed, and what the model expects next with which chance."""
    word, chance = favourite
    said = text.say("pass", tokens=tokens, weights=weights, computed_numbers=computed, word=word, chance=chance)
    return Exhibit(None, said, sizes)


def meet(text: Lesson, station: str, changes: Rows) -> Exhibit:
    """At which station the last token notices that the first word is another one; "" where at none."""
    said = text.say("meet" if station else "meet.never", station=station)
    return Exhibit(changes, said, changes)


def lens(text: Lesson, picture: Picture, known: Known, rows: Rows) -> Exhibit:
    """What the model would say at each place of the stream, as a table of cells."""
    return Exhibit(picture, _known(text, known), rows)


def _known(text: Lesson, known: Known) -> str:
    """From where on the lens shows the answer at the last token."""
    if known.tap is None:
        return text.say("lens.unknown", step=known.step, value=known.value, at_the_end=known.end)
    said = {"value": known.value, "tap": known.tap, "chance_there": known.there, "at_the_end": known.end}
    if known.before is None:
        return text.say("lens", **said)
    return text.say("lens.rises", **said, just_before=known.before)


def patching(text: Lesson, picture: Picture, carried: Carried, rows: Rows) -> Exhibit:
    """What each carried column brings back: until where the subject's does it, and from where on the last one."""
    subject, last = carried.subject_taps, carried.last_taps
    if not subject and not last:
        return Exhibit(picture, text.say("patch.nowhere", value=carried.value), rows)
    reach = (
        text.say("patch.only" if len(subject) == 1 else "patch.from", first=subject[0], last=subject[-1])
        if subject
        else ""
    )
    name = "patch.both" if subject and last else "patch.subject" if subject else "patch.last"
    said = text.say(name, subject=carried.subject, value=carried.value, reach=reach, tap=last[0] if last else "")
    return Exhibit(picture, together([said, text.say("patch.elsewhere", elsewhere=carried.elsewhere)]), rows)


# --- deeper


def lens_map(
    text: Lesson, seen: Lens, said: Sequence[Sequence[str]], names: Sequence[str], tokens: Sequence[str], known: Known,
    rows: Rows, colours: Palette,
) -> Exhibit:  # fmt: skip
    """What the model would say at each place. `text` is the lesson's first page, which has the sentences of the lens."""
    figure = figures.lens_map(said, seen.chances.max(-1), names, tokens, colours)
    known_from = _known(text, known)
    return Exhibit(figure, known_from, rows, alt=known_from)


def control(text: Lesson, picture: Picture, strangers: Patched, right: Patched, value: str, rows: Rows) -> Exhibit:
    """The map of the lesson with a stranger's columns, against what the right person's bring back."""
    said = text.say("control", strangers=strangers.most(), right_persons=right.most(), value=value)
    return Exhibit(picture, said, rows)


def order(text: Lesson, lines: Mapping[str, Line], colours: Palette, origin: Origin) -> Exhibit:
    """Right answers of several networks over their steps, and what the mere bag of letters allows."""
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
    return Exhibit(figure, together([text.say("order"), *said, bag]), rows, origin, text.say("order.alt"))


def order_own(text: Lesson, line: Line, colours: Palette, origin: Origin) -> Exhibit:
    """The network that the learner trains."""
    step, right = line[-1]
    rows: Rows = [{"step": step, "right": share} for step, share in line]
    figure = figures.order_learned({text.say("order.yours"): line}, 1 / token_positions.LETTERS, colours)
    return Exhibit(figure, text.say("order.own", step=step, right=right), rows, origin, text.say("order.alt"))
