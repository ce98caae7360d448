"""Drug-like molecules of the benchmark MOSES, where somebody installed its package: `pip install --no-deps molsets`.

Its wheel carries 1.6 million structures from the collection ZINC, without left and right hands (Polykovskiy et al. 2020,
https://doi.org/10.3389/fphar.2020.565644). Only this file is read, and nothing of the package is imported: it asks for
old versions of much else.
"""

import gzip
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import IO

from core.caches import cache
from core.data.molecules import MOST_TOKENS, tokens

FILES = ("dataset/data/train.csv.gz", "dataset/data/train.csv")
EVERY = 350  # lines: one of them is read


def file() -> Path | None:
    """Where the structures lie; None where nobody installed them."""
    try:
        spec = find_spec("moses")
    except (ImportError, ValueError):
        return None
    places = (Path(place) / name for place in (spec and spec.submodule_search_locations) or () for name in FILES)
    return next((place for place in places if place.is_file()), None)


@cache
def structures() -> tuple[str, ...]:
    """A fixed sample, spread over the whole file, as it writes them. FileNotFoundError without the package.

    It takes a second, for all of the file must be unpacked.
    """
    place = file()
    if place is None:
        raise FileNotFoundError("The package molsets is not installed.")
    with _opened(place) as lines:
        column = next(lines, "").strip().split(",").index("SMILES")
        some = [line.strip().split(",")[column] for line in islice(lines, 0, None, EVERY)]
    return tuple(smiles for smiles in some if len(tokens(smiles)) <= MOST_TOKENS)


def _opened(place: Path) -> IO[str]:
    if place.suffix == ".gz":
        return gzip.open(place, "rt", encoding="ascii")
    return open(place, encoding="ascii")
