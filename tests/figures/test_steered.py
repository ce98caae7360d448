"""The world that is pushed, as the browser plays it: the same law and the same network as in Python; and the curves."""

import json
import subprocess

import numpy as np
import torch

from core.data import rink
from core.figures import steered as figures
from core.figures.palette import DARK, LIGHT
from core.measure.steered import middles
from core.models.steered import Config, Dreamer, dream
from core.studies.steered import DREAMERS
from tests.test_javascript import NODE, SCRIPTS


def test_the_browser_plays_as_python_does() -> None:
    torch.manual_seed(1)
    dreamer = Dreamer(Config(2, width=20))
    weights = {name: weight.detach().numpy().astype(np.float16) for name, weight in dreamer.state_dict().items()}
    dreamer.load_state_dict({name: torch.from_numpy(weight.astype(np.float32)) for name, weight in weights.items()})
    pushes = 2 * rink.hands(np.random.default_rng(4), 1, 40)
    head, _, body = figures.played_payload(weights, 2, 2.0).partition(b"\0")
    given = json.dumps(json.loads(head) | {"played": pushes[0].tolist()}).encode() + b"\0" + body
    done = subprocess.run([NODE, SCRIPTS / "steered.mjs"], input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    played = json.loads(done.stdout)

    place, speed = (np.array([one]) for one in figures.BEGIN)
    true = rink.played(place, speed, np.concatenate((np.zeros((1, 1, 2)), pushes), axis=1))
    assert np.allclose(played["places"], true.places[0, 2:], atol=1e-9)
    begin = torch.from_numpy(true.pictures[:, :2].reshape(1, 2, -1))
    made = dream(dreamer, begin, torch.from_numpy(pushes).float())[0].numpy()
    assert np.allclose(played["pictures"], made, atol=1e-4)
    assert np.allclose(played["middles"], middles(made.reshape(1, 40, rink.SIDE, rink.SIDE))[0], atol=1e-3)


def test_every_model_has_a_line_of_its_own_and_never_by_colour_alone() -> None:
    for colours in (LIGHT, DARK):
        figure = figures.drift({name: [0.1, 3.0] for name in DREAMERS}, colours)
        assert [list(trace.x) for trace in figure.data] == [[1, 2]] * len(DREAMERS)
        assert len({trace.line.dash for trace in figure.data}) == len(DREAMERS)
        both = figures.strong((1.0, 2.0), (1.1, 2.0), (1.0, 2.0), colours)
        assert [list(trace.y) for trace in both.data] == [[1.0, 2.0], [1.1, 2.0]]
