"""Words for people: the language of the screen, text made harmless, refusals."""
