"""The streams that are the whole team's: a frame says in clear which stream it is on."""

from __future__ import annotations

from typing import Final

from models.ids import named_id

TEAM_STREAM: Final = named_id("team")
TRAIL_STREAM: Final = named_id("trail")
SAMPLES_STREAM: Final = named_id("samples")
"""What clinical auditors may read. Their keys go with time: one that is missing is no fault."""
