"""The payloads of our own pictures, for whatever model; that they are drawn and pressed well is for tests/browser."""

import json
import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from core import lessons
from core.figures import attention, chips, learning, next_word, slow_motion
from core.measure.attention_cell import Cell
from core.opened.model import CAME_WITH_THE_APP
from core.sampling import Distribution, Draw, distribution, draw
from core.tokenizers import START
from core.training.events import Event, Interrupted, Measured, Step
from core.training.finding import reader
from core.training.run import SHIPPED
from core.training.slow_motion import Guess, Push, SlowStep
from tests.figures.parts import numbers

VOCABULARY = ["", "", "", " mill", " bridge", "ra", ".", "\n", " well", " baker"]
LOGITS = np.log([1e-6, 1e-6, 1e-6, 0.4, 0.25, 0.15, 0.1, 0.05, 0.03, 0.02])


def spell(ids: list[int]) -> list[str]:
    return [VOCABULARY[token] for token in ids]


def drawn(chances: Distribution, token: int, die: float = 0.5, forced: bool = False) -> Draw:
    return Draw(token, 4, float(chances.after[token]), float(chances.before[token]), die, forced, chances)


# --- tokens


@pytest.mark.parametrize(
    ("token", "text", "shown", "spoken", "joined"),
    [
        (9, " Mira", "Mira", "Mira", False),
        (9, "ra", "ra", "ra", True),
        (9, "\n", "↵", "new line", False),
        (9, " ", "␣", "space", False),
        (9, "\ufffd", "\ufffd", "part of a character", True),
        (9, " 🌾", "🌾", "🌾", False),
        (9, " שלום", "שלום", "שלום", False),
        (9, "<b>", "<b>", "<b>", True),
        (START, "", "start", "start", False),
    ],
)
def test_a_token_says_what_it_is(token: int, text: str, shown: str, spoken: str, joined: bool) -> None:
    shown_as = chips.chip(token, text)
    assert (shown_as["text"], shown_as["spoken"], shown_as["joined"]) == (shown, spoken, joined)


def test_a_token_of_a_text_remembers_where_it_came_from() -> None:
    assert [chip["how"] for chip in chips.chips([3, 5], [" mill", "ra"], {1: "drawn"})] == ["", "drawn"]
    with pytest.raises(ValueError):
        chips.chips([3, 5], [" mill"])


def test_what_is_more_than_nothing_is_never_called_nothing() -> None:
    assert [chips.percent(x) for x in (0, 0.001, 0.126, 0.999, 1)] == [
        "0%", "<1%", "13%", ">99%", "100%",
    ]  # fmt: skip


# --- the next word


@pytest.mark.parametrize(
    ("temperature", "top_k", "top_p"), [(1, 0, 1), (0.7, 0, 0.9), (1.5, 4, 1), (2, 6, 0.6), (0, 0, 1)]
)
def test_rows_and_rest_hold_all_the_chance(temperature: float, top_k: int, top_p: float) -> None:
    rows = next_word.next_word_rows(distribution(LOGITS, temperature, top_k, top_p), spell, shown=5)
    for name in ("before", "after"):
        assert sum(row[name] for row in rows["rows"]) + rows["rest"][name] == pytest.approx(1)
    assert len(rows["rows"]) + rows["rest"]["count"] == len(VOCABULARY)


@pytest.mark.parametrize(("temperature", "top_k", "top_p"), [(1, 0, 1), (0.7, 0, 0.9), (1.5, 4, 1), (0, 0, 1)])
def test_the_strip_runs_from_0_to_1_without_a_gap(temperature: float, top_k: int, top_p: float) -> None:
    strip = next_word.next_word_rows(distribution(LOGITS, temperature, top_k, top_p), spell, shown=3)["strip"]
    assert strip[0]["from"] == 0 and strip[-1]["to"] == pytest.approx(1)
    assert all(a["to"] == b["from"] and a["to"] > a["from"] for a, b in zip(strip, strip[1:], strict=False))


@pytest.mark.parametrize("seed", range(30))
def test_the_die_lies_on_the_piece_of_the_token_that_it_drew(seed: int) -> None:
    chances = distribution(LOGITS, 1.3, 0, 0.97)
    token, die = draw(chances, np.random.default_rng(seed))
    rows = next_word.next_word_rows(chances, spell, draw=drawn(chances, token, die), shown=3)
    under = next(piece for piece in rows["strip"] if piece["from"] <= die < piece["to"])
    assert under["id"] == token == rows["draw"]["id"]
    assert token in [row["id"] for row in rows["rows"]]


