"""Bytes to one text in one coordinate: decoding, folding, figures."""
