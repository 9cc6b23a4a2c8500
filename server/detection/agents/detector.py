"""The detector for agents' configuration: a document in, sightings out."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.agents.approval import option_approvals, setting_approvals
from server.detection.agents.commands import command_findings, inner_line, line_findings, told_downloads, unwrapped
from server.detection.agents.containers import composed_findings, container_findings
from server.detection.agents.contents import contents, program_line, shell_line, written_for_model
from server.detection.agents.credentials import credential_findings, is_template, setting_findings
from server.detection.agents.documents import MAXIMUM_BYTES, form_of, read
from server.detection.agents.nodes import Mapping, Scalar, TooLargeError, text_of
from server.detection.agents.packages import package_findings
from server.detection.agents.paths import folder_findings, path_findings
from server.detection.agents.rules import RULES, Finding
from server.detection.agents.transport import transport_findings
from server.detection.agents.wording import LONGEST, prepare, remarks
from server.detection.model import Observation, Rule, Sighting, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from server.detection.agents.contents import Contents, Words
    from server.detection.agents.documents import Document
    from server.detection.agents.nodes import Visit
    from server.detection.agents.server import Server

    SeeSecrets = Callable[[Subject, float], Observation]

MOST_FINDINGS: Final = 1000
"""Findings that are looked at in one document; a document with more says so."""

_SHORTEST_COPY: Final = 6


class AgentsDetector:
    """The detector for agents' configuration; safe to use from several threads at once."""

    def __init__(self, secrets: SeeSecrets | None = None) -> None:
        """Take what sees secrets in a document (``SecretsDetector.detect``); without it, names alone tell them."""
        self._secrets = secrets

    def rules(self) -> Sequence[Rule]:
        """Return every rule, in the order of the contract's list."""
        return tuple(RULES.values())

    def wants(self, subject: Subject) -> bool:
        """Return whether a document's path or shape is that of an agent's configuration."""
        return form_of(subject) is not None

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return what is wrong with a configuration. Raises TimeoutError after time_limit seconds.

        A document over 1 MiB, nested more than 40 deep or with more than 50,000 values is not parsed, and cut off.
        """
        known = form_of(subject)
        if known is None:
            return Observation((), cut_off=False)
        deadline = monotonic() + time_limit
        if len(subject.text) > MAXIMUM_BYTES:
            return Observation((), cut_off=True)
        form, by_path = known
        try:
            document = read(subject, form, by_path=by_path)
        except TooLargeError:
            return Observation((), cut_off=True)
        held = contents(document)
        if held is None:
            return Observation((), cut_off=False)
        if held.words or document.is_rules:
            deadline += prepare()
        found: dict[tuple[str, int], Finding] = {}
        cut_off = False
        for finding in _in_time(_findings(document, held), deadline):
            if finding is None:
                continue
            found.setdefault((finding.code, finding.node.start), finding)
            if len(found) >= MOST_FINDINGS:
                cut_off = True
                break
        offsets = _Offsets(document.text)
        sightings = [*_sightings(found.values(), offsets, subject.text)]
        if self._secrets is not None and (held.servers or held.settings or document.is_rules):
            seen = self._secrets(subject, max(0.001, deadline - monotonic()))
            sightings += list(_inline(seen.sightings, sightings, held, offsets, subject.text))
        return Observation(sightings, cut_off)


def _in_time(findings: Iterator[Finding | None], deadline: float) -> Iterator[Finding | None]:
    """Yield on until the deadline. Raises TimeoutError then."""
    for finding in findings:
        if monotonic() > deadline:
            raise TimeoutError
        yield finding


def _findings(document: Document, held: Contents) -> Iterator[Finding | None]:
    """Yield what is wrong with a document, and None after each part that has been looked at."""
    for server in held.servers:
        yield from server_findings(server)
        yield None
    for visit, name in held.settings:
        yield from _of_setting(visit, name)
        yield None
    for words in held.words:
        yield from _wording(words)
        yield None
    if document.is_rules:
        yield from _rules_file(document.text)


def _of_setting(visit: Visit, server: str) -> Iterator[Finding]:
    """Yield what is wrong with one value of a document, whatever it belongs to."""
    yield from setting_approvals(visit.path, visit.node, visit.parent, server)
    yield from folder_findings(visit.path, visit.node, server)
    yield from setting_findings(visit.node, server)
    if isinstance(visit.node, Mapping):
        yield from composed_findings(visit.node, server)
    line = shell_line(visit, server)
    if line is not None:
        yield from line_findings(line, server)
    yield from command_findings(program_line(visit, server), "", server)
    words = written_for_model(visit, server)
    if words is not None:
        yield from _wording(words)


def server_findings(server: Server) -> Iterator[Finding]:
    """Yield what is wrong with one server."""
    words = server.words
    plain, inner = unwrapped(words), unwrapped(inner_line(words))
    fetched = list(command_findings(words, text_of(server.command) if not server.arguments else "", server.name))
    if not any(finding.code == "curl_pipe_shell" for finding in fetched):
        fetched += [*package_findings(plain, server.name), *package_findings(inner, server.name)]
    yield from fetched
    for command in (plain, inner):
        yield from container_findings(command, server.name)
        yield from path_findings(server, command)
    yield from option_approvals(words, server.name)
    yield from credential_findings(server)
    downloads = {finding.node.start for finding in fetched if finding.code in {"curl_pipe_shell", "package_url"}}
    yield from transport_findings(server, [word for word in words[1:] if word.start not in downloads])


def _wording(words: Words) -> Iterator[Finding]:
    for remark in remarks(words.node.text, about_tool=words.about_tool, tool=words.name, others=words.others):
        yield Finding(remark.code, words.node, words.node.text, words.name)


def _rules_file(text: str) -> Iterator[Finding | None]:
    """Yield what is wrong with a file of rules, piece by piece, so that an edit elsewhere changes no fingerprint."""
    for start in range(0, len(text), LONGEST):
        for remark in remarks(text[start : start + LONGEST], about_tool=False):
            place = Scalar(text[start + remark.start : start + remark.end], start + remark.start, start + remark.end)
            yield Finding(remark.code, place, place.text)
        yield None
    for start, end in told_downloads(text):
        place = Scalar(text[start:end].strip(), start, end)
        yield Finding("curl_pipe_shell", place, place.text, severity="medium", confidence="medium")


class _Offsets:
    """Byte offsets of characters."""

    def __init__(self, text: str) -> None:
        self._text = "" if text.isascii() else text

    def byte(self, character: int) -> int:
        """Return where a character begins in the document's bytes."""
        return len(self._text[:character].encode("utf-8", errors="surrogateescape")) if self._text else character

    def character(self, text: bytes, byte: int) -> int:
        """Return which character a byte is in."""
        return len(text[:byte].decode("utf-8", errors="surrogateescape")) if self._text else byte


