"""The face swap's trick on sound: two invented instruments, one encoder, two decoders, and the truth to compare with.

What the model sees is a slice of sound as a spectrum. Nothing in it is about sound but the way slices are badly seen
while it learns. As the instruments are computed, what a faked tone should be like can be computed as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from core.data.instruments import (
    FREQUENCIES,
    HIGH,
    HOP,
    LOW,
    RANGE,
    RATE,
    WINDOW,
    Note,
    hertz,
    level,
    play,
    slices,
    sounded,
    spectrogram,
    strength,
    with_phases,
)
from core.models.face_swap import Config, FaceSwap, loss
from core.studies.face_swap import correlation
from core.training.descent import update
from core.training.events import Record

STEPS, BATCH, LEARNING = 3_000, 64, 2e-3
MARKS = (0, 100, 300, 1_000, 3_000)
TOLD = 100  # updates between two signs of life
LEARNED, HELD_OUT = 4_000, 300  # slices of each instrument
NOISE, TILT = 0.3, 0.25  # how badly the encoder hears while it learns: hiss; a tone control turned at random
HIDDEN, LATENT = 96, 16
SHIPPED = [{"seed": 0}, {"seed": 0, "shared": False}]


@dataclass(frozen=True)
class VoiceSwapped:
    """Oolo's slices as Zirr: what is kept, and whose voice is it? Distances are typical decibels at a frequency."""

    pitch_kept: float  # a share of the slices
    ceiling: float  # the same of tones that Zirr really plays
    vowel_kept: float  # the correlation of the vowel that is heard with the one that was played
    to_truth: float
    to_source: float
    apart: float  # source and truth
    again: float  # Oolo's slices, sounded as Oolo again, from what they were
    nearer_to_the_truth: float  # than to the source: a share of the slices


def learn(*, seed: int = 0, shared: bool = True) -> Iterator[Record[VoiceSwapped]]:
    """At each mark what was measured; at the end the weights, if the encoder is shared."""
    learned = [slices(who, LEARNED, seed=10 + who) for who in (0, 1)]
    heard = slices(0, HELD_OUT, seed=20)
    truth = sounded(1, heard.factors, np.random.default_rng(21))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = FaceSwap(Config(pixels=FREQUENCIES, latent=LATENT, hidden=HIDDEN, shared=shared))
    adam = torch.optim.Adam(model.parameters(), lr=LEARNING, fused=True)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(adam, STEPS + 1)
    rng = torch.Generator().manual_seed(seed)
    spectra = [torch.from_numpy(one.spectra) for one in learned]
    for step in range(STEPS + 1):
        if step in MARKS:
            arrays = weights(model) if step == STEPS and shared else {}
            yield Record(step, STEPS, measured(model, heard.spectra, truth, heard.factors), arrays)
        elif step % TOLD == 0:
            yield Record(step, STEPS)
        now = tuple(some[torch.randint(len(some), (BATCH,), generator=rng)] for some in spectra)
        update([adam], loss(model, tuple(badly_heard(some, rng) for some in now), now))
        slower.step()


