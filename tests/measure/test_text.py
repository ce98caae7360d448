import numpy as np
import pytest
import torch

from core.data.world import World
from core.measure import text as measure
from core.models.transformer import Config, Transformer
from core.tokenizers import START, train


@pytest.fixture(scope="module")
def world() -> World:
    return World(0)


def test_what_the_world_writes_is_grammatical_and_true(world: World) -> None:
    text = world.text(20_000)
    judged = measure.judge(text.splitlines(), world, world.told(text))
    assert judged.grammatical == 1.0 and judged.true == 1.0 and judged.claims > 50


def test_false_tellings_are_counted_as_false(world: World) -> None:
    text = world.text(60_000, false_share=0.5)
    judged = measure.judge(text.splitlines(), world, world.told(text))
    assert judged.grammatical == 1.0 and judged.true is not None and 0.4 < judged.true < 0.6


def test_a_sentence_cut_short_is_not_held_against_the_model(world: World) -> None:
    whole = world.text(2_000).splitlines()[0]
    judged = measure.judge([whole + " She lives in"], world, {})
    assert judged.grammatical == 1.0


@pytest.mark.parametrize("texts", [[], [""], ["no full stop"], ["🙂. ..."]])
def test_nothing_to_judge_is_no_share(world: World, texts: list[str]) -> None:
    judged = measure.judge(texts, world, {})
    assert judged.true is None and judged.grammatical in (None, 0.0)


def test_recall_asks_for_every_token_of_the_answer(world: World) -> None:
    """A model that knows the answers recalls all, and one that is wrong in one token of an answer does not."""
    text = world.text(60_000)
    tokenizer = train("pieces", text, 500)
    facts = [fact for fact in world.facts][:40]
    tokens, answer = measure.questions(world, facts, tokenizer)
    for row, mask, fact in zip(tokens.tolist(), answer.tolist(), facts, strict=True):
        told = tokenizer.decode([t for t, asked in zip(row, mask, strict=True) if asked])
        assert told.strip() == fact.value and row[0] == START

    class Oracle:
        config = Config(vocabulary=tokenizer.size)

        def __call__(self, part: torch.Tensor) -> torch.Tensor:
            following = torch.cat([part[:, 1:], part[:, :1]], dim=1)
            return torch.nn.functional.one_hot(following, tokenizer.size).float()

    assert measure.recalled(Oracle(), tokens, answer).all()  # type: ignore[arg-type]
    wrong = tokens.clone()
    wrong[0, answer[0].nonzero()[-1]] += 1

    class Mistaken(Oracle):
        def __call__(self, part: torch.Tensor) -> torch.Tensor:
            return super().__call__(wrong[: len(part)])

    right = measure.recalled(Mistaken(), tokens, answer)  # type: ignore[arg-type]
    assert not right[0] and right[1:].all()


def test_writing_is_the_model_s_own_distribution() -> None:
    """The first tokens that a model writes follow its softmax, as a chi-square of their counts confirms."""
    torch.manual_seed(0)
    model = Transformer(Config(vocabulary=6, context=4, width=8, heads=2, layers=1))
    model.token_embedding.weight.data *= 30

    class Letters:
        def decode(self, ids: list[int]) -> str:
            return "".join("?<>abc"[i] for i in ids)

    count = 4_000
    texts = measure.write(model, Letters(), count, seed=0, temperature=1.0)  # type: ignore[arg-type]
    first = np.array([sum(t[:1] == letter for t in texts) for letter in "?<abc"])
    chances = model(torch.tensor([[START]]))[0, 0].softmax(-1).detach().numpy()
    expected = count * chances[[0, 1, 3, 4, 5]]
    assert ((first - expected) ** 2 / expected).sum() < 25  # five kinds; 25 is beyond one in ten thousand


def test_repetition_is_the_share_of_runs_that_stood_before() -> None:
    assert measure.repeated([1, 2, 3, 4, 5, 6]) == 0.0
    assert measure.repeated([1, 2, 3, 4] * 3) == pytest.approx(1 - 4 / 9)
    assert measure.repeated([]) == 0.0
