"""What an excerpt shows, and above all what it does not."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.detection.redaction import MAXIMUM_EXCERPT, Redactor
from server.detection.text import Places
from tests.support.detection import (
    TOKENS,
    aws_key_id,
    aws_secret,
    engine,
    github_token,
    gitlab_token,
    matches,
    private_key,
    slack_token,
)


def leaks(secret: str, shown: str, length: int = 8) -> list[str]:
    """Return the pieces of the secret's random part, of the given length, that can be read."""
    random_part = secret.removeprefix("cpf_live_").removeprefix("glpat-")
    pieces = {random_part[at : at + length] for at in range(4, len(random_part) - length + 1)}
    return sorted(piece for piece in pieces if piece in shown)


def test_several_secrets_on_one_line_are_all_hidden_in_each_excerpt() -> None:
    secrets = [github_token(), gitlab_token(), slack_token(), aws_key_id()]
    found = matches("run --with " + " ".join(secrets) + " now")
    assert len(found) == 4
    for match in found:
        assert match.excerpt == "run --with ghp_[redacted] glpat-[redacted] xoxb-[redacted] AKIA[redacted] now"


def test_the_halves_of_a_pair_are_both_hidden() -> None:
    secret = aws_secret()
    found = matches(f"id {aws_key_id()} aws_secret_access_key = {secret}\n")
    assert {match.rule_id for match in found} == {"secret.aws.access_key_id", "secret.aws.secret_access_key"}
    for match in found:
        assert leaks(secret, match.excerpt) == []


def test_what_no_rule_knows_is_hidden_by_its_name_or_its_looks() -> None:
    password, run = "correct-horse-battery", "".join(f"a{digit}B" for digit in range(10))
    found = matches(f'db_password: "{password}", x={run} {github_token()} foo://joe:{password}@host/')
    assert len(found) >= 1
    for match in found:
        assert match.excerpt == 'db_password: "[redacted]", x=[redacted] ghp_[redacted] foo://joe:[redacted]@host/'


def test_every_span_is_hidden_whatever_it_holds_and_wherever_it_ends() -> None:
    text = b"one two\nsay open sesame and then, friend, come\nin here\n"
    spans = [
        (text.index(word), text.index(word) + len(word))
        for word in (b"open sesame", b"friend", b"come\nin", b"two\nsay")
    ]
    redactor = Redactor(text, spans, ())
    places = Places(text)
    first = places.at(spans[0][0])
    assert redactor.excerpt(*spans[0], first) == "[redacted] [redacted] and then, [redacted], [redacted]"
    assert (
        redactor.excerpt(*spans[2], places.at(spans[2][0])) == "[redacted] [redacted] and then, [redacted], [redacted]"
    )
    assert redactor.excerpt(0, 0, first) == "[redacted]"


def test_copies_of_a_value_are_hidden_where_no_rule_matches() -> None:
    word = "Zx81" + "kq9Lm2"
    encoded = [base64.b64encode(f"{before}{word};".encode()).decode() for before in ("", "x", "xy")]
    (match,) = matches(f"see https://u:{word}@db.corp.io/x, that is {word}, or ({word}), {encoded}")
    assert match.excerpt == (
        "see https://u:[redacted]@db.corp.io/x, that is [redacted], or ([redacted]), "
        "['[redacted]', '[redacted]', '[redacted]']"
    )


def test_what_continues_a_token_is_hidden_with_it() -> None:
    (match,) = matches(f"token {github_token()}Zq7Lx9vPm2 rest")
    assert match.excerpt == "token ghp_[redacted] rest"


def test_private_key_in_json_on_one_line() -> None:
    pem = private_key()
    (match,) = matches(json.dumps({"name": "x", "private_key": pem, "other": "y"}))
    assert not any(line in match.excerpt for line in pem.split("\n")[1:-2])
    assert match.excerpt.startswith('{"name": "x", "private_key": "[redacted]')


