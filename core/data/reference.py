"""A text that nobody here wrote: the reference topics that ship inside Python itself, read when they are asked for.

Source: `pydoc_data.topics` of the Python that runs (what `help("for")` shows); Python Software Foundation licence.
"""

import re
from pydoc_data.topics import topics

from core.caches import cache

RULER = re.compile(r"\s*([*=~^-])\1{2,}\s*|\s*\+[-+=]{3,}\s*")  # under a heading, or between the rows of a table
EMPHASIS = re.compile(r"(?<![\w*])(\*\*?)(?=\w)([^*\n]+)(?<=[\w:.])\1(?![\w*])")  # *word*, but not the stars of *args


@cache
def text() -> str:
    """All topics in alphabetical order, their paragraphs set apart by blank lines; about half a million characters."""
    return "\n\n".join(_readable(topics[name]) for name in sorted(topics))


def _readable(topic: str) -> str:
    """Without rulers and the stars around words, and with one blank line between paragraphs."""
    lines = [line.rstrip() for line in topic.splitlines() if not RULER.fullmatch(line)]
    plain = EMPHASIS.sub(r"\2", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", plain).strip()
