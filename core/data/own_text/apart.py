"""Reads a file in a process of its own, so that a bad one can take neither time nor memory from anybody else.

    python -m core.data.own_text.apart NAME ENCODING < FILE

answers with one line of JSON. Where the system knows limits (Windows does not), the process cannot outgrow them.
"""

import json
import subprocess
import sys
from pathlib import Path

from core.data.own_text import OwnText, Refused, read
from core.data.own_text.kinds import DAMAGED

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ("-m", "core.data.own_text.apart")
SECONDS = 20  # of a processor
PATIENCE = 120.0  # seconds on the clock: while a class trains, others use the processor too
MEMORY = 1_500 * 2**20  # bytes
TOO_MUCH = "This file takes too long to read, or too much memory. Choose a smaller part of it."
BUSY = (
    "The computer that runs Glassbox is so busy that it did not finish reading. Choose the file again in some minutes."
)


def read_apart(data: bytes, name: str = "", encoding: str = "", patience: float = PATIENCE) -> OwnText:
    """As `read`, at another process's peril. Refused, with a sentence, where that one failed."""
    command = [sys.executable, *COMMAND, name, encoding]
    try:
        done = subprocess.run(command, input=data, cwd=ROOT, capture_output=True, timeout=patience)
    except subprocess.TimeoutExpired:
        raise Refused(BUSY) from None
    except ValueError:  # a name that no command can hold
        return read_apart(data, "", encoding, patience)
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # it ended without a word: out of its memory or its time, or taken down by the file
        raise Refused(TOO_MUCH if done.returncode < 0 else DAMAGED) from None
    if "refused" in answer:
        raise Refused(answer["refused"], answer["encoding"])
    return OwnText(answer["text"], tuple(answer["notes"]), answer["encoding"])


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
        answer = {"text": own.text, "notes": own.notes, "encoding": own.encoding}
    except Refused as refusal:
        answer = {"refused": str(refusal), "encoding": refusal.encoding}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH, "encoding": ""}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
