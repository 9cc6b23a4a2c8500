"""The limiter on a real Valkey: exact over processes, its share alone while Valkey is away, exact again after."""

from __future__ import annotations

import asyncio
import ssl
import struct
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from prometheus_client import REGISTRY

from server.limits.limiter import Limiter
from server.limits.plans import PLANS, make_plan
from tests.support.valkey import Valkey, running_valkey

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from server.limits.plans import Plan
    from server.limits.verdict import Verdict

    Make = Callable[..., Awaitable[Limiter]]

STARTER = PLANS["starter"]
NOON = 20_000 * 86_400 + 43_200
LONG = 10.0  # a time-out that a busy machine does not reach
DEADLINE = 30.0


class Clock:
    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    with running_valkey(tmp_path, "--appendonly", "yes", "--appendfsync", "always") as valkey:
        yield valkey


@pytest.fixture
async def make(valkey: Valkey) -> AsyncIterator[Make]:
    made = []

    async def make_limiter(url: str = "", **options: Any) -> Limiter:
        limiter = Limiter(url or valkey.url, **{"timeout": LONG, **options})
        made.append(limiter)
        await limiter.start()
        return limiter

    yield make_limiter
    for limiter in made:
        await limiter.close()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():
            await asyncio.sleep(0.01)


async def until_settled(*limiters: Limiter) -> None:
    """Wait until all are back and Valkey has counted what they owed: each reads behind what it has sent."""
    for limiter in limiters:
        await until(lambda limiter=limiter: not limiter.away and not limiter._ledger.owes)  # type: ignore[misc]
        await limiter.charge("anything", STARTER, 0)


async def charge_all(limiter: Limiter, subject: str, count: int, cost: int = 1) -> list[Verdict]:
    return await asyncio.gather(*(limiter.charge(subject, STARTER, cost) for _ in range(count)))


async def used(limiter: Limiter, subject: str) -> list[int]:
    verdict = await limiter.charge(subject, STARTER, 0)
    return [state.limit - state.remaining for state in verdict.windows]


def admitted(verdicts: list[Verdict]) -> int:
    return sum(verdict.admitted for verdict in verdicts)


def metric(name: str, **labels: str) -> float:
    value = REGISTRY.get_sample_value(f"netallion_limiter_{name}", labels)
    assert value is not None
    return value


def alone() -> tuple[float, float]:
    name = "local_decisions_total"
    return metric(name, outcome="admitted"), metric(name, outcome="refused")


async def test_admits_up_to_each_window(make: Make) -> None:
    clock = Clock()
    limiter = await make(clock=clock)
    assert not limiter.away
    for _ in range(5):
        verdicts = await charge_all(limiter, "key", 25)
        assert [verdict.admitted for verdict in verdicts] == [True] * 20 + [False] * 5
        assert verdicts[-1].refused_by == STARTER.second or clock.now == NOON + 4
        clock.now += 1
    refused = (await charge_all(limiter, "key", 1))[0]
    assert refused.refused_by == STARTER.minute
    assert (refused.remaining, refused.reset, refused.retry_after) == (0, NOON + 60, 55)
    assert admitted(await charge_all(limiter, "another key", 1)) == 1


async def test_charges_of_one_round_are_decided_in_order(make: Make) -> None:
    limiter = await make(clock=Clock())
    costs = [15, 6, 5, 1, 0, 1]
    verdicts = await asyncio.gather(*(limiter.charge("key", STARTER, cost) for cost in costs))
    assert [verdict.admitted for verdict in verdicts] == [True, False, True, False, True, False]
    assert [verdict.second_remaining for verdict in verdicts] == [5, 5, 0, 0, 0, 0]


async def test_several_subjects_and_plans_in_one_round(make: Make) -> None:
    limiter = await make(clock=Clock())
    small = make_plan("small", minute=1, second=1, day=None)
    subjects = ["a", "b{", "c}", "{d}", "e é", "a"]
    verdicts = await asyncio.gather(*(limiter.charge(subject, small) for subject in subjects))
    assert [verdict.admitted for verdict in verdicts] == [True] * 5 + [False]
    assert (await limiter.charge("a", STARTER)).minute_remaining == 98


async def test_a_cost_that_no_window_could_admit_is_a_mistake(make: Make) -> None:
    limiter = await make()
    for cost in (-1, 21):
        with pytest.raises(ValueError, match="costs 0 to 20"):
            limiter.charge("key", STARTER, cost)


async def test_a_caller_that_goes_away_spoils_nothing(make: Make) -> None:
    limiter = await make(clock=Clock())
    gone, stays = limiter.charge("key", STARTER), limiter.charge("key", STARTER)
    gone.cancel()
    assert (await stays).minute_remaining == 98


