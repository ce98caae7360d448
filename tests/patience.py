"""How long a test waits for what must come true: long, for a machine may be busy.

No test measures time: what never comes true fails after this, and what comes true late does not.
"""

PATIENCE = 1200.0  # seconds
