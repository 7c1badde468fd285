"""A clinical auditor's samples: all that he sees; to supervisors what was granted, new, ended."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.events import Callback

from models.acts import Refused
from models.acts.sampling import end_sample
from models.group.samples import Sample
from models.keys.sample_keys import live_samples
from models.record_error import RecordError
from session_tui.ask import Ask, Choice
from session_tui.lines import Line, line
from session_tui.replaced import confirmed
from session_tui.screens.samples import granting
from session_tui.screens.samples.lines import rows_of, sample_lines
from session_tui.screens.samples.page import SamplePage
from session_tui.scrolling_page import ScrollingPage

WIDEST = 90


class SamplesScreen(ScrollingPage):
    """Lists the samples that may be read today, document by document."""

    place: ClassVar[str] = "samples"

    def __init__(self) -> None:
        super().__init__()
        self._samples: tuple[Sample, ...] | None = None
        self._chosen = 0

    def title_left(self) -> Line:
        """What this is."""
        return line("Samples for clinical audit", "now")

    def on_screen_resume(self) -> None:
        """Read it, also after one was granted or its day is over."""
        super().on_screen_resume()
        self._read()

    def heard(self) -> None:
        """Another laptop wrote something: read it."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk, today = self._desk, self._today
        if not desk.unlocked:
            return
        try:
            self._samples = await desk.run(
                lambda: live_samples(desk.open_record, desk.keyring, today)
            )
        except RecordError as why:
            self.session_app.tell(str(why))
        self._choose(self._chosen)

    def redraw(self) -> None:
        """The list as it was read last."""
        if not self.stands or not self._desk.unlocked:
            return
        if self._samples is None:
            self.draw([line("Reading…", "past")])
            return
        names = {one: person.name for one, person in self._desk.team.staff.items()}
        self.draw(sample_lines(self._samples, self._chosen, names, self.cells(WIDEST)))

    # --- choosing and reading ---------------------------------------------------

    def action_row_up(self) -> None:
        """The document above."""
        self._choose(self._chosen - 1)

    def action_row_down(self) -> None:
        """The document below."""
        self._choose(self._chosen + 1)

    def _choose(self, place: int) -> None:
        rows = rows_of(self._samples or ())
        self._chosen = max(0, min(len(rows) - 1, place))
        self.redraw()

    def action_read_sample(self) -> None:
        """Read the chosen document; the trail has it first."""
        rows = rows_of(self._samples or ())
        if self._chosen < len(rows):
            self.app.push_screen(SamplePage(*rows[self._chosen]))

    # --- granting and ending -----------------------------------------------------

    @work(exclusive=True, group="grant")
    async def action_grant_sample(self) -> None:
        """Ask, draw, show what was replaced, then grant."""
        app, desk, today = self.session_app, self._desk, self._today
        try:
            wish = await granting.wished(self.app, desk, today)
            if wish is None:
                return
            prepared = await desk.run(lambda: granting.made(desk, wish, today, self._came))
            if not await confirmed(app, lambda: prepared.replaced):
                app.tell("Nothing was granted.")
                return
            app.tell(await desk.run(lambda: granting.grant(desk, wish, prepared)))
        except (Refused, RecordError) as why:
            app.tell(str(why))
        self._read()

    def _came(self, done: int, of: int) -> None:
        """Called in the record's thread."""
        says = f"reading session {done} of {of} …"
        self.post_message(Callback(callback=lambda: self.session_app.tell(says)))

    @work
    async def action_end_sample(self) -> None:
        """End the sample of the chosen document."""
        rows, desk = rows_of(self._samples or ()), self._desk
        if not rows:
            self.session_app.tell("There is no sample to end.")
            return
        sample = rows[self._chosen][0]
        question = "End this sample now? Its key is destroyed: nobody reads it any more."
        if await self.app.push_screen_wait(Ask(question, (Choice("y", "end it", "y"),))) != "y":
            return
        try:
            act = end_sample(sample)
            await desk.run(lambda: desk.append(act))
            self.session_app.tell(act.says)
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self._read()

    def footer_actions(self) -> list[tuple[str, str]]:
        """A clinical auditor has nothing to go back to."""
        keys = super().footer_actions()
        return [key for key in keys if key[1] != "back"] if self._desk.audits else keys

    def action_back(self) -> None:
        """Back to the staff; a clinical auditor has nothing else to see."""
        if self._desk.audits:
            self.session_app.tell("ctrl+q leaves the program, ctrl+o locks it.")
        else:
            self.dismiss()
