"""A control that Streamlit does not have in the form that a lesson needs."""

import streamlit as st

from pages.kit.keys import quoted


def whole_number(label: str, key: str, most: int = 9999, help: str | None = None) -> int:
    """A number box from 0 to `most` that stands in the address as `key`, 0 left out.

    Streamlit's own binding breaks the page where an address asks for a number too large for it.
    """
    asked = st.query_params.get(key, "")
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0
    number = int(st.number_input(label, 0, most, min(start, most), key=f"{quoted(key)}_box", help=help))
    if number:
        st.query_params[key] = str(number)
    elif asked:
        del st.query_params[key]
    return number
