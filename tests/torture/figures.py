"""What a run of the torture says: attempts, failures, and whether that is as it must be."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """One subject's figures. Of a negative control `must_fail` says what its failures must hold."""

    name: str
    seed: int
    must_fail: str = ""
    attempts: int = 0
    failures: list[str] = field(default_factory=list)
    """What went wrong, with the number of the attempt."""
    counts: Counter[str] = field(default_factory=Counter)
    """How often what came up."""
    remarks: list[str] = field(default_factory=list)
    """What is worth a look, failure or not."""
    wanting: list[str] = field(default_factory=list)
    """What shows that the run itself proves nothing: a harm that never came up, say."""
    began: float = field(default_factory=time.monotonic)

    @property
    def good(self) -> bool:
        """Whether it is as it must be."""
        found = any(self.must_fail in failure for failure in self.failures)
        return found == bool(self.must_fail) and self.attempts > 0 and not self.wanting

    def failed(self, why: str) -> None:
        """Note a failure of the attempt under way."""
        self.failures.append(f"attempt {self.attempts}: {why}")

    def print(self) -> None:
        """Print them, with the first failures where there should be none."""
        seconds = time.monotonic() - self.began
        word = "as it must" if self.good else "NOT AS IT MUST BE"
        lines = [
            f"{self.name}: {self.attempts} attempts, {len(self.failures)} failures"
            f"{' (control: must fail)' if self.must_fail else ''}"
            f" · seed {self.seed} · {seconds:.1f} s · {word}"
        ]
        counts = ", ".join(f"{what} {count}" for what, count in sorted(self.counts.items()))
        lines += [f"  {counts}"] if counts else []
        lines += [f"  {line}" for line in (*self.remarks[:10], *self.wanting)]
        if not self.good:
            lines += [f"  {line}" for line in self.failures[:10]]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
