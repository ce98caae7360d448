"""Can it invent a medicine? A molecule is a text; models learn its grammar, and RDKit says how much of what they write holds."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.data.known_molecules import KNOWN
from core.data.molecules import there
from core.data.moses import file as moses_there
from core.exhibit import now, of_run, of_runs
from core.measure.molecules import Drawing, drawn, grammar, judged, parsed
from core.problems import Problem, tell
from core.studies import molecule_lists as lists
from core.studies import molecules as writers
from core.studies import molecules_decoded as decoded_study
from core.studies.molecules import Learned
from core.studies.molecules_decoded import Decoded
from pages.beyond.molecules import exhibits, own_list, reading
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel
from pages.kit.theme import colours

MOST = 5_000  # letters of what is typed; more than are read, so that a text that is too long is told how long it is
INVENTED = "invented"

lesson = Lesson("molecules")
lesson.head()
words = lesson.controls


def rung(model: str, writing: str, data: str = "nci", own: Sequence[str] = (), seed: int = 0) -> OpenStudy[Learned]:
    """A model's training on these molecules, in this way of writing."""
    if data == "nci" and (writing == "smiles" or (model, writing) == ("ngram", "selfies")):
        return chosen(writers.learn, model=model, writing=writing, seed=seed)
    return chosen(lists.learn, private=data == "own", model=model, writing=writing, data=data, own=own or (), seed=seed)


LADDER = (
    ("ngram", "smiles"), ("lstm", "smiles"), ("gpt", "smiles"), ("gpt", "explicit"), ("ngram", "selfies"), ("gpt", "selfies"),
)  # fmt: skip
shipped: dict[tuple[str, ...], OpenStudy[Learned]] = {way: rung(*way) for way in LADDER}


def structure(controls: DeltaGenerator) -> None:
    """The molecule that was chosen or written, as a text and as a drawing."""
    with controls:
        which = words.choice("molecule", (*KNOWN, INVENTED), "caffeine")
        place = words.number("invented", 1, writers.KEPT, 1) if which == INVENTED else 1
        smiles = words.line("smiles", "", most=MOST).strip()
    name, origin = "", now()
    if not smiles and which == INVENTED:
        smiles, origin = reading.invented(shipped["gpt", "smiles"], place)
    elif not smiles:
        name, smiles = lesson.text.control("molecule").options[which], KNOWN[which]
    found, drawing = parsed(smiles), drawn(smiles)
    if isinstance(found, Problem):
        lesson.show(exhibits.refusal(lesson.text, smiles, found), "structure")
    elif isinstance(drawing, Drawing):
        lesson.show(exhibits.structure(lesson.text, found, drawing, grammar(smiles), name, origin), "structure")


def ladder() -> None:
    """How many of the texts that each model writes are molecules."""
    left, right = st.columns(2)
    with left:
        model = words.buttons("model", writers.MODELS, "gpt")
        writing = words.buttons("writing", lists.WRITINGS, "smiles")
    with right:
        data = words.choice("data", [one for one in lists.LISTS if one != "moses" or moses_there()], "nci")
        seed = 0 if data == "own" else words.number("seed", 0, 999, 0)
    own = own_list.box(lesson, writing) if data == "own" else None
    if data == "own" and own is None:
        return
    asked = rung(model, writing, data, list(own.smiles) if own else [], seed)
    which = (model, writing) if data == "nci" else (model, writing, data)

    def draw(found: OpenStudy[Learned]) -> None:
        if not found.measured:
            return
        there = {way: one.measured for way, one in shipped.items() if one.measured} | {which: found.measured}
        origin = of_runs([*(one.run for way, one in shipped.items() if one.measured and way != which), found.run])
        shown = exhibits.ladder(lesson.text, there, which, found.finished, colours(), origin)
        lesson.show(shown, "ladder")
        lesson.show(exhibits.samples(lesson.text, found.found[-1], of_run(found.run)), "samples")

    panel(asked, draw, label=words.label("train"), key="ladder")
    if not moses_there():
        lesson.says(lesson.text.say("no moses"))


def always() -> None:
    """What is left of SELFIES whose symbols are drawn by chance."""
    length = words.buttons("length", decoded_study.LENGTHS, 50)
    draw_number = words.number("draw", 0, 999, 0)

    def draw(found: OpenStudy[Decoded]) -> None:
        written = {way: one.measured for way, one in shipped.items() if one.measured}
        shown = exhibits.always(lesson.text, found.found, written, length, found.finished, colours(), of_run(found.run))
        lesson.show(shown, "always")

    panel(chosen(decoded_study.learn, seed=draw_number), draw, label=words.label("decode"), key="always")


def agree() -> None:
    """Which mistakes are left as the transformer learns."""

    def draw(found: OpenStudy[Learned]) -> None:
        if found.measured:
            shown = exhibits.agree(lesson.text, found.measured, found.finished, colours(), of_run(found.run))
            lesson.show(shown, "agree")

    panel(shipped["gpt", "smiles"], draw, label=words.label("train"), key="agree")


with lesson.living_picture() as (picture, controls), picture:
    if there():
        structure(controls)
    else:
        st.markdown(str(tell("no rdkit")))
if there():
    lesson.guess_first(ladder, always, agree)
lesson.open_the_box(grammar, judged)
lesson.foot()
