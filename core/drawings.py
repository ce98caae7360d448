"""What learners drew, on the server: too long for an address, which has only a short code of it.

    GLASSBOX_HOME/drawings/<code>/drawing.json

The code is a fingerprint of the drawing, so the same drawing has the same code, and nobody can guess one of a drawing that
they have not seen. Knows nothing of pages.
"""

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

from core import files
from core.training.run import home

CODE = re.compile(r"[0-9a-f]{16}")
MOST = 100_000  # bytes of one drawing; a digit drawn by hand has about a thousand


def keep(drawn: Any, owner: str) -> str:
    """Keep a drawing, plain JSON, for whoever has its code, until its owner wants to be forgotten. Returns its code; nothing
    for a drawing that is too long. NoRoom where the disk is full."""
    content = json.dumps(drawn, separators=(",", ":")).encode()
    if len(content) > MOST:
        return ""
    code = hashlib.sha256(content).hexdigest()[:16]
    if not _file(code).exists():
        files.write_json(_file(code), {"owner": owner, "drawn": drawn})
    return code


def found(code: str) -> Any:
    """The drawing with this code; None where it is gone, the file is damaged, or it is no code. Who asks has come again, so
    it is kept for another while."""
    if not CODE.fullmatch(code):
        return None
    try:
        record = files.read_json(_file(code))
        os.utime(_file(code).parent)
        return record["drawn"]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def drawn_by(owner: str) -> list[str]:
    """The codes of all that this learner was the first to draw."""
    return [file.parent.name for file in (home() / "drawings").glob("*/drawing.json") if _owner(file) == owner]


def forget(code: str) -> None:
    files.forget(_file(code).parent)


def _owner(file: Path) -> str:
    try:
        return str(files.read_json(file)["owner"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def _file(code: str) -> Path:
    return home() / "drawings" / code / "drawing.json"
