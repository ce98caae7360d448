"""Which digits lose most, and what lies on the way from one code to another?"""

from core.measure.latent import Plane, pca
from core.studies.autoencoder import WIDTHS
from pages.images.autoencoder import exhibits, squeezing
from pages.kit.lesson import Lesson

lesson = Lesson("autoencoder_deeper")
lesson.head()

with lesson.living_picture() as (picture, controls):
    with controls:
        codes = lesson.controls.stops("codes", WIDTHS, 8)
        a = lesson.controls.choice("walk_from", range(10), 4)
        b = lesson.controls.choice("walk_to", range(10), 8)
    with picture:
        way = squeezing.walk(codes, a, b)
        lost_by_digit = squeezing.lost_by_digit(squeezing.trained(codes), codes)
        lesson.show(exhibits.walk(lesson.text, codes, way, lost_by_digit), "walk")


def lost() -> None:
    """The error of each digit."""
    lesson.show(exhibits.lost(lesson.text, squeezing.lost_by_digit(squeezing.trained(8), 8)), "lost")


def flat() -> None:
    """A linear autoencoder against PCA."""
    lesson.show(exhibits.flat(lesson.text, *squeezing.linear_against_pca()), "flat")


lesson.guess_first(lost, flat)

lesson.open_the_box(pca, Plane.decode)
lesson.foot()
