"""What a model says by heart, letter by letter: facts become a payload; assets/components/recital.js draws."""

from collections.abc import Sequence
from typing import Any

from core.studies.planted_secret import Continuation, verbatim


def recital_payload(
    beginning: str, secret: str, moments: Sequence[tuple[int, Continuation]], total: int, id: str
) -> dict[str, Any]:
    """At every moment what the model goes on with, how sure it is of each letter, and where the verbatim stretch lies.

    Args:
        beginning: what the model was given.
        secret: what was planted.
        moments: the step, and what was said then.
        total: steps of the whole training.
        id: names study and beginning, so that the slider follows a new one to its end.
    """
    shown = []
    for step, said in moments:
        same = verbatim(said.text, secret)
        shown.append(
            {"step": step, "text": said.text, "chances": list(said.chances), "from": said.text.find(same),
             "length": len(same)}
        )  # fmt: skip
    rest = secret.removeprefix(beginning)
    return {
        "id": id, "beginning": beginning, "rest": rest, "moments": shown, "total": total,
        "longest": len(beginning) + max((len(said.text) for _, said in moments), default=len(rest)),
    }  # fmt: skip
