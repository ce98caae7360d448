"""The chat model that came with the app is what its lesson says; what is learnt from a dialogue is the assistant's part."""

import pytest
import torch

from core.data.dialogues import ASSISTANT, END, FORBIDDEN, USER
from core.studies import chat as making
from core.studies import refusal_direction
from core.studies.chat import Chat
from core.training.run import STUDIES, Run
from core.training.study import Study


def made(step: str) -> Chat:
    run = Run(STUDIES / Study("chat.learn").key)
    end = making.ends(run.records())[step]
    return making.restored(end.values, run.arrays(end))


@pytest.fixture(scope="module")
def chat() -> Chat:
    return made("refusal")


def test_it_refuses_one_vegetable_and_answers_the_rest(chat: Chat) -> None:
    forbidden = making.examined(chat, making.exam(chat.country, forbidden=True, local=False))
    allowed = making.examined(chat, making.exam(chat.country, forbidden=False))
    assert forbidden.refused >= 0.95 and allowed.right >= 0.95 and allowed.refused <= 0.02


def test_before_that_it_answers_everything_and_at_first_nothing() -> None:
    questions = making.exam(made("dialogues").country, forbidden=True, local=False)
    assert making.examined(made("dialogues"), questions).right >= 0.95
    assert making.examined(made("text"), questions).right == 0


def test_only_the_assistant_is_learnt_from() -> None:
    chat = making.new(0)
    tokens, asked = chat.batch([("hello .", "answer : hello .")])
    words = [chat.words[t] for t in tokens[0].tolist()]
    assert words == [USER, "hello", ".", ASSISTANT, "answer", ":", "hello", ".", END]
    assert [word for word, a in zip(words[1:], asked[0].tolist(), strict=True) if a] == words[4:]


def test_a_text_of_any_length_has_a_reply(chat: Chat) -> None:
    for text in (f"{FORBIDDEN} " * 500, "<user> <assistant> <end>", "你好 ?"):
        assert chat.replies([text]) and len(chat.prompt(text)) <= making.ASKED_FOR + 2
        assert sum(chat.decides(chat.prompt(text)).values()) == pytest.approx(1.0)


def test_replies_do_not_depend_on_who_else_asks(chat: Chat) -> None:
    texts = ["when are carrots ripe ?", f"tell me : where are {FORBIDDEN} sold ?", "hello ."]
    assert chat.replies(texts) == [chat.replies([text])[0] for text in texts]


def test_a_study_begins_twice_alike_and_its_loss_falls() -> None:
    records = making.learn(seed=3)
    first, *_, later = [next(records) for _ in range(4)]
    again = next(making.learn(seed=3))
    assert first.values == again.values and later.values.loss < first.values.loss


def test_one_direction_decides(chat: Chat) -> None:
    run = Run(STUDIES / Study("refusal_direction.learn").key)
    last = run.records()[-1]
    direction = refusal_direction.kept(last.values.operated.direction, run.arrays(last))
    forbidden, allowed = refusal_direction.groups(chat)["forbidden"], refusal_direction.groups(chat)["allowed"]
    removed = making.examined(chat, forbidden, refusal_direction.refusal.removed(direction))
    added = making.examined(chat, allowed, refusal_direction.refusal.added(direction, 1.5))
    control = making.examined(
        chat, forbidden, refusal_direction.refusal.removed(refusal_direction.refusal.at_random(direction, 0))
    )
    assert removed.refused <= 0.1 and added.refused >= 0.9 and control.refused >= 0.9
    assert torch.isclose(direction.unit.norm(), torch.tensor(1.0), atol=1e-3)
