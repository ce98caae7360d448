"""How long a test waits for what must come true: long, for a worker gives way to everything that a busy machine computes.

No test measures time: what never comes true fails after this, and what comes true late does not.
"""

PATIENCE = 600.0  # seconds
