"""Pictures of single lessons, in the form of `pages.parts.components`: facts to payload, and a function that mounts it."""
