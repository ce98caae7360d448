"""The numbers behind a figure, a row each: under heads in words, and as a file to take away. Knows nothing of how it is shown."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from core.language import separators
from core.lessons import frame, head

NUMBER = re.compile("[+-]?[0-9][0-9.,\u00a0\u202f]*%?")  # as a cell may hold one with its sign
Rows = Sequence[Mapping[str, Any]]  # one mapping a row, all with the same codes, whose words stand in columns.yaml


def as_row(found: Any, **called: str) -> dict[str, Any]:
    """What a study found, a frozen dataclass, as a row; of a dataclass within it, the fields under both names.

    Args:
        called: fields that stand under another code.

    >>> from core.studies.mismatched_generalisation import Answers, Shares
    >>> list(as_row(Answers("cure", Shares(1, 0, 1, 0), Shares(0, 1, 1, 0))))[:3]
    ['stage', 'plain_forbidden_refused', 'plain_forbidden_answered']
    """
    row: dict[str, Any] = {}
    for one in fields(found):
        value = getattr(found, one.name)
        row |= (
            {f"{one.name}_{name}": part for name, part in as_row(value).items()}
            if is_dataclass(value)
            else {called.get(one.name, one.name): value}
        )
    return row


def with_heads(rows: Rows) -> Rows:
    """The rows as they are read, in the language that is spoken at this moment."""
    return [{head(code): _read(value) for code, value in row.items()} for row in rows]


def _read(value: Any) -> Any:
    """What stands in a cell: a number of six digits that count, yes or no, several things with commas between."""
    match value:
        case bool():
            return frame().say("yes" if value else "no")
        case float():
            return float(f"{value:.6g}") + 0.0  # which makes -0 a 0
        case list() | tuple():
            return ", ".join(str(_read(one)) for one in value)
    return value


def to_csv(rows: Rows) -> str:
    """The rows as CSV, in which no text can start a formula when a spreadsheet opens it.

    Where the language writes a comma before its decimals, a semicolon parts the cells, as spreadsheets there expect it.

    >>> to_csv([{"token": "=1+1", "chance": -0.5, "change": "+4%"}])
    "token,chance,change\\r\\n'=1+1,-0.5,+4%\\r\\n"
    """
    file, (decimals, _) = io.StringIO(), separators()
    parted = ";" if decimals == "," else ","
    writer = csv.DictWriter(file, [_harmless(name) for name in rows[0]] if rows else [], delimiter=parted)
    writer.writeheader()
    for row in rows:
        writer.writerow({_harmless(name): _cell(value, decimals) for name, value in row.items()})
    return file.getvalue()


def to_file(rows: Rows) -> bytes:
    """The same as the bytes of a file; by the mark in front Excel knows that its letters are UTF-8."""
    return to_csv(rows).encode("utf-8-sig", "replace")


def _cell(value: Any, decimals: str) -> Any:
    return str(value).replace(".", decimals) if isinstance(value, float) else _harmless(value)


def _harmless(value: Any) -> Any:
    """Spreadsheets run text that starts like this; an apostrophe in front makes it text again. A number is none."""
    starts = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")
    return f"'{value}" if starts and not NUMBER.fullmatch(value) else value
