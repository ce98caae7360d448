"""How does it know what belongs together? What each head looks at, for the learner's own words."""

import streamlit as st

from core.measure import attention as measure
from core.models.transformer import attend
from core.tokenizers import START
from pages.parts import components, looking
from pages.parts.lesson import Lesson
from pages.parts.open_model import open_model, training_time_slider
from pages.parts.writing import troubles

lesson = Lesson("attention")
lesson.head()
opened = open_model()

with lesson.living_picture() as (picture, controls):
    with controls:
        prompt = st.text_area(
            "Your words", looking.PROMPT, key="words", bind="query-params", max_chars=20_000, height=80,
            help="The model reads the start token first, then your words.",
        )  # fmt: skip
        for trouble in troubles(opened, prompt):
            st.text(trouble)
        st.markdown(
            "Point at a token to see where it looks. Click to pin it. Choose a small square to open another head."
        )
    tokens = [START, *opened.tokenizer.encode(prompt.rstrip())][-opened.config.context :]
    chips = components.chips(tokens, opened.tokenizer.spell(tokens))
    texts = [chip["text"] for chip in chips]
    frames = looking.frames(opened, tokens)
    here = frames[opened.steps.index(opened.step)]
    heads = measure.heads(here, tokens)
    with picture:
        seen = components.attention(
            frames, chips, key="attention", steps=opened.steps, step=opened.step, sinks=looking.sinks(frames)
        )
        layer, head = looking.opened_head(seen.head, opened.config)
        row, column, weight = measure.looks_at(here, texts, layer + 1, head + 1)
        lesson.says(
            f"Head {head + 1} of layer {layer + 1} looks hardest from “{texts[row]}” at “{texts[column]}”: "
            f"{weight:.0%} of its weight. "
            f"On average it puts {heads[layer * opened.config.heads + head].previous:.0%} on the token just before."
        )
        lesson.tools(badge="live", numbers=looking.table(heads), name="heads")

training_time_slider(opened)


def previous() -> None:
    """The head that looks most at the token just before."""
    best = measure.strongest(heads, "previous")
    st.table(looking.table(heads))
    lesson.says(
        f"Head {best.head} of layer {best.layer} puts {best.previous:.0%} of its weight on the token just before. "
        f"Looking everywhere alike would give {best.uniform:.0%}."
    )


def future() -> None:
    """The same words with another last token: what changes in the rows above?"""
    moved = looking.with_another_end(opened, tokens)
    st.text(f"Once the last token is “{texts[-1]}”, once it is “{moved.end}”.")
    st.table([{"rows": name, "largest change of a weight": f"{change:.6f}"} for name, change in moved.changes.items()])
    earlier, last = moved.changes["earlier rows"], moved.changes["last row"]
    lesson.says(f"The largest change in any earlier row is {earlier:.6f}; in the last row it is {last:.2f}.")


def early() -> None:
    """The same words through the untrained weights."""
    start, end = measure.evenness(frames[0]), measure.evenness(frames[-1])
    components.attention(
        frames[:1], chips, key="attention_early", steps=opened.steps[:1], step=opened.steps[0], run="untrained"
    )
    lesson.says(f"Evenness at step {opened.steps[0]:,}: {start:.2f} of 1. At step {opened.steps[-1]:,}: {end:.2f}.")


with lesson.experiments():
    lesson.experiment("previous", previous)
    lesson.experiment("future", future)
    lesson.experiment("early", early)

lesson.open_the_box(attend, measure.heads)
lesson.foot()