def test_a_token_that_was_cut_names_the_rule() -> None:
    rows = next_word.next_word_rows(distribution(LOGITS, 1, 4, 0.7), spell, shown=7, technical=True)["rows"]
    assert [row["cut"] for row in rows] == ["", "", "cut by top-p", "cut by top-p", *["cut by top-k"] * 3]
    greedy = next_word.next_word_rows(distribution(LOGITS, 0), spell, shown=2)["rows"]
    assert [(row["after"], row["cut"]) for row in greedy] == [(1, ""), (0, "not the likeliest")]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "the same: no rule is on"),
        ({"temperature": 0.7}, "after temperature 0.7"),
        ({"temperature": 0.7, "top_p": 0.9}, "after temperature 0.7 and top-p 0.9"),
        ({"temperature": 0.0, "top_k": 5, "top_p": 0.9}, "after temperature 0, top-k 5 and top-p 0.9"),
    ],
)
def test_the_legend_names_the_rules_that_are_on(settings: dict[str, Any], words: str) -> None:
    rows = next_word.next_word_rows(distribution(LOGITS, **settings), spell, technical=True)
    assert rows["labels"][1] == words


def test_plain_words_name_no_rule() -> None:
    """Who reads the first picture of the app has not met top-k."""
    rows = next_word.next_word_rows(distribution(LOGITS, 0.7, 4, 0.7), spell, shown=7)
    assert "top-" not in json.dumps(rows) and rows["labels"][1] == "after the die is loaded"
    assert [row["cut"] for row in rows["rows"]] == ["", "", *["cut"] * 5]
    assert next_word.next_word_rows(distribution(LOGITS), spell)["labels"][1] == "the same: no rule is on"


def test_a_forced_token_has_a_row_though_the_rules_cut_it() -> None:
    chances = distribution(LOGITS, top_k=2)
    rows = next_word.next_word_rows(chances, spell, draw=drawn(chances, 9, forced=True), shown=3, technical=True)
    assert rows["rows"][-1]["id"] == 9 and rows["rows"][-1]["cut"] == "cut by top-k"
    assert rows["draw"]["forced"]


def test_a_piece_on_its_own_shows_that_it_continues_a_word() -> None:
    assert [row["text"] for row in next_word.next_word_rows(distribution(LOGITS), spell, shown=5)["rows"]] == [
        "mill", "bridge", "…ra", ".", "↵",
    ]  # fmt: skip


# --- attention


def some_attention(*shape: int) -> np.ndarray:
    """(..., T, T) causal weights, each row adding up to one."""
    scores = np.random.default_rng(0).normal(size=(*shape, shape[-1]))
    weights = np.tril(np.exp(scores))
    return weights / weights.sum(-1, keepdims=True)


def unpacked(payload: bytes) -> tuple[dict[str, Any], np.ndarray]:
    """What the browser reads: the JSON up to the zero byte, and the weights by pair."""
    head, _, raw = payload.partition(b"\0")
    facts = json.loads(head)
    count = len(facts["tokens"])
    return facts, numbers(raw, "<u2").reshape(
        len(facts["steps"]), facts["layers"], facts["heads"], count * (count + 1) // 2
    )


def test_every_weight_arrives_where_the_browser_looks_for_it() -> None:
    frames, tokens = (
        some_attention(3, 2, 4, 6),
        chips.chips(range(10, 16), [" שלום", " b", " c", " d", " e", " f"]),
    )
    facts, weights = unpacked(attention.attention_payload(frames, tokens, [0, 10, 40], 10))
    assert facts["tokens"][0]["text"] == "שלום" and facts["step"] == 10
    for i in range(6):
        for j in range(i + 1):
            pair = i * (i + 1) // 2 + j
            assert weights[..., pair] / 65535 == pytest.approx(frames[..., i, j], abs=1e-5)


def test_a_class_full_of_long_prompts_stays_light() -> None:
    tokens = chips.chips(range(64), ["x"] * 64)
    assert len(attention.attention_payload(some_attention(16, 2, 4, 64), tokens, range(16), 0)) < 600_000


