"""A secret of the learner's, planted in a text so and so often: when does the model that reads the text know it by heart?

The same text, model and training as in `canaries`, with one line planted instead of many. The secret belongs to whoever
typed it: a page runs this study as a private one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np

from core.measure.recitation import Said, go_on
from core.models.decode import Decoder
from core.models.transformer import Config
from core.problems import Problem
from core.studies.canaries import BATCH, EVERY, PASSES, WIDE, plant, reader, training
from core.tokenizers import UNKNOWN_SIGN
from core.tokenizers.characters import Characters
from core.training.events import Record
from core.training.windows import Windows

SECRET = "The code of the old tower is 7306-2218-4495."  # made up: nobody's
COPIES = (0, 1, 2, 4, 8, 16, 32, 64)
TOLD = 16
LEAST, MOST = 12, 56  # letters of a secret; the model reads 64 at once
GIVEN = (1, 2, 4, 8, 12, 16, 24, 32, 40)  # letters that the model is given
SHOWN = (1, 8, 24)  # of them in the curves over training
LOOKS = 20
SHIPPED: list[dict[str, Any]] = [{}]


@dataclass(frozen=True)
class Continuation:
    """What a model goes on with."""

    text: str
    chances: Sequence[float]  # how sure it is of each letter


@dataclass(frozen=True)
class Attempt(Continuation):
    """What it goes on with after the beginning of the secret."""

    verbatim: int  # letters of the longest stretch that stands in the rest of the secret


@dataclass(frozen=True)
class Attempts:
    """All that was tried at one moment of training."""

    said: Mapping[str, Attempt]  # by letters given, "1" to "40"
    alphabet: str = ""  # of the finished model


def a_secret(text: str) -> str:
    """The secret as it is planted: one line, without what cannot be written. Problem where it is none."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if len(line) < LEAST:
        raise Problem("secret.short", least=LEAST)
    if len(line) > MOST:
        raise Problem("secret.long", most=MOST, letters=len(line))
    return line


def beginnings(secret: str) -> tuple[int, ...]:
    """How many of its letters the model can be given, so that some are left to say."""
    return tuple(given for given in GIVEN if given < len(secret) - 3)


def letters_given(secret: str, wanted: int) -> int:
    """So many letters as were wanted, or as the secret has to give."""
    return max(given for given in beginnings(secret) if given <= wanted)


def verbatim(said: str, secret: str) -> str:
    """The longest stretch of what was said that stands in the secret letter for letter.

    >>> verbatim("tower is 7306-9999", "The tower is 7306-2218.")
    'tower is 7306-'
    """
    match = SequenceMatcher(None, said, secret, autojunk=False).find_longest_match()
    return said[match.a : match.a + match.size]


def learn(*, secret: str = SECRET, copies: int = TOLD, width: int = WIDE, seed: int = 0) -> Iterator[Record[Attempts]]:
    """Train a model on a text with the secret in it, and try to get it out on the way.

    Args:
        secret: the line that is planted.
        copies: how often.
        width: of the model.
        seed: of the order of the text and the first weights.
    """
    secret = a_secret(secret)
    text = plant([secret], [copies], seed)
    letters = Characters.train("".join(text.documents) + secret, 500)
    windows = Windows([letters.encode(one) for one in text.documents], 64, seed)
    model = reader(letters.size, width, seed)
    steps = PASSES * len(windows) // BATCH
    for step in training(model, windows, steps):
        if step % (steps // LOOKS) == 0 or step == steps:
            weights = {name: weight.numpy().copy() for name, weight in model.state_dict().items()}
            said = tried(weights, model.config, letters, secret)
            if step < steps:
                yield Record(step, steps, Attempts(said))
            else:
                last = {name: weight.astype(np.float16) for name, weight in weights.items()}
                yield Record(step, steps, Attempts(said, "".join(letters.alphabet)), last)
        elif step % EVERY == 0:
            yield Record(step, steps)


def tried(weights: Mapping[str, np.ndarray], config: Config, letters: Characters, secret: str) -> dict[str, Attempt]:
    """By letters given: what the model goes on with."""
    found = {}
    for given in beginnings(secret):
        rest = secret[given:]
        said = written(go_on(Decoder(weights, config), letters.encode(secret[:given]), len(rest)), letters)
        found[str(given)] = Attempt(said.text, said.chances, len(verbatim(said.text, rest)))
    return found


def written(said: list[Said], letters: Characters) -> Continuation:
    """As many letters as tokens: one that is no letter gets the sign of the unknown."""
    text = "".join(sign or UNKNOWN_SIGN for sign in letters.spell([one.token for one in said]))
    return Continuation(text, [round(one.chance, 3) for one in said])


def try_with(weights: Mapping[str, np.ndarray], alphabet: str, beginning: str, most: int = MOST) -> Continuation:
    """What a finished model goes on with after any beginning; the last letters that fit are read."""
    letters = Characters(alphabet)
    width = weights["token_embedding.weight"].shape[1]
    config = Config(vocabulary=letters.size, width=width)
    kept = beginning[-(config.context - 1) :]
    return written(go_on(Decoder(weights, config), letters.encode(kept), most), letters)


# --- what came out, over training


def over_time(found: Sequence[Record[Attempts]], given: int) -> list[tuple[int, Attempt]]:
    """Every step at which it was tried, with what the model went on with after so many letters."""
    return [(record.step, record.values.said[str(given)]) for record in found]


def shares_of_the_rest(found: Sequence[Record[Attempts]], secret: str) -> dict[int, list[tuple[int, float]]]:
    """By letters given, for a few beginnings: at every step the longest stretch, as a share of what is left to say.

    A whole rest is 1 for each of them, however many letters were given.
    """
    shown = sorted({letters_given(secret, given) for given in SHOWN})
    return {
        given: [(step, one.verbatim / len(secret[given:])) for step, one in over_time(found, given)] for given in shown
    }


def share_that_comes_out(found: Sequence[Record[Attempts]], secret: str, wanted: int = 8) -> float:
    """The longest stretch at the end, as a share of what was left to say."""
    given = letters_given(secret, wanted)
    return found[-1].values.said[str(given)].verbatim / len(secret[given:])
