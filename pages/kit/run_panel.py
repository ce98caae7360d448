"""Training, for a learner: choose, train, watch, pause, step, stop, continue, compare. The worker does the work."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.figures import learning
from core.figures.slow_motion import slow_step
from core.lessons import frame
from core.training import OptimizerChoice, Recipe, TextChoice, TokenizerChoice, jobs, texts
from core.training import events as e
from core.training.finding import find
from core.training.recipe import RATES, SIZES
from core.training.run import SHIPPED, Run
from core.training.slow_motion import SlowStep, look
from pages.kit import components, kept, learner, open_model, own_text_box, visit
from pages.kit.controls import Controls
from pages.kit.keys import quoted
from pages.kit.questions import answered, ask_once

TEXTS = ("world", "python", "own")
OPTIMIZERS = ("muon", "adamw")
TOKENIZERS = ("pieces", "unigram", "bpe", "characters")
STEPS = (100, 300, 500, 1000, 1600, 2400, 4000)
VOCABULARIES = (300, 512, 1024, 2048, 4096)
FACTORS = (0.1, 0.3, 0.5, 1.0, 2.0, 3.0, 10.0)
REPLAY = 8.0  # seconds in which a finished run is shown again


# --- before the click


@kept.fragment
def choose_and_train() -> None:
    """The controls, and the button that trains what they say. Nothing else on the page changes before it is pressed."""
    text = st.container()
    button = st.container()  # stands above what is folded under More, so that it is seen without scrolling
    train_button(_choices(text), button)


def _choices(place: DeltaGenerator) -> tuple[Recipe, str] | None:
    """The recipe that the controls say, and the key of the learner's own text; None while that text is missing."""
    with place:
        source, own, size, optimizer = _main_choices()
    words = Controls(frame())
    with st.expander(words.label("more")):
        factor = words.stops("rate", FACTORS, 1.0)
        steps = words.stops("steps", STEPS, 1600)
        seed = words.number("seed", 0, 9999, 0)
        tokenizer = words.choice("tokenizer", TOKENIZERS, "pieces")
        vocabulary = words.stops("vocabulary", VOCABULARIES, 1024)
        people, false_share = 200, 0.0
        if source == "world":
            people = words.stops("people", (200, 400, 800), 200)
            false_share = words.slider("false", 0, 50, 0, 10) / 100
    if source == "own" and own is None:
        return None
    recipe = Recipe(
        TextChoice(source) if source != "world" else TextChoice(people=people, false_share=false_share),
        TokenizerChoice(tokenizer, vocabulary), replace(SIZES[size], vocabulary=vocabulary),
        OptimizerChoice(optimizer, RATES[optimizer] * factor), steps=steps, seed=seed,
    )  # fmt: skip
    return (replace(recipe, text=own.choice), own.key) if own else (recipe, "")


def _main_choices() -> tuple[str, texts.Read | None, str, str]:
    words = Controls(frame())
    source = words.choice("text", TEXTS, "world")
    own = own_text_box.box(words.label("own_text")) if source == "own" else None
    size = words.choice("size", list(SIZES), "standard", facts={"sizes": _sizes_help()})
    return source, own, size, words.buttons("optimizer", OPTIMIZERS, "muon")


def _sizes_help() -> str:
    say = frame().say
    return "  \n".join(
        say("size", name=name, layers=c.layers, width=c.width, context=c.context) for name, c in SIZES.items()
    )


def train_button(choice: tuple[Recipe, str] | None, place: DeltaGenerator) -> None:
    """The click, and below it what it would do and how long it would wait."""
    line, me = jobs.start(), learner.learner_id()
    run = _existing(choice)
    what, ready = "train", line.ready
    if run and run.status == "finished":
        what, ready = "train.again", True
    elif run and run.active:
        what, ready = ("train.joined", False) if line.watches(run, me) else ("train.join", True)
    with place:
        # one button is the next thing to press: where a paused run offers Continue, that one
        kind: Literal["primary", "secondary"] = "secondary" if _continues(watched()) else "primary"
        words, off = Controls(frame()), not (choice and ready)
        if words.button("train", words=what, type=kind, disabled=off, width="stretch") and choice:
            begin(*choice)
        st.markdown(_forecast(line, run))
    if not line.ready and not line.problem:
        _look_again_when_ready(line)


def _look_again_when_ready(line: jobs.Jobs) -> None:
    """In the first seconds of a server the workers are not there yet; nobody should have to press reload."""

    @st.fragment(run_every=1.0)
    def wait() -> None:
        if line.ready or line.problem:
            st.rerun()

    wait()


def _existing(choice: tuple[Recipe, str] | None) -> Run | None:
    """The run that these settings name, where somebody trained it before."""
    return find(choice[0].id) if choice and not choice[0].private else None


