import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.models.decode import Decoder
from core.models.transformer import ACTIVATIONS, POSITIONS, Config, Transformer
from tests.patience import PATIENCE

pytestmark = pytest.mark.numeric

SMALL = Config(vocabulary=50, context=9, width=12, heads=3, layers=2)
VARIANTS = [replace(SMALL, positions=p, activation=a) for p in POSITIONS for a in ACTIVATIONS]
VARIANTS.append(replace(SMALL, value_embeddings=True))


def name(config: Config) -> str:
    """What tells a variant from the others, for a test's name."""
    return "-".join((config.positions, config.activation, *["value embeddings"] * config.value_embeddings))


def pair(config: Config, batch: int = 1) -> tuple[Transformer, Decoder]:
    """A model with opinions, and its decoder."""
    torch.manual_seed(0)
    model = Transformer(config).requires_grad_(False)
    for weight in model.parameters():
        weight.mul_(4 if weight.ndim > 1 else 1).add_(0.1 * torch.randn_like(weight))
    return model, Decoder({name: weight.numpy() for name, weight in model.state_dict().items()}, config, batch)


def text(rows: int, length: int) -> np.ndarray:
    return np.random.default_rng(0).integers(SMALL.vocabulary, size=(rows, length))


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_cached_equals_recomputed_within_the_context_and_past_it(config: Config, batch: int) -> None:
    model, decoder = pair(config, batch)
    tokens = text(batch, 25)
    rows = slice(None) if batch > 1 else 0
    logits = decoder.read(tokens[rows, :4])
    for length in range(4, 25):
        window = torch.from_numpy(tokens[:, max(0, length - config.context) : length])
        trace = model.trace(window)
        np.testing.assert_allclose(logits, trace.logits[rows, -1].numpy(), atol=1e-4, rtol=0)
        np.testing.assert_allclose(decoder.attention, trace.attention[:, rows].numpy(), atol=1e-4, rtol=0)
        logits = decoder.step(tokens[rows, length])


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_a_prompt_read_at_once_equals_one_read_token_by_token(config: Config) -> None:
    _, decoder = pair(config)
    tokens = text(1, 9)[0]
    at_once = decoder.read(tokens)
    step_by_step = [decoder.read(tokens[:1]), *(decoder.step(token) for token in tokens[1:])]
    np.testing.assert_allclose(step_by_step[-1], at_once, atol=1e-4, rtol=0)


def test_a_prompt_longer_than_the_context_is_read_through_its_last_window() -> None:
    _, decoder = pair(SMALL)
    tokens = text(1, 10_000)[0]
    logits = decoder.read(tokens)
    np.testing.assert_array_equal(logits, decoder.read(tokens[-SMALL.context :]))
    assert decoder.attention.shape == (2, 3, 9, 9)


def test_reading_forgets_what_was_read_before() -> None:
    _, decoder = pair(SMALL)
    fresh = decoder.read([1, 2, 3])
    decoder.read(text(1, 30)[0])
    decoder.step(5)
    np.testing.assert_array_equal(decoder.read([1, 2, 3]), fresh)


def test_logits_that_were_returned_do_not_change_later() -> None:
    _, decoder = pair(SMALL)
    first = decoder.read([1])
    kept, attention = first.copy(), decoder.attention
    decoder.step(2)
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(attention, np.ones((2, 3, 1, 1)))  # one position can only look at itself


def test_batches_have_an_axis_and_single_texts_have_none() -> None:
    _, one = pair(SMALL)
    _, three = pair(SMALL, batch=3)
    assert one.read([1, 2]).shape == (50,) and one.step(3).shape == (50,)
    assert one.attention.shape == (2, 3, 3, 3)
    assert three.read(text(3, 2)).shape == (3, 50) and three.step(np.array([1, 2, 3])).shape == (3, 50)
    assert three.attention.shape == (2, 3, 3, 3, 3)
    np.testing.assert_allclose(three.read(np.array([[7, 8]] * 3)), [one.read([7, 8])] * 3, atol=1e-4, rtol=0)


def test_float16_weights_are_read_as_float32() -> None:
    model, decoder = pair(SMALL)
    half = Decoder({name: weight.half().numpy() for name, weight in model.state_dict().items()}, SMALL)
    logits = half.read([1, 2, 3])
    assert logits.dtype == np.float32
    np.testing.assert_allclose(logits, decoder.read([1, 2, 3]), atol=0.1)


@pytest.mark.parametrize("tokens", [[], [-1], [50], [3, 2**40]], ids=str)
def test_what_is_no_token_is_refused_with_a_sentence(tokens: list[int]) -> None:
    _, decoder = pair(SMALL)
    with pytest.raises(ValueError, match="at least one token|Token ids go from 0 to 49"):
        decoder.read(tokens)


def test_decoding_and_sampling_need_no_torch() -> None:
    program = "import core.models.decode, core.sampling, sys; assert not {'torch', 'sentencepiece'} & set(sys.modules)"
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", program], check=True, cwd=root, timeout=PATIENCE)
