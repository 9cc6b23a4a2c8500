from __future__ import annotations

import ssl

import hiredis
import pytest

from server.limits.connection import Endpoint, error_code, pack
from server.limits.limiter import Limiter


def parts(url: str) -> tuple[str, int, str, str, str, int]:
    end = Endpoint.parse(url)
    return end.host, end.port, end.path, end.username, end.password, end.database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://", ("localhost", 6379, "", "", "", 0)),
        ("redis://cache:7000/2", ("cache", 7000, "", "", "", 2)),
        ("redis://:secret@cache", ("cache", 6379, "", "", "secret", 0)),
        ("redis://me:s%40%2Fc@[::1]:7000/0?db=5", ("::1", 7000, "", "me", "s@/c", 5)),
        ("unix:///run/valkey/s.sock", ("", 0, "/run/valkey/s.sock", "", "", 0)),
        ("unix://me:secret@/run/a%20b?db=1", ("", 0, "/run/a b", "me", "secret", 1)),
    ],
)
def test_a_url_in_the_forms_of_redis_py(url: str, expected: tuple[str, int, str, str, str, int]) -> None:
    assert parts(url) == expected
    assert Endpoint.parse(url).tls is None


def test_tls_checks_the_server_unless_told_not_to() -> None:
    tls = Endpoint.parse("rediss://cache").tls
    assert tls is not None
    assert (tls.check_hostname, tls.verify_mode) == (True, ssl.CERT_REQUIRED)
    tls = Endpoint.parse("rediss://cache?ssl_cert_reqs=none").tls
    assert tls is not None
    assert (tls.check_hostname, tls.verify_mode) == (False, ssl.CERT_NONE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "cache:6379",
        "http://me:hunter2@cache",
        "redis://me:hunter2@cache:port",
        "redis://me:hunter2@cache/zero",
        "redis://me:hunter2@[::1",
        "unix://me:hunter2@",
    ],
)
def test_a_wrong_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="Redis or Valkey") as raised:
        Limiter(url)
    assert "hunter2" not in str(raised.value)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_an_endpoint_shows_no_credentials() -> None:
    for url, place in (("redis://me:hunter2@cache:7000/2", "cache:7000"), ("unix://me:hunter2@/run/s", "/run/s")):
        end = Endpoint.parse(url)
        assert str(end) == place
        assert "hunter2" not in repr(end)
        assert "me" not in repr(end).replace("username", "")


def test_the_greeting() -> None:
    assert Endpoint.parse("redis://cache").greeting() == []
    assert Endpoint.parse("redis://:b@cache/1").greeting() == [pack(b"AUTH", b"b"), pack(b"SELECT", b"1")]
    assert Endpoint.parse("redis://a:b@cache").greeting() == [b"*3\r\n$4\r\nAUTH\r\n$1\r\na\r\n$1\r\nb\r\n"]


def test_an_error_is_known_by_its_first_word() -> None:
    assert error_code(hiredis.ReplyError("NOSCRIPT No matching script")) == "NOSCRIPT"
