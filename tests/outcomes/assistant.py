"""How the experiments of /assistant may come out."""

from core.exhibit import drawn
from core.figures.palette import LIGHT
from core.models.transformer import Config
from core.studies.assistant import After, Tuned
from core.studies.preference import Preferred
from core.training.events import Record
from pages.text.assistant import exhibits
from tests.outcomes import Case, Cases


def tune(*right: float) -> Case:
    """These shares of unseen questions are answered rightly, from the first record on, 60 steps apart."""
    records = [Record(60 * i, 360, Tuned(share, {})) for i, share in enumerate(right)]
    return lambda text: exhibits.tuned(text, records, True, LIGHT, drawn())


def prefer(distinct: float) -> Case:
    """Of 20 different answers so many are left."""
    first, last = (
        Preferred(wins, wins, many, 0.9, 0.0, {"yes .": 3}, 0.9, {"yes": 1.0, "no": -1.0})
        for wins, many in ((0.5, 20.0), (0.8, distinct))
    )
    records = [Record(0, 80, first), Record(80, 80, last)]
    return lambda text: exhibits.preferred(text, records, True, LIGHT, drawn())


def weights(facts_after: float) -> Case:
    """So many facts are still gone on with."""
    changed = {"token_embedding.weight": 0.2, "blocks.0.qkv.weight": 0.4, "blocks.1.down.weight": 0.1}
    after = After(Config(), changed, 0.9, facts_after, [])
    return lambda text: exhibits.changed(text, after, LIGHT, drawn())


CASES: Cases = {
    "tune": {
        "soon": tune(0.0, 0.6, 0.9), "late": tune(0.0, 0.2, 0.6), "never": tune(0.0, 0.1, 0.2), "at_once": tune(0.6, 0.9),
    },
    "prefer": {"fewer": prefer(8.0), "same": prefer(20.0), "more": prefer(28.0)},
    "weights": {"kept": weights(0.9), "part": weights(0.6), "lost": weights(0.1)},
}  # fmt: skip
