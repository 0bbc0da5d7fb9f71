"""The panes and lines of the screens, one noun a file; each is shown values and draws them."""
