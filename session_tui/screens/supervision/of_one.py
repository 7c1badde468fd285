"""One person's supervision: the record as a page, and what is written down of him."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import work

from exercise_bank.quality import QualityForm
from exports.document import Document
from exports.supervision_source import which
from models.acts import Act, Refused
from models.acts.particulars import date_typed, minutes_typed
from models.acts.supervising import sign_supervision, view
from models.entries.supervision import RecordingViewed
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.ask import Ask, Choice, numbered, words_of
from session_tui.document_page import DocumentPage
from session_tui.frame import ZONE
from session_tui.lines import Line, line
from session_tui.screens.supervision.held import HeldScreen
from session_tui.screens.supervision.quality import QualityScreen
from session_tui.screens.supervision.reading import OfOne, next_meeting, record_of

NO_SESSION = "He was in no session yet: there is nothing to view."


class OfOneScreen(DocumentPage):
    """His record, newest first."""

    place: ClassVar[str] = "supervised"

    def __init__(self, staff: str) -> None:
        super().__init__()
        self._staff = staff
        self.one: OfOne | None = None

    def title_left(self) -> Line:
        """Whose."""
        name = self.session_app.desk.team.staff_name(self._staff)
        return ((name, "now"), (" · supervision", "past"))

    def on_screen_resume(self) -> None:
        """Read it, also after a form was kept."""
        super().on_screen_resume()
        self.load()

    @property
    def _today(self) -> str:
        return date_of(self.session_app.desk.now(), ZONE)

    @work(exclusive=True, group="read")
    async def load(self) -> None:
        """Read it in the record's thread."""
        desk = self.session_app.desk
        await asyncio.to_thread(desk.local.fill, desk)
        try:
            self.one, self.document = await desk.run(lambda: record_of(desk, self._staff))
        except RecordError as trouble:
            self.reading = str(trouble)
        self.redraw()

    # --- what is written down -------------------------------------------------

    def action_new_supervision(self) -> None:
        """One was held, or cancelled."""
        if self.one is not None:
            self.app.push_screen(HeldScreen(self.one))

    @work
    async def action_change_supervision(self) -> None:
        """Change what the last one says: both sign anew."""
        held = self.one.found.held if self.one else ()
        if self.one is None or not held:
            self.session_app.tell("None is on record yet.")
            return
        mine = [one.what for one in held if one.what.supervisor == self.session_app.desk.me]
        if not mine:
            self.session_app.tell("Who held it changes it: none of these is yours.")
            return
        self.app.push_screen(HeldScreen(self.one, mine[-1]))

    @work
    async def action_quality_form(self) -> None:
        """Fill in a form of quality."""
        forms = self.session_app.desk.bank.service.quality_forms
        choices = numbered([form.title for form in forms])
        title = await words_of(self.app, Ask("Which form?", choices))
        form: QualityForm | None = next((one for one in forms if one.title == title), None)
        if form is not None and self.one is not None:
            self.app.push_screen(QualityScreen(self.one, form))

    @work
    async def action_view_recording(self) -> None:
        """A stretch of a session's recording was viewed."""
        parts = self.one.took_part[:10] if self.one else ()
        if not parts:
            self.session_app.tell(NO_SESSION)
            return
        labels = [which(part) for part in parts]
        label = await words_of(self.app, Ask("Which session's recording?", numbered(labels)))
        since = await self._words("From where in the recording?", "0, 35, 1h10") if label else None
        until = await self._words("To where?", "1h10") if since else None
        on = await self._words("Viewed on which date?", "today", "date") if until else None
        if label and since and until and on is not None:
            session = parts[labels.index(label)].session
            await self._keep(lambda: self._viewed(session, since, until, on))

    def _viewed(self, session: str, since: str, until: str, on: str) -> Act:
        said = RecordingViewed(
            viewing=self.session_app.desk.new_id(),
            session=session,
            staff=(self._staff,),
            date=date_typed(on, self._today),
            from_minute=minutes_typed(since),
            to_minute=minutes_typed(until),
        )
        return view(said, self._today)

    @work
    async def action_sign_supervision(self) -> None:
        """Sign the last that waits for one's own signature, with a comment."""
        desk = self.session_app.desk
        held = self.one.found.held if self.one else ()
        waits = next((one for one in reversed(held) if desk.me in one.unsigned), None)
        if waits is None:
            self.session_app.tell("None waits for your signature.")
            return
        comment: str | None = ""
        if waits.what.staff == desk.me:
            comment = await self._words("Your comment; Enter for none.", "comment")
        yes = (Choice("y", "sign it", "yes"), Choice("n", "not yet", ""))
        if comment is None or not await words_of(self.app, Ask("Sign it as it stands?", yes)):
            return
        said = comment
        await self._keep(lambda: sign_supervision(desk.team_facts(), waits, desk.me, said))

    # --- what is made of it ---------------------------------------------------

    @work
    async def action_next_meeting(self) -> None:
        """The page for the next one."""
        desk = self.session_app.desk
        made = await desk.run(lambda: next_meeting(desk, self._staff))
        if made is None:
            self.session_app.tell("No session since the last supervision: nothing waits.")
        else:
            self.app.push_screen(MeetingScreen(made))

    @work
    async def action_export(self) -> None:
        """Hand the record out."""
        from session_tui.handing_out import hand_out_document

        if self.document is not None:
            await hand_out_document(self.session_app, self.document, "supervision record")

    # --- asking and keeping ---------------------------------------------------

    async def _words(self, question: str, words: str, field: str = "offset") -> str | None:
        ask = Ask(question, words=words, field=f"supervision:{field}:{self._staff}")
        return await self.app.push_screen_wait(ask)

    async def _keep(self, make: Callable[[], Act]) -> None:
        desk = self.session_app.desk

        def kept() -> str:
            act = make()
            desk.append(act)
            return act.says

        try:
            self.session_app.tell(await desk.run(kept))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self.load()


class MeetingScreen(DocumentPage):
    """The page for the next supervision."""

    place: ClassVar[str] = "next_meeting"

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def title_left(self) -> Line:
        """What this is."""
        return line("Next supervision", "now")

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_document

        assert self.document is not None
        await hand_out_document(self.session_app, self.document, "supervision record")
