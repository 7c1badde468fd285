"""The day: its folds of time, attendance and observation, and what is computed from them."""
