#!/usr/bin/env bash
# A Markdown page with a Python example, cut at its headings.
#
# One would swear: between two headings the text stays as it is; least of all is anything touched in a code block.
# What happens:    MarkdownHeaderTextSplitter takes the blanks off both ends of every line, in code blocks too. The
#                  Python in the pieces is no Python any more, nested lists are flat, and pieces put together are not
#                  the page.
# Versions: langchain-text-splitters 1.1.3. Seen 2026-11-27.
# Output seen: "def twice(x):\nreturn 2 * x", which no longer compiles.
# Why it matters: pieces cut like this are what a model is given to read, or trained on. It then learns from broken
# code, and nobody sees it, since the pieces are only ever looked at by a model.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check langchain-text-splitters==1.1.3 || exit 2
"$work/venv/bin/python" - <<'PY'
import re
from importlib.metadata import version

from langchain_text_splitters import MarkdownHeaderTextSplitter

print("langchain-text-splitters", version("langchain-text-splitters"), "· langchain-core", version("langchain-core"))

code = "def twice(x):\n    return 2 * x\n"
page = f"# Functions\n\n```python\n{code}```\n\n- a list\n    - and one inside it\n"
compile(code, "page", "exec")

(piece,) = MarkdownHeaderTextSplitter([("#", "title")]).split_text(page)
print("\nThe page:\n" + page)
print("Its only piece (one would expect the same lines):\n" + piece.page_content)

cut = re.search(r"```python\n(.*?)```", piece.page_content, re.S).group(1)
assert cut == "def twice(x):\nreturn 2 * x\n"
assert "\n- and one inside it" in piece.page_content
try:
    compile(cut, "piece", "exec")
except IndentationError as error:
    print("\nPython says of the example in the piece: IndentationError:", error)
else:
    raise AssertionError("the example in the piece is still Python")
PY