def _forecast(line: jobs.Jobs, run: Run | None) -> str:
    say = frame().say
    if run and run.status == "finished":
        return say("trained before.moved" if len(run.processors) > 1 else "trained before")
    if run and run.active:
        return say("watched by", learners=line.watchers(run))
    if line.problem:
        return line.problem
    if not line.ready:
        return jobs.STARTING
    others = line.place().sharing - 1
    if not others:
        return say("starts at once")
    return say("takes turns", others=others, wait=line.place().wait, times=others + 1)


def begin(recipe: Recipe, own: str) -> None:
    """Train the recipe's run, or show it again where it is finished, and open it. `own` is the key of an own text."""
    text = texts.text(own) if own else ""
    if own and not text:
        visit.put("refused", frame().say("text gone"))
        st.rerun()
    run = Run.create(recipe, text)
    if run.status == "finished":
        visit.put("replay", (run.id, time.monotonic()))
    else:
        try:
            jobs.start().start(run, learner.learner_id())
        except jobs.REFUSALS as refusal:
            visit.put("refused", str(refusal))
            st.rerun()
    learner.remember(run)
    open_model.open_run(run)
    st.rerun()


# --- while it trains


def watched() -> Run:
    """The run that the learner opened, even before it has weights to look at; else the one that came with the app."""
    run = find(str(kept.steady("run", "")))
    return open_model.run_at(str((run or Run(SHIPPED / open_model.CAME_WITH_THE_APP)).folder))


def live(run: Run, other: Run | None) -> None:
    """The curves, what the model writes by now, and the controls; twice a second while something happens."""
    moving = run.active or _replaying(run) is not None

    @st.fragment(run_every=0.5 if moving else None)
    def watch() -> None:
        if refusal := visit.take("refused", ""):
            st.warning(refusal)
        seen = until(run.events(), _replaying(run))
        planned = run.recipe.steps
        series = [learning.series(frame().say("this run"), seen, whole=run.recipe.text.whole)]
        if other:
            series.append(learning.series(_name(other), other.events(), whole=other.recipe.text.whole))
        state = _state(run, seen)
        components.learning(series, planned, run.recipe.model.vocabulary, key="learning", status=state)
        st.markdown(f"**{state}**")
        if moving or run.status in ("paused", "stopped"):
            _sample(seen)
        _controls(run)
        if moving and not run.active and _replaying(run) is None:
            st.rerun()  # once more in full, now that it rests

    watch()


def until(events: Sequence[e.Event], elapsed: float | None) -> list[e.Event]:
    """All events, or while a run is shown again only those that had happened by then."""
    if elapsed is None:
        return list(events)
    steps = max((event.step for event in events), default=0)
    return [event for event in events if event.step <= steps * elapsed / REPLAY and not isinstance(event, e.Finished)]


def _replaying(run: Run) -> float | None:
    """Seconds since the learner asked to see the run again; None when that is over."""
    id, since = visit.get("replay", ("", 0.0))
    elapsed = time.monotonic() - since  # a clock that nobody sets back
    return elapsed if id == run.id and elapsed < REPLAY else None


def _name(run: Run) -> str:
    mine = {mine.id: name for name, mine in learner.my_runs().items()}
    return mine.get(run.id, frame().say("shipped run", name=run.id) if run.folder.parent == SHIPPED else run.id)


def _state(run: Run, seen: Sequence[e.Event]) -> str:
    """Where the run stands, in one sentence; in two where a part of its record is lost."""
    return f"{_standing(run, seen)} {run.gap}".strip()


def _standing(run: Run, seen: Sequence[e.Event]) -> str:
    last = next((event for event in reversed(seen) if isinstance(event, e.Step)), None)
    say, place = frame().say, jobs.start().place(run)
    done = say("done", step=last.step, steps=run.recipe.steps, tokens=last.tokens) if last else say("done.nothing")
    lost = run.last(e.Interrupted)
    again = say("was interrupted") if lost else ""  # also when it is over: nobody need look just then
    match run.status:
        case "queued":
            return f"{say('in line', ahead=place.ahead, wait=place.wait) if place.ahead else say('its turn')} {done}."
        case "interrupted":
            return say("interrupted", step=lost.step if lost else 0)
        case "training" if _replaying(run) is None:
            return f"{_left(run, seen, place, done)} {again}".strip()
        case "failed":
            failed = run.last(e.Failed)
            return failed.reason if isinstance(failed, e.Failed) else say("run failed")
        case "finished" | "paused" | "stopped" as status:
            stands = say("stands", done=done, status=frame().control("status").options[status])
            paused = run.last(e.Paused)
            why = paused.reason if status == "paused" and isinstance(paused, e.Paused) else ""
            return " ".join(filter(None, (stands, again, why)))
        case _:
            return f"{done}."


