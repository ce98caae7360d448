#!/usr/bin/env bash
# A list of records whose later rows know more than the first ones, given to three table libraries.
#
# One would swear: every key of every record becomes a column, and a table that cannot hold a value says so.
# What happens:    pyarrow takes its columns from the first record alone, polars from the first hundred; what comes
#                  later is gone without a word. polars also cuts row 101's 1.5 down to 1 if a hundred whole numbers
#                  stood before it, though the same numbers given as a column, or read from a file, raise an error.
#                  Inside a nested record pyarrow does the opposite: it gathers all keys, and makes up nulls for them.
# Versions: pyarrow 26.0.1, polars 2.1.0, pandas 3.1.1. Seen 2026-11-27.
# Output seen: pyarrow ['step'], polars ['step'], pandas ['step', 'validation']; polars' last loss 1 instead of 1.5.
# Why it matters: a training log is such a list. The validation loss comes once in a hundred steps, so it is just the
# key that is lost, and a loss that starts at a round number loses its decimals.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pyarrow==26.0.1 polars==2.1.0 pandas==3.1.1 || exit 2
"$work/venv/bin/python" - <<'PY'
import io
import json

import pandas
import polars
import pyarrow

print("pyarrow", pyarrow.__version__, "· polars", polars.__version__, "· pandas", pandas.__version__)

log = [{"step": step} for step in range(100)] + [{"step": 100, "validation": 2.5}]
columns = {
    "pyarrow": pyarrow.Table.from_pylist(log).column_names,
    "polars": polars.DataFrame(log).columns,
    "pandas": list(pandas.DataFrame(log).columns),
}
print("\n101 records, the last one has the key 'validation' as well. Columns one would expect: step, validation.")
for library, names in columns.items():
    print(f"  {library:8} {names}")
assert columns == {"pyarrow": ["step"], "polars": ["step"], "pandas": ["step", "validation"]}

short = pyarrow.Table.from_pylist([{"step": 0}, {"step": 1, "validation": 2.5}])
print("\npyarrow, with two records only:", short.to_pylist())
assert short.to_pylist() == [{"step": 0}, {"step": 1}]

nested = pyarrow.Table.from_pylist([{"call": {"town": "Ulm"}}, {"call": {"year": 1900}}]).to_pylist()
print("pyarrow, the same one level down:", nested)
assert nested == [{"call": {"town": "Ulm", "year": None}}, {"call": {"town": None, "year": 1900}}]

losses = [1] * 100 + [1.5]
rows = [{"loss": loss} for loss in losses]
print("\npolars, a hundred times loss 1, then 1.5. One would expect 1.5, or an error, whichever way it is told:")
last = polars.DataFrame(rows)["loss"][-1]
print("  as records: the last loss is", last)
assert last == 1 and isinstance(last, int)
for way, build in (
    ("as a column", lambda: polars.DataFrame({"loss": losses})),
    ("as a file", lambda: polars.read_ndjson(io.StringIO("\n".join(map(json.dumps, rows))))),
):
    try:
        build()
    except (TypeError, polars.exceptions.ComputeError) as error:
        print(f"  {way}: {type(error).__name__}: {str(error).splitlines()[0]}")
    else:
        raise AssertionError(f"{way}: polars raises no error any more")
whole = polars.DataFrame(rows, infer_schema_length=None)["loss"][-1]
print("  as records, with infer_schema_length=None:", whole)
assert whole == 1.5
PY
