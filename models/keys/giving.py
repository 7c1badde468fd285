"""Giving keys to a colleague: the team key in use, or, to who audits, the trail's keys alone.

A clinical auditor writes in the trail what he looks at; what he may read is sealed to him sample by
sample (models.keys.personal_keys).

The trail's key follows from the team key and changes with it, so an auditor is given it anew
whenever the team key is, and those of former days with it. The team key itself can't be worked
out from it.
"""

from __future__ import annotations

from models.keys.keyring import Keyring
from models.keys.slots import Given, Slot, write_grant
from models.keys.staff_folder import StaffFolder
from models.roles import AUDIT, Role


def give_keys(folder: StaffFolder, giver: Keyring, slot: Slot, role: Role) -> None:
    """Let the owner of `slot` come by the keys of his role that `giver` holds. OSError."""
    if role in AUDIT:
        give_trail_keys(folder, giver, slot, role)
        return
    in_use = (one for one in folder.grants() if one.team_key_id == giver.team_key_id)
    number = max((one.number for one in in_use), default=1)
    team_key = giver.key(giver.team_key_id)
    folder.add_grant(write_grant(slot, number, giver.team_key_id, team_key, giver))


def give_trail_keys(folder: StaffFolder, giver: Keyring, slot: Slot, role: Role) -> None:
    """See that the owner of `slot` has each trail's key that `giver` can work out. OSError."""
    given: Given = "clinical" if role == "clinical auditor" else "trail"
    grants = folder.grants()
    has = {one.team_key_id for one in grants if one.signer == slot.signer}
    numbers = {one.team_key_id: one.number for one in grants if one.team_key_id not in has}
    for team_key_id, number in sorted(numbers.items()):
        if giver.has_key(team_key_id):
            key = giver.trail_key(team_key_id)
            folder.add_grant(write_grant(slot, number, team_key_id, key, giver, given))
