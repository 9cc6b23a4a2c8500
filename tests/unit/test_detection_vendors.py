"""What a name promises or a value's beginning says must be borne out by the rest; what only may be is reported."""

from __future__ import annotations

import base64
import json

import pytest

from server.detection.judgement import judge
from server.detection.vendors import fits
from tests.support.detection import github_token, matches
from tests.support.formats import drawn, uuid

HEX = "0123456789abcdef"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_SECRET_ACCESS_KEY", drawn(40)),
        ("AWS_SECRET_ACCESS_KEY", drawn(64, HEX)),  # Cloudflare R2
        ("AWS_SECRET_ACCESS_KEY", uuid()),  # Scaleway
        ("AWS_SECRET_ACCESS_KEY", drawn(22)),  # a server of one's own
        ("GITHUB_CLIENT_SECRET", drawn(40, HEX)),
        ("githubToken", "ghp" + "_" + drawn(36)),
        ("GITHUB_WEBHOOK_SECRET", drawn(24)),  # anyone's choice
        ("STRIPE_SECRET_KEY", "sk" + "_live_" + drawn(24)),
        ("SLACK_TOKEN", drawn(24)),
        ("GITLAB_TOKEN", drawn(20)),
        ("KUBERNETES_TOKEN", drawn(13)),
        ("VAULT_TOKEN", "hvs." + drawn(24)),
        ("VAULT_TOKEN", "hvs." + drawn(95)),
        ("api_key", uuid()),
        ("api_key", "ghs" + "_" + drawn(90)),  # longer than today's
    ],
)
def test_what_fits(name: str, value: str) -> None:
    assert fits(name, value, likely=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_SECRET_ACCESS_KEY", drawn(38)),
        ("aws.secret.key", drawn(42, HEX)),
        ("GITHUB_CLIENT_SECRET", drawn(32, HEX)),
        ("MY_GITHUB_TOKEN", drawn(24)),
        ("STRIPE_SECRET_KEY", drawn(32)),
        ("SLACK_BOT_TOKEN", drawn(32)),
        ("api_key", "ghp" + "_" + drawn(20)),
        ("api_key", "hvs." + drawn(40)),
        ("token", "glpat" + "-" + drawn(9)),
        ("api_key", "1a2b3c4d-5e6f-7g8h-9i0j-1k2l3m4n5o6p"),
        ("api_key", "vendor-1a2b3c4d-5e6f-7g8h-9i0j-1k2l3m4n5o6p"),
    ],
)
def test_what_does_not(name: str, value: str) -> None:
    assert not fits(name, value, likely=True)


def test_of_an_example_only_the_exact_form_counts() -> None:
    assert fits("AWS_SECRET_ACCESS_KEY", drawn(22), likely=True)
    assert not fits("AWS_SECRET_ACCESS_KEY", drawn(22), likely=False)
    assert fits("AWS_SECRET_ACCESS_KEY", drawn(40), likely=False)


def test_a_shortened_token_is_not_reported_and_the_whole_one_is() -> None:
    whole = github_token()
    assert matches(f"api_key = '{whole}'")
    assert not matches(f"api_key = '{whole[:24]}'")


def test_a_key_has_more_bits_than_a_checksum() -> None:
    assert not matches(f"api_key = '{drawn(16, HEX)}'")
    assert matches(f"api_key = '{drawn(32, HEX)}'")


def test_the_account_may_stand_between_prefix_and_secret() -> None:
    assert matches(f"live_{91827364}_{drawn(30)}\n")


def test_a_minified_name_is_no_prefix() -> None:
    assert not matches(f"b.{drawn(60)}\n")


def _token(claims: dict[str, str]) -> str:
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, drawn(43)])


def test_a_token_that_says_it_is_an_example_is_one() -> None:
    assert judge(_token({"sub": "1234567890", "name": "John Doe"}).encode()) == "example"
    assert judge(_token({"sub": "91827", "iss": "https://login.acme.io"}).encode()) == "plausible"
    assert [match.confidence for match in matches(f'x = "{_token({"name": "John Doe"})}"')] == ["low"]
