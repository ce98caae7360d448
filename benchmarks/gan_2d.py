"""How fast the plane's GAN learns with gradients written out by hand, against a plain PyTorch loop of the same nets.

The peer is what a tutorial shows: nn.Sequential, torch.optim.Adam, BCEWithLogitsLoss, one update of each net a step, the
same sizes, batch and rates. One thread each, in turns, by the process clock.
"""

import statistics
from collections.abc import Callable, Iterator

import torch
from torch import nn

from benchmarks.measure import interleaved, line, ratio
from core.data import points
from core.studies.plane_gan import BATCH, NOISE, POOL, PlaneGan, Settings

STEPS = 300  # in one round
SETTINGS = Settings()


def by_hand() -> Callable[[], None]:
    gan = PlaneGan(0)

    def work() -> None:
        for _ in range(STEPS):
            gan.step(SETTINGS)

    return work


def tutorial() -> Callable[[], None]:
    torch.manual_seed(0)
    maker = nn.Sequential(nn.Linear(NOISE, 32), nn.ReLU(), nn.Linear(32, 32), nn.ReLU(), nn.Linear(32, 2))
    judge = nn.Sequential(nn.Linear(2, 32), nn.LeakyReLU(0.2), nn.Linear(32, 32), nn.LeakyReLU(0.2), nn.Linear(32, 1))
    betas = (SETTINGS.momentum, 0.99)
    adam_maker = torch.optim.Adam(maker.parameters(), lr=SETTINGS.rate_g, betas=betas)
    adam_judge = torch.optim.Adam(judge.parameters(), lr=SETTINGS.rate_d, betas=betas)
    surprise = nn.BCEWithLogitsLoss()
    yes, no = torch.ones(BATCH, 1), torch.zeros(BATCH, 1)
    rng = PlaneGan(0).rng
    real = torch.from_numpy(points.draw(SETTINGS.shape, POOL, rng)).float()

    def step() -> None:
        batch = real[torch.randint(len(real), (BATCH,))]
        made = maker(torch.randn(BATCH, NOISE)).detach()
        adam_judge.zero_grad()
        (surprise(judge(batch), yes) + surprise(judge(made), no)).backward()
        adam_judge.step()
        adam_maker.zero_grad()
        surprise(judge(maker(torch.randn(BATCH, NOISE))), yes).backward()
        adam_maker.step()

    def work() -> None:
        for _ in range(STEPS):
            step()

    return work


def run() -> Iterator[dict]:
    torch.set_num_threads(1)
    seconds = interleaved({"ours": by_hand(), "peer": tutorial()})
    ours, peer = (STEPS / statistics.median(seconds[name]) for name in ("ours", "peer"))
    yield line(
        "gan_2d", ours, peer, "plain PyTorch loop", ratio(seconds["peer"], seconds["ours"]), "training steps per second"
    )
