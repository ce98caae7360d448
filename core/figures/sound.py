"""Pictures of what crosses over when one instrument is faked as another; the first, a payload, is played by voices.js."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.data.instruments import INSTRUMENTS, KEYS, RATE, TUNES
from core.figures.curves import style
from core.figures.palette import Palette
from core.figures.payload import Array, letters, tones
from core.figures.words import said
from core.lessons.parts import Says
from core.measure.sounds import strengths
from core.studies.voice_swap import Heard, VoiceSwapped
from core.training.events import Record


@dataclass(frozen=True, eq=False)
class Voice:
    """A sound of all keys, one after the other; what it is called, and in which of the palette's hues."""

    name: str
    hue: str
    says: str
    sound: Array  # (T,)


def voices_payload(
    voices: Sequence[Voice], pitches: Sequence[int], rate: int, tune: tuple[str, Sequence[int]], id: str
) -> dict[str, Any]:
    """Each key's sound in eight bits a sample and its slices as bytes, for all voices.

    Args:
        voices: equally long; where one of them is too loud, all of them become softer.
        pitches: of the keys, in semitones.
        rate: samples a second.
        tune: its name, and which keys it presses.
        id: names what is heard, so that a picture that is there already knows that it is another one.
    """
    loudest = max(float(np.abs(voice.sound).max()) for voice in voices)
    pictures = [tones(strengths(voice.sound, len(pitches))) for voice in voices]
    _, frames, bins = pictures[0].shape
    name, keys = tune
    return {
        "id": f"{id} {name}", "tune": list(keys), "tune_name": name, "pitches": list(pitches), "rate": rate,
        "samples": len(voices[0].sound) // len(pitches), "frames": frames, "bins": bins,
        "voices": [
            {"name": voice.name, "hue": voice.hue, "says": voice.says,
             "sound": letters(eight_bits(voice.sound / max(1.0, loudest))), "pictures": letters(picture)}
            for voice, picture in zip(voices, pictures, strict=True)
        ],
    }  # fmt: skip


def to_hear(sounds: Heard) -> Heard:
    """The same without its levels, and no finer than it is played."""
    source, fake, truth = (sound.astype(np.float32) for sound in (sounds.source, sounds.fake, sounds.truth))
    return Heard(source, fake, truth, {})


def three_voices(says: Says, sounds: Heard, who: int, tune: tuple[str, str], id: str) -> dict[str, Any]:
    """A melody as one instrument plays it, as it is faked, and as the other one sounds; each under its name.

    Args:
        who: the instrument that plays.
        tune: its key, and how it is called.
        id: names the sounds.
    """
    source, other = INSTRUMENTS[who], INSTRUMENTS[1 - who]
    voices = [
        Voice(says.say(f"voice.{key}", player=player), hue, says.say(f"voice.{key}.says"), sound)
        for key, player, hue, sound in (
            ("source", source, "data", sounds.source),
            ("fake", other, "made", sounds.fake),
            ("truth", other, "data", sounds.truth),
        )
    ]
    return voices_payload(voices, KEYS, RATE, (tune[1], TUNES[tune[0]]), id)


def eight_bits(sound: Array) -> Array:
    """(T,) samples from -1 to 1 as a byte each, by the mu-law (ITU-T G.711): steps that are small where it is soft.

    >>> eight_bits(np.array([-1.0, 0.0, 0.01, 1.0])).tolist()
    [-127, 0, 29, 127]
    """
    return np.asarray(np.rint(127 * np.sign(sound) * np.log1p(255 * np.abs(sound)) / np.log(256)), dtype=np.int8)


def crossed(runs: Mapping[str, Sequence[Record[VoiceSwapped]]], colours: Palette) -> go.Figure:
    """The share of fakes with the right pitch, over training time; one line a model."""
    figure = go.Figure()
    looks = ((colours.made, "solid", "circle"), (colours.soft, "dash", "square"), (colours.latent, "dot", "diamond"))
    for (name, records), (hue, dash, mark) in zip(runs.items(), looks, strict=False):
        kept = [record for record in records if record.values]
        figure.add_scatter(
            x=[record.step for record in kept], y=[record.values.pitch_kept for record in kept], name=name,
            mode="lines+markers", line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%")
    figure.update_xaxes(range=[-60, 3_060])
    return style(figure, colours).update_layout(
        xaxis_title=said("updates of the weights"), yaxis_title=said("sound.right pitch")
    )


def whose(records: Sequence[Record[VoiceSwapped]], colours: Palette) -> go.Figure:
    """How far the fakes are from the truth and from the source, over training time; dotted: source from truth."""
    kept = [record for record in records if record.values and record.step]
    figure = go.Figure()
    for name, far, hue, dash, mark in (
        ("to truth", [record.values.to_truth for record in kept], colours.made, "solid", "circle"),
        ("to source", [record.values.to_source for record in kept], colours.data, "dash", "square"),
        ("apart", [record.values.apart for record in kept], colours.soft, "dot", "diamond"),
    ):
        figure.add_scatter(
            x=[record.step for record in kept], y=far, name=said(f"sound.{name}"),
            mode="lines+markers", line={"color": hue, "dash": dash, "width": 2}, marker={"symbol": mark, "size": 8},
        )  # fmt: skip
    figure.update_yaxes(range=[0, 13])
    figure.update_xaxes(range=[0, 3_060])
    return style(figure, colours).update_layout(
        xaxis_title=said("updates of the weights"), yaxis_title=said("sound.decibels")
    )
