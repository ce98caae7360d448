"""The picture of the next word: the text so far, the chances of what comes, and the die that fell."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.figures.next_word import next_word_rows
from core.lessons import frame
from core.opened import writing
from core.opened.model import OpenModel
from core.opened.writing import Writing
from core.sampling import Distribution, Draw
from pages.kit import visit
from pages.kit.exhibit import Exhibit, Picture, together


def next_word(
    chances: Distribution, draw: Draw | None, chips: Sequence[Mapping[str, Any]],
    spell: Callable[[list[int]], list[str]],
) -> Exhibit:  # fmt: skip
    """The text so far as chips, the chances of the next token, and the die that fell on one. `spell` is the tokenizer's.

    The picture answers with `choice`: None, or for one script run what the learner chose,
    `{"action": "force", "token": id, "position": place, "n": number}` takes a token at the end of the text;
    `{"action": "back", "token": id, "position": place, "n": number}` goes back to a place, so that the token there is
    chosen again: the text becomes the `place` tokens before it. `n` grows with every choice.
    """
    say = frame().say
    rows = next_word_rows(chances, spell, draw=draw)
    best, cut, drawn = rows["rows"][0], int((~chances.kept_by_p).sum()), rows["draw"]
    said = together([
        say("next", token=best["spoken"], chance=best["after"], given_by_the_model=best["before"]),
        say("next.cut", cut=cut) if cut else "",
        say("next.forced" if drawn["forced"] else "next.drawn", token=drawn["spoken"]) if drawn else "",
    ])  # fmt: skip
    picture = Picture("next_word", {"prompt": list(chips), **rows, "sentence": said}, answers=("choice",))
    return Exhibit(picture, said, rows["rows"])


def written(opened: OpenModel, prompt: str) -> Writing:
    """The text of this visit; begun anew where the prompt or the model's tokenizer changed."""
    key = f"writing {opened.run.id}"
    now: Writing | None = visit.get(key)
    return now if now and now.prompt == prompt else visit.put(key, writing.begun(opened, prompt))
