import pytest
import torch

from core.data.world import World
from core.measure.claim_confidence import Doubted, Weighed, best_threshold, doubted, told_apart, weighed
from core.models.transformer import Config, Transformer
from core.tokenizers import START, Tokenizer, train

WORLD = World(0)


@pytest.fixture(scope="module", params=["pieces", "characters"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    return train(request.param, WORLD.text(50_000), 300)


@pytest.fixture(scope="module")
def model(tokenizer: Tokenizer) -> Transformer:
    torch.manual_seed(0)
    return Transformer(Config(vocabulary=tokenizer.size, context=96, width=16, heads=2, layers=1)).eval()


def text_with_a_claim() -> str:
    person = WORLD.people[0]
    return f"It was a long winter. {person} lives in {WORLD.towns[3]}. She slept."


def test_the_chance_is_that_of_the_value_alone(tokenizer: Tokenizer, model: Transformer) -> None:
    """Worked out another way: find the run of tokens that spells the value, and take what each was given in its own pass."""
    text = text_with_a_claim()
    (found,) = weighed(model, tokenizer, text, WORLD.claims(text, {}))
    ids = tokenizer.encode(text)
    runs = [(a, b) for b in range(len(ids) + 1) for a in range(b)]
    first, last = next(
        run for run in runs if "".join(tokenizer.spell(ids[slice(*run)])).strip() == found.claim.fact.value
    )
    expected = 1.0
    for place in range(first, last):
        with torch.inference_mode():
            expected *= float(model(torch.tensor([[START, *ids[:place]]]))[0, -1].softmax(-1)[ids[place]])
    assert found.chance == pytest.approx(expected, rel=1e-3)


def test_what_the_model_no_longer_reads_is_left_out(tokenizer: Tokenizer, model: Transformer) -> None:
    text = "One winter night a fox came. " * 40 + text_with_a_claim()
    assert WORLD.claims(text, {}) and weighed(model, tokenizer, text, WORLD.claims(text, {})) == []
    assert weighed(model, tokenizer, "", []) == []


def claims(*pairs: tuple[bool, float]) -> list[Weighed]:
    person = WORLD.people[0]
    home = WORLD.value(person, "home")
    elsewhere = next(town for town in WORLD.towns if town != home)
    true, false = (WORLD.claims(f"{person} lives in {town}.", {})[0] for town in (home, elsewhere))
    return [Weighed(true if right else false, chance) for right, chance in pairs]


def test_below_the_threshold_is_doubted_and_the_rest_believed() -> None:
    some = claims((True, 0.9), (True, 0.3), (False, 0.2), (False, 0.5), (False, 0.95))
    assert doubted(some, 0.5) == Doubted(caught=1, untrue=3, suspected=1, true=2)
    assert doubted(some, 0) == Doubted(0, 3, 0, 2) and doubted(some, 1.1).points == 1
    assert best_threshold(some) == 0.25  # one caught, nobody wronged; 0.55 catches two and wrongs one
    assert best_threshold(claims((True, 0.1))) == 0


def test_told_apart_counts_the_pairs() -> None:
    some = claims((True, 0.9), (True, 0.3), (False, 0.2), (False, 0.5), (False, 0.95))
    assert told_apart(some) == pytest.approx(3 / 6)
    assert told_apart(claims((True, 0.9))) is None and told_apart([]) is None
    assert told_apart(claims((True, 0.9), (False, 0.1))) == 1
