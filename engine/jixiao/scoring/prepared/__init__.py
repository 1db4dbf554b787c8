"""A row that only lacks its actual: what it takes of its target and rule once, and how any actual scores by it."""
