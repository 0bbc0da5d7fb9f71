"""What the form's arithmetic says of the figures, in one report and between reports."""
