"""Tables that stand in grids: their cells by label and head, and what of them the grid proves."""