def test_attention_refuses_what_it_cannot_show() -> None:
    tokens = chips.chips([5, 6, 7], [" a", " b", " c"])
    with pytest.raises(ValueError, match=r"\(2, 1, 1, 4, 4\) came"):
        attention.attention_payload(some_attention(2, 1, 1, 4), tokens, [0, 1], 0)
    with pytest.raises(ValueError, match="one frame for each step"):
        attention.attention_payload(some_attention(2, 1, 1, 3), tokens, [0], 0)
    with pytest.raises(ValueError, match="nothing on the future"):
        attention.attention_payload(np.full((1, 1, 1, 3, 3), 1 / 3), tokens, [0], 0)


def test_the_view_without_the_first_token_is_offered_where_it_was_asked_for() -> None:
    frames, tokens = some_attention(2, 2, 1, 3), chips.chips([5, 6, 7], [" a", " b", " c"])
    assert unpacked(attention.attention_payload(frames, tokens, [0, 1], 0))[0]["sinks"] == [[[False], [False]]] * 2
    facts, _ = unpacked(attention.attention_payload(frames, tokens, [0, 1], 0, sinks=np.array([[True], [False]])))
    assert facts["sinks"] == [[[True], [False]]] * 2


# --- curves


def test_smoothing_keeps_a_constant_and_follows_a_change() -> None:
    assert learning.smoothed([3.0] * 50) == pytest.approx([3.0] * 50)
    calm = learning.smoothed([4.0] * 60 + [1.0] * 60)
    assert (calm[49], calm[70]) == (pytest.approx(4), pytest.approx(1)), "far from a change nothing of it is seen"
    for far in range(10):
        assert calm[59 - far] + calm[60 + far] == pytest.approx(5), "as much of it is seen before as after"
    assert 1 < calm[60] < calm[59] < 4
    assert learning.smoothed([]) == []


def test_a_smoothed_loss_lies_among_the_losses_that_it_smooths() -> None:
    """Where it lagged behind, unseen text looked easier at the start than the text that is being read."""
    shipped = reader(SHIPPED / CAME_WITH_THE_APP)
    steps = [event for event in shipped.events() if isinstance(event, Step)]
    losses, calm = [step.loss for step in steps], learning.smoothed([step.loss for step in steps])
    measured = {event.step for event in shipped.events() if isinstance(event, Measured)}
    seen = [place for place, step in enumerate(steps) if step.step in measured]
    assert len(seen) > 10
    for place in seen:
        near = min(3, place, len(steps) - 1 - place)
        around = losses[place - near : place + near + 1]
        assert calm[place] == pytest.approx(sum(around) / len(around), abs=0.1), steps[place].step


def test_a_growing_curve_is_smoothed_anew_at_its_end_alone() -> None:
    losses = [6 / (1 + step / 50) for step in range(200)]
    assert learning.smoothed(losses)[:140] == learning.smoothed(losses[:150])[:140]


def test_the_loss_of_knowing_nothing_is_called_by_what_it_means() -> None:
    assert "equally likely" in lessons.components("en").says["learning.blind"]


def test_a_growing_curve_never_moves_a_point() -> None:
    kept = {}
    for length in (1, 599, 600, 601, 1200, 1201, 4999):
        kept[length] = [step for step, _ in learning.thinned([(step, 0.0) for step in range(length)])]
        assert kept[length] == sorted(set(kept[length])) and len(kept[length]) <= learning.MOST_POINTS + 1
        assert (kept[length][0], kept[length][-1]) == (0, length - 1)
    for (shorter, few), (_, many) in pairwise(kept.items()):
        assert {step for step in many[:-1] if step < shorter} <= set(few)
    assert learning.thinned([]) == []


def history(steps: int) -> list[Event]:
    events: list[Event] = [Step(step, loss=6 / (1 + step / 50)) for step in range(1, steps + 1)]
    return [*events, Measured(steps, validation=1.5, grammatical=0.9, true=None, recalled=0.5)]


def test_a_run_shows_what_was_measured_and_nothing_else() -> None:
    run = learning.series("yours", history(40))
    assert run["steps"] == list(range(1, 41)) and run["loss"][0] == pytest.approx(6 / 1.02, abs=1e-4)
    assert run["shares"] == {"grammatical": [[40, 0.9]], "recalled": [[40, 0.5]]}
    assert run["validation"] == [[40, 1.5]]


def test_steps_that_were_done_twice_count_once() -> None:
    events = [*history(30)[:-1], Interrupted(20), *(Step(step, loss=9.0) for step in range(21, 31))]
    run = learning.series("yours", events)
    assert run["steps"] == list(range(1, 31)) and run["loss"][19] < 9 and run["loss"][20:] == [9.0] * 10


