"""The system calls of a forked process that touch the disk, as the kernel sees them (ptrace).

Nothing has to be installed, and what runs is the real thing: the standard library's SQLite and
the record's own files. A call can be watched, refused with an error as a failing disk would, or
be the moment at which the process dies.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
from collections.abc import Callable
from enum import StrEnum
from struct import Struct
from typing import NamedTuple

_TRACEME, _CONT_TO_CALL, _POKE_USER = 0, 24, 6
_SET_OPTIONS, _CALL_INFO = 0x4200, 0x420E
_STOP_AT_CALLS, _END_WITH_TRACER = 1, 0x100000
_AT_CALL = signal.SIGTRAP | 0x80
_NUMBER_AT, _RESULT_AT, _SIZE_AT = 15 * 8, 10 * 8, 12 * 8
_ENTRY, _EXIT = 1, 2
_INFO = Struct("=B7xQQ7Q")
_RESULT = Struct("=24xq")
_APPENDS = 0o2000

_CALLS = {
    1: "write",
    17: "read",
    18: "pwrite",
    74: "sync",
    75: "sync",
    77: "truncate",
    82: "rename",
    87: "remove",
    257: "open",
    263: "remove at",
}
"""By their number on x86-64; whatever else the recorder asks for changes nothing on the disk."""
_CREATES = 0o100

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.restype = ctypes.c_long
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def can_be_watched() -> bool:
    """Whether system calls can be watched here: Linux on x86-64, where it isn't forbidden."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return False
    try:
        return traced(lambda: say(b"seen")).calls == [Call(Kind.SAID, "/dev/null", data=b"seen")]
    except OSError:
        return False


class Kind(StrEnum):
    """What a call does to the disk."""

    WRITE = "write"
    SYNC = "sync"
    TRUNCATE = "truncate"
    RENAME = "rename"
    REMOVE = "remove"
    OPEN = "open"
    SAID = "said"
    READ = "read"


class Call(NamedTuple):
    """One call on the file `path`: bytes `data` at `at`; the size `at`; or the new name `to`.

    OPEN is one that makes the file. Of SAID `data` is what the process said. READ can be refused
    like the others, but is in no list of calls.
    """

    kind: Kind
    path: str
    at: int = 0
    data: bytes = b""
    to: str = ""


class Answer(NamedTuple):
    """What becomes of a call instead: an errno, the end of the process, or fewer bytes written."""

    error: int = 0
    dies: bool = False
    bytes_of_it: int = 0


Asked = Callable[[Call], Answer | None]


def say(words: bytes) -> None:
    """Within a traced process: a moment that is seen among its calls."""
    file = os.open("/dev/null", os.O_WRONLY)
    os.write(file, words)
    os.close(file)


class Ended(NamedTuple):
    """How the process ended: its exit status, or none where it was killed; and its calls."""

    status: int | None
    calls: list[Call]


def traced(act: Callable[[], None], asked: Asked = lambda _: None) -> Ended:
    """Fork, do `act` there, and see each call before it is carried out; refused ones aren't listed.

    `asked` may have a call refused, or the process killed instead.
    """
    pid = os.fork()
    if not pid:
        _be_traced(act)
    os.waitpid(pid, 0)
    _ptrace(_SET_OPTIONS, pid, 0, _STOP_AT_CALLS | _END_WITH_TRACER)
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        following = _Following(pid, _Reading(pid, memory.fileno()), asked)
        return Ended(following.to_end(), following.calls)


