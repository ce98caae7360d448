"""Our figures beside a peer's, taken in one run on one machine. `python -m benchmarks NAME...`, or all without a name.

A benchmark is a module of this folder with `run()`, which yields lines: dicts that `measure.line` makes.
"""
