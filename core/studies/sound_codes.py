"""A codebook for sound, and a small GPT that writes in it: a code stands for a whole slice of sound, 62.5 of them a second.

The codebook is learned first: slices of tunes of both instruments are sorted into so many heaps, and the middle of each heap is a
code (k-means). Then the GPT learns which code follows which, as it would with words. What is lost by writing a tune in codes is
measured against the tune itself, what the GPT makes against the keys and against the instrument that really plays them.

Shapes: N slices, C codes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.cluster import MiniBatchKMeans

from core.data.instruments import HOP, INSTRUMENTS, RATE, spectrogram, with_phases
from core.data.sounded_tunes import played, tunes
from core.measure.heard_notes import Told, moments, own_voice, told
from core.models.decode import Decoder
from core.models.transformer import Config, Transformer, next_token_loss
from core.training.descent import descend
from core.training.events import Record
from core.training.text import optimizers, schedule

CODES = (4, 16, 64, 256)
SOFTEST = 60.0  # decibels below the loudest that any slice has: what is softer counts as silence
LOUDEST = 140.0  # how strong a frequency may be: a little more than any of both instruments has
LEARNED, HELD_OUT = 40, 8  # tunes
CONTEXT, WIDTH, HEADS, LAYERS = 128, 48, 4, 2
STEPS, BATCH, WEIGHT_RATE = 400, 16, 0.02
MARKS = (0, 20, 100, 200, STEPS)
TOLD = 5
TEMPERATURE = 1.0
GIVEN, WRITTEN = RATE // HOP // 2, 2 * RATE // HOP  # slices: half a second of a tune, and two more
ROUNDS = 12  # of mending phases
SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Kept:
    """What is left of tunes that nobody learned from, once they are written in codes."""

    right_pitch: float  # a share of the loud slices: within half a semitone
    right_voice: float  # a share of the loud slices: nearer to the instrument that plays, of the two
    decibels: float  # how far slices are from their codes: typically, at a frequency
    used: int  # codes that these tunes need


@dataclass(frozen=True)
class Learned:
    """The codebook, and what the GPT makes by now of tunes that it never heard."""

    kept: Kept
    surprise: float  # nats a code
    made: Told
    real: Told


def levels(sound: np.ndarray) -> np.ndarray:
    """(N, FREQUENCIES) decibels as numbers from 0 (silence) to 1 (the loudest that any sound of the page has)."""
    strong = np.abs(spectrogram(sound))[: len(sound) // HOP]
    return np.clip(1 + 20 * np.log10(np.maximum(strong, 1e-9) / LOUDEST) / SOFTEST, 0, 1).astype(np.float32)


def sounded(levels: np.ndarray, seed: int = 0) -> np.ndarray:
    """(T,) a sound with these levels. Levels don't say when waves begin; they begin anyhow, and are mended."""
    strong = np.where(levels > 0.02, 10 ** (SOFTEST * (levels - 1) / 20), 0) * LOUDEST
    length = len(levels) * HOP
    anyhow = spectrogram(np.random.default_rng(seed).standard_normal(length))[: len(levels)]
    return with_phases(strong, anyhow, length, ROUNDS)


@dataclass(frozen=True, eq=False)
class Codebook:
    """(C, FREQUENCIES): each code is the level of every frequency."""

    codes: np.ndarray

    def write(self, levels: np.ndarray) -> np.ndarray:
        """(N,) for each slice the nearest code."""
        far = (self.codes**2).sum(1) - 2 * levels @ self.codes.T  # and the slice's own square, the same for all codes
        return np.asarray(far.argmin(axis=1))

    def read(self, written: np.ndarray) -> np.ndarray:
        """(N, FREQUENCIES) and back."""
        found: np.ndarray = self.codes[written]
        return found


def codebook(slices: np.ndarray, count: int, seed: int) -> Codebook:
    """The middles of so many heaps of slices."""
    heaps = MiniBatchKMeans(count, random_state=seed, n_init=1, batch_size=2_048, max_iter=30).fit(slices)
    return Codebook(heaps.cluster_centers_.astype(np.float32))


