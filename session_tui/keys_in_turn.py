"""Keys in turn: the next is handed on once the one before has come to rest.

Textual hands a key to what has the focus when the key is read. Typed faster than the program goes
on (a burst, a slow disk), `3+sr` would open the line by its 3 and run what follows as commands.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from textual.app import App
from textual.events import Callback, Key
from textual.message_pump import MessagePump
from textual.screen import Screen

TURNS = 10
"""So many turns of the loop a worker has to ask on, once its question is answered."""


class KeysInTurn:
    """The keys of an app that are still to be handed on; `hand_on` is how Textual does it."""

    def __init__(self, app: App[None], hand_on: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Key] = deque()
        self._followed: MessagePump | None = None
        """What has the key under way; None while there is none."""
        self._way: Sequence[MessagePump] = ()
        """What that key has still to pass."""
        self._top: Screen[object] | None = None
        """The screen on top when that key was handed on."""

    @property
    def at_rest(self) -> bool:
        """Whether every key pressed has done what it does."""
        return self._followed is None

    async def take(self, key: Key) -> None:
        """Hand this key on, after those before it."""
        self._waiting.append(key)
        if self._followed is None or not self._followed.is_running:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self._followed = None
            return
        self._followed, self._top = self._app, self._app.screen
        target = self._app.focused or self._app.screen
        self._way = target.ancestors_with_self
        await self._hand_on(self._waiting.popleft())
        await self._follow()

    async def _follow(self) -> None:
        """Come after the key through all that it passes, and after what it has set going there."""
        way = self._way
        for place, self._followed in enumerate(way, start=1):
            if self._come_after(self._followed, way[place:]):
                return
        # A question that the key asks is on top once its worker has begun, and answers once made;
        # one that follows on the answer just given comes some turns later.
        for _ in range(1 if self._app.screen is self._top else TURNS):
            await asyncio.sleep(0)
        top, before, self._top = self._app.screen, self._top, self._app.screen
        if not top.is_mounted and self._come_after(top, [self._app]):
            return
        # What a new screen puts into focus is told to the app, and comes before the next key.
        if top is before or not self._come_after(self._app, ()):
            await self._next()

    def _come_after(self, pump: MessagePump, way: Sequence[MessagePump]) -> bool:
        """Go on, on this `way`, once `pump` has done what waits there; False where it is closing.

        Not `call_later`, which counts the parameters of what it calls anew at each key.
        """
        self._way = way
        return pump.post_message(Callback(callback=self._follow))
