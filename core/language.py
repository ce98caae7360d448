"""Which language is spoken, and how it counts and writes numbers: plural forms, decimals, groups of digits, percent.

What each language does is in the Unicode consortium's CLDR, which Babel carries; browsers carry the same for
JavaScript. English is written by Python alone, and Babel is loaded only where a plural form or another language is
asked for. Knows nothing about lessons: only that each language is a folder of them.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from core.caches import cache

if TYPE_CHECKING:
    from babel import Locale

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "lessons"  # in it a folder for each language
ENGLISH = "en"
CODE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")  # of a language: a folder's name, and never a path
CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # all that any language tells apart, in CLDR's order
NUMBER = re.compile(r"(?P<plus>\+?)(?P<digits>-?[\d,]+(\.(?P<decimals>\d+))?)(?P<power>e[+-]\d+)?")


def folders() -> Path:
    """The folder in which each language has a folder."""
    return FOLDER


def usual() -> str:
    """The language of who chose none: GLASSBOX_LANGUAGE, if there is such a folder, else English."""
    asked = os.environ.get("GLASSBOX_LANGUAGE", "")
    return asked if CODE.fullmatch(asked) and (FOLDER / asked).is_dir() else ENGLISH


class _Answer(threading.local):
    """What this thread was told when it asked: "" where it did not ask yet, None where it asks each time."""

    heard: str | None = None


_answer = _Answer()


def spoken() -> str:
    """The language of the lessons, a folder in `assets/lessons`: what this learner chose, else the usual one."""
    heard = _answer.heard
    if heard == "":
        heard = _answer.heard = _chosen() or usual()
    return heard or _chosen() or usual()


def ask_again() -> None:
    """From now on this thread asks once, until this is called again; who never calls it asks each time.

    A page has hundreds of words and numbers, each of which is written in the language that is spoken.
    """
    _answer.heard = ""


def ask_for_language(chosen: Callable[[], str]) -> None:
    """Let `chosen` say, at any moment, which language the learner chose for whom words are looked up; "" for none."""
    global _chosen
    _chosen = chosen


_chosen: Callable[[], str] = str  # nobody chose


@cache
def _locale(language: str) -> Locale:
    """What Babel knows of a language; of one that it does not know, what it knows of English."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


@cache
def forms(language: str) -> tuple[str, ...]:
    """The plural forms that a language has, in the order in which its sentences name them.

    >>> forms("en"), forms("pl"), forms("ja")
    (('one', 'other'), ('one', 'few', 'many', 'other'), ('other',))
    """
    there = {*_locale(language).plural_form.tags, "other"}
    return tuple(category for category in CATEGORIES if category in there)


def form(number: float, said: Sequence[str], language: str) -> str:
    """Which of the forms that were `said` this number takes. Where forms are missing, the last that is there serves.

    >>> [form(number, ("plik", "pliki", "plików"), "pl") for number in (1, 3, 5, 22)]
    ['plik', 'pliki', 'plików', 'pliki']
    """
    category = _locale(language).plural_form(number) if isfinite(number) else "other"
    return said[min(forms(language).index(category), len(said) - 1)]


def number(value: float, format_spec: str = "", language: str = "") -> str:
    """A number as the language writes it, by default the one that is spoken.

    Args:
        format_spec: in Python's format language; it says how many decimals there are, and `,` groups the digits.

    >>> number(1234567.891, ",.2f", "en"), number(-0.5, ".1f", "de"), number(1234567, ",", "pl").split()
    ('1,234,567.89', '-0,5', ['1', '234', '567'])
    """
    text, language = _zero_has_no_sign(format(value, format_spec)), language or spoken()
    if language == ENGLISH or not (found := NUMBER.fullmatch(text)):
        return text
    from babel.numbers import format_decimal

    locale = _locale(language)
    pattern = _with_decimals(locale.decimal_formats[None].pattern, len(found["decimals"] or ""))
    digits = Decimal(found["digits"].replace(",", ""))
    written = format_decimal(digits, pattern, locale, group_separator="," in format_spec)
    return f"{found['plus']}{written}{found['power'] or ''}"


def _zero_has_no_sign(digits: str) -> str:
    """What was rounded to nothing, without the sign that it had.

    >>> [_zero_has_no_sign(digits) for digits in ("-0", "+0.00", "-0.01", "-0e+00", "+10", "nan")]
    ['0', '0.00', '-0.01', '0e+00', '+10', 'nan']
    """
    return re.sub(r"^[+-](?=[0.,]+(e|$))", "", digits)


def separators() -> tuple[str, str]:
    """What stands before the decimals, and between groups of digits, in the language that is spoken."""
    if spoken() == ENGLISH:
        return ".", ","
    signs = _locale(spoken()).number_symbols["latn"]
    return signs["decimal"], signs["group"]


def percent(share: float, decimals: int = 0, language: str = "") -> str:
    """A share as all our sentences, tables and pictures write it: a little is not nothing, and nearly all is not all.

    >>> percent(0.914, 0, "en"), percent(0.001, 0, "en"), percent(0.999, 0, "en"), percent(0.0142, 1, "en")
    ('91%', '<1%', '>99%', '1.4%')
    """
    language = language or spoken()
    written, none, all = (_zero_has_no_sign(f"{one * 100:.{decimals}f}") for one in (share, 0, 1))
    least = Decimal(1).scaleb(-decimals)
    if written == none and share > 0:
        return "<" + _percent(least, decimals, language)
    if written == all and share < 1:
        return ">" + _percent(100 - least, decimals, language)
    return _percent(Decimal(written), decimals, language) if isfinite(share) else written


def change(share: float) -> str:
    """By how many percent something grew or shrank, with its sign.

    >>> change(0.26), change(-0.041), change(-0.001)
    ('+26%', '-4%', '0%')
    """
    rounded = round(share, 2)
    return ("+" if rounded > 0 else "") + percent(rounded)


def date(when: datetime, language: str = "") -> str:
    """A day and the minute, as the language writes them.

    >>> date(datetime(2026, 3, 5, 9, 7), "en"), date(datetime(2026, 3, 5, 9, 7), "de")
    ('5 March 2026, 09:07', '5. März 2026, 09:07')
    """
    language = language or spoken()
    if language == ENGLISH:
        return f"{when.day} {when:%B %Y, %H:%M}"
    from babel.dates import format_date

    return f"{format_date(when, 'long', locale=_locale(language))}, {when:%H:%M}"


def _percent(hundredths: Decimal, decimals: int, language: str) -> str:
    if language == ENGLISH:
        return f"{hundredths}%"
    from babel.numbers import format_percent

    locale = _locale(language)
    pattern = _with_decimals(locale.percent_formats[None].pattern, decimals)
    return format_percent(hundredths / 100, pattern, locale, group_separator=False)


def _with_decimals(pattern: str, decimals: int) -> str:
    """A pattern of the CLDR with so many decimals.

    >>> _with_decimals("#,##0.###", 2), _with_decimals("%#,##0", 0)
    ('#,##0.00', '%#,##0')
    """
    return re.sub(r"0(\.#+)?", "0" + ("." + "0" * decimals if decimals else ""), pattern, count=1)
