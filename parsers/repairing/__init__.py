"""The smallest sets of changes that would satisfy every identity."""
