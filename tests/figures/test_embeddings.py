"""Figures about embeddings build from facts, and say what their axes mean."""

import numpy as np

from core.figures import embeddings as figures
from core.figures.palette import LIGHT


def test_every_figure_builds_and_keeps_its_axes() -> None:
    found = figures.found([0, 76, 1600], {"planted": [0.01, 1.0, 1.0], "by chance": [0.01] * 3}, LIGHT)
    assert found.layout.yaxis.title.text == "mean reciprocal rank" and list(found.layout.yaxis.range) == [0, 1.05]
    apart = figures.apart([0, 20], [0.1, 0.3], 800, 0.98, LIGHT)
    assert list(apart.layout.xaxis.range) == [0, 800] and len(apart.data) == 2
    assert len(figures.apart([], [], 800, None, LIGHT).data) == 1
    assert figures.layers([], [], LIGHT).layout.xaxis.title.text
    labels = np.array([0, 1, 1])
    maps = [figures.beside(np.eye(3)[:, :2], k * np.eye(3)[:, :2], labels, 9.0, LIGHT, "t-SNE") for k in (1, 5)]
    assert maps[0].layout.xaxis2.range == maps[1].layout.xaxis2.range == (-9.0, 9.0)
    assert len(figures.arrows(np.ones((8, 2, 5)), [0.1] * 8, LIGHT).data) == 40
    assert figures.norms([1, 2], [3.0, 4.0], ["1/2", "1/4"], LIGHT).layout.xaxis.type == "log"
