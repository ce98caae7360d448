"""What the lesson shows of its three live things: rules, the classifier that ships as the judge, and a VAE that hears a digit."""

from dataclasses import astuple

import streamlit as st

from core.data.digits import CLASSES, digits
from core.figures.payload import Array
from core.measure import backwards, latent_walks
from core.measure.digit_rules import Numbers, right
from core.measure.images import judge
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.studies import vae
from pages.kit.studies import OpenStudy, study

MADE = 6  # pictures at a time


def generator() -> OpenStudy[vae.Learned]:
    """The study of a VAE that can be asked for a digit; it came with the app."""
    return study(vae.learn, **vae.ASKED)


@st.cache_resource(show_spinner=False)
def network(run: str) -> VAE:
    """That VAE as it was at its end."""
    opened = generator()
    assert (last := opened.last) is not None and opened.run.id == run
    return filled(VAE(Config(labels=CLASSES)), opened.arrays(last))


def made(digit: int, seed: int, count: int = MADE) -> Array:
    """Pictures that it makes of a digit."""
    return latent_walks.thrown(network(generator().run.id), count, seed, digit)


def chances(given: Array) -> list[float]:
    """How sure the classifier is of each digit."""
    return [float(chance) for chance in judge().chances(given[None])[0]]


@st.cache_data(max_entries=256, show_spinner=False)
def by_rules(numbers: tuple[float, int, float, float]) -> float:
    """The share of the unseen digits that the rules with these numbers name rightly."""
    return right(Numbers(*numbers))


def by_classifier() -> float:
    """The same share of the classifier."""
    held_out = digits()[1]
    return float((judge().named(held_out.images) == held_out.labels).mean())


def score(numbers: Numbers) -> float:
    return by_rules(astuple(numbers))


@st.cache_data(show_spinner=False)
def both_ways(run: str) -> tuple[Array, Array, dict[str, tuple[float, float]]]:
    """For each digit, one picture by the classifier run backwards and one by the generator; and what is said of all of them."""
    wanted = backwards.wishes()
    found = backwards.found()
    drawn = backwards.asked(network(run), wanted)
    says = {"classifier": backwards.judged(found, wanted), "generator": backwards.judged(drawn, wanted)}
    return found[:: backwards.EACH], drawn[:: backwards.EACH], says
