"""Secrets, by Kingfisher's compiled catalogue and rules of our own in its format.

The catalogue and ``rules/`` know what providers' credentials look like. patterns.py knows where passwords, keys and
tokens of no known format stand; what it lets through is weighed in assigned.py. All are one compiled set and one pass.

Kingfisher (MongoDB, Apache-2.0) runs in this process, releases the GIL while it scans, and never uses the network
when scanning: only its Validator and Revoker do, and neither is constructed here. What is set, and why:

- confidence ``medium``: the catalogue grades nothing lower, and ``high`` alone loses a fifth of the true positives
  for almost no fewer false ones.
- ``inline_ignores`` off: a comment in a document must not make a finding vanish without a trace.
- no path: the catalogue leaves out whole kinds of files by their path (``node_modules/``, lock files, images), and
  what was left out would look clean. Rules that apply to certain files only get a neutral name with the ending they
  ask for.
- Base64 up to two layers, redaction off: the value is needed for the fingerprint, and goes no further than
  ``Engine.examine``.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from kingfisher_sdk import DetectionPolicy, Finding, Rules, ScanInput, Scanner

from server.detection import patterns
from server.detection.assigned import weigh
from server.detection.catalog import describe
from server.detection.generic import GENERIC_RULES
from server.detection.judgement import inside_blob, judge
from server.detection.model import SEVERITIES, Confidence, Observation, Rule, Sighting, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HOME: Final = "https://github.com/mongodb/kingfisher"
_OWN_RULES: Final = Path(__file__).with_name("rules")

# Names for the rules that ask for a certain file; the first that fits a document's path is what the scanner is told.
_NAMES: Final = (
    (re.compile(r"(?i)\.ya?ml$"), "document.yaml"),
    (re.compile(r"(?i)\.(?:tf|hcl)$"), "document.tf"),
    (re.compile(r"(?i)\.php$"), "document.php"),
    (re.compile(r"(?i)nuget\.config$"), "nuget.config"),
    (re.compile(r"(?i)(?:\.git[/\\]config|(?:^|[/\\])\.git-credentials|_history)$"), ".git-credentials"),
    (re.compile(r"(?i)bitwarden[ _-]*cli[/\\]+data\.json$"), "bitwarden cli/data.json"),
)

_NAMED: Final = (".yaml", ".yml", ".tf", ".hcl", ".php", "config", ".git-credentials", "_history", "data.json")

# Parts of a pair that the catalogue keeps to itself, although they are the secret half: reported when their other
# half is there too.
_SECRET_HALVES: Final = {
    "betterleaks.alibaba-sts-security-token": ("betterleaks.alibaba-sts-access-key-secret",),
    "betterleaks.aws-secret-access-key": ("betterleaks.aws-access-token",),
    "betterleaks.exoscale-api-secret": ("betterleaks.exoscale-api-key",),
    "betterleaks.ovh-consumer-key": ("betterleaks.ovh-application-secret",),
    "betterleaks.polymarket-api-secret": ("betterleaks.polymarket-api-key",),
    "betterleaks.polymarket-passphrase": ("betterleaks.polymarket-api-key",),
}

# Rules that know a place where secrets stand rather than a provider's format.
_UNSPECIFIC: Final = (
    "secret.android.build_config_secret",
    "secret.dotnet.",
    "secret.generic.connection_string",
    "secret.generic.credential_uri",
    "secret.generic.jdbc_password",
    "secret.generic.json_web_token",
    "secret.generic.password_sentence",
    "secret.http.",
    "secret.kubernetes.secret_yaml",
    "secret.netrc.",
    "secret.psexec.",
    "secret.redis.",
    "secret.sshpass.",
    "secret.curl.",
    "secret.terraform.password",
)

# Where values of assignments are mostly made up.
_ILLUSTRATION: Final = re.compile(
    r"(?:^|[/._-])(?:docs?|examples?|fixtures?|mocks?|readme|samples?|specs?|testdata|testing|tests?)(?:[/._-]|$)",
    re.IGNORECASE,
)
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")

# Findings that are looked at in one document; a document with more says so.
_MAXIMUM_FINDINGS: Final = 20_000


class SecretsDetector:
    """The detector for secrets; safe to use from several threads at once."""

    def __init__(self, cache_folder: Path) -> None:
        """Load the compiled rules from the folder, or compile them (about 4 s) and leave them there.

        The folder is made if missing, for this user alone. Kingfisher refuses one that others can write to, and then
        compiles every time.
        """
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        catalogue = _load(cache_folder)
        self.cache_status = catalogue.cache_status
        self._rules: dict[str, Rule] = {}
        self._specificity: dict[str, int] = {}
        self._trust: dict[str, Confidence] = {}
        for entry in catalogue.metadata():
            library_id = str(entry["id"])
            if not library_id.startswith(patterns.PREFIX) and (entry["visible"] or library_id in _SECRET_HALVES):
                self._add(library_id, catalogue.detail(library_id))
        policy = DetectionPolicy(inline_ignores=False, markup_context=False, base64_max_input_bytes=None)
        self._scanner = Scanner(catalogue, base64=True, dedup=False, redact=False, policy=policy)

    def _add(self, library_id: str, detail: dict[str, object]) -> None:
        confidence = str(detail["confidence"])
        references = detail["references"]
        where = str(references[0]) if isinstance(references, list) and references else _HOME
        source = where if library_id.startswith("netallion.") else f"Kingfisher, rule {library_id} ({where})"
        rule = describe(library_id, str(detail["name"]), confidence, source)
        self._rules[library_id] = rule
        self._specificity[library_id] = 0 if rule.rule_id.startswith(_UNSPECIFIC) else 1 if confidence != "high" else 2
        self._trust[library_id] = "high" if confidence == "high" else "medium"

    def rules(self) -> Sequence[Rule]:
        """Return every rule by its id, in the order of the ids; of variants that share an id, the worst severity."""
        worst: dict[str, Rule] = {}
        for rule in (*self._rules.values(), *GENERIC_RULES.values()):
            known = worst.get(rule.rule_id)
            if known is None or SEVERITIES.index(rule.severity) < SEVERITIES.index(known.severity):
                worst[rule.rule_id] = rule
        return sorted(worst.values(), key=lambda rule: rule.rule_id)

    def wants(self, subject: Subject) -> bool:  # noqa: ARG002 - a secret may stand anywhere
        """Return True: every document is looked at."""
        return True

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return what the rules see, at most 20,000 findings. Raises TimeoutError after time_limit seconds."""
        text = subject.text
        name = _name(subject.path)
        findings = self._scanner.scan_input(ScanInput(path=name, data=text), timeout=time_limit)
        looked_at = findings[:_MAXIMUM_FINDINGS]
        present = {finding.rule_id for finding in looked_at}
        sightings: list[Sighting] = []
        assigned: list[Sighting] = []
        for finding in looked_at:
            if finding.rule_id.startswith(patterns.PREFIX):
                assigned += _assigned(text, finding)
            else:
                sightings += self._sighting(text, finding, present)
        seen = [*sightings, *_widest(assigned, sightings)]
        if seen and _ILLUSTRATION.search(subject.path):
            seen = [_illustrating(sighting) for sighting in seen]
        return Observation(seen, cut_off=len(findings) > len(looked_at))

    def _sighting(self, text: bytes, finding: Finding, present: set[str]) -> Iterator[Sighting]:
        """Yield the finding as a sighting, or nothing where there is only a template or a stretch of a blob."""
        library_id = finding.rule_id
        start, end, value = _span(text, finding)
        verdict = judge(value)
        encoded = finding.is_base64_encoded
        if verdict == "template" or (not encoded and inside_blob(text, start, end)):
            return
        reported = finding.visible or not present.isdisjoint(_SECRET_HALVES.get(library_id, ()))
        rule = self._rules[library_id] if reported else None
        example = verdict == "example"
        yield Sighting(
            start=start,
            end=end,
            value=value,
            rule=rule,
            severity="low" if rule is None or example else rule.severity,
            specificity=self._specificity.get(library_id, 0),
            encoded=encoded,
            confidence="low" if example else self._trust.get(library_id, "medium"),
        )


