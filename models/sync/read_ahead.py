"""Reading ahead: what one journal gives is read and checked while the other one writes."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")

_LOOK_SECONDS = 0.1
_AHEAD = 2


class _End:
    """The last of what is handed over, and what went wrong before it."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def read_ahead(source: Iterator[T]) -> Iterator[T]:
    """The same, two further taken in another thread; what goes wrong there is raised here.

    Where this is left before its end, `source` isn't touched any more.
    """
    ready: Queue[T | _End] = Queue(_AHEAD)
    left = Event()

    def hand_over(one: T | _End) -> None:
        while not left.is_set():
            try:
                return ready.put(one, timeout=_LOOK_SECONDS)
            except Full:
                continue
        raise GeneratorExit

    def read() -> None:
        try:
            for one in source:
                hand_over(one)
            hand_over(_End())
        except GeneratorExit:
            return
        except BaseException as error:  # noqa: BLE001  (it is raised in the thread that waits)
            hand_over(_End(error))

    reading = Thread(target=read, name="read ahead", daemon=True)
    reading.start()
    try:
        while not isinstance(one := ready.get(), _End):
            yield one
        if one.error is not None:
            raise one.error
    finally:
        left.set()
        reading.join()
