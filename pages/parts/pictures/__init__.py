"""Our own pictures, topic by topic: a pure function from facts to a payload, and a short one that mounts it."""
