"""A figure of plain records is the figure that Plotly's own classes would have made of them."""

import json

import plotly.io
import pytest
from plotly import graph_objects as go

from core.figures import Figure
from core.figures.drawn import Drawn
from core.figures.large import large

BAR = {"type": "bar", "x": ["a", "b"], "y": [1, None], "text": ["1", "–"], "marker": {"color": "#123456"}}
LAYOUT = {"height": 320, "xaxis": {"title": {"text": "letters"}}, "showlegend": False}


def sent(figure: Figure) -> object:
    return json.loads(plotly.io.to_json(figure.to_dict(), validate=False))


def test_what_is_sent_is_what_plotly_would_send() -> None:
    assert sent(Drawn([BAR], LAYOUT)) == sent(go.Figure([BAR], LAYOUT))


def test_it_becomes_plotlys_own_figure_as_soon_as_somebody_looks_into_it_or_changes_it() -> None:
    figure = Drawn([BAR], LAYOUT)
    assert figure.layout.xaxis.title.text == "letters" and list(figure.data[0].x) == ["a", "b"]
    changed = Drawn([BAR], LAYOUT).update_layout(height=500)
    assert sent(changed) == sent(go.Figure([BAR], {**LAYOUT, "height": 500}))
    assert sent(large(Drawn([BAR], LAYOUT))) == sent(large(go.Figure([BAR], LAYOUT)))


def test_a_misspelt_entry_is_found_as_soon_as_somebody_looks() -> None:
    with pytest.raises(ValueError, match="colour"):
        _ = Drawn([BAR | {"marker": {"colour": "#123456"}}], LAYOUT).data


def test_sending_it_changes_nothing_in_it() -> None:
    figure = Drawn([BAR], LAYOUT)
    assert sent(figure) == sent(figure) == sent(go.Figure(figure))