def _name(path: str) -> str:
    """Return what the scanner is told that a document is called."""
    if not path.lower().endswith(_NAMED):
        return ""
    return next((name for pattern, name in _NAMES if pattern.search(path)), "")


def _load(cache_folder: Path) -> Rules:
    """Return the catalogue with the rules of our own; those that are put together in Python pass through a file."""
    with TemporaryDirectory() as folder:
        assigned = Path(folder, "assigned.yml")
        patterns.write(assigned)
        return Rules([_OWN_RULES, assigned], confidence="medium", cache_dir=cache_folder)


def _illustrating(sighting: Sighting) -> Sighting:
    """Return the sighting as it counts in a test or an example: what no provider's format vouches for is made up."""
    return sighting if sighting.specificity > 0 else replace(sighting, severity="low", confidence="low")


def _assigned(text: bytes, finding: Finding) -> Iterator[Sighting]:
    """Yield the finding as a sighting if what stands there is taken for a secret."""
    start, end, value = _span(text, finding)
    place = finding.rule_id.removeprefix(patterns.PREFIX)
    encoded = finding.is_base64_encoded
    if not encoded and inside_blob(text, start, end):
        return
    around, at = _decoded(text[start:end], value) if encoded else (text, start)
    found = weigh(place, around, at, at + len(value)) if at >= 0 else None
    if found is None:
        return
    prefixed = place.startswith("prefixed")
    rule = GENERIC_RULES["prefixed" if prefixed else found.kind]
    if not encoded:
        start = found.start
    yield Sighting(
        start=start,
        end=end,
        value=around[found.start : at + len(value)],
        rule=rule,
        severity="low" if found.example else rule.severity if found.confidence == "medium" else "medium",
        specificity=-2 if prefixed else -1,
        encoded=encoded,
        confidence=found.confidence,
    )


