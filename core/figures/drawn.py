"""A figure that is sent to the browser as it was written down: plain records, which plotly.js reads as they are.

Plotly's own classes check every entry of a figure when it is made, and copy all of it when it is sent; on a page that is
drawn anew at each click, that is what costs most. Knows nothing about what a figure shows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import plotly.io

from core.caches import cache


class Drawn(go.Figure):
    """Traces and a layout; they become Plotly's objects, and are checked, only when somebody looks into the figure.

    Args:
        data: records with their `type`; what they hold is what JSON has.
        layout: likewise; a title is a record with its `text`.
    """

    def __init__(self, data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> None:
        self.__dict__["_records"] = [dict(trace) for trace in data], dict(layout)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: then the records become Plotly's objects, which may be changed."""
        if "_records" not in self.__dict__:
            raise AttributeError(name)
        data, layout = self.__dict__.pop("_records")
        super().__init__(data=data, layout=layout)
        return getattr(self, name)

    def to_dict(self) -> dict[str, Any]:
        """What is sent: the records themselves, as long as nobody made anything else of them."""
        if "_records" not in self.__dict__:
            found: dict[str, Any] = super().to_dict()
            return found
        data, layout = self.__dict__["_records"]
        return {"data": data, "layout": {**layout, "template": _template(plotly.io.templates.default)}}


@cache
def _template(name: str) -> dict[str, Any]:
    """What Plotly puts into every figure: how it looks where the figure does not say it."""
    found: dict[str, Any] = plotly.io.templates[name].to_plotly_json()
    return found
