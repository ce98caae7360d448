"""What the keyboard of voices gets: every key's sound and picture, in as few bytes as an ear allows."""

import base64
import json

import numpy as np

from core.data.instruments import KEY_SECONDS, KEYS, RATE, TUNES, Note, play
from core.figures.sound import Voice, eight_bits, three_voices, voices_payload
from core.lessons import lesson
from core.measure.sounds import strengths
from core.studies.voice_swap import Heard

PITCHES = (60, 64)


def voice(who: int, loudness: float = 0.9) -> Voice:
    return Voice(f"voice {who}", "data", "says", play(who, [Note(pitch, loudness=loudness) for pitch in PITCHES]))


def heard(payload: dict, number: int) -> np.ndarray:
    """The sound of a voice, as the browser plays it."""
    bits = np.frombuffer(base64.b64decode(payload["voices"][number]["sound"]), np.int8).astype(float)
    return np.sign(bits) * (256 ** (np.abs(bits) / 127) - 1) / 255


def test_eight_bits_give_a_sound_back() -> None:
    sound = np.sin(np.linspace(0, 60, 4_000)) * np.linspace(0, 1, 4_000)
    bits = eight_bits(sound).astype(float)
    again = np.sign(bits) * (256 ** (np.abs(bits) / 127) - 1) / 255
    assert np.abs(again - sound).max() < 0.03


def test_every_voice_has_every_key_as_sound_and_as_picture() -> None:
    voices = [voice(0, 0.3), voice(1, 0.3)]
    payload = voices_payload(voices, PITCHES, RATE, ("up", (0, 1)), "id")
    json.dumps(payload, allow_nan=False)
    assert (payload["id"], payload["tune"], payload["tune_name"], payload["rate"]) == ("id up", [0, 1], "up", RATE)
    for number, one in enumerate(voices):
        assert len(heard(payload, number)) == len(PITCHES) * payload["samples"] == len(one.sound)
        assert np.abs(heard(payload, number) - one.sound).max() < 0.03
        drawn = np.frombuffer(base64.b64decode(payload["voices"][number]["pictures"]), np.uint8)
        shape = (len(PITCHES), payload["frames"], payload["bins"])
        assert np.abs(drawn.reshape(shape) / 255 - strengths(one.sound, len(PITCHES))).max() <= 0.5 / 255 + 1e-9


def test_one_voice_that_is_too_loud_makes_all_of_them_softer_alike() -> None:
    loud, soft = voice(0, 9.0), voice(1, 0.3)
    most = np.abs(loud.sound).max()
    assert most > 1
    payload = voices_payload([loud, soft], PITCHES, RATE, ("up", (0, 1)), "id")
    for number, one in enumerate((loud, soft)):
        assert np.abs(heard(payload, number) - one.sound / most).max() < 0.03


def test_the_payload_has_every_key_in_three_voices() -> None:
    notes = [Note(pitch, KEY_SECONDS, 0.3) for pitch in KEYS]
    source, truth = play(0, notes), play(1, notes)
    sounds = Heard(source, (source + truth) / 2, truth, {})
    facts = three_voices(lesson("deepfakes_deeper"), sounds, 0, ("jacques", "Frère Jacques"), "x")
    assert [voice["hue"] for voice in facts["voices"]] == ["data", "made", "data"]
    for voice in facts["voices"]:
        assert len(voice["sound"]) == 4 * -(-17 * facts["samples"] // 3)
        assert len(voice["pictures"]) == 4 * -(-17 * facts["frames"] * facts["bins"] // 3)
    assert all(0 <= place < len(facts["pitches"]) for tune in TUNES.values() for place in tune)
