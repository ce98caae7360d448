"""Small experiments and small models that are computed live: deterministic generators of records."""
