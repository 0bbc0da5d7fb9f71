"""The official form as data: what it prints, and what ties its figures."""