def test_a_run_that_diverged_can_still_be_sent() -> None:
    run = learning.series("too fast", [Step(1, loss=7.0), Step(2, loss=math.inf), Step(3, loss=math.nan)])
    assert run["steps"] == [1]
    json.dumps(run, allow_nan=False)


def test_a_run_without_events_is_an_empty_curve() -> None:
    assert learning.series("new", []) == {
        "label": "new", "steps": [], "loss": [], "smooth": [], "validation": [], "shares": {}, "whole": False, "run": "",
    }  # fmt: skip


def test_an_update_of_two_long_runs_is_under_100_kilobytes() -> None:
    assert len(json.dumps([learning.series("a", history(4000)), learning.series("b", history(4000))])) < 100_000


# --- training time


def test_each_saved_moment_has_its_loss() -> None:
    losses = [(step, 5.0 if step <= 40 else 2.0) for step in range(1, 101)]
    time = learning.training_time_payload(losses, [0, 10, 100], 10)
    assert time["losses"] == [pytest.approx(5), pytest.approx(5), pytest.approx(2, abs=0.01)]
    assert (time["step"], time["total"], time["curve"][0]) == (10, 100, [1, 5.0])


def test_a_run_without_a_known_loss_still_has_its_time() -> None:
    time = learning.training_time_payload([(3, math.nan)], [0, 40], 40, total=1000)
    assert time["losses"] == [None, None] and time["curve"] == [] and time["total"] == 1000
    with pytest.raises(ValueError, match="no checkpoint yet"):
        learning.training_time_payload([], [], 0)


# --- slow motion


def one_step(guesses: int = 12) -> SlowStep:
    guess = Guess(" Mira", " lives", " walks", 0.5, 0.2, 0.25, -math.log(0.2))
    push = Push("blocks.0.qkv", 12288, 0.001, 0.0005, (0.02, -0.001, 0.021))
    return SlowStep(120, 16, 1024, 0.01, 2.3, 2.2, (guess,) * guesses, (push,) * 10, True)


def test_a_step_is_told_in_its_five_stages() -> None:
    stages = slow_motion.slow_step(one_step())["stages"]
    assert [stage["kind"] for stage in stages] == ["batch", "forward", "loss", "backward", "update"]
    assert all(stage["words"].endswith(".") for stage in stages)
    batch, _, loss, backward, update = stages
    assert len(batch["pairs"]) == 12 and batch["tokens"] == 1024
    assert loss["rows"][0]["loss"] == pytest.approx(-math.log(loss["rows"][0]["before"])) == loss["most"]
    assert len(backward["rows"]) == 10 and update["weights"][0]["after"] == 0.021
    assert (update["loss"], update["loss_after"]) == (2.3, 2.2)


def test_tokens_of_a_slow_step_keep_their_hue_where_ids_are_known() -> None:
    pair = slow_motion.slow_step(one_step(), ids={" Mira": 44})["stages"][0]["pairs"][0]
    assert (pair["token"]["id"], pair["target"]["id"], pair["token"]["text"]) == (44, None, "Mira")


def test_a_step_without_a_guess_is_told_too() -> None:
    assert slow_motion.slow_step(one_step(0))["stages"][2]["most"] == 1


# --- one cell of it


def test_a_worked_cell_leaves_the_future_out_and_its_numbers_add_up() -> None:
    q, k, v = np.array([1.0, 2.0]), np.array([3.0, 0.5]), np.array([4.0, -4.0])
    weights = np.array([0.25, 0.75, 0.0])
    cell = Cell(1, 0, q, k, q * k, 4.0, np.array([4 / 2**0.5, 0.1, -np.inf]), weights, v, 0.25 * v, 0.5 * v)
    told = attention.worked_cell_payload(cell, chips.chips([3, 5, 6], [" mill", "ra", "."]), 1, 2)
    assert (told["layer"], told["head"], told["row"], told["column"]) == (2, 3, 1, 0)
    assert len(told["scores"]) == len(told["weights"]) == 2 and told["later"] == 1
    assert sum(told["products"]) == told["dot"] and told["dot"] / told["root"] == pytest.approx(told["score"], abs=1e-3)
    assert told["tokens"] == ["mill", "ra", "."] and told["weight"] == 0.25 and told["taken"] == [1.0, -1.0]
    json.dumps(told, allow_nan=False)
