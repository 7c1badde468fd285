"""What a key press says: from a day and a wish to the entries of one act, or why not."""

from models.acts.act import Act, Refused

__all__ = ["Act", "Refused"]