def test_long_line_is_cut_around_the_finding() -> None:
    (match,) = matches("a" * 3000 + f" before {github_token()} after " + "b" * 3000)
    assert len(match.excerpt) == MAXIMUM_EXCERPT
    assert " before ghp_[redacted] after " in match.excerpt
    assert match.excerpt[0] == match.excerpt[-1] == "…"


def test_controls_are_visible() -> None:
    (match,) = matches(f"\ta\x1b[31m\x00\x7f\x85\u202e\u200b{github_token()}\u2028é\n")
    assert match.excerpt == r"a␛[31m␀␡\x85\u202e\u200b".replace(r"\x85", r"\u0085") + r"ghp_[redacted]\u2028é"
    assert match.excerpt.isprintable()


def test_neither_matches_nor_their_repr_hold_the_value() -> None:
    token = github_token()
    encoded = base64.b64encode(token.encode()).decode()
    shown = repr(matches(f"{token} {encoded}")) + repr(engine().rules())
    assert leaks(token, shown) == []
    assert leaks(encoded, shown) == []


FILLER = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)
EDGE = st.sampled_from([" ", '"', "'", "\t", "\n", "\r\n", ", ", "\x00", "é "])
PLANTED = st.tuples(st.sampled_from(sorted(TOKENS)), st.integers(min_value=0, max_value=10_000))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FILLER, EDGE, PLANTED, EDGE), min_size=1, max_size=5), FILLER, st.booleans())
def test_no_excerpt_ever_shows_a_planted_token(
    pieces: list[tuple[str, str, tuple[str, int], str]], rest: str, encoded: bool
) -> None:
    text, secrets = "", []
    for filler, before, (rule_id, seed), after in pieces:
        secret = TOKENS[rule_id](seed)
        secrets.append((rule_id, secret))
        text += filler + before + secret + after
    if encoded:
        text += " " + base64.b64encode(secrets[0][1].encode()).decode() + " "
    found = matches(text + rest)
    assert {rule_id for rule_id, _ in secrets} <= {match.rule_id for match in found}
    for match in found:
        assert len(match.excerpt) <= MAXIMUM_EXCERPT
        for _, secret in secrets:
            assert leaks(secret, match.excerpt) == []
            assert leaks(base64.b64encode(secret.encode()).decode(), match.excerpt, length=12) == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200), st.integers(min_value=0, max_value=1000))
def test_no_excerpt_of_a_binary_document_shows_it(before: bytes, after: bytes, seed: int) -> None:
    token = github_token(seed)
    found = matches(b"\x80" + before + b"\x00" + token.encode() + b"\x00" + after)
    assert [match.rule_id for match in found].count("secret.github.personal_access_token") == 1
    assert all(leaks(token, match.excerpt) == [] for match in found)


@pytest.mark.parametrize("count", [2, 40, 120])
def test_a_line_of_nothing_but_secrets(count: int) -> None:
    tokens = [github_token(seed) for seed in range(count)]
    found = matches(",".join(tokens))
    assert len(found) == count
    assert all(leaks(token, match.excerpt) == [] for match in found for token in tokens)


def test_of_many_values_all_copies_are_hidden_as_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [github_token(number) for number in range(60)] + [f"p{number}!" for number in range(1000, 1100)]
    encoded = [
        base64.b64encode(f"{'x' * (number % 3)}{value}".encode()).decode() for number, value in enumerate(values)
    ]
    lines = [f"{one} and {other}" for one, other in zip(values, reversed(encoded), strict=True)]
    text = "\n".join(lines).encode()

    def excerpts() -> list[str]:
        redactor, places = Redactor(text, [], [value.encode() for value in values]), Places(text)
        starts = [text.index(line.encode()) for line in lines]
        return [redactor.excerpt(start, start + 1, places.at(start)) for start in starts]

    quick = excerpts()
    monkeypatch.setattr("server.detection.redaction._MANY_COPIES", 10**9)
    assert quick == excerpts()
    # Base64 of what is shorter than eight characters is not looked for.
    assert not [value for value in (*values, *encoded[:60]) if any(value in excerpt for excerpt in quick)]
