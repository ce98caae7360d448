#!/usr/bin/env bash
# A Streamlit button that is shown once and then no more, with what its callback was given.
#
# One would swear: when a widget is no longer on the page, its session lets go of its callback and of the callback's arguments,
#                  as it lets go of its value.
# What happens:    the session keeps them until it ends. Whoever shows another button at every run, and gives its callback
#                  something large, keeps all of these alive for every visitor.
# Versions: streamlit 1.67.0, Python 3.11. Seen 2026-11-30.
# Output seen: 1 button on the page, 1 value kept of 20; 20 of 20 arguments alive.
# Why it matters: a page that names its widgets by what they show grows with every visitor, and nobody sees why.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check streamlit==1.67.0 || exit 2
cat > "$work/seen.py" <<'PY'
import gc

from streamlit.testing.v1 import AppTest


def page():
    import weakref

    import streamlit as st

    class Large:
        pass

    turn = st.session_state.turn
    large = Large()
    st.session_state.watched.append(weakref.ref(large))
    st.button("Next", key=f"next-{turn}", on_click=lambda given: None, args=(large,))


app = AppTest.from_function(page)
app.session_state["watched"] = []
for turn in range(20):
    app.session_state["turn"] = turn
    app.run()
    assert not app.exception
watched = app.session_state["watched"]
gc.collect()
alive = sum(reference() is not None for reference in watched)
values = sum(f"next-{turn}" in app.session_state for turn in range(20))
print(f"{len(app.button)} button on the page, {values} value kept of 20; {alive} of {len(watched)} arguments alive")
assert len(app.button) == 1 and values == 1 and alive == len(watched) == 20
PY
"$work/venv/bin/python" "$work/seen.py" 2> "$work/said" || { tail -5 "$work/said" >&2; exit 1; }
