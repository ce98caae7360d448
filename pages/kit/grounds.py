"""What the sentences above rest on, in one quiet line: in how many starts each held, and behind it every start.

Nothing is worked out before somebody opens it. What rests on what, a lesson's file says (`core.grounds`).
"""

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from core import claims, grounds, lessons
from core.claims import Claim
from core.lessons.parts import Lesson, Welcome
from pages.kit import kept
from pages.kit.controls import Controls
from pages.kit.frame import register
from pages.kit.keys import quoted


def line(text: Lesson | Welcome, *places: str) -> None:
    """Below these places of the text: the rate of each finding that they lead to; nothing where they lead to none."""
    ids, seen = grounds.findings_at(text, *places), grounds.seen_once(text, *places)
    if ids or seen:
        _line(text.name, places[0], ids, seen)


def finding(lesson: str, place: str, id: str) -> None:
    """The same of one finding, below words that a page places by itself."""
    _line(lesson, place, (id,), False)


@kept.fragment
def _line(lesson: str, place: str, ids: tuple[str, ...], seen: bool) -> None:
    """It runs by itself, so that opening it does not draw the whole page again."""
    say, key = lessons.frame().say, f"{lesson}_{place}"
    with st.container(horizontal=True, gap="small", key=f"claims_{quoted(key)}"):
        for id in ids:
            claim = claims.known(id)
            asked = st.popover(rate(claim), type="tertiary", key=f"claim_{quoted(key)}_{quoted(id)}", on_change="rerun")
            if asked.open:
                with asked:
                    _behind(claim, f"seed_to_try_{key}_{quoted(id)}")
        if seen:
            with st.popover(say("claim seen"), type="tertiary", key=f"claim_{quoted(key)}_seen"):
                st.markdown(say("claim seen.more"))


def rate(claim: Claim) -> str:
    """In how many of the starts that were tried it held."""
    say = lessons.frame().say
    return say("claim held", held=claim.held, tried=claim.tried) if claim.starts else say("claim untried")


def _behind(claim: Claim, key: str) -> None:
    """The criterion, every start, and how to try another one."""
    say = lessons.frame().say
    st.markdown(say("claim asks", finding=claim.id, criterion=lessons.findings().say(claim.id)))
    if claim.starts:
        st.html(strip(claim))
        st.markdown(" ".join(about(claim)))
        st.dataframe(pd.DataFrame(grounds.starts(claim)), hide_index=True, width="stretch")
        if register() == "technical":
            st.markdown(say("claim asks.exactly", criterion=claim.starts[-1].made.criterion))
    st.markdown(say("claim try", seconds=grounds.seconds(claim)) if claim.starts else say("claim try.untried"))
    seed = Controls(lessons.frame()).number(key, 0, 999_999, grounds.untried(claim), words="seed_to_try")
    st.code(grounds.command(claim.id, seed), language="bash", wrap_lines=True)


def strip(claim: Claim) -> str:
    """Every start as a mark with its seed, in HTML: filled where the criterion held, crossed out where it did not."""
    say, failed = lessons.frame().say, claim.failed
    marks = (
        _mark(seed, say("start failed" if seed in failed else "start held"), seed in failed) for seed in claim.seeds
    )
    return f'<ol class="gb-starts" aria-label="{escape(say("starts"))}">{"".join(marks)}</ol>'


def _mark(seed: int, spoken: str, failed: bool) -> str:
    kind, sign = ("gb-false", "✗") if failed else ("gb-true", "✓")
    return f'<li class="{kind}"><b>{sign}</b> {seed}<span class="gb-spoken"> {escape(spoken)}</span></li>'


def about(claim: Claim) -> list[str]:
    """Which starts failed, which were measured by code that has changed since, and on what."""
    say, old = lessons.frame().say, claims.stale(claim)
    failed = say("claim failed", count=len(claim.failed), seeds=_seeds(claim.failed))
    told = [failed if claim.failed else say("claim failed.none")]
    if old:
        told.append(say("claim stale", count=len(old), seeds=_seeds(old)))
    machines = sorted({f"{start.made.processor}, PyTorch {start.made.torch}" for start in claim.starts})
    return [*told, say("claim made on", machines="; ".join(machines))]


def _seeds(seeds: Iterable[int]) -> str:
    return ", ".join(map(str, seeds))
