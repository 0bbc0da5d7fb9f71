"""Ways in which a text tells where the blanks of a row stand, one a file; each is tried, and evidence ranks them."""
