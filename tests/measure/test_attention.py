import numpy as np
import pytest
import torch

from core.measure.attention import (
    attention_of,
    by_head,
    change_of_last,
    evenness,
    frames,
    has_sink,
    heads,
    looks_at,
    sink_share,
    sinks,
    strongest,
    whole_again,
)
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer

T = 6
TOKENS = [1, 7, 8, 7, 9, 8]


def one_hot(columns: list[int]) -> np.ndarray:
    weights = np.zeros((T, T))
    weights[np.arange(T), columns] = 1.0
    return weights


UNIFORM = np.tril(np.ones((T, T))) / np.arange(1, T + 1)[:, None]
PREVIOUS = one_hot([0, 0, 1, 2, 3, 4])
ITSELF = one_hot([0, 1, 2, 3, 4, 5])
SINK = one_hot([0] * T)
SAME = one_hot([0, 0, 0, 1, 0, 2])
ALL = np.stack([[UNIFORM, PREVIOUS], [SINK, SAME], [ITSELF, UNIFORM]])  # (3, 2, T, T)


def test_each_pattern_is_found_in_the_head_that_was_made_for_it() -> None:
    scored = heads(ALL, TOKENS)
    assert [(h.layer, h.head) for h in scored] == [(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)]
    for pattern, place in [("previous", (1, 2)), ("first", (2, 1)), ("itself", (3, 1))]:
        best = strongest(scored, pattern)
        assert (best.layer, best.head) == place and getattr(best, pattern) == 1.0 and best.main == pattern
    assert strongest(scored, "same").same == 1.0 and scored[3].same == 1.0


def test_a_head_that_looks_everywhere_alike_has_the_uniform_score() -> None:
    even = heads(ALL, TOKENS)[0]
    assert even.previous == pytest.approx(even.uniform)
    assert evenness(ALL[:1, :1]) == pytest.approx(1.0) and evenness(SINK[None, None]) == pytest.approx(0.0, abs=1e-9)


def test_a_sink_is_more_than_three_times_the_uniform_share() -> None:
    assert has_sink(SINK) and not has_sink(UNIFORM)
    share, uniform = sink_share(UNIFORM)
    assert share == pytest.approx(uniform)


def test_the_hardest_look_leaves_the_first_token_and_itself_aside() -> None:
    assert looks_at(PREVIOUS[None, None], list("abcdef"), 1, 1) == (2, 1, 1.0)


def test_one_token_has_nothing_to_look_at_but_itself() -> None:
    alone = np.ones((1, 1, 1, 1))
    assert heads(alone, [1])[0].previous == 0.0
    assert evenness(alone) == 1.0 and looks_at(alone, ["a"], 1, 1) == (0, 0, 1.0)


def test_a_change_is_told_by_rows() -> None:
    other = ALL.copy()
    other[..., -1, :] = 0.0
    assert change_of_last(ALL, other)["earlier rows"] == 0.0 and change_of_last(ALL, other)["last row"] == 1.0


def test_sinks_are_told_head_by_head_and_moment_by_moment() -> None:
    found = by_head(ALL)
    assert [(one.layer, one.head) for one in found if one.rests] == [(2, 1)]
    assert [one.share for one in found] == [sink_share(ALL[layer, head])[0] for layer in range(3) for head in range(2)]
    over_time = sinks(frames([ALL, np.stack([[UNIFORM, UNIFORM]] * 3)]))
    assert over_time.shape == (2, 3, 2) and np.argwhere(over_time).tolist() == [[0, 1, 0]]


def test_rows_that_were_kept_in_half_precision_add_up_again() -> None:
    kept = [(0.97 * UNIFORM[None, None]).astype(np.float16)] * 2
    again = whole_again(iter(kept))
    assert again.shape == (2, 1, 1, T, T) and again.dtype == np.float32
    assert again.sum(-1) == pytest.approx(np.ones((2, 1, 1, T)), abs=1e-6)


def test_attention_of_a_text_is_what_the_model_computes() -> None:
    torch.manual_seed(0)
    config = Config(50, 12, 16, 2, 3)
    model = Transformer(config).requires_grad_(False)
    seen = attention_of(Decoder({n: w.numpy() for n, w in model.state_dict().items()}, config), TOKENS)
    trace = model.trace(torch.tensor([TOKENS]))
    assert seen == pytest.approx(np.stack([layer.attention[0].numpy() for layer in trace.layers]), abs=1e-5)
