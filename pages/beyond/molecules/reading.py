"""What /molecules reads: a molecule that the recorded transformer invented."""

from core.exhibit import Origin, of_run
from core.studies.molecules import Learned
from core.training.open_study import OpenStudy


def invented(trained: OpenStudy[Learned], place: int) -> tuple[str, Origin]:
    """The text of that place among those that it wrote at its end, molecule or not; "" where it is not trained."""
    samples = trained.found[-1].samples if trained.finished else ()
    return samples[(place - 1) % len(samples)].smiles if samples else "", of_run(trained.run)
