#!/usr/bin/env bash
# A language model may only write what a grammar allows, and the grammar is made from a JSON schema.
#
# One would swear: whatever such a model writes is JSON, and fits the schema. It is what the grammar is for.
# What happens:    outlines_core turns the schema into a regular expression by gluing pieces together. A pattern with
#                  an unbracketed | splits the quotes: "yes or no" is all that may be written, neither of it JSON.
#                  allOf writes its parts one behind the other: a text that must be short becomes two texts in a row.
#                  minimum and maximum are not looked at, so a mark from 1 to 5 may be -70.
# Versions: outlines_core 0.2.14, jsonschema 4.26.0. Seen 2026-11-27.
# Output seen: refused though they fit: "yes" twice; allowed though they do not: "yes and no" without their other
# quote, "yes""no", -70.
# Why it matters: "the answer is valid by construction" is what one tells a class; so the answer is parsed unguarded.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check outlines_core==0.2.14 jsonschema==4.26.0 || exit 2
"$work/venv/bin/python" - <<'PY'
import json
from importlib.metadata import version

import jsonschema
from outlines_core import Guide, Index, Vocabulary
from outlines_core.json_schema import build_regex_from_schema

print("outlines_core", version("outlines_core"), "· jsonschema", version("jsonschema"))

END = 0
TOKENS = {chr(code): code for code in range(32, 127)}  # one token a character
VOCABULARY = Vocabulary(END, {character: [token] for character, token in TOKENS.items()})


def allowed(schema, answer):
    """Whether a model under this grammar could write the answer and stop."""
    guide = Guide(Index(build_regex_from_schema(json.dumps(schema)), VOCABULARY))
    for character in answer:
        if TOKENS[character] not in guide.get_tokens():
            return False
        guide.advance(TOKENS[character])
    return END in guide.get_tokens()


def fits(schema, answer):
    try:
        value = json.loads(answer)
    except json.JSONDecodeError:
        return None
    return jsonschema.Draft202012Validator(schema).is_valid(value)


verdicts = {True: "fits", False: "breaks the schema", None: "is no JSON"}
print("\nOne would expect the grammar to allow exactly the answers that fit.")
wrong = []
for schema, answers in (
    ({"type": "string", "pattern": "^(yes|no)$"}, ['"yes"', '"maybe"']),
    ({"type": "string", "pattern": "yes|no"}, ['"yes"', '"yes', 'no"']),
    ({"allOf": [{"type": "string"}, {"type": "string", "maxLength": 3}]}, ['"yes"', '"yes""no"']),
    ({"type": "integer", "minimum": 1, "maximum": 5}, ["4", "-70"]),
):
    print(" ", json.dumps(schema), "→", build_regex_from_schema(json.dumps(schema))[:50])
    for answer in answers:
        verdict, can = fits(schema, answer), allowed(schema, answer)
        wrong += [answer] if can != (verdict is True) else []
        print(f"    {answer:11} {verdicts[verdict]:18} and is {'allowed' if can else 'refused'}")
print("\nOtherwise than one would expect:", "  ".join(wrong))
assert wrong == ['"yes"', '"yes', 'no"', '"yes"', '"yes""no"', "-70"]
PY