def learn(*, codes: int = 64, instrument: str = "Oolo", seed: int = 0) -> Iterator[Record[Learned]]:
    """Learn a codebook, then to write in it; at each mark hear how it goes on with a tune of this instrument."""
    yield Record(0, STEPS)
    who = INSTRUMENTS.index(instrument)
    learned = [levels(played(player, tune.tokens)) for tune in tunes()[:LEARNED] for player in (0, 1)]
    book = codebook(np.concatenate(learned), codes, seed)
    texts = [book.write(one) for one in learned]
    length = (GIVEN + WRITTEN) * HOP
    unseen = {player: [played(player, tune.tokens)[:length] for tune in tunes()[-HELD_OUT:]] for player in (0, 1)}
    kept = lost(book, unseen)
    begun = np.stack([book.write(levels(sound))[:GIVEN] for sound in unseen[who]])
    real = told([sound[GIVEN * HOP :] for sound in unseen[who]], who)
    held_out = torch.from_numpy(np.stack([book.write(levels(sound))[: CONTEXT + 1] for sound in unseen[who]]))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Transformer(shape(codes))
    rng = np.random.default_rng(seed)

    def loss(step: int) -> torch.Tensor:
        some = [texts[place] for place in rng.integers(0, len(texts), BATCH)]
        begins = [rng.integers(0, len(text) - CONTEXT - 1) for text in some]
        rows = [text[begin : begin + CONTEXT + 1] for text, begin in zip(some, begins, strict=True)]
        batch = torch.from_numpy(np.stack(rows))
        return next_token_loss(model(batch[:, :-1]), batch[:, 1:])

    def rate(step: int) -> float:
        return WEIGHT_RATE * schedule(step, STEPS)

    for step in descend(optimizers(model, "muon", WEIGHT_RATE), loss, STEPS, rate):
        if step in MARKS:
            with torch.inference_mode():
                surprise = float(next_token_loss(model(held_out[:, :-1]), held_out[:, 1:]))
            some = begun if step == STEPS else begun[:1]
            written = goes_on(model, some, seed)
            made = told([sounded(book.read(row)) for row in written], who)
            arrays = {"written": written[0].astype(np.uint8), "begun": begun[0].astype(np.uint8)}
            if step == 0:
                arrays["codes"] = np.rint(book.codes * 255).astype(np.uint8)
            yield Record(step, STEPS, Learned(kept, round(surprise, 4), made, real), arrays)
        elif step % TOLD == 0:
            yield Record(step, STEPS)


def truth(instrument: str) -> np.ndarray:
    """The tune whose beginning it gets at every mark, with what really follows; RATE samples a second."""
    return played(INSTRUMENTS.index(instrument), tunes()[-HELD_OUT].tokens)[: (GIVEN + WRITTEN) * HOP]


def heard(codes: np.ndarray, *written: np.ndarray) -> np.ndarray:
    """How codes sound one after the other, from arrays that records kept; RATE samples a second."""
    return sounded(Codebook(codes.astype(np.float32) / 255).read(np.concatenate(written)))


def shape(codes: int) -> Config:
    """The transformer that writes in so many codes."""
    return Config(codes, context=CONTEXT, width=WIDTH, heads=HEADS, layers=LAYERS, positions="rotary")


def lost(book: Codebook, sounds: Mapping[int, Sequence[np.ndarray]]) -> Kept:
    """Tunes of each instrument, written in codes and sounded again."""
    pitch, voice, far, used = [], [], [], set[int]()
    for who, some in sounds.items():
        for sound in some:
            exact = levels(sound)
            written = book.write(exact)
            again, truth = moments(sounded(book.read(written))), moments(sound)
            pitch.append((np.abs(again.pitch - truth.pitch)[truth.loud] < 0.5).mean())
            voice.append(own_voice(again, who))
            far.append(SOFTEST * np.sqrt(((book.read(written) - exact) ** 2).mean()))
            used |= set(written.tolist())
    return Kept(float(np.mean(pitch)), float(np.mean(voice)), float(np.mean(far)), len(used))


def goes_on(model: Transformer, begun: np.ndarray, seed: int) -> np.ndarray:
    """(B, WRITTEN) codes that it writes after these beginnings."""
    weights = {name: weight.detach().numpy() for name, weight in model.named_parameters()}
    reader, rng = Decoder(weights, model.config, batch=len(begun) + 1), np.random.default_rng((seed, 1))
    logits = reader.read(np.concatenate([begun, begun[:1]]))  # one more, so that there are always several
    written = np.zeros((len(logits), WRITTEN), np.int64)
    for place in range(WRITTEN):
        noise = -np.log(-np.log(rng.random(logits.shape)))  # the largest of logits and this noise is a fair throw
        written[:, place] = (logits / TEMPERATURE + noise).argmax(axis=1)
        logits = reader.step(written[:, place])
    return written[:-1]
