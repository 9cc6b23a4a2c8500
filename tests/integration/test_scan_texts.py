"""Texts looked into at once, below the edge: what is told, that nothing is kept, and what happens if it takes long."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from google.rpc import error_details_pb2
from sqlalchemy import text

from server.detection.engine import MAXIMUM_MATCHES
from server.errors import Unavailable
from server.scan.engine import Detectors, load_engine
from server.scan.texts import Text, TextScanner
from server.storage.tables import METADATA
from tests.support.detection import aws_key_id, engine, github_token
from tests.support.examiners import Broken, Gate
from tests.support.logs import captured_logs
from tests.support.scanning import Bench, detectors, loaded_engine, new_tenant
from tests.support.secrecy import assert_nothing_logged

if TYPE_CHECKING:
    from pathlib import Path

    from server.detection.model import DocumentBytes, Examination
    from server.scan.engine import LoadedEngine
    from server.scan.examination import Examiner
    from server.storage.database import Database

SECONDS = 20.0
SLOW = "slow.txt"


@pytest.fixture
async def bench(database: Database) -> Bench:
    return await Bench.make(database)


def scanner(bench: Bench, examiner: Examiner | None = None, **options: float) -> TextScanner:
    threads = int(options.pop("threads", 2))
    return TextScanner(bench.database, bench.keys, detectors(examiner), threads=threads, **options)


async def rows(database: Database) -> dict[str, list[str]]:
    """Return every row of every table."""
    found = {}
    async with database.service_read() as session:
        connection = await session.connection()
        for table in METADATA.sorted_tables:
            found[table.name] = sorted(map(str, await connection.execute(text(f'SELECT * FROM "{table.name}"'))))  # noqa: S608 -- our own tables
    return found


async def test_the_same_fingerprints_as_in_scans_and_nothing_is_stored(bench: Bench) -> None:
    content = f"a = '{github_token(3)}'\nb = '{aws_key_id(4)}'\nmail jane.roe@shop.example.net\n"
    workspace_id = await bench.workspace({"prompt.txt": content})
    stored = await bench.findings((await bench.scan(workspace_id)).scan.id)
    before = await rows(bench.database)
    assert before["findings"]
    with captured_logs() as lines:
        result = await scanner(bench).scan(bench.tenant, Text(content))
    assert [(m.rule_id, m.fingerprint, m.line, m.column, m.excerpt) for m in result.matches] == [
        (f.rule_id, f.fingerprint, f.line, f.column, f.excerpt) for f in stored
    ]
    assert await rows(bench.database) == before
    assert_nothing_logged([github_token(3), aws_key_id(4), "jane.roe", content], lines)


async def test_fingerprints_are_the_organizations_own(bench: Bench) -> None:
    other = await new_tenant(bench.database, bench.keys)
    texts, content = scanner(bench), Text(github_token())
    (mine,) = (await texts.scan(bench.tenant, content)).matches
    (theirs,) = (await texts.scan(other, content)).matches
    assert mine.fingerprint != theirs.fingerprint
    assert (await texts.scan(bench.tenant, content)).matches == (mine,)


async def test_what_is_not_all_says_so(bench: Bench) -> None:
    many = "\n".join(github_token(number) for number in range(MAXIMUM_MATCHES + 5))
    result = await scanner(bench, answer_seconds=SECONDS).scan(bench.tenant, Text(many))
    assert (len(result.matches), result.incomplete) == (MAXIMUM_MATCHES, "too_many_matches")


async def test_a_detector_that_fails_is_told_and_its_words_are_not(bench: Bench) -> None:
    token = github_token()
    broken = Broken(ValueError(token), "prompt.txt")
    with captured_logs() as lines:
        result = await scanner(bench, broken).scan(bench.tenant, Text(token))
    assert (result.matches, result.incomplete) == ((), "detector_failed")
    assert [line["error"] for line in lines.events("detector failed")] == ["ValueError"]
    assert_nothing_logged([token], lines)


async def test_a_text_that_takes_too_long_is_answered_and_keeps_its_thread(bench: Bench) -> None:
    gate = Gate(SLOW)
    texts = scanner(bench, gate, threads=1, answer_seconds=0.05, wait_seconds=0.05)
    try:
        result = await texts.scan(bench.tenant, Text("x", SLOW))
        assert (result.matches, result.incomplete) == ((), "timeout")
        with pytest.raises(Unavailable) as busy:
            await texts.scan(bench.tenant, Text("y"))
        assert busy.value.reason == "TEXT_SCANS_BUSY"
        assert any(isinstance(detail, error_details_pb2.RetryInfo) for detail in busy.value.details)
    finally:
        gate.opened.set()
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                again = await texts.scan(bench.tenant, Text("z"))
            except Unavailable:
                continue
            break
    assert not again.incomplete
    assert "y" not in gate.seen


async def test_more_than_may_wait_are_told_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.scan.texts.MOST_WAITING", 1)
    gate = Gate(SLOW)
    texts = scanner(bench, gate, threads=1, wait_seconds=SECONDS)
    try:
        first = asyncio.create_task(texts.scan(bench.tenant, Text("x", SLOW)))
        await asyncio.to_thread(gate.reached.wait, SECONDS)
        second = asyncio.create_task(texts.scan(bench.tenant, Text("x")))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(Unavailable):
            await texts.scan(bench.tenant, Text("x"))
    finally:
        gate.opened.set()
    assert [(await each).incomplete for each in (first, second)] == ["", ""]


async def test_a_caller_who_leaves_gives_the_thread_back(bench: Bench) -> None:
    gate = Gate(SLOW)
    texts = scanner(bench, gate, threads=1)
    leaving = asyncio.create_task(texts.scan(bench.tenant, Text("x", SLOW)))
    await asyncio.to_thread(gate.reached.wait, SECONDS)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    gate.opened.set()
    assert not (await texts.scan(bench.tenant, Text("y"))).incomplete


class Raises:
    """A way to an engine that fails the first time."""

    def __init__(self) -> None:
        self.tries = 0

    def __call__(self) -> LoadedEngine:
        self.tries += 1
        if self.tries == 1:
            raise OSError(28, "no space left")
        return loaded_engine()


async def test_calls_wait_for_the_engine_and_load_it_again_when_it_failed(bench: Bench) -> None:
    load = Raises()
    texts = TextScanner(bench.database, bench.keys, Detectors(load))
    with captured_logs() as lines:
        with pytest.raises(Unavailable) as refused:
            await texts.scan(bench.tenant, Text("x"))
        results = await asyncio.gather(*(texts.scan(bench.tenant, Text("x")) for _ in range(3)))
    assert refused.value.reason == "DETECTORS_UNAVAILABLE"
    assert lines.events("the detectors cannot be loaded")
    assert [result.incomplete for result in results] == ["", "", ""]
    assert load.tries == 2


async def test_a_call_does_not_wait_for_ever_for_the_engine(bench: Bench) -> None:
    gate = Gate()

    def load() -> LoadedEngine:
        assert gate.opened.wait(SECONDS)
        return loaded_engine()

    loading = Detectors(load, wait_seconds=0.05)
    texts = TextScanner(bench.database, bench.keys, loading)
    with pytest.raises(Unavailable) as refused:
        await texts.scan(bench.tenant, Text("x"))
    assert refused.value.reason == "DETECTORS_LOADING"
    gate.opened.set()
    async with asyncio.timeout(SECONDS):
        while loading._loaded is None:
            await asyncio.sleep(0.01)
    assert not (await texts.scan(bench.tenant, Text("x"))).incomplete


class Notes:
    """The real engine, which notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def examine(self, document: DocumentBytes, fingerprint_key: bytes) -> Examination:
        self.asked.append((document.path, document.media_type))
        return engine().examine(document, fingerprint_key)


async def test_hints_reach_the_detectors(bench: Bench) -> None:
    notes = Notes()
    texts = scanner(bench, notes)
    for hints in (Text("x"), Text("x", "a/.mcp.json"), Text("x", "README", "text/markdown")):
        await texts.scan(bench.tenant, hints)
    assert notes.asked == [
        ("prompt.txt", "text/plain"),
        ("a/.mcp.json", "application/json"),
        ("README", "text/markdown"),
    ]


def test_an_engine_is_opened_with_its_cache_in_the_home(tmp_path: Path) -> None:
    loaded = load_engine(tmp_path, 1.0)
    assert loaded.examine("a", "", github_token().encode(), bytes(32))[0]
    assert list((tmp_path / "cache" / "detection").iterdir())
    assert [rule.rule_id for rule in loaded.rules] == sorted(rule.rule_id for rule in engine().rules())
