"""Comments that ask for findings beside them to be suppressed: where they count, and for what."""

from __future__ import annotations

import io
import zipfile

import pytest

from server.detection.inline import InlineComments, speaks_of
from tests.support.detection import aws_key_id, examine, github_token, private_key

WORD = "netallion" + ":ignore"
RULE = "secret.generic.password"


def about(text: str, line: int, rule_id: str = RULE, category: str = "secret") -> int:
    return InlineComments(text.encode()).line_about(line, rule_id, category)


@pytest.mark.parametrize(
    "comment", ["# {}", "  // {}", "/* {} */", "<!-- {} -->", "-- {}", "; {}", "rem {}", "dnl {}", "{}"]
)
def test_a_comment_alone_is_about_its_line_and_the_next(comment: str) -> None:
    text = f"one\n{comment.format(WORD)}\nthree\nfour\n"
    assert [about(text, line) for line in range(1, 6)] == [0, 2, 2, 0, 0]


@pytest.mark.parametrize("line", ["key = 'x'  # {}", '{{"a": 1}} // {}', "x{}", "see {}"])
def test_behind_something_else_it_is_about_its_own_line(line: str) -> None:
    expected = 0 if line.startswith("x{") else 1
    assert [about(f"{line.format(WORD)}\nnext\n", number) for number in (1, 2)] == [expected, 0]


@pytest.mark.parametrize(
    ("names", "rules"),
    [
        ("", {RULE, "pii.email", "agent.shell_exec"}),
        (" secret", {RULE}),
        (" secret.generic", {RULE}),
        (" secret.generic.password", {RULE}),
        (" secret.generic.*", {RULE}),
        (" pii.email, secret.generic.password", {RULE, "pii.email"}),
        (" pii secret", {RULE, "pii.email"}),
        (" agent_config", {"agent.shell_exec"}),
        (" secret.generic.pass", set()),
        (" secret.generic.password_hash", set()),
        (" secrets.generic", set()),
        (" this is the key of a test", {RULE, "pii.email", "agent.shell_exec"}),
        (" intentional.", {RULE, "pii.email", "agent.shell_exec"}),
        (" pii only on purpose", {"pii.email"}),
        (": pii", {RULE, "pii.email", "agent.shell_exec"}),
    ],
)
def test_it_is_about_the_rules_that_it_names_or_all(names: str, rules: set[str]) -> None:
    known = {RULE: "secret", "pii.email": "pii", "agent.shell_exec": "agent_config"}
    text = f"x # {WORD}{names}\n" if not names.startswith(":") else f"x # {WORD} -- pii\n"
    assert {rule for rule, category in known.items() if about(text, 1, rule, category)} == rules


@pytest.mark.parametrize(
    "text", [f"{WORD}-next-line", f"my-{WORD}", f"a:{WORD}", WORD.upper(), "gitleaks:allow", "nosec"]
)
def test_other_words_are_none(text: str) -> None:
    assert about(f"x # {text}\n", 1) == 0


@pytest.mark.parametrize("category", ["prompt_injection", "unsafe_model"])
def test_what_may_be_an_attack_does_not_speak_for_itself(category: str) -> None:
    assert about(f"x # {WORD}\n", 1, f"{category}.x", category) == 0


def test_several_comments_of_a_line_count_each() -> None:
    text = f"# {WORD} pii\nx # {WORD} secret\n"
    assert (about(text, 2, "pii.email", "pii"), about(text, 2), about(text, 1)) == (1, 2, 0)


def test_names_end_at_a_dot() -> None:
    assert speaks_of(["secret.aws"], "secret.aws.access_key_id", "secret")
    assert not speaks_of(["secret.aw"], "secret.aws.access_key_id", "secret")


def test_matches_say_which_comment_is_about_them() -> None:
    text = (
        f"a {github_token(1)} # {WORD}\nb {github_token(2)}\n# {WORD} secret.aws\nc {aws_key_id()} {github_token(3)}\n"
    )
    assert [(match.line, match.ignore_line) for match in examine(text).matches] == [(1, 1), (2, 0), (4, 3), (4, 0)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_lines_are_counted_as_those_of_matches_whatever_the_encoding(encoding: str) -> None:
    text = f"é\r\n// {WORD}\r\n{github_token()}\r\n"
    (match,) = examine(text.encode(encoding)).matches
    assert (match.line, match.ignore_line) == (3, 2)


def test_a_secret_over_several_lines_is_asked_about_where_it_begins() -> None:
    (match,) = examine(f"# {WORD} secret.generic.private_key\n{private_key()}").matches
    assert (match.line, match.ignore_line) == (2, 1)


def test_comments_count_in_files_of_archives() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.env", f"# {WORD}\nKEY={github_token()}\n" * 3)
    found = examine(raw.getvalue(), "a.zip").matches
    assert [(match.member, match.line, match.ignore_line) for match in found] == [
        ("a.env", 2, 1),
        ("a.env", 4, 3),
        ("a.env", 6, 5),
    ]
