"""How the experiments of /safeguards_deeper may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.studies import mismatched_generalisation as mismatched
from core.studies import prompt_injection
from core.studies.chat import Examined
from core.studies.prompt_injection import Behaviour
from core.studies.refusal_undone import Refusals
from core.training.events import Record
from pages.trust.safeguards import exhibits, filter_panels
from tests.outcomes import Case, Cases


def tricks(*past: str) -> Case:
    """Once the spelling is tidied, these disguises get past."""
    shares = {way: float(way in past) for way in filter_panels.WAYS} | {"harmless": 0.1}
    return lambda text: exhibits.tricks(text, "list", 0.8, dict.fromkeys(filter_panels.DEFENCES, shares), LIGHT)


def own(*scores: float) -> Case:
    guards = {("list", "none"): scores[0], ("list", "joined"): scores[1]}
    return lambda text: exhibits.own(text, guards, 0.5)


def backwards(refused: float, answered: float) -> Case:
    """What a model that refuses plain words does with words backwards."""
    met = mismatched.Shares(refused, answered, 1.0, 0.0)
    before = mismatched.Answers(mismatched.REFUSES, mismatched.Shares(1.0, 0.0, 1.0, 0.0), met)
    records = [Record(1, 1, before)]
    return lambda text: exhibits.backwards(text, records, before, 20, True, LIGHT, drawn())


def undo(**ends: float) -> Case:
    """What is still refused after so many examples."""
    examined = Examined(0.0, 0.5, 10)
    records = [Record(step, 1, Refusals(1.0, 0.0, examined, examined, examined, {})) for step in (0, 1)]
    by_count = {int(count.strip("_")): share for count, share in ends.items()}
    return lambda text: exhibits.undone(text, records, 2, by_count, LIGHT, drawn())


def hidden(obeyed: float, answered: float) -> Case:
    """Without a defence the model obeys the note, or answers all the same, so often."""
    shares = prompt_injection.Shares(1.0, 1.0, 1.0, obeyed, answered, 0.5)
    found = Behaviour(prompt_injection.OBEYS, shares, shares)
    return lambda text: exhibits.injected(text, found, found, found, LIGHT, drawn())


CASES: Cases = {
    "tricks": {
        "words": tricks("words"),
        "signs": tricks("signs"),
        "backwards": tricks("backwards"),
        "signs_backwards": tricks("signs", "backwards"),
        "signs_words": tricks("signs", "words"),
        "backwards_words": tricks("backwards", "words"),
        "all": tricks("signs", "backwards", "words"),
        "none": tricks(),
    },
    "own": {"all": own(0.1, 0.2), "some": own(0.1, 0.8), "none": own(0.9, 0.8)},
    "backwards": {"answers": backwards(0.0, 1.0), "refuses": backwards(0.9, 0.1), "goes_on": backwards(0.2, 0.3)},
    "undo": {
        "two": undo(_0=0.5, _2=0.0, _10=0.0),
        "ten": undo(_0=0.5, _2=0.4, _10=0.0),
        "many": undo(_0=0.5, _10=0.4, _20=0.0),
        "none": undo(_0=0.05, _2=0.0),
        "not": undo(_0=1.0, _20=0.4),
    },
    "hidden": {"document": hidden(0.9, 0.1), "user": hidden(0.1, 0.9), "neither": hidden(0.3, 0.3)},
}
