"""A text to the figures of its three tables, each with its span."""
