"""What the engine finds, what it leaves out, and how it fails."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.detection import ENGINE_VERSION, MAXIMUM_BYTES, DocumentBytes, Engine
from server.detection import fingerprint as fingerprints
from server.detection.fingerprint import fingerprint, normalise
from server.detection.judgement import judge
from server.detection.model import Observation, Rule, Sighting, Subject
from tests.support.detection import (
    KEY,
    OTHER_KEY,
    TOKENS,
    aws_key_id,
    aws_secret,
    engine,
    examine,
    github_token,
    matches,
    netallion_key,
    private_key,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = Rule("secret.test.token", "secret", "Test token", "high", "Rotate it.", "this test")


class Finds:
    """A detector that sees the word SECRET."""

    def wants(self, subject: Subject) -> bool:
        return subject.path == "a.txt"

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        assert time_limit > 0
        at = subject.text.find(b"SECRET")
        return Observation([Sighting(at, at + 6, b"SECRET", RULE, "high", 2, encoded=False)], cut_off=False)

    def rules(self) -> Sequence[Rule]:
        return [RULE]


class Breaks(Finds):
    """A detector that fails as it is told to."""

    def __init__(self, failure: BaseException) -> None:
        self._failure = failure

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        super().detect(subject, time_limit)
        raise self._failure


class PanicException(BaseException):
    """As a native library raises it."""


def with_detectors(tmp_path: Path, *detectors: Finds) -> Engine:
    return Engine(tmp_path, detectors=detectors)


@pytest.mark.parametrize("rule_id", sorted(TOKENS))
def test_planted_token_is_found_with_everything_a_finding_needs(rule_id: str) -> None:
    (match,) = matches(f'export default {{ token: "{TOKENS[rule_id](7)}" }};\n', "src/settings.ts")
    assert (match.category, match.rule_id) == ("secret", rule_id)
    assert (match.line, match.column) == (1, 26)
    assert match.severity in {"critical", "high"}
    assert match.title
    assert "secret manager" in match.remediation
    assert re.fullmatch(r"v1:[0-9a-f]{64}", match.fingerprint)


def test_fingerprint_depends_on_value_and_key_alone() -> None:
    token = github_token()
    (here,) = matches(f"token: {token}", "a/b.yaml")
    (there,) = matches(f"\n\n'{token}'", "c.md")
    (foreign,) = matches(token, key=OTHER_KEY)
    assert here.fingerprint == there.fingerprint == fingerprint(KEY, token.encode())
    assert foreign.fingerprint not in {here.fingerprint, matches(github_token(2))[0].fingerprint}


def test_short_key_is_refused_also_for_an_empty_document() -> None:
    with pytest.raises(ValueError, match="shorter than 16 bytes"):
        examine("", key=b"short")


def test_private_key_has_one_fingerprint_in_every_wrapping() -> None:
    pem = private_key()
    escaped = pem.replace("\n", "\\n")
    indented = "".join(f"    {line}\n" for line in pem.splitlines())
    prints = {matches(text)[0].fingerprint for text in (pem, f'{{"k": "{escaped}"}}', f"k: |\n{indented}")}
    assert len(prints) == 1
    assert normalise(b' "abc"\n') == b"abc"


def test_pair_is_two_findings_and_its_half_alone_is_one() -> None:
    pair = f"aws_access_key_id = {aws_key_id()}\naws_secret_access_key = {aws_secret()}\n"
    assert [(match.rule_id, match.line, match.severity) for match in matches(pair)] == [
        ("secret.aws.access_key_id", 1, "high"),
        ("secret.aws.secret_access_key", 2, "critical"),
    ]
    assert [match.rule_id for match in matches(f"id = {aws_key_id()}")] == ["secret.aws.access_key_id"]


def test_one_token_under_several_rules_is_one_finding_of_the_most_specific() -> None:
    command = f'curl -H "Authorization: Bearer {netallion_key()}" https://api.corp.io/v1/x\n'
    assert [match.rule_id for match in matches(command)] == ["secret.netallion.api_key"]


@pytest.mark.parametrize(
    "path",
    [
        "node_modules/a/index.js",
        "package-lock.json",
        "poetry.lock",
        "go.sum",
        "logo.svg",
        "a.png",
        "vendor/x.min.js",
        "",
    ],
)
def test_no_path_hides_a_secret(path: str) -> None:
    assert [match.rule_id for match in matches(github_token(), path)] == ["secret.github.personal_access_token"]


@pytest.mark.parametrize("comment", ["# kingfisher:ignore", "# gitleaks:allow", "// betterleaks:allow", "# nosec"])
def test_no_comment_hides_a_secret(comment: str) -> None:
    assert len(matches(f"{github_token()}  {comment}\n")) == 1


@pytest.mark.parametrize(
    ("path", "content", "rule_id"),
    [
        ("infra/main.tf", 'x_login_password = "{value}"\n', "secret.terraform.password"),
        (
            "k8s/s.yml",
            "kind: Secret\nmetadata:\n  name: x\ndata:\n  password: {value}==\n",
            "secret.kubernetes.secret_yaml",
        ),
    ],
)
def test_rules_for_certain_files_apply_to_these_only(path: str, content: str, rule_id: str) -> None:
    text = content.format(value="Zx81" + "kq9Lm2Pw7tY" + "vB3d4")
    assert rule_id in {match.rule_id for match in matches(text, path)}
    assert rule_id not in {match.rule_id for match in matches(text, "notes.txt")}


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("<your-token>", "template"),
        ("${DB_PASSWORD}", "template"),
        ("$PASSWORD", "template"),
        ("{{ password }}", "template"),
        ("%DB_PASS%", "template"),
        ("[password]]", "template"),
        ("xxxxxxxx", "template"),
        ("xxxx-xxxx", "template"),
        ("********", "template"),
        ("password", "template"),
        ("your-api-key", "template"),
        ("YOUR_SECRET_TOKEN_HERE", "template"),
        ("cpf_live_abc123...", "template"),
        ("changeme", "example"),
        ("example-password", "example"),
        ("tiger", "example"),
        ("123456", "example"),
        ("sk_" + "test_51H8xYzKq2LmP7", "example"),
        ("s3cr3tPa55w0rd", "plausible"),
        ("$ecret123!", "plausible"),
        ("pass(word)9", "plausible"),
        ("correct horse", "plausible"),
    ],
)
def test_judgement(value: str, verdict: str) -> None:
    assert judge(value.encode()) == verdict


def test_templates_are_left_out_and_examples_are_low() -> None:
    uri = "postgres" + "://app:{}@db.corp.io/x\n"
    values = ["Zx81kq9Lm2", "password", "<password>", "${PASSWORD}", "changeme", "tiger"]
    found = matches("".join(uri.format(value) for value in values))
    assert [(match.line, match.severity) for match in found] == [(1, "medium"), (5, "low"), (6, "low")]
    (sandbox,) = matches(netallion_key(environment="test"))
    assert sandbox.severity == "low"
    assert matches("AKIA" + "IOSFODNN7" + "EXAMPLE") == ()
    assert matches('curl -H "Authorization: Bearer cpf_live_abc123..." https://api.corp.io/x') == ()


def test_a_prefix_within_an_embedded_blob_is_no_secret() -> None:
    blob = "QUJD" * 40
    assert matches(f"{blob}/{aws_key_id()}/{blob}") == ()
    assert len(matches(f"{blob} {aws_key_id()} {blob}")) == 1


def test_timeout_is_no_clean_result() -> None:
    slow = Engine(Path("unused"), time_limit=0.001, detectors=engine()._detectors)
    examination = slow.examine(DocumentBytes("a", "", f"{github_token()}\n".encode() * 60_000), KEY)
    assert (examination.matches, examination.skipped) == ((), "timeout")


def test_too_large_is_no_clean_result() -> None:
    assert examine(bytes(MAXIMUM_BYTES + 1)).skipped == "too_large"


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (TimeoutError(), "timeout"),
        (RuntimeError("boom"), "detector_failed"),
        (MemoryError(), "detector_failed"),
        (PanicException(), "detector_failed"),
    ],
)
def test_what_other_detectors_found_survives_a_failure(tmp_path: Path, failure: BaseException, reason: str) -> None:
    document = DocumentBytes("a.txt", "text/plain", b"a SECRET here")
    for detectors in ((Breaks(failure), Finds()), (Finds(), Breaks(failure))):
        examination = with_detectors(tmp_path, *detectors).examine(document, KEY)
        assert examination.skipped == reason
        assert [(match.rule_id, match.excerpt) for match in examination.matches] == [
            ("secret.test.token", "a [redacted] here")
        ]


def test_an_interrupt_passes(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        with_detectors(tmp_path, Breaks(KeyboardInterrupt())).examine(DocumentBytes("a.txt", "", b"x"), KEY)


def test_threads_share_an_engine() -> None:
    contents = [f"line\n{github_token(seed)}\n{aws_key_id(seed)}\n" for seed in range(60)]
    alone = [examine(content) for content in contents]
    barrier = threading.Barrier(4)

    def work(part: int) -> list[object]:
        barrier.wait()
        return [examine(content) for content in contents[part::4]]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(work, range(4)))
    assert together == [alone[part::4] for part in range(4)]


def test_compiled_rules_are_kept_in_the_given_folder(tmp_path: Path) -> None:
    from server.detection.secrets import SecretsDetector  # noqa: PLC0415 - the only test that goes below the engine

    folder = tmp_path / "new" / "rules"
    assert SecretsDetector(folder).cache_status == "stored"
    assert SecretsDetector(folder).cache_status == "loaded"
    assert folder.stat().st_mode & 0o777 == 0o700


def test_version_names_the_library_and_our_revision() -> None:
    assert re.fullmatch(r"kingfisher-1\.5\.\d+\+netallion-\d+", ENGINE_VERSION)


class Sees(Finds):
    """A detector that sees the word ORDER, which is no secret, and so may be shown."""

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        assert time_limit > 0
        at = subject.text.find(b"ORDER")
        rule = Rule("injection.test", "prompt_injection", "Test order", "medium", "Remove it.", "this test")
        return Observation([Sighting(at, at + 5, b"SECRET", rule, "medium", 1, shown=True)], cut_off=False)


def test_what_is_no_secret_is_shown_and_is_not_taken_for_one(tmp_path: Path) -> None:
    text = b"before ORDER after SECRET end"
    both = with_detectors(tmp_path, Finds(), Sees()).examine(DocumentBytes("a.txt", "", text), KEY)
    order, secret = both.matches
    assert order.excerpt == "before ORDER after [redacted] end"
    assert secret.excerpt == order.excerpt
    assert order.fingerprint != secret.fingerprint, "one value in two categories is two things"


def test_a_detector_is_asked_whether_it_wants_a_document(tmp_path: Path) -> None:
    assert with_detectors(tmp_path, Finds()).examine(DocumentBytes("b.txt", "", b"SECRET"), KEY).matches == ()


def test_a_new_fingerprint_version_says_the_earlier_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    before = matches(github_token(3))[0]
    assert before.earlier_fingerprint == ""
    monkeypatch.setattr(fingerprints, "EARLIER", fingerprints.CURRENT)
    monkeypatch.setattr(fingerprints, "CURRENT", fingerprints.Version("v2", bytes.upper))
    after = matches(github_token(3))[0]
    assert after.fingerprint.startswith("v2:")
    assert after.earlier_fingerprint == before.fingerprint
