"""Make the tokenizers that come with the app again: `assets/tokenizers/`, those of the default size for each text.

python -m scripts.tokenizers
"""

import json

from core.training.corpus import PLAIN
from core.training.recipe import TextChoice, TokenizerChoice
from core.training.tokens import SHIPPED, learn


def main() -> None:
    SHIPPED.mkdir(exist_ok=True)
    for source in ("world", *PLAIN):
        record = learn(TextChoice(source), "", TokenizerChoice().size).to_json()
        path = SHIPPED / f"{source}.json"
        path.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
