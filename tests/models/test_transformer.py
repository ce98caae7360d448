import json
import math
import struct
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path

import numpy as np
import pytest
import safetensors
import torch
import torch.nn.functional as F
from jaxtyping import jaxtyped
from safetensors.torch import load_file, save_file
from torch import Tensor

from benchmarks import peers
from core.models import transformer
from core.models.transformer import (
    ACTIVATIONS,
    EDITS,
    POSITIONS,
    Config,
    Edit,
    LayerTrace,
    Trace,
    Transformer,
    next_token_loss,
)

pytestmark = pytest.mark.numeric

SMALL = Config(vocabulary=50, context=9, width=12, heads=3, layers=2)  # no two letters of the shapes have one length
VARIANTS = [replace(SMALL, positions=p, activation=a) for p in POSITIONS for a in ACTIVATIONS]
TELLING = replace(SMALL, value_embeddings=True)
VARIANTS.append(TELLING)


def name(config: Config) -> str:
    """What tells a variant from the others, for a test's name."""
    return "-".join((config.positions, config.activation, *["value embeddings"] * config.value_embeddings))


def awake(config: Config, seed: int = 0) -> Transformer:
    """A model with weights large enough to have opinions; fresh ones are too shy to tell right from wrong by."""
    torch.manual_seed(seed)
    model = Transformer(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.mul_(4 if weight.ndim > 1 else 1).add_(0.1 * torch.randn_like(weight))
    return model


def some_tokens(config: Config, rows: int = 2, length: int = 7) -> Tensor:
    return torch.randint(config.vocabulary, (rows, length), generator=torch.Generator().manual_seed(1))


# --- references


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_attention_of_each_layer_equals_torchs_own(config: Config) -> None:
    for layer in awake(config).double().trace(some_tokens(config)).layers:
        torchs = F.scaled_dot_product_attention(layer.q, layer.k, layer.v, is_causal=True)
        torch.testing.assert_close(layer.mixed, torchs)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_our_weights_in_the_gpt2_of_transformers_give_the_same_logits(activation: str) -> None:
    model = awake(Config(context=32, activation=activation))
    tokens = some_tokens(model.config, rows=3, length=32)
    with torch.inference_mode():
        ours, theirs = model(tokens), peers.copied(model)(tokens).logits
    assert ours.std() > 1  # else it would be easy to agree
    torch.testing.assert_close(ours, theirs, atol=1e-4, rtol=0)


def test_rotary_positions_turn_pairs_as_complex_numbers_turn() -> None:
    K, T = 6, 5
    x = torch.randn(2, 3, T, K, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    cosine, sine = transformer.turns(T, K)
    ours = transformer.rotate(x, cosine, sine)
    angles = torch.outer(torch.arange(T), 10_000.0 ** (-2 * torch.arange(K // 2) / K))  # Su et al. 2021, eq. 15
    turned = torch.complex(*x.chunk(2, dim=-1)) * torch.polar(torch.ones_like(angles), angles)
    torch.testing.assert_close(ours, torch.cat((turned.real, turned.imag), dim=-1), atol=1e-6, rtol=0)


def test_the_loss_and_its_gradient_equal_torchs() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = (5 * torch.randn(2, 5, 7, dtype=torch.float64, generator=generator)).requires_grad_()
    targets = torch.randint(7, (2, 5), generator=generator)
    losses = next_token_loss(logits, targets), F.cross_entropy(logits.flatten(0, 1), targets.flatten())
    ours, torchs = (torch.autograd.grad(loss, logits)[0] for loss in losses)
    torch.testing.assert_close(losses[0], losses[1])
    torch.testing.assert_close(ours, torchs)


def test_a_loss_beyond_all_chances_stays_a_number() -> None:
    logits = torch.tensor([[[1000.0, 0.0]]], requires_grad=True)
    loss = next_token_loss(logits, torch.tensor([[1]]))
    loss.backward()
    assert math.isfinite(loss.item()) and logits.grad is not None
    torch.testing.assert_close(logits.grad, torch.tensor([[[1.0, -1.0]]]))


def test_going_back_through_one_loss_twice_is_refused_rather_than_wrong() -> None:
    loss = next_token_loss(torch.zeros(1, 2, 3, requires_grad=True), torch.zeros(1, 2, dtype=torch.long))
    loss.backward(retain_graph=True)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


# --- laws


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_attention_rows_sum_to_one_and_never_look_ahead(config: Config) -> None:
    attention = awake(config).trace(some_tokens(config)).attention
    torch.testing.assert_close(attention.sum(-1), torch.ones_like(attention[..., 0]))
    assert (attention.triu(diagonal=1) == 0).all()


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_the_future_never_changes_the_past(config: Config) -> None:
    model, tokens = awake(config), some_tokens(config)
    changed = tokens.clone()
    changed[:, 4:] = (changed[:, 4:] + 1) % config.vocabulary
    before, after = model(tokens), model(changed)
    torch.testing.assert_close(after[:, :4], before[:, :4])
    assert not torch.allclose(after[:, 4:], before[:, 4:], atol=1e-2)


def test_forward_is_the_end_of_trace() -> None:
    model, tokens = awake(SMALL), some_tokens(SMALL)
    assert torch.equal(model(tokens), model.trace(tokens).logits)


def test_each_half_of_a_block_adds_to_the_residual_stream() -> None:
    trace = awake(SMALL).trace(some_tokens(SMALL))
    before = trace.embeddings
    for layer in trace.layers:
        assert torch.equal(layer.residual_before, before)
        assert torch.equal(layer.residual_between, layer.residual_before + layer.attention_out)
        assert torch.equal(layer.residual_after, layer.residual_between + layer.mlp_out)
        before = layer.residual_after
    assert torch.equal(trace.residual_stream[0], trace.embeddings)
    assert torch.equal(trace.residual_stream[-1], before)


@pytest.mark.parametrize("positions", POSITIONS)
def test_only_positions_tell_one_order_of_the_earlier_words_from_another(positions: str) -> None:
    model = awake(replace(SMALL, layers=1, positions=positions))
    tokens = some_tokens(SMALL, rows=1, length=6)
    swapped = tokens[:, [1, 0, 2, 3, 4, 5]]
    same = torch.allclose(model(tokens)[:, -1], model(swapped)[:, -1], atol=1e-5)
    assert same == (positions == "none")


def test_rotary_scores_depend_on_the_distance_alone() -> None:
    model = awake(replace(SMALL, layers=1, positions="rotary"))
    scores = model.trace(torch.full((1, 8), 7)).layers[0].scores[0]  # one token again and again
    for distance in range(8):
        diagonal = scores.diagonal(-distance, dim1=1, dim2=2)  # (H, 8 - distance)
        torch.testing.assert_close(diagonal, diagonal[:, :1].expand_as(diagonal))


def test_a_fresh_model_expects_every_token_about_equally() -> None:
    torch.manual_seed(0)
    model, tokens = Transformer(Config()), some_tokens(Config(), rows=4, length=64)
    loss = next_token_loss(model(tokens[:, :-1]), tokens[:, 1:])
    assert loss.item() == pytest.approx(math.log(1024), abs=0.1)


def test_the_same_seed_gives_the_same_weights() -> None:
    one, same, other = (awake(SMALL, seed).state_dict() for seed in (3, 3, 4))
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert not torch.equal(one["token_embedding.weight"], other["token_embedding.weight"])


# --- a hand in the pass


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_an_edit_that_changes_nothing_changes_nothing(config: Config) -> None:
    model, tokens = awake(config), some_tokens(config)
    plain, edited = model.trace(tokens), model.trace(tokens, lambda name, layer, tensor: tensor.clone())
    assert torch.equal(plain.logits, edited.logits)
    for one, other in zip(plain.layers, edited.layers, strict=True):
        pairs = [(getattr(one, field.name), getattr(other, field.name)) for field in fields(LayerTrace)]
        assert all(a is b is None or torch.equal(a, b) for a, b in pairs)
        assert (one.told is None) is not config.value_embeddings


def test_an_edit_is_handed_every_activation_as_the_trace_keeps_it_in_the_order_of_the_pass() -> None:
    model, tokens = awake(TELLING), some_tokens(TELLING)
    plain, seen = model.trace(tokens), []

    def look(name: str, layer: int, tensor: Tensor) -> Tensor:
        assert torch.equal(tensor, getattr(plain.layers[layer], name)), (name, layer)
        seen.append((layer, name))
        return tensor

    model.trace(tokens, look)
    assert seen == [(layer, name) for layer in range(2) for name in EDITS]


def without(layer: int, head: int, where: str) -> Edit:
    """Nothing comes from one head: its attention looks at nothing, or its values are thrown away."""

    def edit(name: str, at: int, tensor: Tensor) -> Tensor:
        if name == where and at == layer:
            tensor = tensor.clone()
            tensor[:, head] = 0.0
        return tensor

    return edit


@pytest.mark.parametrize(("layer", "head"), [(0, 0), (1, 2)])
def test_a_head_without_attention_is_a_head_without_values_and_one_whose_columns_of_out_are_zero(
    layer: int, head: int
) -> None:
    model, tokens = awake(SMALL), some_tokens(SMALL)
    plain = model(tokens)
    by_attention, by_values = (model.trace(tokens, without(layer, head, name)) for name in ("attention", "mixed"))
    K = SMALL.width // SMALL.heads
    with torch.no_grad():
        dict(model.named_parameters())[f"blocks.{layer}.out.weight"][:, head * K : (head + 1) * K] = 0.0
    torch.testing.assert_close(by_attention.logits, by_values.logits)
    torch.testing.assert_close(model(tokens), by_values.logits)
    assert (by_values.logits - plain).abs().max() > 0.1
    assert (by_attention.layers[layer].attention[:, head] == 0).all()  # the trace keeps what the model went on with


@pytest.mark.parametrize("name", EDITS)
def test_what_an_edit_gives_back_is_what_the_pass_goes_on_with(name: str) -> None:
    """Patched with what another text left there, in the last layer and in all places, the pass ends as the other did."""
    model, tokens = awake(TELLING if name == "told" else SMALL), some_tokens(SMALL)
    other = (tokens + 1) % SMALL.vocabulary
    there = model.trace(other)

    def patch(at: str, layer: int, tensor: Tensor) -> Tensor:
        return getattr(there.layers[layer], name) if at == name else tensor

    patched = model.trace(tokens, patch)
    assert torch.equal(getattr(patched.layers[1], name), getattr(there.layers[1], name))
    assert not torch.allclose(patched.logits, model(tokens), atol=1e-2)
    if name in ("residual_before", "residual_after"):
        torch.testing.assert_close(patched.logits, there.logits)


# --- shapes


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_everything_in_a_trace_has_the_shape_that_its_record_says(config: Config) -> None:
    trace = awake(config).trace(some_tokens(config))
    for layer in trace.layers:
        with jaxtyped("context"):  # within it, a letter means one length
            for record, kind in ((trace, Trace), (layer, LayerTrace)):
                for field in fields(kind):
                    if field.name != "layers":
                        assert isinstance(getattr(record, field.name), field.type), field.name  # type: ignore[arg-type]
    assert trace.attention.shape == (2, 2, 3, 7, 7)
    assert trace.residual_stream.shape == (5, 2, 7, 12)
    assert (trace.position_embeddings is not None) == (config.positions == "learned")


@pytest.mark.parametrize("length", [0, 10])
def test_tokens_that_do_not_fit_are_refused_with_a_sentence(length: int) -> None:
    with pytest.raises(ValueError, match=f"reads 1 to 9 tokens at once, but {length} came"):
        awake(SMALL)(torch.zeros(1, length, dtype=torch.long))


@pytest.mark.parametrize(
    "wrong",
    [
        {"width": 0},
        {"layers": -1},
        {"layers": 10**9},
        {"context": 8.0},
        {"heads": True},
        {"vocabulary": "1024"},
        {"heads": 5},
        {"activation": "tanh"},
        {"positions": "absolute"},
        {"value_embeddings": 1},
        {"width": 12, "heads": 4, "positions": "rotary"},
    ],
    ids=str,
)
def test_a_model_that_cannot_be_built_is_refused_with_a_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must|share"):
        Config(**wrong)  # type: ignore[arg-type]


# --- on disk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "model.safetensors"
    transformer.save(awake(SMALL), path)
    return path


@pytest.mark.parametrize("config", VARIANTS, ids=name)
def test_load_undoes_save(config: Config, tmp_path: Path) -> None:
    model = awake(config)
    transformer.save(model, tmp_path / "model")
    again = transformer.load(tmp_path / "model")
    assert again.config == config
    assert torch.equal(again(some_tokens(config)), model(some_tokens(config)))


def test_a_float16_file_is_half_as_long_and_loads_as_float32(tmp_path: Path) -> None:
    model = awake(Config())
    transformer.save(model, tmp_path / "whole")
    transformer.save(model, tmp_path / "half", torch.float16)
    again = transformer.load(tmp_path / "half")
    assert (tmp_path / "half").stat().st_size < 0.52 * (tmp_path / "whole").stat().st_size
    for name, weight in again.state_dict().items():
        assert weight.dtype == torch.float32
        torch.testing.assert_close(weight, model.state_dict()[name], atol=1e-3, rtol=1e-3)


def damaged(path: Path) -> Iterator[bytes]:
    """Every kind of file that is not the one that we wrote."""
    whole = path.read_bytes()
    yield b""
    yield b"not a model"
    yield b"\x80\x04\x95pickle"
    yield struct.pack("<Q", 2**60) + whole[8:]  # a header longer than the world
    for end in (1, 7, 8, 100, len(whole) // 2, len(whole) - 1):
        yield whole[:end]
    yield whole + b"more"


def test_a_file_cut_short_or_foreign_is_refused_with_a_sentence(file: Path) -> None:
    for content in list(damaged(file)):
        file.write_bytes(content)
        with pytest.raises(ValueError, match="model.safetensors is not a model that Glassbox can read"):
            transformer.load(file)


def rewritten(file: Path, change: dict[str, Tensor | None], config: dict[str, object] | str | None = None) -> None:
    weights = load_file(file)
    for name, weight in change.items():
        if weight is None:
            del weights[name]
        else:
            weights[name] = weight
    text = config if isinstance(config, str) else json.dumps(asdict(SMALL) | (config or {}))
    save_file(weights, file, metadata={"config": text})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"norm.weight": None}, "'norm.weight' is missing or foreign"),
        ({"evil": torch.zeros(1)}, "'evil' is missing or foreign"),
        ({"norm.weight": torch.ones(13)}, r"norm.weight should have the shape \(12,\), but has \(13,\)"),
        ({"norm.weight": torch.ones(12, dtype=torch.int32)}, "norm.weight should be float32 or float16, but is I32"),
        ({"norm.weight": torch.ones(12, dtype=torch.bfloat16)}, "norm.weight should be float32 or float16"),
        ({"norm.weight": torch.full((12,), torch.nan)}, "norm.weight holds something that is no finite number"),
        ({"norm.weight": torch.full((12,), torch.inf)}, "norm.weight holds something that is no finite number"),
    ],
)
def test_wrong_weights_are_refused_with_a_sentence(file: Path, change: dict[str, Tensor | None], says: str) -> None:
    rewritten(file, change)
    with pytest.raises(ValueError, match=says):
        transformer.load(file)


@pytest.mark.parametrize(
    "config",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        {"width": 4096},
        {"vocabulary": 2**40},
        {"layers": 3},
        {"layers": [2]},
        {"positions": None},
        {"value_embeddings": True},
        {"value_embeddings": "no"},
    ],
    ids=lambda config: str(config)[:20],
)
def test_a_header_that_does_not_fit_its_weights_is_refused(file: Path, config: dict[str, object] | str) -> None:
    rewritten(file, {}, config)
    with pytest.raises(ValueError, match="is not a model that Glassbox can read"):
        transformer.load(file)


@pytest.mark.parametrize("config", VARIANTS, ids=name)
@pytest.mark.parametrize("layers", [1, 3])
def test_the_shapes_that_are_counted_are_those_of_the_model(config: Config, layers: int) -> None:
    config = replace(config, layers=layers, hidden=2)
    built = {name: tuple(weight.shape) for name, weight in Transformer(config).state_dict().items()}
    assert list(transformer.shapes(config).items()) == list(built.items())


def test_a_file_from_before_there_were_value_embeddings_is_read_as_a_model_without_them(file: Path) -> None:
    with safetensors.safe_open(file, framework="numpy") as opened:
        config = json.loads(opened.metadata()["config"])
    assert config.pop("value_embeddings") is False
    rewritten(file, {}, json.dumps(config))
    assert transformer.load(file).config == SMALL


def test_a_value_embedding_is_told_whatever_else_is_there() -> None:
    """It adds to the values of its token, in every place of it alike, and to nothing else of the layer's attention."""
    model, tokens = awake(replace(SMALL, value_embeddings=True)), torch.tensor([[4, 7, 4]])
    with torch.no_grad():
        before = model.trace(tokens).layers[0]
        model.value_embeddings[0].weight[4] += torch.arange(12.0)
        after = model.trace(tokens).layers[0]
    more = torch.arange(12.0).view(3, 1, 4)  # H heads of K numbers
    torch.testing.assert_close(
        after.v - before.v, more * torch.tensor([1.0, 0.0, 1.0])[:, None] + torch.zeros(1, 3, 3, 4)
    )
    torch.testing.assert_close(after.attention, before.attention)


def test_reading_gives_arrays_for_whoever_has_no_torch(file: Path) -> None:
    config, weights = transformer.read(file)
    assert config == SMALL
    assert {name: weight.shape for name, weight in weights.items()} == transformer.shapes(SMALL)
    assert all(weight.dtype == np.float32 for weight in weights.values())
