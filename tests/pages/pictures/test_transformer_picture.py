"""The picture of a pass: what travels, where the browser looks for it, and a walk that points at what is there."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from core.figures.chips import chips
from core.lessons.parts import LessonError
from core.measure import forward_pass
from core.models.transformer import POSITIONS, Config, Transformer
from core.opened import guided_pass as pictures
from core.walks import Chapter, walk
from tests.figures.parts import numbers

CONFIG = Config(50, 12, 15, 3, 2)


def some_passes(config: Config = CONFIG, count: int = 2) -> tuple[list[dict[str, np.ndarray]], dict[str, np.ndarray]]:
    torch.manual_seed(0)
    models = [Transformer(config).requires_grad_(False) for _ in range(count)]
    tokens = torch.tensor([[1, 7, 9]])
    return [forward_pass.passed(m.trace(tokens)) for m in models], {
        n: w.numpy() for n, w in models[-1].state_dict().items()
    }


def a_payload(config: Config = CONFIG) -> bytes:
    passes, weights = some_passes(config)
    return pictures.payload(
        passes, [0, 9], 9, chips([1, 7, 9], ["", " <b>", " 🙂"]), vocabulary=[str(i) for i in range(50)],
        config=config, weights=weights, walk=walk(),
    )  # fmt: skip


def unpacked(payload: bytes) -> tuple[dict[str, Any], list[dict[str, np.ndarray]]]:
    """As the browser reads it: weights first, then the passes."""
    head, _, raw = payload.partition(b"\0")
    facts, at = json.loads(head), 0
    found = []
    for blocks, kind in [
        (facts["weights"], facts["weights_kind"]),
        *((facts["fields"], kind) for kind in facts["kinds"]),
    ]:
        sizes = [int(np.prod(shape)) for _, shape in blocks]
        end = at + sum(sizes) * np.dtype(kind).itemsize
        each = np.split(numbers(raw[at:end], f"<{kind}"), np.cumsum(sizes)[:-1])
        found.append({name: some.reshape(shape) for (name, shape), some in zip(blocks, each, strict=True)})
        at = end
    assert at == len(raw)
    return facts, found


@pytest.mark.parametrize("positions", ["learned", "none"])
def test_every_number_arrives_where_the_browser_looks_for_it(positions: str) -> None:
    config = Config(50, 12, 15, 3, 2, positions=positions)
    passes, weights = some_passes(config)
    facts, (sent, early, open_one) = unpacked(a_payload(config))
    assert facts["tokens"][1]["text"] == "<b>" and facts["kinds"] == ["f2", "f4"]
    assert (
        facts["total"]
        == sum(station["weights"] for station in facts["stations"])
        == sum(w.size for w in weights.values())
    )
    for name, weight in weights.items():
        np.testing.assert_array_equal(sent[name], weight)
    for name, exact in passes[1].items():
        np.testing.assert_array_equal(open_one[name], np.nan_to_num(exact, neginf=0.0))
        np.testing.assert_allclose(early[name], np.nan_to_num(passes[0][name], neginf=0.0), rtol=2e-3, atol=1e-4)
    for station in facts["stations"]:
        for view in station["views"]:
            assert view["field"] in open_one or view["field"] == "chances"
            assert view["scale"] > 0


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("layers", [1, 2, 4])
def test_every_element_that_a_chapter_points_to_exists(layers: int, positions: str) -> None:
    config = Config(50, 12, 16, 2, layers, positions=positions, value_embeddings=True)
    stations, plain = (forward_pass.stations(one) for one in (config, replace(config, value_embeddings=False)))
    keys = {station.key: {view.key for view in station.views} for station in stations}
    for chapter in walk().chapters:
        found = chapter.resolved(stations)
        assert not found.open or found.open in keys
        assert not found.view or found.view in keys[found.open]
        assert chapter.open or not chapter.point
    for station, without in zip(stations, plain, strict=True):
        named = walk().stations[station.role]
        assert set(named.views) == {view.key for view in station.views}, station.key
        lacks = {"told"} if station.role == "attention" else set()
        assert set(named.views) - {view.key for view in without.views} == lacks
        assert not named.first or named.first in named.views


@pytest.mark.parametrize("layers", [1, 2, 4])
def test_the_walk_speaks_of_a_next_block_only_where_there_is_one(layers: int) -> None:
    facts, _ = unpacked(a_payload(Config(50, 12, 16, 2, layers)))
    assert [chapter["open"] for chapter in facts["chapters"]].count(f"{layers}.attention") >= 1
    told = json.dumps(facts["chapters"])
    assert ("The next block does the same" in told, "with block 1" in told) == (layers > 1, layers > 1)
    assert ("This model has one block" in told) == (layers == 1)
    assert len(facts["chapters"]) == len(walk().chapters) - 1, "one chapter of two"


def test_a_chapter_for_no_number_of_blocks_is_named() -> None:
    with pytest.raises(LessonError, match="for 'many' blocks"):
        Chapter("A", "a", blocks="many").fits(2)


@pytest.mark.parametrize(
    ("chapter", "problem"),
    [
        (Chapter("A", "a", "do", "done", open="first.mind"), "no such station"),
        (Chapter("A", "a", "do", "done", open="last.attention", view="soul"), "no such view"),
        (Chapter("A", "a", "do", "done", token="middle"), "first or last"),
        (Chapter("A", "a", open="start"), "needs a task"),
    ],
)
def test_a_chapter_that_points_at_nothing_is_named(chapter: Chapter, problem: str) -> None:
    with pytest.raises(LessonError, match=problem):
        chapter.resolved(forward_pass.stations(CONFIG))
