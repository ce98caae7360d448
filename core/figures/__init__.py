"""Facts in, Plotly figure out. Figures compute nothing, read no state and never see a tensor or a model."""

from plotly.graph_objects import Figure

__all__ = ["Figure"]
