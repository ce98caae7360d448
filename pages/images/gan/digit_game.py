"""The digits of a GAN: what it wrote at each moment of its training, and the learner as the discriminator."""

from typing import Any

from core.figures.gan import game_payload
from core.studies import digit_gan
from core.studies.digit_gan import R1, Fought, real_sheet
from core.training.events import Record
from pages.kit.exhibit import Picture
from pages.kit.studies import OpenStudy, study


def shipped() -> OpenStudy[Fought]:
    """The digits GAN that came with the app."""
    return study(digit_gan.learn)


def fight(penalty: float, seed: int) -> OpenStudy[Fought]:
    """The digits GAN with this weight of R1 and this seed; the usual ones are left out, so that what was shipped is found."""
    asked: dict[str, Any] = {"penalty": penalty} if penalty != R1 else {}
    return study(digit_gan.learn, **asked | ({"seed": seed} if seed else {}))


def kept(opened: OpenStudy[Fought]) -> list[Record[Fought]]:
    """The moments with pictures."""
    return [record for record in opened.records if record.values]


def game(opened: OpenStudy[Fought]) -> Picture:
    """Sheet and game of a run, wherever it stands."""
    moments = [(record, opened.arrays(record)) for record in kept(opened)]
    return Picture("digit_game", game_payload(moments, real_sheet(), f"{opened.run.id} {len(moments)}"))
