"""The texts that models learn from: an invented country, a learner's own text, the reference texts inside Python."""
