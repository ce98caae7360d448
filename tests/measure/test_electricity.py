"""What an answer costs: the counting agrees with PyTorch's own counter, and the rest is multiplication."""

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from core.measure import electricity
from core.models.transformer import Config, Transformer


def matmuls(model: Transformer, tokens: int) -> int:
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        model(torch.zeros(1, tokens, dtype=torch.long))
    return counter.get_total_flops()


@pytest.mark.parametrize("config", [Config(), Config(width=32, layers=3, heads=2, hidden=2, positions="none")])
def test_the_operations_are_those_that_pytorch_counts(config: Config):
    model = Transformer(config)
    sizes = {name: tuple(weight.shape) for name, weight in model.state_dict().items()}
    one = electricity.counted(sizes, config, 1)
    assert one.parameters == sum(weight.numel() for weight in model.parameters())
    assert one.operations == matmuls(model, 1)
    # PyTorch reads all at once and compares every position with every other; one after the other sees only the past
    T = 16
    unseen = 4 * config.layers * config.width * (T * T - T * (T + 1) // 2)
    assert electricity.counted(sizes, config, T).operations == matmuls(model, T) - unseen


def test_a_known_size_gives_nearly_the_same():
    config = Config(width=128, layers=4)
    model = Transformer(config)
    sizes = {name: tuple(weight.shape) for name, weight in model.state_dict().items()}
    exact = electricity.counted(sizes, config, 10)
    assert electricity.operations_of(exact.parameters, 10) == pytest.approx(exact.operations, rel=0.05)


def test_a_day_is_answers_times_people():
    assert electricity.daily(0.24, 15, 30) == pytest.approx(108)
    assert electricity.spread([0.032, 40, 2.9]) == pytest.approx(1250)
    assert electricity.kettle() == pytest.approx(93, abs=0.1)
    assert electricity.how_many(186, {"kettles": 93, "phones": 12}) == {"kettles": 2, "phones": 15.5}


def test_the_median_of_the_times_is_taken_and_becomes_energy():
    calls = []

    def answer() -> int:
        calls.append(sum(range(20_000)))
        return 7

    timed = electricity.timed(answer, times=3)
    assert len(calls) == 3 and timed.tokens == 7 and timed.seconds > 0
    assert electricity.Timed(3600.0, 7).energy(15) == pytest.approx(15)


def test_only_the_touched_part_gets_shorter():
    assert electricity.work_saved(0.4, 0.15) == pytest.approx(0.4 - 0.4 / 1.15)
    assert electricity.work_saved(0, 9) == electricity.work_saved(1, 0) == 0
    assert electricity.work_saved(1, -0.16) < 0


@pytest.mark.parametrize(("asked", "written"), [(1, 1), (7, 7), (500, 11)])
def test_an_answer_is_as_long_as_was_asked_for_or_as_the_context_holds(asked: int, written: int):
    config = Config(vocabulary=20, context=12, width=8, heads=2, layers=1)
    weights = {name: weight.numpy() for name, weight in Transformer(config).state_dict().items()}
    work, time = electricity.one_answer(weights, config, asked)
    sizes = {name: weight.shape for name, weight in weights.items()}
    assert work == electricity.counted(sizes, config, written) and time.tokens == written and time.seconds >= 0
