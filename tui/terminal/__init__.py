"""The terminal itself: what it can do, and Textual's driver for it."""
