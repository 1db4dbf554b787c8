"""Traces in words: why a leaf got its score, in Chinese or English."""
