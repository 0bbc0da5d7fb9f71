"""The screens, one noun a file."""
