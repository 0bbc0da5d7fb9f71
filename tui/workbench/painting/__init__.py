"""Rows as pieces of text: what the panes show, before any toolkit draws it."""
