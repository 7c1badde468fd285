"""A Word file or workbook whose bytes depend on its document alone: each date inside is its own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified\b[^>]*>)[^<]*")


def steady(archive: bytes, made_at: int) -> bytes:
    """The archive with every date in it set to `made_at` (ms), in the same order of files.

    The libraries write the clock's time: two files of one document would differ.
    """
    when = datetime.fromtimestamp(made_at / 1000, UTC)
    stamp = (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
    said = when.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    file = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for one in given.infolist():
            data = given.read(one)
            if one.filename == _CORE:
                data = _MODIFIED.sub(rb"\g<1>" + said, data)
            made.writestr(ZipInfo(one.filename, stamp), data, ZIP_DEFLATED)
    return file.getvalue()
