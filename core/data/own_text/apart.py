"""Reads a file in a process of its own, so that a bad one can take neither time nor memory from anybody else.

    python -m core.data.own_text.apart NAME ENCODING < FILE

answers with one line of JSON. Where the system knows limits (Windows does not), the process cannot outgrow them.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.data.own_text import OwnText, Refused, read
from core.problems import Told, from_json, tell

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ("-m", "core.data.own_text.apart")
SECONDS = 20  # of a processor
PATIENCE = 120.0  # seconds on the clock: while a class trains, others use the processor too
MEMORY = 1_500 * 2**20  # bytes


def read_apart(data: bytes, name: str = "", encoding: str = "", patience: float = PATIENCE) -> OwnText:
    """As `read`, at another process's peril. Refused where that one failed."""
    command = [sys.executable, *COMMAND, name, encoding]
    try:
        done = subprocess.run(command, input=data, cwd=ROOT, capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired:
        raise Refused("busy") from None
    except ValueError:  # a name that no command can hold
        return read_apart(data, "", encoding, patience)
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it ended without a word: out of its memory or its time, or taken down by the file
        raise Refused("too much" if done.returncode < 0 else "damaged") from None
    if "refused" in answer:
        refused: Told = from_json(answer["refused"])
        raise Refused(refused.code, answer["encoding"], **refused.facts)
    return OwnText(answer["text"], tuple(map(from_json, answer["notes"])), answer["encoding"])


def limit() -> None:
    """From here on this process gets no more than its share."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(what, (most, most))


def main() -> None:
    limit()
    name, encoding = sys.argv[1:3]
    try:
        own = read(sys.stdin.buffer.read(), name, encoding)
        answer: dict[str, Any] = {
            "text": own.text,
            "notes": [note.to_json() for note in own.notes],
            "encoding": own.encoding,
        }
    except Refused as refusal:
        answer = {"refused": refusal.told.to_json(), "encoding": refusal.encoding}
    except (MemoryError, RecursionError):
        answer = {"refused": tell("too much").to_json(), "encoding": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
