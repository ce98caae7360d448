"""How the experiments of /molecules may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.measure.selfies import Kept
from core.studies.molecules import Learned
from core.studies.molecules_decoded import Decoded
from core.training.events import Record
from pages.beyond.molecules import exhibits
from tests.outcomes import Case, Cases


def learned(valid: float, reasons: dict[str, float] | None = None) -> Record[Learned]:
    return Record(100, 100, Learned(1.0, 1_000, valid, 1.0, 0.8, reasons or {}, 0.1, 0.1, judged=1_000))


def ladder(valid: float) -> Case:
    found = {("gpt", "smiles"): [learned(valid)]}
    return lambda text: exhibits.ladder(text, found, ("gpt", "smiles"), True, LIGHT, drawn())


def always(median: float) -> Case:
    found = [
        Decoded(0, Kept(4_000, 1.0, 21.0, 14.0, 14.0, 0.0, 1.0), "[C]", "C"),
        Decoded(50, Kept(500, 1.0, 50.0, median, median, 0.5, 0.0), "[C]", "C"),
    ]
    return lambda text: exhibits.always(text, found, {}, 50, True, LIGHT, drawn())


def agree(reason: str) -> Case:
    found = [learned(0.1, {"branch": 0.5}), learned(0.8, {"other": 0.01, reason: 0.1})]
    return lambda text: exhibits.agree(text, found, True, LIGHT, drawn())


CASES: Cases = {
    "ladder": {"few": ladder(0.3), "many": ladder(0.88), "most": ladder(0.95)},
    "always": {"tiny": always(4.0), "smaller": always(20.0), "full": always(42.0)},
    "agree": {reason: agree(reason) for reason in exhibits.MISTAKES},
}
