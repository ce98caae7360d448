"""What the attention lesson shows of heads: their weights, roles and sinks as tables, and a study's frames."""

from collections.abc import Sequence
from typing import Any

from core.figures.chips import chip
from core.figures.payload import Array
from core.lessons import Says
from core.measure import attention as measure
from core.measure.heads import Role
from core.opened.attention import Operated
from core.opened.model import OpenModel
from core.sentences import percent
from core.studies import head_roles
from core.studies.head_roles import Measured
from core.studies.induction import Repeated
from pages.kit.studies import OpenStudy, study
from pages.kit.tables import Rows

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


def roles_at(measured: OpenStudy[Measured], step: int) -> Sequence[Role]:
    """The roles at a checkpoint, or at the last one where that is not measured yet."""
    by_step = {record.values.step: record.values for record in measured.records}
    return (by_step.get(step) or by_step[max(by_step)]).roles if by_step else []


def role_table(text: Says, roles: Sequence[Role]) -> Rows:
    """Every head with every pattern: both measurements, and whether they agree."""
    return [
        {"layer": role.layer, "head": role.head, "pattern": text.say(f"role.{fit.pattern}"), "weight": _number(fit.score),
         "if_it_looked_everywhere_alike": _number(fit.uniform), "missed_there": _number(fit.there),
         "missed_elsewhere": _number(fit.elsewhere), "both_agree": text.say("yes" if fit.agrees else "no")}
        for role in roles for fit in role.fits
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


# --- the study of induction


def induction_frames(opened: OpenStudy[Repeated]) -> tuple[Array, list[int]]:
    """(F, L, H, T, T) attention of a study's records on its example, and their steps. Rows sum to one again."""
    records = opened.records
    kept = measure.whole_again(opened.arrays(record)["attention"] for record in records)
    return kept, [record.step for record in records]


def symbols(ids: Sequence[int]) -> list[dict[str, Any]]:
    """The random symbols as chips: letters and digits, one a symbol."""
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789αβ"
    return [chip(id + 3, f" {signs[id]}") for id in ids]
