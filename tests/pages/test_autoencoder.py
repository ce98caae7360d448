"""What /autoencoder and its second page show first makes the point of the lesson."""

from pathlib import Path

import pytest

from core.data.digits import held_out_digit
from core.measure import autoencoders as measure
from core.measure.images import sure_at_the_ends, sure_in_the_middle
from core.training.run import STUDIES, Run
from core.training.study import Study
from tests.pages.test_pages import opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_HOME", str(tmp_path))


def test_the_way_that_is_walked_first_leads_from_a_clear_digit_to_another_over_what_is_none() -> None:
    """The example of /autoencoder_deeper makes its point: both ends can be read, the middle cannot."""
    page = opened("autoencoder_deeper")
    codes, a, b = (int(control.value) for control in (page.select_slider[0], page.selectbox[0], page.selectbox[1]))
    run = Run(STUDIES / Study("autoencoder.learn", {"codes": codes}).key)
    network = measure.restored(run.arrays(run.records()[-1]), codes)
    way = measure.walk(network, held_out_digit(a), held_out_digit(b, 1))
    assert sure_at_the_ends(way) > 0.9 and sure_in_the_middle(way) < 0.5
