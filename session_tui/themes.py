"""The two looks, dark and light: three weights of text, one accent, red for NOT SAVED only."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="session-dark",
    primary="#8fb8de",
    secondary="#9aa7b4",
    accent="#e3b46b",
    foreground="#c9d1d9",
    background="#12161b",
    surface="#171c22",
    panel="#1e252d",
    success="#8fbf8f",
    warning="#e3b46b",
    error="#ff6b5e",
    dark=True,
    variables={
        "text-now": "#ffffff",
        "text-past": "#768390",
        "rule": "#39424c",
        "chosen": "#26303a",
        "block-cursor-background": "#8fb8de",
        "block-cursor-foreground": "#12161b",
    },
)
LIGHT = Theme(
    name="session-light",
    primary="#1f5f99",
    secondary="#57606a",
    accent="#8a5200",
    foreground="#24292f",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#ebe8e0",
    success="#2f6f3e",
    warning="#8a5200",
    error="#b3261e",
    dark=False,
    variables={
        "text-now": "#000000",
        "text-past": "#6a737d",
        "rule": "#c9c5ba",
        "chosen": "#e2ddd0",
        "block-cursor-background": "#1f5f99",
        "block-cursor-foreground": "#ffffff",
    },
)
