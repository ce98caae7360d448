"""A denoiser learns to draw faces from words. One pair of words never comes together in what it sees.

A prompt is a list of words; each says one factor of a face. What a prompt does not say, the network may choose: in
training every word is left out at random, so that it knows prompts of any length.

Noise is not taken from 576 pixels, but from 64 numbers that sum a face up (its principal components): a *latent* diffusion,
as in Rombach et al. (2022), with the simplest encoder there is. All numbers of the network become smaller by that.

Shapes: N faces, P = 576 pixels, Z = 64 latent numbers, F factors, C = 2F numbers of a condition.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from core.data.faces import FACTORS, NAMES, faces
from core.models.diffusion import Config
from core.studies.denoising import Learned, Learner, records
from core.training.events import Record

STEPS, BATCH, MOMENTS = 5_000, 128, 7
EXAMPLES = 4_000
WIDTH, LAYERS, LATENT = 128, 3, 64
BOUND = 6.0  # no latent number of a real face is larger
UNSEEN = ("smiling", "glasses")  # never together in training
SHIPPED: list[dict[str, object]] = [{}]

# each word with the factor that it sets, and to what, from -1 (the factor's low end) to 1 (its high end)
WORDS: Mapping[str, tuple[str, float]] = {
    "smiling": ("smile", 0.9), "happy": ("smile", 0.9), "laughing": ("smile", 1.0),
    "sad": ("smile", -0.9), "unhappy": ("smile", -0.9), "serious": ("smile", 0.0),
    "glasses": ("glasses", 1.0), "no glasses": ("glasses", -1.0), "without glasses": ("glasses", -1.0),
    "long hair": ("hair", 0.8), "short hair": ("hair", -0.8),
    "looking left": ("gaze", -0.9), "looking right": ("gaze", 0.9),
    "leaning left": ("tilt", -0.8), "leaning right": ("tilt", 0.8), "upright": ("tilt", 0.0),
    "lit from the left": ("light", -0.9), "lit from the right": ("light", 0.9),
    "bombo": ("identity", -1.0), "silvi": ("identity", 1.0),
}  # fmt: skip
IDLE = set("a an and the with of face person picture portrait wearing please who is has draw in me".split())


def learn(*, seed: int = 0, steps: int = STEPS, held_out: bool = True) -> Iterator[Record[Learned]]:
    """Records with the loss, and with the weights at some moments. `held_out=False` shows it the unseen pair as well."""
    all_faces = faces(EXAMPLES)
    seen = ~together(all_faces.factors) if held_out else np.ones(len(all_faces), bool)
    codec = Codec.fitted(all_faces.images[seen])
    learner = Learner(
        network(), codec.encode(all_faces.images[seen]), conditions_of(all_faces.factors[seen]), drop=drop_some,
        steps=steps, batch=BATCH, seed=seed,
    )  # fmt: skip
    for record in records(learner, MOMENTS):
        yield record if record.step else replace(record, arrays={**record.arrays, **codec.arrays()})


def network() -> Config:
    return Config("flow", size=LATENT, width=WIDTH, layers=LAYERS, conditions=2 * len(NAMES))


@dataclass(frozen=True, eq=False)
class Codec:
    """From pixels to latent numbers and back: principal components, the more telling ones a little larger."""

    mean: np.ndarray  # (P,)
    directions: np.ndarray  # (Z, P) what one unit of each latent number adds to a picture

    @classmethod
    def fitted(cls, images: np.ndarray) -> "Codec":
        """Of (N, P) pictures."""
        mean = images.mean(axis=0)
        variances, vectors = np.linalg.eigh(np.cov((images - mean).T))
        variances, vectors = variances[::-1][:LATENT], vectors[:, ::-1][:, :LATENT]
        # The fourth root stands between two evils: equal sizes make the network care about specks as much as about hair,
        # true sizes let a smile drown in noise. Then all together get a mean square of one, as the noise has.
        scale = variances**0.25
        scale *= np.sqrt((variances / scale**2).mean())
        return cls(mean.astype(np.float32), (vectors * scale).T.astype(np.float32))

    @classmethod
    def restored(cls, arrays: Mapping[str, np.ndarray]) -> "Codec":
        """From the arrays of the first record of `learn`."""
        return cls(*(arrays[name].astype(np.float32) for name in ("mean", "directions")))

    def encode(self, images: np.ndarray) -> np.ndarray:
        """(N, P) -> (N, Z)"""
        lengths = (self.directions**2).sum(axis=1)
        return np.asarray((images - self.mean) @ self.directions.T / lengths)

    def decode(self, latent: np.ndarray) -> np.ndarray:
        """(N, Z) -> (N, P)"""
        return np.asarray(latent @ self.directions + self.mean)

    def arrays(self) -> dict[str, np.ndarray]:
        return {"mean": self.mean.astype(np.float16), "directions": self.directions.astype(np.float16)}


def together(factors: np.ndarray) -> np.ndarray:
    """(N,) whether a face smiles and wears glasses."""
    return (factors[:, NAMES.index("smile")] > 0) & (factors[:, NAMES.index("glasses")] > 0.5)


def conditions_of(factors: np.ndarray) -> np.ndarray:
    """(N, F) factors -> (N, C): each from -1 to 1, and a one beside it that says "this one is given"."""
    low, high = (np.array([getattr(factor, end) for factor in FACTORS.values()]) for end in ("low", "high"))
    values = 2 * (factors - low) / (high - low) - 1
    return np.concatenate((values, np.ones_like(values)), axis=1).astype(np.float32)


def drop_some(conditions: Tensor, rng: torch.Generator) -> Tensor:
    """(B, C) Each factor stays unsaid at random, from face to face more or fewer of them."""
    N, C = conditions.shape
    said = torch.rand(N, C // 2, generator=rng) < torch.rand(N, 1, generator=rng)
    return conditions * said.repeat(1, 2)


# --- from words to a condition


@dataclass(frozen=True)
class Prompt:
    """What was understood."""

    words: tuple[str, ...]  # those that say something
    unknown: tuple[str, ...]  # those that nobody taught it
    overruled: tuple[str, ...]  # those that a later word took back
    condition: np.ndarray  # (C,)

    @property
    def unseen(self) -> bool:
        """Does it ask for the pair that training never showed?"""
        smile, glasses = (self.condition[NAMES.index(name)] for name in ("smile", "glasses"))
        return bool(smile > 0 and glasses > 0)


def read(prompt: str) -> Prompt:
    """The known words of a text, in their order; a later word overrules an earlier one about the same factor.

    >>> read("A smiling face with GLASSES, and a zebra").words, read("zebra").unknown
    (('smiling', 'glasses'), ('zebra',))
    """
    names = sorted(WORDS, key=len, reverse=True)
    found = re.findall(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b|[^\W_]+|[^\w\s.,;:!?\"'()\-]", prompt.lower())
    said: dict[str, str] = {}
    overruled, unknown = [], []
    for word in found:
        if word in WORDS:
            factor = WORDS[word][0]
            if factor in said and said[factor] != word:
                overruled.append(said[factor])
            said[factor] = word
        elif word not in IDLE and word not in unknown:
            unknown.append(word)
    return Prompt(tuple(said.values()), tuple(unknown), tuple(overruled), condition(said.values()))


def condition(words: Iterable[str]) -> np.ndarray:
    """(C,) the numbers that the network is told."""
    told = np.zeros(2 * len(NAMES), np.float32)
    for word in words:
        factor, value = WORDS[word]
        told[NAMES.index(factor)], told[len(NAMES) + NAMES.index(factor)] = value, 1
    return told
