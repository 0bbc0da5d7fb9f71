"""A report under correction: which files are meant, opened, and what is still open in them."""
