"""The smallest journal that keeps the contract: what the others are measured by."""

from collections.abc import Iterator, Sequence

from models.journal.frame import Frame, Position, parse
from models.journal.journal import Forked, Gap, Row


class MemoryJournal:
    def __init__(self) -> None:
        self._chains: dict[bytes, list[Frame]] = {}
        self._version = 0

    def append(self, frames: Sequence[Frame]) -> None:
        chains = {writer: list(chain) for writer, chain in self._chains.items()}
        for frame in frames:
            chain = chains.setdefault(frame.writer, [])
            if frame.seq > len(chain) + 1:
                raise Gap(frame, len(chain))
            if frame.seq <= len(chain):
                if chain[frame.seq - 1].raw != frame.raw:
                    raise Forked(frame)
                continue
            if chain and chain[-1].hash != frame.previous:
                raise Forked(frame)
            chain.append(frame)
        self._chains = {writer: chain for writer, chain in chains.items() if chain}

    def head(self, writer: bytes) -> Position | None:
        chain = self._chains.get(writer)
        return chain[-1].position if chain else None

    def heads(self) -> dict[bytes, Position]:
        return {writer: chain[-1].position for writer, chain in self._chains.items()}

    def holdings(self) -> dict[bytes, int]:
        return {writer: len(chain) for writer, chain in self._chains.items()}

    def frame_at(self, writer: bytes, seq: int) -> bytes | None:
        chain = self._chains.get(writer, [])
        return chain[seq - 1].raw if 0 < seq <= len(chain) else None

    def read_from(self, writer: bytes, seq: int) -> Iterator[Row]:
        for frame in self._chains.get(writer, [])[max(seq, 1) - 1 :]:
            yield writer, frame.seq, frame.raw

    def read_stream(self, stream: bytes) -> Iterator[Row]:
        for writer, chain in self._chains.items():
            for frame in chain:
                if parse(frame.raw).stream == stream:
                    yield writer, frame.seq, frame.raw

    def streams(self) -> list[bytes]:
        return sorted({frame.stream for chain in self._chains.values() for frame in chain})

    def version(self) -> int:
        return self._version

    def close(self) -> None:
        self._chains = {}
