"""What /diffusion says of fewer steps: how the digits were drawn, and what a curve below the floor means."""

import ast
import inspect

import pytest

from core.exhibit import Exhibit, drawn
from core.figures.palette import LIGHT
from core.lessons import lesson
from core.measure.diffusion import OneStep
from core.studies.diffusion_measured import Drawn, Far, FewSteps, few_steps
from core.training.run import STUDIES, Run
from core.training.study import Study
from pages.images.diffusion import exhibits

TEXT = lesson("diffusion")
ONE = OneStep(named=1.0, unnamed=9.0, ink_or_paper=0.5)
NO_BETTER = "no better than real ones"


def fewer(found: list[FewSteps]) -> Exhibit:
    return exhibits.fewer(TEXT, found, ONE, ONE, LIGHT, drawn())


def test_what_was_done_names_the_guidance_that_the_study_uses() -> None:
    study = ast.parse(inspect.getsource(few_steps))
    settings = [dict(zip(map(ast.unparse, one.keys), one.values, strict=True)) for one in ast.walk(study)
                if isinstance(one, ast.Dict) and None not in one.keys]  # fmt: skip
    (guidance,) = [ast.unparse(one["'guidance'"]) for one in settings if "'guidance'" in one]
    assert f"told each digit, with guidance {guidance}" in TEXT.experiment("fewer").did


@pytest.mark.parametrize(("flow", "says"), [(0.2, True), (0.4, False)])
def test_where_flow_comes_below_the_line_of_real_digits_it_is_said_what_that_means(flow: float, says: bool) -> None:
    far = {"ddpm": Far(0.0, 0.5), "ddim": Far(0.0, 0.5), "euler": Far(0.0, flow)}
    found = [FewSteps(Drawn(steps, Far(0.0, 0.3), far)) for steps in (200, 20, 1)]
    assert (NO_BETTER in fewer(found).says) is says


def test_in_the_record_that_came_with_the_app_flow_comes_below_it() -> None:
    found = [
        record.values for record in Run(STUDIES / Study("diffusion_measured.few_steps").key).records() if record.values
    ]
    below = {one.steps for one in exhibits.drawn(found) if one.by["euler"].frechet < one.floor.frechet}
    said = fewer(found).says
    assert below and f"In {min(below)} steps or more" in said and NO_BETTER in said
