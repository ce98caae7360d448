"""Python halves of the pictures that one lesson shows: facts to payload, and a short function that mounts it."""