@pytest.mark.parametrize(
    "plan",
    [
        make_plan("minute", minute=3, second=2, day=100),
        make_plan("second", minute=100, second=2, day=100),
        make_plan("day", minute=100, second=2, day=3),
    ],
    ids=lambda plan: plan.name,
)
async def test_a_client_that_obeys_retry_after_is_always_admitted(make: Make, plan: Plan) -> None:
    clock = Clock(NOON + 0.7)
    limiter = await make(clock=clock)
    refusals = 0
    for _ in range(40):
        verdict = await limiter.charge("key", plan)
        if not verdict.admitted:
            refusals += 1
            clock.now += verdict.retry_after
            assert (await limiter.charge("key", plan)).admitted
    assert refusals >= 10


async def test_a_client_that_obeys_retry_after_is_admitted_by_the_servers_own_clock(make: Make) -> None:
    limiter = await make()
    refusals = 0
    while refusals < 2:
        verdict = await limiter.charge("key", STARTER)
        if not verdict.admitted:
            refusals += 1
            assert verdict.retry_after == 1
            await asyncio.sleep(verdict.retry_after)
            assert (await limiter.charge("key", STARTER)).admitted


async def test_alone_it_admits_its_share_and_marks_it(make: Make, valkey: Valkey) -> None:
    clock = Clock()
    limiter = await make(clock=clock, share_of=4)
    assert metric("away") == 0
    valkey.kill()
    await until(lambda: limiter.away)
    assert metric("away") == 1
    before = alone()
    for expected in (5, 5, 5, 5, 5, 0):  # 20 and 100, divided by 4
        verdicts = await charge_all(limiter, "key", 7)
        assert admitted(verdicts) == expected
        clock.now += 1
    assert alone() == (before[0] + 25, before[1] + 17)
    refused = verdicts[-1]
    assert (refused.limit, refused.remaining, refused.retry_after) == (25, 0, 55)
    clock.now += refused.retry_after - 1
    assert admitted(await charge_all(limiter, "key", 1)) == 1


async def test_it_is_exact_again_after_an_outage(make: Make, valkey: Valkey) -> None:
    clock = Clock()
    limiters = [await make(clock=clock, share_of=4) for _ in range(4)]
    assert admitted(await charge_all(limiters[0], "key", 20)) == 20
    clock.now += 1
    assert admitted(await charge_all(limiters[1], "key", 11)) == 11
    clock.now += 1
    valkey.kill()
    await until(lambda: all(limiter.away for limiter in limiters))
    for _ in range(2):
        for limiter in limiters:
            assert admitted(await charge_all(limiter, "key", 9)) == 5
        clock.now += 1
    assert admitted(await charge_all(limiters[2], "only here", 2)) == 2
    valkey.start()
    await until_settled(*limiters)
    assert await used(limiters[3], "only here") == [2, 2, 2]
    assert await used(limiters[0], "key") == [71, 0, 71]
    decided_alone = alone()
    together = [verdict for limiter in limiters for verdict in await charge_all(limiter, "key", 20)]
    assert admitted(together) == 20
    clock.now += 1
    together = [verdict for limiter in limiters for verdict in await charge_all(limiter, "key", 20)]
    assert admitted(together) == 9
    assert alone() == decided_alone
    clock.now = NOON + 60  # the buckets from before and from during the outage leave when they should
    assert await used(limiters[0], "key") == [80, 0, 100]
    clock.now = NOON + 62
    assert await used(limiters[0], "key") == [49, 0, 100]


async def test_a_charge_after_the_return_sees_what_was_admitted_alone(make: Make, valkey: Valkey) -> None:
    limiter = await make(clock=Clock())
    valkey.kill()
    await until(lambda: limiter.away)
    assert admitted(await charge_all(limiter, "key", 15)) == 15
    valkey.start()
    await until(lambda: not limiter.away)
    assert [verdict.admitted for verdict in await charge_all(limiter, "key", 7)] == [True] * 5 + [False] * 2


async def test_a_charge_whose_reply_is_lost_is_not_charged_twice(make: Make, valkey: Valkey) -> None:
    limiter = await make(timeout=0.25, clock=Clock())
    assert admitted(await charge_all(limiter, "key", 3)) == 3
    valkey.pause()
    assert admitted(await charge_all(limiter, "key", 4)) == 4  # sent, never answered, decided alone
    assert limiter.away
    assert admitted(await charge_all(limiter, "key", 2)) == 2  # never sent: settled later
    valkey.resume()
    await until_settled(limiter)
    # The server has read the four from the socket of the connection that was given up, once each.
    assert await used(limiter, "key") == [9, 9, 9]


