"""Can we ask it for what we want? A latent space to walk in, wishes as first tokens, a search, and what a score hides."""

from collections.abc import Callable

import streamlit as st

from core.data import molecule_writings
from core.data.molecules import there as rdkit_there
from core.exhibit import of_run, of_runs
from core.models.molecule_vae import MoleculeVAE
from core.problems import tell
from core.studies import molecule_steering, molecule_vae
from core.studies.molecule_steering import Asked, Climbed, cross_entropy_search, granted
from core.studies.molecule_vae import ENDS, Learned
from core.training.events import Values
from pages.beyond.molecules import steering
from pages.kit.lesson import Lesson
from pages.kit.studies import OpenStudy, chosen, panel
from pages.kit.theme import colours

SPACES = ("smiles", "selfies")  # the one with holes first
TARGETS = ("logp", "qed", "rings", "size")

lesson = Lesson("molecules_deeper")
lesson.head()
words = lesson.controls
spaces = {writing: chosen(molecule_vae.learn, writing=writing) for writing in SPACES}
asked = chosen(molecule_steering.ask)

with lesson.living_picture() as (picture, controls):
    with controls:
        start = words.choice("start", tuple(ENDS), "caffeine")
        end = words.choice("end", tuple(ENDS), "menthol")
    with picture:
        walked = {
            writing: one.measured[-1].values.walks for writing, one in spaces.items() if one.measured and one.finished
        }
        known = {writing: walks for writing, walks in walked.items() if walks}
        if start == end:
            lesson.says(lesson.text.say("walk.same"))
        elif known:
            origin = of_runs([one.run for one in spaces.values()])
            lesson.show(steering.walk(lesson.text, known, start, end, origin), "walk")


def there() -> bool:
    """Whether this machine can read and write molecules."""
    return rdkit_there() and molecule_writings.there()


def offered(found: OpenStudy[Values], draw: Callable[[OpenStudy[Values]], None], *, label: str, key: str) -> None:
    """The study with its button; what came with the app is shown also where nothing new can be computed."""
    if found.finished or there():
        panel(found, draw, label=label, key=key)
    else:
        st.markdown(str(tell("no rdkit")))


def holes() -> None:
    """What lies at random places of each latent space."""
    left, right = st.columns(2)
    with left:
        writing = words.buttons("writing", SPACES, "smiles")
    with right:
        seed = words.number("seed", 0, 999, 0)
    mine = chosen(molecule_vae.learn, writing=writing, seed=seed)

    def draw(found: OpenStudy[Learned]) -> None:
        if found.measured:
            known = {way: one.measured for way, one in spaces.items() if one.measured} | {writing: found.measured}
            runs = [one.run for way, one in spaces.items() if way != writing] + [found.run]
            shown = steering.holes(lesson.text, known, found.finished, colours(), of_runs(runs))
            lesson.show(shown, "holes")

    offered(mine, draw, label=words.label("train"), key="holes")


def wished() -> None:
    """A first token names the wish."""
    left, right = st.columns(2)
    with left:
        wish = words.choice("wish", steering.wishes(), "fat")
    with right:
        seed = words.number("ask_seed", 0, 999, 0)

    def draw(found: OpenStudy[Asked]) -> None:
        if not found.measured:
            return
        now, origin = found.measured[-1], of_run(found.run)
        if now.values.wishes:
            if found.finished:
                lesson.show(steering.sheet(lesson.text, now.values, wish, origin), "sheet")
            lesson.show(steering.wished(lesson.text, now.values, found.finished, colours(), origin), "wished")
        else:
            lesson.show(steering.writing(lesson.text, now, origin), "writing")

    offered(chosen(molecule_steering.ask, seed=seed), draw, label=words.label("teach"), key="wished")


def copied() -> None:
    """New, or copied from the data?"""
    if asked.measured and asked.finished:
        lesson.show(steering.copied(lesson.text, asked.measured[-1].values, colours(), of_run(asked.run)), "copied")


def climb() -> None:
    """A search through the latent space, beside luck."""
    target = words.buttons("target", TARGETS, "logp")
    seed = words.number("climb_seed", 0, 999, 0)

    def draw(found: OpenStudy[Climbed]) -> None:
        if found.measured:
            now = found.measured[-1]
            shown = steering.climbing(lesson.text, now, target, found.finished, colours(), of_run(found.run))
            lesson.show(shown, "climbing")

    offered(chosen(molecule_steering.climb, target=target, seed=seed), draw, label=words.label("search"), key="climb")


def favourites() -> None:
    """What a score hides."""
    target = words.buttons("liked", ("rings", "qed", "logp"), "rings")
    found = chosen(molecule_steering.climb, target=target)
    if found.measured and found.finished:
        lesson.show(
            steering.favourites(lesson.text, found.measured[-1].values, target, of_run(found.run)), "favourites"
        )


lesson.guess_first(holes, wished, copied, climb, favourites)

lesson.open_the_box(MoleculeVAE.losses, cross_entropy_search, granted)
lesson.foot()