def _be_traced(act: Callable[[], None]) -> None:
    status = 1
    try:
        _ptrace(_TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        act()
        status = 0
    finally:
        os._exit(status)


class _Following:
    """Lets a stopped process run from call to call until it ends."""

    def __init__(self, pid: int, reading: _Reading, asked: Asked) -> None:
        self._pid = pid
        self._reading = reading
        self._asked = asked
        self._pending: Call | None = None
        self._refused = 0
        self.calls: list[Call] = []

    def to_end(self) -> int | None:
        """Its exit status; None where it was killed."""
        passed_on = 0
        while True:
            _ptrace(_CONT_TO_CALL, self._pid, 0, passed_on)
            _, status = os.waitpid(self._pid, 0)
            if os.WIFEXITED(status):
                return os.WEXITSTATUS(status)
            if os.WIFSIGNALED(status):
                return None
            at_call = os.WSTOPSIG(status) == _AT_CALL
            passed_on = 0 if at_call else os.WSTOPSIG(status)
            if at_call and self._dies():
                os.kill(self._pid, signal.SIGKILL)
                os.waitpid(self._pid, 0)
                return None

    def _dies(self) -> bool:
        """See the call it stopped at; whether it is to die there."""
        operation, number, arguments, result = self._reading.call()
        if operation == _ENTRY and (name := _CALLS.get(number)):
            self._pending = self._reading.meant(name, arguments)
            answer = self._asked(self._pending) if self._pending else None
            if answer and answer.dies:
                return True
            if answer:
                self._change(answer)
        elif operation == _EXIT:
            if self._refused:
                _ptrace(_POKE_USER, self._pid, _RESULT_AT, ctypes.c_ulong(-self._refused).value)
            elif self._pending and result >= 0 and self._pending.kind is not Kind.READ:
                self.calls.append(self._pending)
            self._pending, self._refused = None, 0
        return False

    def _change(self, answer: Answer) -> None:
        """Have the call refused, or write less."""
        if answer.error:
            self._refused = answer.error
            _ptrace(_POKE_USER, self._pid, _NUMBER_AT, ctypes.c_ulong(-1).value)
        elif self._pending:
            self._pending = self._pending._replace(data=self._pending.data[: answer.bytes_of_it])
            _ptrace(_POKE_USER, self._pid, _SIZE_AT, answer.bytes_of_it)


class _Reading:
    """What a stopped process is about to do."""

    def __init__(self, pid: int, memory: int) -> None:
        self._pid = pid
        self._memory = memory
        self._buffer = ctypes.create_string_buffer(88)

    def call(self) -> tuple[int, int, tuple[int, ...], int]:
        """Entry or exit; of an entry the call's number and arguments, of an exit its result."""
        _ptrace(_CALL_INFO, self._pid, 88, ctypes.addressof(self._buffer))
        operation, _, _, number, *arguments = _INFO.unpack_from(self._buffer)
        return operation, number, tuple(arguments), _RESULT.unpack_from(self._buffer)[0]

    def meant(self, name: str, given: tuple[int, ...]) -> Call | None:
        """The call, where it changes a file or says something."""
        if name in ("write", "pwrite"):
            return self._write(name, given)
        if name in ("sync", "read"):
            return Call(Kind(name), self._file(given[0]))
        if name == "truncate":
            return Call(Kind.TRUNCATE, self._file(given[0]), given[1])
        if name == "open":
            path, flags = self._text(given[1]), given[2]
            made = bool(flags & _CREATES) and not os.path.lexists(path)
            return Call(Kind.OPEN, path) if made else None
        if name == "rename":
            return Call(Kind.RENAME, self._text(given[0]), to=self._text(given[1]))
        return Call(Kind.REMOVE, self._text(given[1 if name == "remove at" else 0]))

    def _write(self, name: str, given: tuple[int, ...]) -> Call | None:
        file, address, size = given[:3]
        path, data = self._file(file), os.pread(self._memory, size, address)
        if path == "/dev/null":
            return Call(Kind.SAID, path, data=data)
        if not path.startswith("/") or path.startswith("/dev/pts"):
            return None
        return Call(Kind.WRITE, path, given[3] if name == "pwrite" else self._place(file), data)

    def _place(self, file: int) -> int:
        """Where a plain write goes."""
        with open(f"/proc/{self._pid}/fdinfo/{file}", encoding="ascii") as about:
            said = dict(line.split(":", 1) for line in about if ":" in line)
        if int(said["flags"], 8) & _APPENDS:
            return os.stat(f"/proc/{self._pid}/fd/{file}").st_size
        return int(said["pos"])

    def _file(self, file: int) -> str:
        return os.readlink(f"/proc/{self._pid}/fd/{file}")

    def _text(self, address: int) -> str:
        """A string that ends in NUL; never read beyond the page that it ends in."""
        found = b""
        while b"\0" not in found:
            place = address + len(found)
            found += os.pread(self._memory, 4096 - place % 4096, place)
        return os.fsdecode(found.partition(b"\0")[0])


def _ptrace(request: int, pid: int, address: int, data: int) -> None:
    if _libc.ptrace(request, pid, address, data) < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"ptrace: {errno.errorcode.get(number, number)}")
