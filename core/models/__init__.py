"""One model, one file. Nothing here knows where data comes from or how weights are trained."""