def _left(run: Run, seen: Sequence[e.Event], place: jobs.Place, done: str) -> str:
    """What is done, and how long the rest will take by the pace that this visitor has seen, whatever else the machine does."""
    last = next((event for event in reversed(seen) if isinstance(event, e.Step)), None)
    if not last:
        return f"{done}."
    now = time.monotonic()
    since, from_step = visit.once(f"pace {run.id}", (now, last.step))
    if last.step - from_step >= 20:
        left = (now - since) / (last.step - from_step) * (run.recipe.steps - last.step)
    else:  # not seen enough yet: training alone, and those who share the workers
        left = last.seconds / last.step * (run.recipe.steps - last.step) * max(1, place.sharing / max(1, place.workers))
    return frame().say("left", done=done, seconds=left)


def _sample(seen: Sequence[e.Event]) -> None:
    """What the model wrote when it was last measured: literally, whatever it wrote."""
    measured = next((event for event in reversed(seen) if isinstance(event, e.Measured)), None)
    if measured:
        st.markdown(frame().say("writes", step=measured.step))
        st.text(measured.sample or frame().say("writes nothing"))


def _mine(run: Run) -> bool:
    """May this learner pause, stop and change the run? Everybody may, as far as others let them, where it is shared."""
    return run.owner in ("", learner.learner_id())


def _continues(run: Run) -> bool:
    """Does the run rest, with a button to go on?"""
    return run.folder.parent != SHIPPED and run.status in ("paused", "stopped", "interrupted") and _mine(run)


def _controls(run: Run) -> None:
    """Pause, step, continue, stop, and the learning rate in the middle: what fits the moment."""
    line, me = jobs.start(), learner.learner_id()
    if run.folder.parent == SHIPPED or run.status in ("finished", "failed", "new"):
        return
    if not _mine(run):
        return _offer_a_copy(run)
    words = Controls(frame())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if run.active:
            if words.button("pause") and not line.pause(run, me):
                st.toast(frame().say("others watch"))
            if words.button("stop") and not line.stop(run, me):
                st.toast(frame().say("others watch"))
        else:
            if words.button("continue", type="primary"):
                _go(run)
            if words.button("one_step"):
                line.wish(run, me, only=1)
                _go(run)
        changed, factor = run.last(e.Changed), f"factor_{quoted(run.id)}"
        rate = run.wishes().get("rate", changed.rate if isinstance(changed, e.Changed) else 1.0)
        st.select_slider(
            frame().say("rate from here"), FACTORS, rate if rate in FACTORS else 1.0, key=factor,
            on_change=lambda: visit.put("rate_wished", run.id),
        )  # fmt: skip
    if visit.take("rate_wished", "") == run.id:
        _change_rate(run, visit.get(factor))


def _offer_a_copy(run: Run) -> None:
    """What whoever has the link of somebody else's run may do."""
    with st.container(horizontal=True, vertical_alignment="center", key="somebody_elses"):
        st.markdown(frame().say("somebody elses"))
        if Controls(frame()).button("own_copy"):
            twin = run.fork(replace(run.recipe, parent=run.id, parent_step=run.step))
            learner.remember(twin)
            open_model.open_run(twin)
            _go(twin)


def _go(run: Run) -> None:
    try:
        jobs.start().start(run, learner.learner_id())
    except jobs.REFUSALS as refusal:
        visit.put("refused", str(refusal))
    st.rerun()


def _change_rate(run: Run, rate: float) -> None:
    """In one's own run at once; a shared run stays what its recipe says, so one's own copy of it goes on instead."""
    line, me = jobs.start(), learner.learner_id()
    if run.recipe.private:
        return line.wish(run, me, rate=rate)
    line.stop(run, me)
    twin = run.fork(replace(run.recipe, parent=run.id, parent_step=run.step))
    twin.wish(rate=rate)
    learner.remember(twin)
    visit.put(f"factor_{quoted(twin.id)}", rate)
    open_model.open_run(twin)
    _go(twin)


# --- one step in slow motion


def slow_motion(run: Run, step: int) -> None:
    """Batch, forward, loss, backward, update, with the numbers of a real step that a worker takes on a copy."""
    name = f"slow_{run.id}"
    if Controls(frame()).button("slow_motion"):
        visit.put(name, f"{name} {step} {run.step}")
    if not visit.has(name):
        return

    def draw(taken: SlowStep) -> None:
        pieces = run.tokenizer()
        ids = {text: token for token, text in enumerate(pieces.spell(list(range(pieces.size))))}
        components.slow_motion(slow_step(taken, ids=ids), key="slow_motion_picture")

    taken = ask_once(visit.get(name), look, str(run.folder), None if run.step == step else step)
    answered(taken, frame().say("takes the step"), draw)
