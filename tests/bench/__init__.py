"""Measurements: what is fast, and how figures grow. No test: the machine decides."""
