"""The frame: one encoding, all of it signed, nothing readable without every key."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from models.journal.frame import (
    Flaw,
    Frame,
    FrameError,
    Header,
    Position,
    body_cipher,
    check_signature,
    open_body,
    parse,
    seal,
    sorted_key_ids,
)
from models.record_error import RecordError
from tests.models.record.frames import AB, FIRST, GROUP_KEY, Signer, a_key, an_id, sealed

ids = st.binary(min_size=16, max_size=16)
hashes = st.binary(min_size=32, max_size=32).filter(any)
positions = st.builds(Position, ids, st.integers(1, 2**63), hashes)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    seq = draw(st.integers(1, 2**64 - 1))
    writer = draw(ids)
    heads = draw(st.lists(positions, max_size=5, unique_by=lambda head: head.writer))
    return Header(
        writer=writer,
        seq=seq,
        previous=FIRST if seq == 1 else draw(hashes),
        stream=draw(ids),
        signer=AB.signer,
        key_ids=sorted_key_ids(draw(st.lists(ids, min_size=1, max_size=4))),
        heads=tuple(sorted(head for head in heads if head.writer != writer)),
    )


def cipher_of(frame: Frame | Header) -> ChaCha20Poly1305:
    return body_cipher(frame.stream, frame.key_ids, a_key)


@given(headers(), st.binary(max_size=1000))
def test_what_was_sealed_is_opened_and_parsed_as_it_was(header: Header, body: bytes) -> None:
    frame = seal(header, body, cipher_of(header), AB)
    again = parse(frame.raw)
    assert again == frame
    assert Header(*(getattr(again, name) for name in Header._fields)) == header
    assert open_body(again, cipher_of(again)) == body
    check_signature(again)


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_every_changed_byte_is_noticed_without_a_key(flip: int) -> None:
    head = Position(an_id("other"), 3, b"h" * 32)
    raw = sealed(b"went back", heads=(head,), keys=(an_id("a"), an_id("b"))).raw
    for at in range(len(raw)):
        with pytest.raises(FrameError):
            check_signature(parse(raw[:at] + bytes([raw[at] ^ flip]) + raw[at + 1 :]))


@given(st.data())
def test_any_changed_byte_before_the_signature_breaks_the_seal(data: st.DataObject) -> None:
    frame = sealed(b"went back", keys=(an_id("a"), an_id("b")))
    raw = bytearray(frame.raw)
    at = data.draw(st.integers(0, len(raw) - 65))
    raw[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(FrameError):
        open_body(parse(bytes(raw)), cipher_of(frame))


@given(st.binary(max_size=600))
def test_other_bytes_are_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(FrameError) as caught:
        parse(raw)
    assert caught.value.flaw is Flaw.SHAPE


def test_a_frame_has_no_more_and_no_less_bytes() -> None:
    raw = sealed(b"went back").raw
    for other in (raw[:-1], raw + b"\0", raw[1:], b"", raw + raw):
        with pytest.raises(FrameError):
            parse(other)


def test_lists_in_another_order_are_another_encoding_and_refused() -> None:
    a, b = sorted((an_id("a"), an_id("b")))
    heads = sorted((Position(an_id("x"), 1, b"x" * 32), Position(an_id("y"), 1, b"y" * 32)))
    good = parse(sealed(b"", keys=(a, b), heads=tuple(heads)).raw)
    header = Header(*(getattr(good, name) for name in Header._fields))
    others = [
        header._replace(key_ids=(b, a)),
        header._replace(key_ids=(a, a)),
        header._replace(key_ids=()),
        header._replace(heads=tuple(reversed(heads))),
        header._replace(heads=(heads[0], heads[0])),
        header._replace(heads=(Position(header.writer, 1, b"w" * 32),)),
        header._replace(heads=(heads[0]._replace(seq=0),)),
        header._replace(seq=0),
        header._replace(seq=2),
        header._replace(previous=b"p" * 32),
    ]
    for other in others:
        with pytest.raises(FrameError):
            parse(seal(other, b"", cipher_of(header), AB).raw)


def test_two_paddings_of_one_body_are_not_both_right() -> None:
    frame = sealed(b"")
    cipher = cipher_of(frame)
    for padded in (b"\x80" + bytes(255), bytes(128), b"", b"\x80"):
        clear = bytearray(frame.raw[: frame.body_at])
        clear[113:117] = (len(padded) + 16).to_bytes(4, "big")
        nonce = bytes(clear[-12:])
        message = bytes(clear) + cipher.encrypt(nonce, padded, bytes(clear))
        with pytest.raises(FrameError):
            open_body(parse(message + AB.sign(message)), cipher)


def test_without_any_one_of_its_keys_nothing_opens() -> None:
    a, b = sorted((an_id("man 3"), an_id("man 5")))
    frame = sealed(b"they argued", keys=(a, b))
    for wrong in (a, b):
        known = {key_id: a_key(key_id) for key_id in (a, b)} | {wrong: bytes(32)}
        cipher = body_cipher(frame.stream, frame.key_ids, known.__getitem__)
        with pytest.raises(FrameError) as caught:
            open_body(frame, cipher)
        assert caught.value.flaw is Flaw.SEAL
    assert open_body(frame, cipher_of(frame)) == b"they argued"


def test_a_body_can_not_be_moved_to_another_stream() -> None:
    frame = sealed(b"went back")
    elsewhere = body_cipher(an_id("day 2"), frame.key_ids, a_key)
    with pytest.raises(FrameError):
        open_body(frame, elsewhere)


def test_present_and_absent_are_as_long_as_each_other() -> None:
    assert len(sealed(b"in").raw) == len(sealed(b"absent: says ill").raw)


def test_nothing_of_the_body_is_readable_in_the_frame() -> None:
    assert b"went back" not in sealed(b"he went back to the moment before").raw


def test_the_same_entry_sealed_twice_looks_otherwise() -> None:
    first, second = sealed(b"in"), sealed(b"in")
    assert first.raw[first.body_at : -64] != second.raw[second.body_at : -64]


def test_another_signer_s_signature_is_noticed() -> None:
    frame = sealed(b"went back")
    forged = frame.raw[:-64] + Signer("CD").sign(frame.raw[:-64])
    with pytest.raises(FrameError) as caught:
        check_signature(parse(forged))
    assert caught.value.flaw is Flaw.SIGNATURE


def test_a_newer_version_s_frame_is_kept_chained_and_checked() -> None:
    frame = sealed(b"went back")
    message = frame.raw[:4] + b"\x02" + frame.raw[5:-64]
    newer = parse(message + AB.sign(message))
    check_signature(newer)
    assert (newer.version, newer.writer, newer.seq, newer.stream) == (
        2,
        frame.writer,
        1,
        frame.stream,
    )
    assert newer.key_ids == () == newer.heads
    with pytest.raises(FrameError) as caught:
        open_body(newer, cipher_of(frame))
    assert caught.value.flaw is Flaw.NEWER


def test_too_long_an_entry_is_refused_in_a_sentence() -> None:
    with pytest.raises(RecordError, match="8 MB at most"):
        sealed(bytes(8 * 1024 * 1024))


@pytest.mark.parametrize("wrong", [(), (b"short",), tuple(an_id(str(n)) for n in range(256))])
def test_too_few_and_too_many_keys_are_a_mistake(wrong: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="1 to 255 keys"):
        sorted_key_ids(wrong)


def test_what_is_printed_of_a_frame_is_its_place_alone() -> None:
    assert repr(sealed(b"went back")) == f"Frame({an_id('w').hex()[:8]} 1, 356 bytes)"


def test_frames_of_the_first_version_are_readable_for_ever() -> None:
    golden = Path(__file__).with_name("golden_frame.hex").read_text().split()
    raw = bytes.fromhex("".join(golden))
    frame = parse(raw)
    check_signature(frame)
    assert open_body(frame, cipher_of(frame)) == "3 · went back to the moment before".encode()
    assert frame.key_ids == sorted_key_ids((GROUP_KEY, an_id("man 3")))
    assert frame.heads == (Position(an_id("the other laptop"), 7, b"h" * 32),)
