"""The numbers behind a figure: as a table, which is also what a screen reader gets, and as a file to take away."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pandas as pd
import streamlit as st

from core.lessons import columns, frame
from pages.kit.keys import quoted

Rows = Sequence[Mapping[str, Any]]  # one mapping a row, all with the same codes, whose words stand in columns.yaml


def head(code: str, **facts: Any) -> str:
    """The words over a column. What has none in columns.yaml is a learner's word, or a name: it heads its column itself."""
    return columns().say(code, **facts) if code in columns().says else code.replace("_", " ")


def as_row(found: Any) -> dict[str, Any]:
    """What a study found, a frozen dataclass, as a row; of a dataclass within it, the fields under both names.

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
            else {one.name: value}
        )
    return row


def with_heads(rows: Rows) -> Rows:
    """The rows as they are read, in the language that is spoken at this moment."""
    return [{head(code): value for code, value in row.items()} for row in rows]


def numbers_and_csv(rows: Rows, name: str, facts: Rows = ()) -> None:
    """A table that comes when it is asked for, below it the numbers of the sentence, and a CSV file."""
    words = frame()
    asked = st.popover(words.say("numbers"), type="tertiary", key=f"numbers_{quoted(name)}", on_change="rerun")
    if asked.open:  # not before: most visitors never look, and every run would send it
        with asked:
            for table in filter(None, (rows, facts)):
                st.dataframe(pd.DataFrame(with_heads(table)), hide_index=True, width="content")
    st.download_button(
        words.say("csv"),
        data=lambda: to_csv(with_heads(rows or facts)),
        file_name=f"{quoted(name)}.csv",
        mime="text/csv",
        type="tertiary",
        key=f"csv_{quoted(name)}",
        on_click="ignore",
        help=words.say("csv help"),
    )


def to_csv(rows: Rows) -> str:
    """The rows as CSV, in which no text can start a formula when a spreadsheet opens it.

    >>> to_csv([{"token": "=1+1", "chance": -0.5}])
    "token,chance\\r\\n'=1+1,-0.5\\r\\n"
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, [_harmless(name) for name in rows[0]] if rows else [])
    writer.writeheader()
    writer.writerows({_harmless(name): _harmless(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def _harmless(value: Any) -> Any:
    """Spreadsheets run text that starts like this; an apostrophe in front makes it text again."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else value
