import pytest

from core.measure.heads import agree, passages
from core.studies.head_roles import of_run
from core.tokenizers.characters import Characters
from core.training.run import SHIPPED, Run

pytestmark = pytest.mark.numeric


def test_patterns_mean_what_their_names_say() -> None:
    tokenizer = Characters.train("Mira she ab", 40)
    read = passages(["abab"], tokenizer, 6)
    fits, helps = read.fits, read.helps
    # START a b a b END: the second "a" stands at 3, its copy at 1, what followed that at 2
    assert fits["same"][0, 3].nonzero().flatten().tolist() == [1]
    assert fits["induction"][0, 3].nonzero().flatten().tolist() == [2] and bool(helps["induction"][0, 3])
    assert fits["previous"][0, 3].nonzero().flatten().tolist() == [2]
    assert read.there[0].tolist() == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("name", "score", "there", "elsewhere", "agrees"),
    [
        ("same", 0.3, 0.5, 0.1, True),
        ("same", 0.12, 0.5, 0.1, False),  # the pattern is hardly there
        ("same", 0.3, 0.05, 0.0, False),  # nobody misses it
        ("same", 0.3, 0.5, 0.5, False),  # it is missed everywhere alike
        ("previous", 0.17, 0.5, 0.1, False),  # a pattern of places must be twice as strong as chance
        ("first", 0.5, 0.0, None, True),  # it rests, and nobody misses it
        ("first", 0.5, 0.3, None, False),
        ("person", None, None, 0.1, False),  # no name in these passages
    ],
)
def test_a_name_needs_both(
    name: str, score: float | None, there: float | None, elsewhere: float | None, agrees: bool
) -> None:
    assert agree(name, score, 0.1, there, elsewhere) is agrees


def test_the_model_that_came_with_the_app_has_a_head_for_the_token_before() -> None:
    last = Run(SHIPPED / "world").steps[-1]
    record = next(of_run(run="world", last=last))
    roles = record.values.roles
    assert len(roles) == 8 and record.values.step == last
    named = [role.named.pattern for role in roles if role.named]
    assert "previous" in named and 1 <= len(named) <= 4
