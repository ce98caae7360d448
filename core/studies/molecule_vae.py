"""A VAE learns molecules as texts, as SELFIES or as SMILES; then its latent space is walked from one molecule to another.

`learn` takes twenty seconds of one core with either way of writing. Its records say what share of random places of the
latent space are molecules at all; the last one has the walks, each step as the decoder writes it, and how those that are
molecules are drawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.data.molecule_writings import Written, written
from core.measure.molecule_properties import Shape, canonical, shapes
from core.models.molecule_vae import Config, MoleculeVAE
from core.training.descent import descend, down_from_half
from core.training.events import Record

LATENT, HIDDEN = 32, 256
RATE, BATCH, STEPS, BETA = 2e-3, 128, 2_000, 0.3
WARM = 1 / 3  # of the training, in which β grows from nothing
PLACES = 400  # random places of the latent space that are looked at
MOMENTS = 10
AROUND = 6  # steps between two signs of life, in each moment
BETWEEN = 9  # places of a walk, its two ends included
ENDS = {  # between which one may walk; each is in the data, and among what is learned
    "caffeine": "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
    "menthol": "CC1CCC(C(C)C)C(O)C1",
    "saccharin": "O=C1NS(=O)(=O)c2ccccc21",
    "paracetamol": "CC(=O)Nc1ccc(O)cc1",
    "palmitic": "CCCCCCCCCCCCCCCC(=O)O",
    "limonene": "C=C(C)C1CC=C(C)CC1",
}
SHIPPED: list[dict[str, Any]] = [{}, {"writing": "smiles"}]


@dataclass(frozen=True)
class Step:
    """A place of a walk: what the decoder writes there, as SMILES, and which molecule it is; none, if that is empty."""

    text: str
    smiles: str


@dataclass(frozen=True)
class Walks:
    """The walks between all pairs of ends, named `from to`, and how each molecule on them is drawn."""

    steps: Mapping[str, Sequence[Step]]
    shapes: Mapping[str, Shape]


@dataclass(frozen=True)
class Learned:
    """How the texts come back, and what lies at random places of the latent space. Losses in nats a molecule."""

    reconstruction: float
    kl: float
    back: float  # share of held-out molecules that come back token for token from the middle of their cloud
    molecules: float  # share of random places whose text is a molecule
    different: float  # of these places, the share with molecules that occurred at no earlier one
    tried: int = PLACES
    walks: Walks | None = None
    made: Sequence[str] = field(default_factory=list)  # some of the texts at random places


def split(rows: np.ndarray) -> tuple[Tensor, Tensor]:
    """What is learned, and a tenth that is held out."""
    order = np.random.default_rng(0).permutation(len(rows))
    held = len(rows) // 10
    return torch.from_numpy(rows[order[held:]]), torch.from_numpy(rows[order[:held]])


@dataclass(eq=False)
class Learner:
    """The model on its way; every random number comes from `seed`."""

    written: Written
    steps: int
    seed: int

    def __post_init__(self) -> None:
        self.learned, self.held_out = split(self.written.rows)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(self.seed)
            places = self.written.rows.shape[1]
            self.model = MoleculeVAE(Config(len(self.written.vocabulary), places, LATENT, HIDDEN))
        self.rng = torch.Generator().manual_seed(self.seed)

    def training(self) -> Iterator[int]:
        """Train, and stop for a look after every update."""
        adam = torch.optim.Adam(self.model.parameters(), RATE, fused=True)

        def loss(step: int) -> Tensor:
            batch = self.learned[torch.randint(len(self.learned), (BATCH,), generator=self.rng)]
            noise = torch.randn(BATCH, LATENT, generator=self.rng)
            return self.model.losses(batch, noise, BETA * min(1.0, step / (WARM * self.steps))).total

        return descend([adam], loss, self.steps, lambda step: RATE * down_from_half(step, self.steps))


def learn(*, writing: str = "selfies", steps: int = STEPS, seed: int = 0) -> Iterator[Record[Learned]]:
    """Train the VAE on molecules in this way of writing; at some moments look at random places, at the end walk."""
    yield Record(0, steps)
    learner = Learner(written(writing), steps, seed)
    for step in learner.training():
        if step % (steps // MOMENTS) == 0:
            yield Record(step, steps, looked(learner, walk=step == steps))
        elif step % (steps // MOMENTS // AROUND) == 0:
            yield Record(step, steps)


@torch.inference_mode()
def looked(learner: Learner, walk: bool) -> Learned:
    """What there is to say of the model by now."""
    held, model = learner.held_out, learner.model
    noise = torch.randn(len(held), LATENT, generator=torch.Generator().manual_seed(0))
    losses = model.losses(held, noise, 1.0)
    places = torch.randn(PLACES, LATENT, generator=torch.Generator().manual_seed(learner.seed + 1))
    found = [step for step in texts(learner, places)]
    molecules = [step.smiles for step in found if step.smiles]
    return Learned(
        losses.reconstruction.item(), losses.kl.item(), (model(held) == held).all(1).float().mean().item(),
        len(molecules) / PLACES, len(set(molecules)) / PLACES,
        walks=walks(learner) if walk else None, made=[step.text for step in found[:12]],
    )  # fmt: skip


def texts(learner: Learner, z: Tensor) -> list[Step]:
    """What the decoder writes at these places of the latent space."""
    said = [learner.written.smiles(row) for row in learner.model.decode(z).tolist()]
    return [Step(text, canonical(text)) for text in said]


def walks(learner: Learner) -> Walks:
    """From every end to every other one in a straight line."""
    rows = torch.from_numpy(np.stack([learner.written.row(smiles) for smiles in ENDS.values()]))
    middles = dict(zip(ENDS, learner.model.encode(rows)[0], strict=True))
    shares = torch.linspace(0, 1, BETWEEN)[:, None]
    steps = {
        f"{one} {other}": texts(learner, torch.lerp(middles[one], middles[other], shares))
        for one, other in combinations(ENDS, 2)
    }
    return Walks(steps, shapes(step.smiles for walk in steps.values() for step in walk if step.smiles))