def _decoded(region: bytes, value: bytes) -> tuple[bytes, int]:
    """Return a stretch of Base64 decoded, and where the value is in it; -1 if it is not (it was encoded twice)."""
    try:
        text = b64decode(region.translate(_URL_SAFE), validate=False)
    except ValueError:
        return b"", -1
    return text, text.find(value)


def _widest(assigned: list[Sighting], others: list[Sighting]) -> Iterator[Sighting]:
    """Yield the sightings of assigned values without those that lie within another one: patterns may share a value.

    Of what is encoded the span is that of the whole stretch, so that the values are compared instead.
    """
    reached = -1
    inner: dict[int, list[bytes]] = defaultdict(list)
    for sighting in others:
        inner[sighting.start].append(sighting.value)
    for sighting in sorted(assigned, key=_width):
        if sighting.encoded:
            known = inner[sighting.start]
            if not any(sighting.value in value or value in sighting.value for value in known):
                known.append(sighting.value)
                yield sighting
        elif sighting.end > reached:
            reached = sighting.end
            yield sighting


def _width(sighting: Sighting) -> tuple[int, int, int, int]:
    """Return what sorts the wider, then the longer, then the more specific of two that begin together to the front."""
    return sighting.start, -sighting.end, -len(sighting.value), -sighting.specificity


def _span(text: bytes, finding: Finding) -> tuple[int, int, bytes]:
    """Return where the finding is in our text, and its value.

    The library decodes some inputs by itself and counts in what it decoded; then its offsets do not hold the value,
    and the place is where the value first stands, or the beginning of the document if it stands nowhere in plain
    sight.
    """
    location = finding.location
    start, end = location["start_offset"], location["end_offset"]
    value = finding.secret.encode("utf-8", errors="replace")
    if finding.is_base64_encoded:
        return (start, end, value) if end <= len(text) else (0, 0, value)
    here = text[start:end]
    # U+FFFD stands for bytes that are no UTF-8, which the text still has.
    if here == value or b"\xef\xbf\xbd" in value:
        return start, end, here
    found = text.find(value)
    return (found, found + len(value), value) if found >= 0 else (0, 0, value)
