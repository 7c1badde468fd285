"""Samples that may be read today; the keys of all others are destroyed where this person is.

Only a personal key of a clinical auditor's is ever taken for a sample's: whoever writes another's
id into an entry can have nothing destroyed by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.facts import Facts
from models.group.samples import Sample, fold_samples
from models.keys.keyring import Keyring
from models.keys.personal_seals import personal_seals
from models.record import Record
from models.record_error import RecordError
from models.streams import SAMPLES_STREAM


def live_samples(record: Record, keyring: Keyring, on: str) -> tuple[Sample, ...]:
    """The samples that open to this person and aren't over on `on` (ISO), the oldest first.

    What is over is destroyed first. RecordError where the disk doesn't take that.
    """
    samples = _under_their_keys(
        fold_samples(Facts.of(record.entries([SAMPLES_STREAM]))), record, keyring
    )
    if over := [bytes.fromhex(one.granted.key) for one in samples if one.over(on)]:
        try:
            keyring.destroy(over)
        except OSError as error:
            raise RecordError(
                f"The key of a sample that is over could not be destroyed: {error.strerror}. "
                "Allow writing in the record's folder, then unlock again."
            ) from None
    return tuple(one for one in samples if not one.over(on))


def _under_their_keys(
    samples: Iterable[Sample], record: Record, keyring: Keyring
) -> tuple[Sample, ...]:
    """Those whose key was made for the auditor that they are for."""
    known = tuple(samples)
    if not known:
        return ()
    staff = record.team().staff.values()
    auditors = {one.staff for one in staff if one.role == "clinical auditor"}
    if keyring.clinical:
        auditors = {keyring.staff.hex()}
    made = {(one.key_id.hex(), one.owner.hex()) for one in personal_seals(keyring.keys_folder)}
    return tuple(
        one
        for one in known
        if one.granted.auditor in auditors and (one.granted.key, one.granted.auditor) in made
    )
