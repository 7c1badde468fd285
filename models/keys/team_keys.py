"""What the record says of staff and keys, brought about among slots, grants and key files.

Keys that two people agreed to destroy are destroyed, on every machine that reads of it.

Who left loses his slot on every machine. Where he was given the team key that is in use, or its
trail's, the team goes on under a fresh one: the old is kept under the new, each of the staff who
stay is given the new (who audits: its trail's), and the key files are sealed under it. The first
to have it is who does so; whatever cuts it short, the next who may goes on from there, for it
follows from the record alone.

What he could read before he left he may have kept; what is written under keys made since, and the
key files as they are now, he can't open.
"""

from __future__ import annotations

from models.drafts import clear_all_drafts
from models.group.people import Team
from models.home import Home
from models.keys.giving import give_trail_keys
from models.keys.keyring import KeyMissing, Keyring, erased_keys
from models.keys.slots import Grant, Slot, write_grant
from models.keys.staff_folder import StaffFolder
from models.record_error import RecordError
from models.roles import AUDIT


def bring_about(home: Home, keyring: Keyring, team: Team, *, may_say_who_is_staff: bool) -> None:
    """Make slots, grants and key files as the record has them. Any number of times.

    Where keys are destroyed the local database, which held what they sealed, goes before them, and
    so does all half-typed text.

    RecordError where the disk doesn't take it; what was done until then holds.
    """
    folder = home.staff
    try:
        _destroy(home, keyring, frozenset(bytes.fromhex(one) for one in team.erased))
        folder.shut_out(frozenset(bytes.fromhex(one) for one in team.gone))
        if may_say_who_is_staff:
            _give_team_key(folder, keyring, team)
            _seal_anew(keyring)
    except OSError as error:
        raise RecordError(
            f"The keys of the team could not all be written: {error.strerror}. Make room or allow "
            "writing, then unlock again: it goes on from there."
        ) from None


def _destroy(home: Home, keyring: Keyring, erased: frozenset[bytes]) -> None:
    if not erased <= erased_keys(home.keys_folder):
        home.throw_database_away()
        clear_all_drafts(home.drafts_path)
    keyring.destroy(erased)


def _give_team_key(folder: StaffFolder, keyring: Keyring, team: Team) -> None:
    """See that all who are staff, and nobody else, have the key in use."""
    grants = folder.grants()
    left = {one.signer for one in grants if one.staff.hex() in team.gone}
    number = max(one.number for one in grants if one.giver not in left or one.number == 1)
    given = [one for one in grants if one.team_key_id == keyring.team_key_id]
    has = {one.signer for one in given if not one.of_trail}
    slots = folder.slots()
    if {one.signer for one in given} & left or keyring.signer not in has:
        number, has = number + 1, {keyring.signer}
        _change_team_key(folder, keyring, slots[keyring.staff], number)
    for staff, slot in sorted(slots.items()):
        known = team.here.get(staff.hex())
        if not known or known.signing_key != slot.signer.hex():
            continue
        if known.role in AUDIT:
            give_trail_keys(folder, keyring, slot, known.role)
        elif slot.signer not in has:
            folder.add_grant(_grant(slot, number, keyring))


def _change_team_key(folder: StaffFolder, keyring: Keyring, slot: Slot, number: int) -> None:
    """Go on under a fresh team key, once oneself can surely come by it again."""
    before = keyring.team_key_id
    keyring.change_team_key()
    try:
        grant = _grant(slot, number, keyring)
        folder.add_grant(grant)
        if grant not in folder.grants():
            raise RecordError(
                "The new team key could not be read back from the disk. Use another disk."
            )
    except BaseException:
        keyring.use_team_key(before)
        raise


def _grant(slot: Slot, number: int, keyring: Keyring) -> Grant:
    team_key = keyring.key(keyring.team_key_id)
    return write_grant(slot, number, keyring.team_key_id, team_key, keyring)


def _seal_anew(keyring: Keyring) -> None:
    """Bring every key file under the team key in use; what can't be opened stays as it is."""
    for key_id in keyring.sealed_otherwise():
        try:
            keyring.keep_key(key_id, keyring.key(key_id))
        except KeyMissing:
            continue