async def test_a_server_that_was_away_from_the_start_is_used_when_it_comes(tmp_path: Path) -> None:
    with running_valkey(tmp_path) as valkey:
        valkey.kill()
        limiter = Limiter(valkey.url, share_of=2, clock=Clock())
        await limiter.start()
        assert limiter.away
        assert admitted(await charge_all(limiter, "key", 20)) == 10
        valkey.start()
        await until(lambda: not limiter.away)
        assert admitted(await charge_all(limiter, "key", 20)) == 10
        await limiter.close()


async def test_scripts_that_are_flushed_are_sent_again(make: Make, valkey: Valkey) -> None:
    limiter = await make(clock=Clock())
    with valkey.client() as client:
        client.script_flush()
    verdicts = await asyncio.gather(*(limiter.charge(f"key {n % 3}", STARTER) for n in range(9)))
    assert sorted(verdict.minute_remaining for verdict in verdicts) == sorted([99, 98, 97] * 3)
    assert not limiter.away


async def test_a_replica_does_not_count(make: Make, valkey: Valkey) -> None:
    limiter = await make(share_of=2, clock=Clock())
    with valkey.client() as client:
        client.replicaof("127.0.0.1", "1")
        assert admitted(await charge_all(limiter, "key", 20)) == 10
        await until(lambda: limiter.away)
        client.replicaof("NO", "ONE")
    await until_settled(limiter)
    assert await used(limiter, "key") == [10, 10, 10]


async def test_it_enters_with_user_password_and_database(make: Make, valkey: Valkey) -> None:
    with valkey.client() as client:
        client.acl_setuser("limiter", enabled=True, passwords=["+p@ss/word"], categories=["+@all"], keys=["*"])
        client.execute_command("CONFIG", "SET", "requirepass", "other")
    path = valkey.url.removeprefix("unix://")
    limiter = await make(f"unix://limiter:p%40ss%2Fword@{path}?db=3")
    assert not limiter.away
    assert admitted(await charge_all(limiter, "key", 1)) == 1
    other = await make(f"unix://:other@{path}?db=3")
    assert (await used(other, "key"))[0] == 1
    assert (await make(f"unix://:wrong@{path}")).away


async def test_over_tcp(make: Make, valkey: Valkey, unused_tcp_port: int) -> None:
    with valkey.client() as client:
        client.config_set("port", unused_tcp_port)
    limiter = await make(f"redis://127.0.0.1:{unused_tcp_port}/0")
    assert not limiter.away
    assert admitted(await charge_all(limiter, "key", 1)) == 1


async def test_a_key_is_one_for_each_subject(make: Make, valkey: Valkey) -> None:
    limiter = await make()
    await charge_all(limiter, "a", 3)
    await charge_all(limiter, "b", 3)
    with valkey.client() as client:
        keys = set(client.keys("rl:{*"))
        assert keys == {b"rl:{a}", b"rl:{b}"}
        assert all(client.memory_usage(key) <= 300 for key in keys)
        assert struct.unpack_from("<I", client.get("rl:{a}"), 4) == (3,)


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
@pytest.mark.parametrize("when", ["before it is sent", "after it is sent"])
def test_a_busy_event_loop_is_no_outage(valkey: Valkey, run: Callable[..., None], when: str) -> None:
    async def scenario() -> None:
        limiter, before = Limiter(valkey.url, timeout=0.5), alone()
        await limiter.start()
        for _ in range(3):
            if when == "before it is sent":
                asyncio.get_running_loop().call_soon(time.sleep, 0.7)
            charge = limiter.charge("key", STARTER)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            if when == "after it is sent":
                time.sleep(0.7)  # noqa: ASYNC251 -- this is what the test is about
            await charge
            assert not limiter.away
        assert alone() == before
        await limiter.close()

    run(scenario())


async def test_over_tls(make: Make, valkey: Valkey, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            target.write(data)
        target.close()

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to_reader, to_writer = await asyncio.open_unix_connection(valkey.url.removeprefix("unix://"))
        await asyncio.gather(copy(reader, to_writer), copy(to_reader, writer), return_exceptions=True)

    async with await asyncio.start_server(forward, "127.0.0.1", 0, ssl=context) as front:
        port = front.sockets[0].getsockname()[1]
        limiter = await make(f"rediss://localhost:{port}/2?ssl_ca_certs={certificate}")
        assert not limiter.away
        assert admitted(await charge_all(limiter, "key", 1)) == 1
        assert (await make(f"rediss://localhost:{port}")).away  # nothing that this host trusts has signed it
        unchecked = await make(f"rediss://localhost:{port}/2?ssl_cert_reqs=none")
        assert (await used(unchecked, "key"))[0] == 1
        await limiter.close()
        await unchecked.close()


def self_signed(directory: Path) -> tuple[Path, Path]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate_file, key_file = directory / "certificate.pem", directory / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate_file, key_file
