"""Measures of the program, as ratios within one run: see `python -m benchmarks`."""
