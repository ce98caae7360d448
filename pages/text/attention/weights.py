"""What the attention lesson shows of heads: their weights, roles and sinks as tables, and a study's frames."""

from collections.abc import Sequence
from functools import partial

from core.figures.induction import symbols
from core.language import number, percent
from core.lessons.parts import Says
from core.measure import attention as measure
from core.measure.heads import Role
from core.opened.attention import Operated, a_cell, a_head
from core.opened.model import OpenModel
from core.studies import head_roles
from core.studies.head_roles import Measured
from core.studies.induction import Repeated
from core.tables import Rows
from pages.kit import components
from pages.kit.held import PLACES, Held, moment
from pages.kit.keys import quoted
from pages.kit.studies import OpenStudy, study

PROMPT = "Yito lives in Tesdale. It was autumn, and he was in the woods. Yito"


def table(text: Says, heads: Sequence[measure.Head]) -> Rows:
    """Every head and its weight on each pattern, for people who would rather read."""
    patterns = {name: text.say(f"pattern.{name}") for name in measure.PATTERNS}
    return [
        {"layer": h.layer, "head": h.head} | {words: percent(getattr(h, name)) for name, words in patterns.items()}
        for h in heads
    ]


def sink_table(text: Says, found: Sequence[measure.Sink]) -> Rows:
    """Every head: its weight on the first token, and whether it rests there."""
    return [
        {"layer": one.layer, "head": one.head, "weight_on_the_first_token": percent(one.share),
         "rests_there": text.say("yes" if one.rests else "no")}
        for one in found
    ]  # fmt: skip


def likeliest(result: Operated) -> Rows:
    """The likeliest next tokens, with both chances."""
    return [
        {"next_token": word, "chance_before": percent(one, 2), "chance_after": percent(other, 2)}
        for word, one, other in zip(result.words, result.before, result.after, strict=True)
    ]


# --- roles


def roles_study(opened: OpenModel) -> OpenStudy[Measured]:
    """The measurement of all heads of the open run, at all of its checkpoints."""
    return study(head_roles.of_run, run=opened.run.id, last=opened.steps[-1])


def role_table(text: Says, roles: Sequence[Role]) -> Rows:
    """Every head with every pattern: both measurements, and whether they agree."""
    return [
        {"layer": role.layer, "head": role.head, "pattern": text.say(f"role.{fit.pattern}"), "weight": _number(fit.score),
         "if_it_looked_everywhere_alike": _number(fit.uniform), "missed_there": _number(fit.there),
         "missed_elsewhere": _number(fit.elsewhere), "both_agree": text.say("yes" if fit.agrees else "no")}
        for role in roles for fit in role.fits
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "–" if value is None else number(value, ".2f")


# --- the study of induction


def induction_picture(two: OpenStudy[Repeated], best: tuple[int, int]) -> None:
    """What the small model's heads look at, the `best` one opened first, and the slider of its training time."""
    records = two.records
    shown, at = measure.whole_again(two.arrays(one)["attention"] for one in records), [one.step for one in records]
    layers, heads = shown.shape[1:3]
    fits = partial(a_head, layers, heads)
    head = Held("induction_head", best, PLACES, fits, key=f"induction_{quoted(two.run.id)}")
    cell = Held("induction_pin", (), PLACES, partial(a_cell, shown.shape[-1]), key=f"induction_{quoted(two.run.id)}")
    seen = components.attention(
        shown, symbols(records[0].values.example), key=head.key, steps=at, step=at[-1], run=two.run.id, opened=head.first,
        pinned=cell.first,
    )  # fmt: skip
    head.now(seen.head)
    cell.now(seen.pin and [seen.pin["row"], seen.pin["column"]])
    losses = [(record.step, record.values.second) for record in records]
    name = f"induction_time_{quoted(two.run.id)}"
    moment(losses, at, "induction_step", key=name, run=two.run.id, total=records[0].total)
