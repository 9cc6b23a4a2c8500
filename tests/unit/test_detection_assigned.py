"""Passwords, keys and tokens of no known format: what names, values and places make of them."""

from __future__ import annotations

import base64
import random
import string
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.detection.names import Kind, kind_of, words
from server.detection.randomness import digits, entropy, is_hexadecimal, is_word, looks_random, mixture, word_share
from tests.support.detection import engine, examine, github_token, gitlab_token, matches
from tests.support.formats import drawn, uuid

ROOT = Path(__file__).parents[2]
BASE62 = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("password", "password"),
        ("db.AdminPassword", "password"),
        ("DB_PASSWORD_2", "password"),
        ("dbpassword", "password"),
        ("PGPASSWORD", "password"),
        ("apikey", "api_key"),
        ("X-Api-Key", "api_key"),
        ("APIKey", "api_key"),
        ("api_key_prod", "api_key"),
        ("hubAccessKey", "api_key"),
        ("PRIVATE_KEY_B64", "api_key"),
        ("client_secret", "secret"),
        ("providerSECRETTOKEN", "token"),
        ("providerPRIVATEKEY", "secret"),
        ("MM_ACCESS_TOKEN", "token"),
        ("tokenValue", "token"),
        ("_authToken", "token"),
        ("token_url", None),
        ("passwordField", None),
        ("password_hash", None),
        ("secret_name", None),
        ("tokenizer", None),
        ("nextPageToken", None),
        ("pad_token", None),
        ("public_key", None),
        ("publicKeyToken", None),
        ("primaryKey", None),
        ("cache_key", None),
        ("accessKeyId", None),
        ("keyboard", None),
        ("monkey", None),
        ("bypass", None),
        ("author", None),
        ("oauth", None),
        ("pattern", None),
        ("", None),
        ("123", None),
    ],
)
def test_what_a_name_announces(name: str, kind: Kind | None) -> None:
    assert kind_of(name) == kind


def test_words_of_a_name() -> None:
    assert words("APIKey") == words("api_key") == words("api-key") == ["api", "key"]
    assert words("db2.AdminPassword") == ["db", "2", "admin", "password"]


@pytest.mark.parametrize("alphabet", [BASE62, HEX, string.ascii_lowercase + string.digits])
def test_most_of_what_is_drawn_looks_random(alphabet: str) -> None:
    chance = random.Random(1)  # noqa: S311 - the same in every run
    values = ["".join(chance.choices(alphabet, k=32)) for _ in range(500)]
    assert sum(map(looks_random, values)) > 460


@pytest.mark.parametrize(
    "value",
    [
        "urlsafe_b64decode_string",
        "OpAMD64MaskedShuffleWords128",
        "00000000000000000000000000000aaa",
        "authentication_failed_2_times",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa1b2",
    ],
)
def test_what_people_write_does_not(value: str) -> None:
    assert not looks_random(value)


def test_measures_of_a_value() -> None:
    assert (is_word("password"), is_word("tion"), is_word("xkqz"), is_word("abc")) == (True, True, False, False)
    assert word_share("urlsafeB64") == pytest.approx(7 / 8)
    assert (word_share("1234"), word_share("")) == (0, 0)
    assert (entropy("aaaa"), entropy("abcd"), entropy("")) == (0, 2, 0)
    assert (mixture("a1b2"), mixture("aaaa"), mixture("a")) == (1, 0, 0)
    assert digits("a1b22") == 3
    assert [is_hexadecimal(value) for value in (drawn(32, HEX), uuid(), drawn(32), "abcdef12")] == [
        True,
        True,
        False,
        False,
    ]


VALUE = drawn(32)
ASSIGNMENTS = {
    "api_key": f'API_KEY = "{VALUE}"',
    "api_key ": f"export SERVICE_API_KEY={VALUE}",
    "token": f'{{"access_token": "{VALUE}"}}',
    "token ": f'config.put("token", "{VALUE}");',
    "token  ": f"access_token: {VALUE} # rotated",
    "token   ": f"curl --token {VALUE} https://api.corp.io",
    "token    ": f"https://api.corp.io/v1?limit=10&access_token={VALUE}&x=1",
    "secret": f"<clientSecret>{VALUE}</clientSecret>",
    "secret ": f"- name: CLIENT_SECRET\n  value: {VALUE}\n",
    "secret  ": f'variable "app_client_secret" {{\n  type = string\n  default = "{VALUE}"\n}}',
    "secret   ": f'string clientSecret: String = "{VALUE}"',
    "secret    ": f'{{\\"client_secret\\": \\"{VALUE}\\"}}',
    "password": 'password = "Zx81kq9Lm2"',
    "password ": "$mail->Password = 'gets#0me7!';",
    "password  ": "DB_PASSWORD=Zx81kq9Lm2",
}