def _sightings(findings: Iterable[Finding], offsets: _Offsets, text: bytes) -> Iterator[Sighting]:
    for finding in findings:
        rule = RULES[finding.code]
        start, end = offsets.byte(finding.node.start), offsets.byte(max(finding.node.end, finding.node.start))
        yield Sighting(
            start=start,
            end=end if end > start else min(start + 1, len(text)),
            value=_value(finding),
            rule=rule,
            severity=finding.severity or rule.severity,
            specificity=1,
            shown=not finding.secret,
            confidence=finding.confidence,
        )
        if finding.secret:
            yield from _copies(finding.value, text)


def _value(finding: Finding) -> bytes:
    """Return what a finding is recognised by: its code, its server and the value, wherever they stand."""
    normal = re.sub(r"\s+", " ", finding.value).strip()
    return f"{finding.code}\0{finding.server}\0{normal}".encode("utf-8", errors="surrogatepass")


def _copies(secret: str, text: bytes) -> Iterator[Sighting]:
    """Yield where else a secret stands, so that no excerpt shows it."""
    value = secret.encode("utf-8", errors="surrogatepass")
    at = text.find(value) if len(value) >= _SHORTEST_COPY else -1
    while at >= 0:
        yield Sighting(start=at, end=at + len(value), value=value, rule=None, severity="low", specificity=0)
        at = text.find(value, at + len(value))


def _inline(
    seen: Iterable[Sighting], known: Sequence[Sighting], held: Contents, offsets: _Offsets, text: bytes
) -> Iterator[Sighting]:
    """Yield the secrets that the secret detector sees in settings and that no name has told."""
    secrets = [(one.start, one.end) for one in known if one.rule is RULES["inline_secret"]]
    places = [(visit.node, server) for visit, server in held.settings if isinstance(visit.node, Scalar)]
    for sighting in seen:
        if sighting.rule is None or any(start < sighting.end and sighting.start < end for start, end in secrets):
            continue
        value = sighting.value.decode("utf-8", errors="replace")
        at = offsets.character(text, sighting.start)
        owner = next((server for node, server in places if node.start <= at < node.end), None if places else "")
        if owner is None or is_template(value):
            continue
        rule = RULES["inline_secret"]
        finding = Finding("inline_secret", Scalar(value, 0, 0), value, owner)
        yield Sighting(
            start=sighting.start,
            end=sighting.end,
            value=_value(finding),
            rule=rule,
            severity=rule.severity,
            specificity=1,
            encoded=sighting.encoded,
            confidence=sighting.confidence,
        )
