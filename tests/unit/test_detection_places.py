"""Where a match is: lines, columns, and every occurrence by itself."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.detection.text import Places, scannable
from tests.support.detection import examine, github_token, matches, private_key


def test_column_counts_characters_of_multibyte_text() -> None:
    content = f'erste Zeile ß\nnaïve 🎉 = "{github_token()}"\n'
    (match,) = matches(content)
    assert (match.line, match.column) == (2, len('naïve 🎉 = "') + 1)


def test_carriage_returns_belong_to_no_line() -> None:
    (match,) = matches(f"a\r\n\r\n  é {github_token()}\r\nb\r\n")
    assert (match.line, match.column) == (3, 5)
    assert match.excerpt == "é ghp_[redacted]"


def test_first_and_last_character() -> None:
    token = github_token()
    first, last = matches(f"{token}\n{token}")
    assert ((first.line, first.column), (last.line, last.column)) == ((1, 1), (2, 1))


def test_byte_order_mark_has_no_column() -> None:
    (match,) = matches(b"\xef\xbb\xbf" + f"k={github_token()}".encode())
    assert (match.line, match.column, match.excerpt) == (1, 3, "k=ghp_[redacted]")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_decoded(encoding: str) -> None:
    (match,) = matches(f'# größer\nkey = "{github_token()}" # é\n'.encode(encoding))
    assert (match.line, match.column, match.excerpt) == (2, 8, 'key = "ghp_[redacted]" # é')


def test_latin_1_counts_bytes() -> None:
    (match,) = matches(f"größe: {github_token()} für".encode("latin-1"))
    assert (match.line, match.column, match.excerpt) == (1, 8, "größe: ghp_[redacted] für")


def test_invalid_utf_8_on_one_line_does_not_shift_another() -> None:
    content = b"caf\xe9 \xff\xfe\n" + f"é é {github_token()}\n".encode()
    (match,) = matches(content)
    assert (match.line, match.column) == (2, 5)


def test_binary_document() -> None:
    content = bytes(range(256)) * 40 + b"\n\x00\x01\x02" + github_token().encode() + b"\x00\x1b\xff" * 50
    (match,) = matches(content)
    assert match.line == content[: content.index(b"ghp")].count(b"\n") + 1
    assert match.column == 4
    assert match.excerpt.startswith("␀␁␂ghp_[redacted]␀␛ÿ␀␛ÿ")


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00", b"\xff\xfe", b"\xff\xfe\x00", b"\xef\xbb\xbf", b"\xf0\x9f"])
def test_next_to_nothing(content: bytes) -> None:
    assert matches(content) == ()


def test_the_same_secret_twice_is_two_matches_with_one_fingerprint() -> None:
    token = github_token()
    found = matches(f"a = {token}; b = {token}\n{token}\n")
    assert [(match.line, match.column) for match in found] == [(1, 5), (1, 51), (2, 1)]
    assert len({match.fingerprint for match in found}) == 1


def test_base64_has_the_place_of_the_encoded_text() -> None:
    token = github_token()
    encoded = base64.b64encode(f"token={token}".encode()).decode()
    (match,) = matches(f"x\ny: {encoded}\n")
    assert (match.line, match.column, match.excerpt) == (2, 4, "y: [redacted]")
    assert match.fingerprint == matches(token)[0].fingerprint


def test_base64_in_base64_and_several_in_one() -> None:
    one, two = github_token(1), github_token(2)
    inner = base64.b64encode(f"a={one} b={two}".encode())
    found = matches(base64.b64encode(inner))
    expected = {match.fingerprint for match in matches(f"{one}\n{two}")}
    assert {match.fingerprint for match in found} == expected
    assert len(found) == 2


def test_a_secret_over_several_lines_is_at_its_first() -> None:
    (match,) = matches("x\nkey: " + private_key() + "end\n")
    assert (match.rule_id, match.line, match.column) == ("secret.generic.private_key", 2, 6)
    assert match.excerpt == "key: [redacted]"


def test_sixteen_mebibytes() -> None:
    token = github_token()
    line = b"value = compute(1234, 'some text', other_value)\n"
    filler = line * ((16 * 1024 * 1024 - 64) // len(line))
    (match,) = matches(filler + token.encode())
    assert (match.line, match.column) == (filler.count(b"\n") + 1, 1)


def test_sixteen_mebibytes_on_one_line_with_many_secrets() -> None:
    separator = "é" * 8000 + " "
    content = separator.join(github_token(seed) for seed in range(900))
    found = matches(content)
    assert [match.column for match in found] == [seed * (40 + len(separator)) + 1 for seed in range(900)]
    assert len({match.fingerprint for match in found}) == 900


def test_more_than_is_kept_says_so() -> None:
    examination = examine("".join(f"{github_token(seed)}\n" for seed in range(1100)))
    assert examination.skipped == "too_many_matches"
    assert [match.line for match in examination.matches] == list(range(1, 1001))


LINES = st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n")), max_size=6)


@settings(max_examples=60, deadline=None)
@given(LINES, st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=40))
def test_places_agree_with_python(lines: list[str], prefix: str) -> None:
    text = "".join(line + "\n" for line in lines) + prefix
    data = text.encode()
    if data.startswith(b"\xef\xbb\xbf"):
        prefix = prefix if lines else prefix[1:]
    offsets = [len(line.encode()) + 1 for line in lines]
    places = Places(data + b"X\n")
    for number in range(len(lines)):
        assert places.at(sum(offsets[:number])).line == number + 1
    place = places.at(len(data))
    assert (place.line, place.column) == (len(lines) + 1, len(prefix) + 1)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_scanned(content: bytes) -> None:
    assert isinstance(scannable(content), bytes)
    assert examine(content).skipped in {None, "archive_unreadable"}
