"""Charges that come while a reply is awaited wait for it, and for nothing longer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from server.limits.limiter import Limiter
from server.limits.plans import PLANS
from tests.support.valkey import running_valkey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest

    from server.limits.connection import Receiver

PLAN = PLANS["starter"]
DEADLINE = 20.0
CLOCK = 20_000 * 86_400


async def ticks() -> None:
    """Let the event loop go round often enough that whatever is to be sent has been."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_charges_share_a_write_while_a_reply_is_awaited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_valkey(tmp_path) as valkey:
        limiter = Limiter(valkey.url, timeout=DEADLINE, clock=lambda: CLOCK)
        await limiter.start()
        writes: list[bytes] = []
        connection = limiter._connection
        send = connection.send

        def counted(data: bytes, receivers: Iterable[Receiver]) -> None:
            writes.append(data)
            send(data, receivers)

        monkeypatch.setattr(connection, "send", counted)
        valkey.pause()
        first = limiter.charge("a", PLAN)
        await ticks()
        assert len(writes) == 1
        later = []
        for subject in ("b", "a", "b", "c"):
            later.append(limiter.charge(subject, PLAN))
            await ticks()
        assert len(writes) == 1
        valkey.resume()
        async with asyncio.timeout(DEADLINE):
            verdicts = [await each for each in (first, *later)]
        assert len(writes) == 2
        assert [verdict.minute_remaining for verdict in verdicts] == [99, 99, 98, 98, 99]
        await limiter.close()


async def test_charges_that_wait_for_a_lost_reply_are_decided_alone_and_settled(tmp_path: Path) -> None:
    with running_valkey(tmp_path) as valkey:
        limiter = Limiter(valkey.url, timeout=0.25, clock=lambda: CLOCK)
        await limiter.start()
        valkey.pause()
        sent = limiter.charge("a", PLAN)
        await ticks()
        waiting = [limiter.charge("a", PLAN) for _ in range(3)]
        async with asyncio.timeout(DEADLINE):
            alone = [await each for each in (sent, *waiting)]
        assert [verdict.minute_remaining for verdict in alone] == [99, 98, 97, 96]
        valkey.resume()
        async with asyncio.timeout(DEADLINE):
            while limiter.away or limiter._ledger.owes:
                await asyncio.sleep(0.01)
            # Valkey read the first when it went on, and was told of the three that it never got.
            while (await limiter.charge("a", PLAN, 0)).minute_remaining != 96:
                await asyncio.sleep(0.01)
        await limiter.close()
