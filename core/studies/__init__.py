"""Experiments that pages, tests and benchmarks run alike: generators of records, named `module.function`.

A study is deterministic, for a worker that lost one repeats it from the start. It takes plain JSON as settings, and
`live` for those that may change between two records. What a module lists in SHIPPED comes finished with the app
(`python -m scripts.runs studies` makes it again): settings of its function `learn`, or a mapping from functions to
lists of settings.
"""
