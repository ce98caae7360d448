import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from core.data.real_models import GUESSING, RealModel, real_models
from core.measure.size_and_score import families, fit

REFERENCE = [model for model in real_models() if model.reference]
DENSE = [model for model in real_models() if model.shape == "dense"]


def test_size_alone_says_little_and_with_the_year_most() -> None:
    """The numbers that were worked out for these 28 models before this code was written."""
    assert len(REFERENCE) == 28
    alone, both = fit(REFERENCE), fit(REFERENCE, with_year=True)
    assert round(alone.explained, 2) == 0.40 and round(alone.tenfold, 1) == 16.1
    assert round(both.explained, 2) == 0.84 and round(both.tenfold, 1) == 17.0 and round(both.yearly, 1) == 8.9


def test_within_a_family_size_says_nearly_all() -> None:
    lines = families(REFERENCE)
    slopes = {"LLaMA": 28.8, "Llama 2": 22.7, "Qwen": 20.2, "Llama 3.1": 11.0}
    assert {name: round(lines[name].tenfold, 1) for name in slopes} == slopes
    assert all(round(lines[name].explained ** 0.5, 3) >= 0.987 for name in slopes)


@pytest.mark.parametrize("with_year", [False, True])
@pytest.mark.parametrize("models", [REFERENCE, DENSE], ids=["reference", "all dense"])
def test_the_line_is_scikit_learns(models: list[RealModel], with_year: bool) -> None:
    table = np.array([[np.log10(model.parameters or 0), model.released - 2020.0][: 1 + with_year] for model in models])
    scores = [model.score for model in models]
    theirs, ours = LinearRegression().fit(table, scores), fit(models, with_year)
    np.testing.assert_allclose([ours.tenfold, ours.yearly][: 1 + with_year], theirs.coef_)
    np.testing.assert_allclose([ours.constant, ours.explained], [theirs.intercept_, theirs.score(table, scores)])
    one = models[5]
    guess = theirs.predict(table[5:6])[0]
    np.testing.assert_allclose(ours.at(one.parameters or 0, one.released if with_year else 2020), guess)


def test_newer_models_say_the_same_of_size_and_year() -> None:
    alone, both = fit(DENSE), fit(DENSE, with_year=True)
    assert alone.explained < 0.6 < both.explained and both.yearly > 0


def test_what_was_never_told_is_not_fitted() -> None:
    secret = [model for model in real_models() if model.parameters is None]
    assert secret and all(model.shape == "undisclosed" for model in secret)
    with pytest.raises(ValueError, match="never told"):
        fit([*REFERENCE, *secret])
    with pytest.raises(ValueError, match="differ enough"):
        fit(REFERENCE[:1])
    with pytest.raises(ValueError, match="differ enough"):
        fit([model for model in REFERENCE if model.family == "LLaMA"], with_year=True)  # all of one year


def test_every_row_is_whole_and_says_where_it_was_read() -> None:
    models = real_models()
    assert len({model.name for model in models}) == len(models)
    for model in models:
        assert model.source.startswith("https://") and model.setting == "5-shot", model.name
        assert GUESSING - 1 < model.score < 100 and 2019 < model.released <= 2026, model.name
        assert (model.parameters is None) == (model.active is None) == (model.shape == "undisclosed"), model.name
        if model.parameters and model.active:
            assert (model.active < model.parameters) == (model.shape == "experts"), model.name
