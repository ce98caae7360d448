"""What /latent_space shows first makes the point of the lesson."""

from pathlib import Path

import pytest

from core.data.digits import held_out_digit
from core.measure import latent_walks as walks
from core.measure.images import sure_at_the_ends, sure_in_the_middle
from core.models.vae import VAE, Config
from core.models.weights import filled
from core.training.run import STUDIES, Run
from core.training.study import Study
from tests.pages.test_pages import opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_the_first_digit_comes_back_as_itself_and_on_the_way_to_the_other_lies_a_third() -> None:
    """Both ends of the first film can be read, and so can its middle, but for the row where the pixels are mixed."""
    page = opened("latent_space")
    page.button(key="skip_latent_space-between").click().run()
    chosen = {control.label: control.value for control in page.selectbox}
    assert chosen["From"] == "above"
    own, other = int(page.selectbox[0].value), int(chosen["To"])
    run = Run(STUDIES / Study("vae.learn").key)
    network = filled(VAE(Config()), run.arrays(run.records()[-1]))
    straight, _, mixed = walks.between(network, held_out_digit(own), held_out_digit(other, 1))
    assert walks.half_way(straight, mixed) == "another"
    assert sure_at_the_ends(straight) > 0.9 and sure_in_the_middle(straight) > sure_in_the_middle(mixed) + 0.25
