"""Pictures of one lesson each: a pure function makes the payload, a short one mounts it."""
