"""What the report says in words: its heading, and the figures of its sentences."""
