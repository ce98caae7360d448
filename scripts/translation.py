"""Which sentences of a translation are still said in English, and why: missing ones, and ones that cannot be shown.

python -m scripts.translation LANGUAGE
"""

import sys

from core.language import ENGLISH, folders
from core.translation import faults


def main() -> None:
    there = sorted(path.name for path in folders().iterdir() if path.is_dir() and path.name != ENGLISH)
    if len(sys.argv) != 2 or sys.argv[1] not in there:
        sys.exit(
            f"Name a language, a folder in {folders()} beside {ENGLISH}; there are: {', '.join(there) or 'none yet'}."
        )
    found = faults(sys.argv[1])
    for fault in found:
        print(fault)
    print(f"{len(found):,} sentences are said in English.")


if __name__ == "__main__":
    main()
