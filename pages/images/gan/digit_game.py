"""The digits of a GAN: what it wrote at each moment of its training, and the learner as the discriminator."""

from core.exhibit import Picture
from core.figures.gan import game_payload
from core.measure.gan import Sheet, looked_over
from core.studies.digit_gan import Fought, real_sheet
from pages.kit.studies import OpenStudy


def game(opened: OpenStudy[Fought]) -> Picture:
    """Sheet and game of a run, wherever it stands."""
    moments = opened.moments
    return Picture("digit_game", game_payload(moments, real_sheet(), f"{opened.run.id} {len(moments)}"))


def last_sheet(opened: OpenStudy[Fought]) -> Sheet:
    """How good and how varied the pictures are that it wrote at the end."""
    *_, (_, arrays) = opened.moments
    return looked_over(arrays["made"])
