"""Where the loss on unread text turns: the step at which one should have stopped.

Source: Prechelt (1998), "Early stopping, but when?"
"""

from collections.abc import Sequence

PLAIN = 0.1  # nats: so much must a loss change to be called another one


def turned(unseen: Sequence[float]) -> str:
    """How the loss on unread text went on: it "rises" after its least, "falls" to the end, or "stays" where it was.

    >>> turned([3.0, 2.0, 2.6]), turned([3.0, 2.0, 1.5]), turned([3.0, 2.95, 2.97])
    ('rises', 'falls', 'stays')
    """
    least = min(unseen)
    if unseen[-1] > least + PLAIN:
        return "rises"
    return "falls" if unseen[0] > least + PLAIN else "stays"