def badly_heard(spectra: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    """The same slices in hiss, and through a tone control that lifts and sinks broad bands at random. So the encoder can't
    tell the instruments apart by their colour, and has to listen to what is played.
    """
    place = torch.linspace(0, 1, spectra.shape[1])
    waves = torch.stack([torch.full_like(place, 0.5), *(torch.cos(torch.pi * k * place) for k in (1, 2, 3))])
    tone = TILT * torch.randn(len(spectra), len(waves), generator=rng) @ waves
    return torch.where(spectra > 0, spectra + tone, spectra) + NOISE * torch.randn(spectra.shape, generator=rng)


def measured(model: FaceSwap, heard: np.ndarray, truth: np.ndarray, factors: np.ndarray) -> VoiceSwapped:
    """On slices that nobody learned from."""
    fake = swap(model, heard)
    return VoiceSwapped(
        pitch_kept=in_tune(fake, factors[:, 0]),
        ceiling=in_tune(truth, factors[:, 0]),
        vowel_kept=correlation(vowel_of(fake, factors[:, 0]), factors[:, 1]),
        to_truth=distance(fake, truth),
        to_source=distance(fake, heard),
        apart=distance(truth, heard),
        again=distance(swap(model, heard, drawn=0), heard),
        nearer_to_the_truth=float((_far(fake, truth) < _far(fake, heard)).mean()),
    )


def vowel_of(spectra: np.ndarray, pitch: np.ndarray) -> np.ndarray:
    """(N,) the vowel with which Zirr, at this pitch, would sound most like it."""
    tried, far = np.linspace(0, 1, 11), []
    for vowel in tried:
        factors = np.column_stack([pitch, np.full(len(pitch), vowel)])
        far.append(_far(spectra, sounded(1, factors, np.random.default_rng(0))))
    return np.asarray(tried[np.argmin(far, axis=0)])


def in_tune(spectra: np.ndarray, pitch: np.ndarray) -> float:
    """The share of slices whose pitch, read off their spectrum, is within half a semitone of what was played."""
    return float((np.abs(pitch_of(spectra) - pitch) < 0.5).mean())


def pitch_of(spectra: np.ndarray) -> np.ndarray:
    """(N,) the pitch whose overtones stand out most against the gaps between them."""
    tried = np.arange(LOW - 1, HIGH + 1.01, 0.1)
    number = np.arange(1, 9)
    comb = np.zeros((spectra.shape[1], len(tried)))
    for i, frequency in enumerate(hertz(tried) * WINDOW / RATE):
        for where, sign in ((number * frequency, 1.0), ((number - 0.5) * frequency, -1.0)):
            where = where[where < FREQUENCIES - 1]
            place = where.astype(int)
            np.add.at(comb[:, i], place, sign * (1 - where + place))
            np.add.at(comb[:, i], place + 1, sign * (where - place))
    return tried[(spectra @ comb).argmax(axis=1)]


def _far(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(N,) slice by slice, in decibels: the root of the mean square."""
    return np.asarray(RANGE * np.sqrt(((a - b) ** 2).mean(axis=1)))


def distance(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sqrt((_far(a, b) ** 2).mean()))


@torch.inference_mode()
def swap(model: FaceSwap, spectra: np.ndarray, seen: int = 0, drawn: int = 1) -> np.ndarray:
    """(N, FREQUENCIES) levels of one instrument in the other one's voice."""
    return np.asarray(model(torch.from_numpy(np.ascontiguousarray(spectra, dtype=np.float32)), seen, drawn).numpy())


@dataclass(frozen=True, eq=False)
class Heard:
    """A melody three times, as sounds and as the levels of their slices."""

    source: np.ndarray  # (T,) as it was played
    fake: np.ndarray  # in the other one's voice, by the model
    truth: np.ndarray  # as the other instrument really plays it
    levels: Mapping[str, np.ndarray]  # (N, FREQUENCIES) of "source", "fake" and "truth"


def fake(model: FaceSwap, notes: Sequence[Note], seen: int) -> Heard:
    """Played on one instrument, sounded in the other one's voice. The model draws what a slice consists of; how loud a
    slice is, is carried over from the source.
    """
    source, truth = play(seen, notes), play(1 - seen, notes)
    spectrum = spectrogram(source)
    heard, peak = level(spectrum)
    drawn = swap(model, heard, seen, 1 - seen)
    sound = with_phases(strength(drawn, peak), spectrum, len(source))
    levels = {"source": source, "fake": sound, "truth": truth}
    return Heard(source, sound, truth, {name: level(spectrogram(one))[0] for name, one in levels.items()})


def compared(sounds: Heard, pitches: Sequence[int], seconds: float) -> dict[str, float]:
    """Over keys of these pitches, one after the other and each as long: how many have the right pitch in the fake, and how
    far it is from truth and source, in decibels.
    """
    each = round(seconds * RATE / HOP)  # slices of a key
    levels = {name: some[: len(pitches) * each] for name, some in sounds.levels.items()}
    pitch = pitch_of(levels["fake"][each // 2 :: each])  # where each tone is in its midst
    return {
        "right_pitch": float((np.abs(pitch - np.array(pitches)) < 0.5).sum()),
        "fake_to_truth": distance(levels["fake"], levels["truth"]),
        "fake_to_source": distance(levels["fake"], levels["source"]),
        "source_to_truth": distance(levels["source"], levels["truth"]),
    }


def weights(model: FaceSwap) -> dict[str, np.ndarray]:
    """All weights in half precision, to let it sound any melody without training it again."""
    return {name: weight.detach().numpy().astype(np.float16) for name, weight in model.state_dict().items()}


def restored(arrays: Mapping[str, np.ndarray]) -> FaceSwap:
    """The model from the last record's arrays."""
    model = FaceSwap(Config(pixels=FREQUENCIES, latent=LATENT, hidden=HIDDEN))
    model.load_state_dict({name: torch.from_numpy(arrays[name].astype(np.float32)) for name in model.state_dict()})
    return model.eval().requires_grad_(False)
