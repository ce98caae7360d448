"""The map of words, mounted; assets/components/embedding_map.js draws it."""

from streamlit.components.v2.bidi_component import ComponentResult

from pages.kit.components import component


def embedding_map(payload: bytes, *, key: str) -> ComponentResult:
    """The map from `map_payload`, with search, pins and each word's nearest by cosine. Follows the training-time slider by itself.

    Returns:
        A result with `.pins`: None, or the pinned words, the last one pinned last.
    """
    return component("embedding_map")(key=key, data=payload, on_pins_change=lambda: None)
