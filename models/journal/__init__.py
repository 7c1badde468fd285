"""The journal: frames, where they are kept, and the proof that they are whole."""
