"""The picture of the next word: the text so far, the chances of what comes, and the die that fell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from core.caches import shared
from core.exhibit import Exhibit, Picture, filmed
from core.figures.next_word import next_word_rows
from core.language import spoken
from core.lessons import frame
from core.opened import over_time, writing
from core.opened.model import OpenModel
from core.opened.writing import Writing
from core.sampling import Distribution, Draw
from core.sentences import Sentence, together
from pages.kit import address, own_words, visit
from pages.kit.controls import as_number
from pages.kit.exhibit import show
from pages.kit.frame import register
from pages.kit.open_model import training_time_slider

GIVEN = 60  # letters of the prompt that are shown before what came after it


def next_word(
    chances: Distribution, draw: Draw | None, chips: Sequence[Mapping[str, Any]],
    spell: Callable[[list[int]], list[str]], technical: bool = False,
) -> Exhibit:  # fmt: skip
    """The text so far as chips, the chances of the next token, and the die that fell on one. `spell` is the tokenizer's;
    `technical` tells whether the rules that load the die are named.

    The picture answers with `choice`: None, or for one script run what the learner chose,
    `{"action": "force", "token": id, "position": place, "n": number}` takes a token at the end of the text;
    `{"action": "back", "token": id, "position": place, "n": number}` goes back to a place, so that the token there is
    chosen again: the text becomes the `place` tokens before it. `n` grows with every choice.
    """
    rows = next_word_rows(chances, spell, draw=draw, technical=technical)
    said = _said(rows, int((~chances.kept_by_p).sum()))
    picture = Picture("next_word", {"prompt": list(chips), **rows, "sentence": said}, answers=("choice",))
    return Exhibit(picture, said, rows["rows"])


def _said(rows: Mapping[str, Any], cut: int) -> Sentence:
    say, best, drawn = frame().say, rows["rows"][0], rows["draw"]
    return together([
        say("next", token=best["spoken"], chance=best["after"], given_by_the_model=best["before"]),
        say("next.cut", cut=cut) if cut else "",
        say("next.forced" if drawn["forced"] else "next.drawn", token=drawn["spoken"]) if drawn else "",
    ])  # fmt: skip


def over_training(opened: OpenModel, now: Writing, settings: dict[str, Any], technical: bool = False) -> Exhibit:
    """The same with the chances of the next token at every saved moment of the training, so that it follows the slider."""
    shown = next_word(
        writing.shown(opened, now, settings), now.last, writing.chips(opened, now)[1], opened.tokenizer.spell, technical
    )
    before = writing.undrawn(now)
    rows = over_time.rows(opened, before, settings, technical)
    frames = [None if step == opened.step else rows[step] for step in opened.steps]
    film = {"run": opened.run.id, "steps": opened.steps, "step": opened.step, "frames": frames}
    says = _says(opened, opened.steps, tuple(before), tuple(settings.items()), spoken())
    assert isinstance(shown.picture, Picture)
    picture = replace(shown.picture, payload={**shown.picture.payload, "film": film})
    return filmed(replace(shown, picture=picture), opened.run.id, opened.step, says)


@shared(500)
def _says(
    opened: OpenModel,
    steps: tuple[int, ...],
    before: tuple[int, ...],
    dials: tuple[tuple[str, Any], ...],
    language: str,
) -> Mapping[int, Sentence]:
    """The sentence of each moment."""
    chances, rows = over_time.chances(opened, before, dict(dials)), over_time.rows(opened, before, dict(dials))
    return {step: _said(rows[step], int((~chances[step].kept_by_p).sum())) for step in steps}


def training_film(opened: OpenModel, now: Writing, settings: dict[str, Any], seed: int) -> None:
    """The slider of training time, and how the prompt goes on at each moment: the film goes slowly where the chances of its
    next token change most."""
    prompt = now.tokens[: now.given]
    writes = over_time.endings(opened, prompt, settings, seed)
    given = opened.tokenizer.decode(opened.window(prompt))
    training_time_slider(
        opened, changes=over_time.changed(opened, prompt, settings), writes=writes, strip=True,
        given=given if len(given) <= GIVEN else f"… {given[-GIVEN:]}",
    )  # fmt: skip


def thrown(opened: OpenModel, now: Writing, settings: dict[str, Any], name: str) -> None:
    """The picture, and above it what the model cannot read; what the learner chooses in it is done at once."""
    for trouble in own_words.troubles(opened, now.prompt):
        st.text(trouble)
    exhibit = over_training(opened, now, settings, register() == "technical")
    if chosen := show(exhibit, name).choice:
        if chosen["action"] == "force":
            writing.force(now, chosen["token"])
        else:
            writing.back(now, writing.chips(opened, now)[0] + chosen["position"])
        st.rerun()
    hold(now)


def written(opened: OpenModel, prompt: str) -> Writing:
    """The text of this visit, or the one that the link brings; begun anew where the prompt or the model changed."""
    key = f"writing {opened.run.id}"
    now: Writing | None = visit.get(key)
    asked, throws = address.take("written"), address.take("throws")
    if now is None or now.prompt != prompt or asked:
        now = visit.put(key, writing.begun(opened, prompt))
    if asked and not writing.read(opened, now, asked):
        st.text(frame().say("unknown text", asked=asked[:60]))
    if throws:
        now.throws = int(as_number(throws) or 0)
    return now


def hold(now: Writing) -> None:
    """The address has what came after the prompt. To be called when nothing more comes in this run."""
    address.hold("written", writing.spelled(now))
    address.hold("throws", str(now.throws), "0")
