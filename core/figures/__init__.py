"""Facts in, Plotly figure out. Figures compute nothing, read no state and never see a tensor or a model."""
