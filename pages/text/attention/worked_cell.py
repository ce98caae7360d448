"""One attention weight worked through in six steps, with the model's own numbers."""

from collections.abc import Mapping
from typing import Any

from streamlit.components.v2.bidi_component import ComponentResult

from pages.kit.components import component


def worked_cell(payload: Mapping[str, Any], *, key: str) -> ComponentResult:
    """Query, key, scale, mask, softmax, value, output: one after another. `payload` comes from `worked_cell_payload`."""
    return component("worked_cell")(key=key, data=dict(payload))