@pytest.mark.parametrize("kind", ASSIGNMENTS)
def test_value_is_found_where_a_name_announces_it(kind: str) -> None:
    (match,) = matches(f"first\n{ASSIGNMENTS[kind]}\n", "src/settings")
    assert match.rule_id == f"secret.generic.{kind.strip()}"
    assert match.confidence in {"medium", "low"}
    assert VALUE not in match.excerpt
    assert "Zx81kq9Lm2" not in match.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "password = getpass.getpass()",
        'password = os.environ["DB_PASSWORD"]',
        "token = settings.access_token_2",
        "const key = crypto.createHash2(value1);",
        'api_key = "${API_KEY}"',
        'api_key = "<your-api-key>"',
        'api_key = "YOUR_API_KEY_HERE"',
        'password: "password"',
        'password = "********"',
        'key = "value1"',
        'token = "https://auth.corp.io/oauth2/token"',
        "secret = /var/run/secrets/db2",
        'signing_key = "-----BEGIN"',
        f'cache_key = "{VALUE}"',
        f'public_key = "{VALUE}"',
        f'"integrity": "sha512-{VALUE}=="',
        f"commit {drawn(40, HEX)}",
        f"md5_{drawn(32, HEX)}",
        f"trace-{uuid()}",
        "key = 1.2.840.113549.1.9.4",
        "magic_key = 0x04034b50",
        'token = "2023-11-24T03:10:00Z"',
        'EncapsulationKey = "MLKEM1024P384PublicKey"',
        "keyHex: pkcs8P521PrivateKeyHex,",
        "Passwords: Argon2id (RFC 9106)",
        'token = "%s_token_2"',
        'pattern_key = "^[0-9a-f]{32}$"',
        '"PASS", "Server-TLS13-NoSign-RSA_PKCS1_MD5_SHA1"',
        "ssa.OpAMD64VCVTQQ2PD512,",
    ],
)
def test_code_names_and_templates_are_left_alone(text: str) -> None:
    assert matches(f"{text}\n", "src/module.x") == ()


@pytest.mark.parametrize(
    "token", [f"corp_{VALUE}", f"corp_live_{VALUE}", f"corp-sk-{drawn(48, HEX)}", f"sdk_api-{uuid()}"]
)
def test_token_behind_a_prefix_is_found_without_a_name(token: str) -> None:
    (match,) = matches(f"run it with {token} now", "notes.txt")
    assert (match.rule_id, match.severity, match.confidence) == ("secret.generic.prefixed_token", "medium", "low")
    assert match.column == 13
    assert match.fingerprint == matches(f"'{token}'", "a.txt")[0].fingerprint


def test_placeholders_are_low_and_say_so() -> None:
    real, sequence, example = matches(
        f"a_token: {VALUE}\nb_token: 1234567890abcdef1234567890abcdef\nc_token: {VALUE}EXAMPLE\n", "a.yaml"
    )
    assert (real.severity, real.confidence) == ("high", "medium")
    assert (sequence.severity, sequence.confidence) == ("low", "low")
    assert (example.severity, example.confidence) == ("low", "low")
    assert matches(github_token())[0].confidence == "high"


@pytest.mark.parametrize("path", ["tests/unit/a.py", "src/a_test.go", "docs/guide.md", "README.md", "examples/.env"])
def test_in_tests_and_examples_only_a_provider_s_format_counts(path: str) -> None:
    weak, strong = matches(f"token = '{VALUE}'\nx = {github_token()}\n", path)
    assert (weak.severity, weak.confidence) == ("low", "low")
    assert (strong.severity, strong.confidence) == ("critical", "high")


def test_a_provider_s_rule_goes_before_a_name() -> None:
    for token, rule_id in (
        (github_token(), "secret.github.personal_access_token"),
        (gitlab_token(), "secret.gitlab.personal_access_token"),
    ):
        for text in (f"api_token={token}", f'password: "{token}"', f"secret='x{VALUE};{token}'", f"token {token}"):
            assert rule_id in {match.rule_id for match in matches(text)}
        assert [match.rule_id for match in matches(f"api_token={token}")] == [rule_id]


def test_encoded_assignment_is_found_once() -> None:
    encoded = base64.b64encode(f"DB_HOST=db\nDB_TOKEN={VALUE}\n".encode()).decode()
    (match,) = matches(f"x: 1\nenv: {encoded}\n", "a.yaml")
    assert (match.rule_id, match.line, match.excerpt) == ("secret.generic.token", 2, "env: [redacted]")
    assert match.fingerprint == matches(f"DB_TOKEN={VALUE}")[0].fingerprint


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["password", "api_key", "token", "clientSecret"]),
    st.sampled_from([" = ", ": ", "=", " => ", ":=", ", ", " "]),
    st.sampled_from(["", '"', "'", "`", '\\"']),
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=60),
)
def test_any_assignment_can_be_judged(name: str, sign: str, quote: str, value: str) -> None:
    examination = examine(f"{name}{sign}{quote}{value}{quote}\n")
    assert examination.skipped is None
    for match in examination.matches:
        assert len(match.excerpt) <= 200


def test_this_project_scans_clean() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 - git on the developer's path
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert len(files) > 100
    found = []
    for file in files:
        if not file.is_file():
            continue
        path = str(file.relative_to(ROOT))
        found += [
            f"{path}:{match.line}: {match.rule_id} ({match.severity}): {match.excerpt}"
            for match in examine(file.read_bytes(), path).matches
            if match.category == "secret" and match.severity != "low"
        ]
    assert found == []
    assert any(rule.rule_id == "secret.generic.password" for rule in engine().rules())
