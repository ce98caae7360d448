"""What the second page on memorization shows: sentences that moved a model, texts that were read, what generations keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from core.figures.payload import Array
from core.lessons import Says
from core.measure.influence import greatest, longest_run, mean_by_name
from core.studies import influential_sentences, membership_inference
from core.studies.influential_sentences import Followed, LeftOut
from core.studies.membership_inference import Compared
from core.studies.model_collapse import Counted, Written
from core.studies.unlearned_author import Left
from core.training.events import Record
from pages.kit.questions import Asked, ask_once
from pages.kit.studies import OpenStudy

SHOWN = 10  # sentences
ALIKE = 4  # words in a row from which on two sentences count as alike
OWN = "own"  # the choice of a sentence of one's own
KIND_OF = dict(zip(("strangers", "neighbours", "authors"), membership_inference.KINDS, strict=True))  # by code
STYLE = """<style>
.gb-people { display: flex; flex-wrap: wrap; gap: 0.15rem 0.7rem; margin: 0.4rem 0 0.8rem; padding: 0; list-style: none; }
.gb-people li { color: var(--gb-ink); font-size: 0.9rem; }
.gb-people .gb-gone { color: var(--gb-soft); text-decoration: line-through; }
.gb-sample { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 68ch; line-height: 1.6; margin: 0.4rem 0; }
</style>"""


# --- which sentences moved it


def outputs(known: OpenStudy[Followed]) -> Sequence[str]:
    """What the small model wrote; one sentence of it where that did not come with the app."""
    traced = known.last.values.traced if known.last else None
    return traced.outputs if traced else [influential_sentences.FIRST]


def recorded(sentence: str, known: OpenStudy[Followed]) -> Array | None:
    """How much each training sentence moved the model to this one, where that came with the app; else None."""
    if known.last is None or known.last.values.traced is None or sentence not in outputs(known):
        return None
    return known.arrays(known.last)["influence"][outputs(known).index(sentence)].astype(float)


def asked(sentence: str) -> Asked[tuple[float, Array]]:
    """The same for a sentence of the learner's own, from a worker."""
    return ask_once(f"traced {sentence}", influential_sentences.trace, sentence)


def checked(sentence: str) -> str:
    """The learner's sentence as the model can read it. ValueError, with a sentence, where it cannot."""
    line = " ".join(sentence.split())
    influential_sentences.material(0).row(line)
    return line


@dataclass(frozen=True)
class Moved:
    """A training sentence, and how much it moved the model to an output."""

    training_sentence: str
    influence: float
    words_in_a_row: int  # that it shares with the output

    @property
    def alike(self) -> bool:
        return self.words_in_a_row >= ALIKE


def strongest(found: Array, sentence: str) -> list[Moved]:
    """The training sentences that moved the model most, and how many words in a row each shares with the output."""
    text, said = influential_sentences.material(0), influential_sentences.spelled(sentence)
    return [
        Moved(text.sentences[i], moved, longest_run(said, influential_sentences.spelled(text.sentences[i])))
        for i, moved in greatest(found, SHOWN)
    ]  # fmt: skip


def surprises(rows: Sequence[LeftOut]) -> dict[str, float]:
    """The mean surprise by what was left out."""
    return mean_by_name((row.without, row.surprise) for row in rows)


# --- was my text in it


def compared(opened: OpenStudy[Compared]) -> list[Record[Compared]]:
    """The records in which read and unread texts were compared."""
    return [record for record in opened.records if record.values]


# --- the author who left


def models(opened: OpenStudy[Left]) -> dict[str, Mapping[str, float]]:
    """What each model still knows, as far as the study has come."""
    return {record.values.model: record.values.right for record in opened.records if record.values}


# --- generations


def people(says: Says, first: Counted, there: Counted) -> str:
    """Every person of the first sample, struck out once the generations have lost the name."""
    left = set(there.people)
    items = (
        f"<li>{escape(name)}</li>" if name in left else f'<li class="gb-gone"><s>{escape(name)}</s></li>'
        for name in first.people
    )
    return f'<ul class="gb-people" aria-label="{escape(says.say("words.people"))}">{"".join(items)}</ul>'


def sample(there: Written) -> str:
    """The beginning of what this generation learned from."""
    return f'<p class="gb-sample">{escape(there.sample)}</p>'


def member_sentence(text: str) -> str:
    """The learner's sentence for the histogram. ValueError, with a sentence, where it is too short or too long."""
    return membership_inference.own_sentence(text)
