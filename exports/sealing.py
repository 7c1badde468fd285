"""A PDF sealed for its recipient: AES-256 under words that are told to him by another way."""

from __future__ import annotations

from io import BytesIO


def sealed(pdf: bytes, words: str) -> bytes:
    """The PDF as it opens with these words alone; its tags, title and language stay."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(words, algorithm="AES-256")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()
