"""Where a run comes from: by which version, on which kind of processor, and when. Knows nothing of what it holds."""

from dataclasses import dataclass
from datetime import datetime

from core import files
from core.training.run import Run


@dataclass(frozen=True)
class Made:
    """What is known of a run's making; empty where it was not noted down."""

    torch: str  # the version of PyTorch
    processor: str  # the kind of arithmetic, such as "x86_64 AVX2"
    when: datetime | None  # local time of the last event


def made(run: Run) -> Made:
    """How the run was made, as its recipe says. Its time is that of its record, which no copy keeps: see who asks."""
    recipe, record = (run.folder / name for name in ("recipe.json", "events.jsonl"))
    noted = files.from_json(recipe.read_bytes()).get("made_with", {}) if recipe.exists() else {}
    when = datetime.fromtimestamp(record.stat().st_mtime).astimezone() if record.exists() else None
    return Made(str(noted.get("torch", "")), str(noted.get("processor", "")), when)
