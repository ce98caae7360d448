"""Each page that shows a score says what fools it, and what it says is true of sheets that are no good."""

import re
from collections.abc import Callable, Mapping

import numpy as np
import pytest

from core import lessons
from core.claims import ROOT
from core.data.digits import digits
from core.data.faces import NAMES, faces
from core.measure import families, gan, latent, points
from core.measure.energy_distance import energy_distance
from core.measure.fooled_scores import NEARLY, Scores, all_scored, compared_with, sheets
from core.measure.images import judge
from core.measure.race import COPIES, copies
from core.studies.diffusion_measured import as_asked
from core.studies.face_swap import correlation

LEARNED, _ = digits()
ALL = all_scored()


def distance_likes_copies() -> bool:
    return NEARLY * ALL["memorized"].frechet <= ALL["real"].frechet


def softened_pass(score: Callable[[Scores], float]) -> bool:
    return score(ALL["softened"]) >= NEARLY * score(ALL["real"])


def surer_of_averages() -> bool:
    return ALL["averages"].sure > ALL["real"].sure


def named(digit: int) -> bool:
    """The average of that digit."""
    return judge().named(LEARNED.images[LEARNED.labels == digit].mean(axis=0, keepdims=True)).tolist() == [digit]


def noise(count: int = 100, pixels: int = 576) -> np.ndarray:
    return np.random.default_rng(0).random((count, pixels)).astype(np.float32)


def read_off_noise() -> float:
    known = faces()
    return float(latent.ruler(known.images, known.factors).read(noise())[:, NAMES.index("smile")].mean())


def sheet_of(name: str) -> gan.Sheet:
    return gan.looked_over(np.rint(sheets()[name].images * 255))


def copies_look_like(real: gan.Sheet, copies: gan.Sheet) -> bool:
    return copies.sure >= NEARLY * real.sure and copies.apart >= NEARLY * real.apart


def energy(name: str) -> float:
    return energy_distance(sheets()[name].images.astype(float), compared_with().astype(float))


def repeats() -> float:
    """The share of copies, as the race measures it, on 450 learned pictures."""
    return families.copied(LEARNED.images[np.random.default_rng(1).choice(len(LEARNED), 450, replace=False)])


def all_covered() -> bool:
    found = points.match(points.examples("ring", 1_000), "ring")
    return found.covered == found.places


def half_as_far_is_as_sure() -> bool:
    set_by_hand = np.linspace(-1, 1, 21)
    return abs(correlation(set_by_hand / 2, set_by_hand) - 1) < 1e-9


Holds = Callable[[], bool]
SCORE = re.compile(  # how a page calls a score of what a model made, in a sentence with its number
    r"Fréchet|distance (to real digits|is \{)|energy distance|\blooks? like handwriting|\bclassifier is sure"
    r"|\bjudge\b[^.]* (is|reads|sees|finds|says)\b|\bcover(s|ed)?\b[^.]*\{|\{[^.]* (covers?|are covered)\b"
    r"|\bpictures \{\w+:ends\|end\} as\b|\bhow surely\b|\{scores\}"
)
NOTHING_MADE = {  # its sentence has such a word, and scores nothing that a model made
    "hallucination_deeper": "its judge is a program that reads texts, and the page counts how often it reads them wrongly",
}
SAYS: Mapping[str, Mapping[str, Holds]] = {  # by lesson: what its file says of a score, and whether that holds
    "families": {
        "get about as small a Fréchet distance as new real digits, and meet as many real ones": lambda: (
            distance_likes_copies() and ALL["memorized"].coverage >= NEARLY * ALL["real"].coverage
        ),
        "so do softened real digits": lambda: (
            softened_pass(lambda one: one.coverage) and softened_pass(lambda one: 1 / one.frechet)
        ),
        "Noise has sharp edges": lambda: families.sharpness(sheets()["noise"].images) > 1,
        "a sheet that only repeats learned pictures stays below three quarters": lambda: repeats() < COPIES == 0.75,
    },
    "families_deeper": {
        "The average of all 4s, handed in a hundred times, counts as right each time": lambda: named(4),
        "the distance, for one step or many, is fooled by training pictures": distance_likes_copies,
        "Pictures handed in again from the training set are real pictures, so scores that compare with real ones approve of them": (
            distance_likes_copies
        ),
    },
    "gan": {"the real points themselves, handed in again, cover all clouds": all_covered},
    "gan_deeper": {
        "Training digits handed in again are named as surely as new ones, and lie as far apart": lambda: (
            copies_look_like(sheet_of("real"), sheet_of("memorized"))
        )
    },
    "diffusion": {
        "The average of all 2s reads as a 2, and looks like handwriting by our measure": lambda: (
            named(2) and ALL["averages"].handwriting == 1
        ),
        "The reader of faces finds a smile in noise": lambda: as_asked(noise(), ("smiling",)).mean() > 0.3,
        "Training digits handed in again are as near to real ones as new digits": distance_likes_copies,
    },
    "diffusion_deeper": {
        "Training digits handed in again are about as near as new real ones": lambda: (
            distance_likes_copies() and energy("memorized") < energy("real") + 0.01
        ),
        "real points handed in again cover every cloud": all_covered,
    },
    "autoencoder": {
        "is surer of the average of each digit than of real digits": surer_of_averages,
        "The Fréchet distance gives good marks to training pictures that are handed in again": distance_likes_copies,
    },
    "autoencoder_deeper": {"It is surer of the average of each digit than of real digits": surer_of_averages},
    "latent_space": {
        "Training digits handed in again get about as small a Fréchet distance as new real ones": distance_likes_copies,
        "Ten copies of each digit's average show all ten digits, and the judge is surer of them than of real ones": lambda: (
            ALL["averages"].digits == 10 and surer_of_averages()
        ),
        "The ruler reads a smile off noise, too": lambda: read_off_noise() > 0.3,
    },
    "deepfakes": {"it says how surely, not how far": half_as_far_is_as_sure},
    "latent_space_deeper": {"One 4 copied five hundred times would get 100%": lambda: named(4)},
    "big_picture": {
        "The average of all 4s counts as handwriting, too, and so does a training digit handed in again": lambda: (
            ALL["averages"].handwriting == ALL["memorized"].handwriting == 1
        ),
        "The classifier is surer of averages than of real digits": surer_of_averages,
    },
}


def test_every_page_that_shows_a_score_says_what_fools_it() -> None:
    shown = {
        name
        for name in lessons.page_files(ROOT / "pages")
        for said in getattr(lessons.text(name), "says", {}).values()
        if "{" in said and SCORE.search(said)
    }
    assert shown - NOTHING_MADE.keys() == SAYS.keys()


@pytest.mark.parametrize(("name", "sentence"), [(name, one) for name, some in SAYS.items() for one in some])
def test_what_a_page_says_of_its_scores_stands_there_and_holds(name: str, sentence: str) -> None:
    text = lessons.lesson(name)
    written = " ".join((*text.simplified, *(f"{one.explain} {one.technical}" for one in text.experiments)))
    assert sentence in written.replace("*", "")
    assert SAYS[name][sentence]()


def test_a_family_that_only_repeats_what_it_learned_is_found_though_its_share_is_small() -> None:
    shares, nearest = {"vae": 0.55, "gan": repeats()}, {"vae": ALL["averages"].nearest, "gan": ALL["memorized"].nearest}
    assert copies(shares, nearest, ALL["real"].nearest) == "gan"
    assert (
        copies(shares, nearest | {"gan": ALL["real"].nearest}, ALL["real"].nearest) == "near"
    )  # averages are no theft
