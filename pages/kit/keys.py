"""One way from anything random or typed to a name that is safe: as an element's key, in a selector, as a file's name.

Streamlit refuses a component's key with two underscores in it, a selector cannot hold most signs, and a learner may type
whatever they like. Knows nothing of what is named.
"""

import hashlib
import re

LONGEST = 80  # letters of a name; of a longer one its beginning stays, and the rest becomes a fingerprint
PLAIN = re.compile(r"[A-Za-z0-9]|(?<=[A-Za-z0-9])[_-](?=[A-Za-z0-9])")  # a single mark between two letters may stay


def quoted(value: object) -> str:
    """The value's text in letters, digits, `-` and `_` alone. Two values of different text get different names.

    What a name may be already stays as it is; every other character becomes `--`, its number, `-`. So no name holds two
    underscores in a row, nor begins or ends with one.

    >>> quoted("deepfakes_deeper"), quoted("a__b"), quoted("-x")
    ('deepfakes_deeper', 'a--5f---5f-b', '--2d-x')
    """
    text = str(value)
    if not text:
        return "---"
    name = "".join(c if PLAIN.match(text, i) else f"--{ord(c):x}-" for i, c in enumerate(text))
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST // 2]}--h{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}-"
