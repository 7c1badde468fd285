"""The locks: pinned, hashed, without addresses, and true to pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-setup.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> list[tuple[Requirement, int]]:
    """Every pin of a lock and how many hashes it has."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if re.match(r"\w", line)]
    return [
        (Requirement(line.partition(" --hash=")[0].strip()), line.count("--hash=sha256:"))
        for line in lines
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_one_version_with_hashes(lock: str) -> None:
    assert pins(lock)
    for pin, hashes in pins(lock):
        assert [each.operator for each in pin.specifier] == ["=="], pin
        assert hashes > 0, pin


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"//|@|--(extra-)?index|--find-links|(?<=\s)[/~]|[A-Z]:\\\\", text)


def test_what_developers_install_holds_what_users_install() -> None:
    assert {str(pin) for pin, _ in pins("requirements.txt")} <= {
        str(pin) for pin, _ in pins("requirements-dev.txt")
    }


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["project"]["optional-dependencies"]["dev"]),
        ("requirements-setup.txt", PROJECT["dependency-groups"]["set-up"]),
    ],
)
def test_the_lock_is_of_this_pyproject(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        versions = [next(iter(pin.specifier)).version for pin, _ in locked if pin.name == name]
        assert any(requirement.specifier.contains(each) for each in versions), requirement
