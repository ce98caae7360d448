"""What all our pictures share in the browser, assets/components/shared.js: sent once with the page, and not with each picture.

Each picture still has its own of it, as each has words of its own: the page brings a function that makes one.
"""

import re
from pathlib import Path

from core.caches import cache

SHARED = Path(__file__).resolve().parents[1] / "assets" / "components" / "shared.js"
MAKER = "glassboxShared"  # the browser's name for that function
DECLARED = re.compile(r"^(?:const|function) (\w+)", re.MULTILINE)  # what nobody sets anew, so that a copy stays true
COMMENTS = re.compile(
    r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL
)  # whole lines of them


@cache
def names() -> tuple[str, ...]:
    """All that the file declares for others."""
    return tuple(DECLARED.findall(SHARED.read_text("utf-8")))


@cache
def maker() -> str:
    """The script for the page."""
    shared = without_comments(SHARED.read_text("utf-8"))
    return f"window.{MAKER} = () => {{\n{shared}\nreturn {{ {', '.join(names())} }};\n}};\n"


def without_comments(script: str) -> str:
    """A script as it travels: without the lines of comments, which are for who reads our files.

    >>> without_comments("/** A share. @param {number} x */\\nconst half = (x) => x / 2; // of it\\n  // what is left\\n")
    'const half = (x) => x / 2; // of it\\n'
    """
    return COMMENTS.sub("", script)


def as_sent(script: str) -> str:
    """A picture's script as a browser gets it: without comments, behind the line that takes what it names of the shared one."""
    plain = without_comments(script)
    return taken_by(plain) + plain


def taken_by(script: str) -> str:
    """The line before a picture's script that takes from a new one what that script names; nothing where it names nothing.

    >>> taken_by("export default () => node('p', {}, say('play'));")
    'const { say, node } = glassboxShared();\\n'
    >>> taken_by("export default () => {};")
    ''
    """
    said = set(re.findall(r"\w+", script))
    taken = ", ".join(name for name in names() if name in said)
    return f"const {{ {taken} }} = {MAKER}();\n" if taken else ""
