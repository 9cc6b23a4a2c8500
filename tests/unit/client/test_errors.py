"""Errors are told with what the service said, and calls are made again as long as it makes sense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from server.client.errors import ApiError, ClientError, Unreachable, UsageError, api_error
from server.client.retries import ATTEMPTS, RATE_LIMITED_ATTEMPTS, read_retry_after, retrying

ERROR_INFO = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    "reason": "INVALID_REQUEST",
    "domain": "netallion.ai",
    "metadata": {},
}
BAD_REQUEST = {
    "@type": "type.googleapis.com/google.rpc.BadRequest",
    "field_violations": [
        {"field": "documents[0].path", "description": "must be relative"},
        {"field": "documents[4].path", "description": "must be relative"},
    ],
}


def error_of(status: int, **content: object) -> ApiError:
    response = httpx.Response(status, headers={"x-request-id": "req-12345678"}, **content)  # type: ignore[arg-type]
    return api_error(response, "uploading documents", "sent-1234", retry_after=None)


def test_an_error_tells_message_reason_and_request() -> None:
    error = error_of(400, json={"code": 3, "message": "documents[0].path: must be relative", "details": [ERROR_INFO]})
    assert str(error) == (
        "uploading documents: documents[0].path: must be relative (HTTP 400, INVALID_REQUEST, request req-12345678)"
    )
    assert not error.transient


def test_an_error_names_all_fields() -> None:
    error = error_of(400, json={"code": 3, "message": "documents[0].path: wrong", "details": [ERROR_INFO, BAD_REQUEST]})
    assert str(error).endswith("request req-12345678)\n  documents[4].path: must be relative")
    assert error.describe() == {
        "message": "documents[0].path: wrong",
        "doing": "uploading documents",
        "reason": "INVALID_REQUEST",
        "status": 400,
        "request_id": "req-12345678",
        "violations": [
            {"field": "documents[0].path", "description": "must be relative"},
            {"field": "documents[4].path", "description": "must be relative"},
        ],
    }


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "check NETALLION_API_KEY"), (403, "a scan needs a key with the scopes scan:read and scan:write")],
)
def test_an_error_about_the_key_says_what_to_do(status: int, hint: str) -> None:
    assert hint in str(error_of(status, json={"code": 16, "message": "no", "details": []})).split("\n")[1]


@pytest.mark.parametrize("content", [b"<html>", b"[]", b'{"error": "x"}', b'{"message": 1}', b"\xff"])
def test_an_answer_of_something_else_is_no_riddle(content: bytes) -> None:
    assert "is NETALLION_URL right?" in str(error_of(302, content=content))


def test_details_of_unknown_shape_are_overlooked() -> None:
    error = error_of(599, json={"message": "", "details": [1, {"@type": 2}, {"reason": "X"}]})
    assert str(error) == "uploading documents: no reason given (HTTP 599, request req-12345678)"


def limited(seconds: float | None, status: int = 429) -> ApiError:
    return ApiError("reading", "too many calls", status=status, retry_after=seconds)


class Service:
    """Fails with the given errors, then answers."""

    def __init__(self, *errors: ClientError) -> None:
        self.errors = list(errors)
        self.waits: list[float] = []
        self.notices: list[str] = []

    def answer(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "answer"

    def ask(self) -> str:
        return str(retrying(self.waits.append, self.notices.append)(self.answer))


def test_a_caller_waits_as_long_as_it_was_told_and_a_little_longer() -> None:
    service = Service(limited(7.0), limited(0.0))
    assert service.ask() == "answer"
    assert 7.0 <= service.waits[0] <= 8.0
    assert 0.0 <= service.waits[1] <= 1.0
    assert service.notices[0].startswith("rate limit reached: going on in ")


@pytest.mark.parametrize("error", [Unreachable("away"), limited(None, 502), limited(None, 503), limited(None, 504)])
def test_a_service_that_is_away_is_asked_again_and_not_for_ever(error: ClientError) -> None:
    assert Service(*[error] * (ATTEMPTS - 1)).ask() == "answer"
    service = Service(*[error] * ATTEMPTS)
    with pytest.raises(type(error)):
        service.ask()
    assert len(service.waits) == ATTEMPTS - 1
    assert all(0.0 <= wait <= 15.0 for wait in service.waits)


def test_a_rate_limit_is_waited_out_more_often_and_not_for_ever() -> None:
    assert Service(*[limited(1.0)] * (RATE_LIMITED_ATTEMPTS - 1)).ask() == "answer"
    with pytest.raises(ApiError):
        Service(*[limited(1.0)] * RATE_LIMITED_ATTEMPTS).ask()


def test_a_daily_quota_is_not_waited_for() -> None:
    service = Service(limited(5000.0))
    with pytest.raises(ApiError):
        service.ask()
    assert service.waits == []


@pytest.mark.parametrize("error", [limited(None, 400), limited(None, 401), limited(None, 500), UsageError("no")])
def test_what_will_not_change_is_not_tried_again(error: ClientError) -> None:
    service = Service(error)
    with pytest.raises(type(error)):
        service.ask()
    assert service.waits == []


@pytest.mark.parametrize(
    ("value", "seconds"), [(None, None), ("", None), ("0", 0.0), (" 12 ", 12.0), ("soon", None), ("-1", None)]
)
def test_retry_after_is_read(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value) == seconds


def test_retry_after_may_be_a_date() -> None:
    later = read_retry_after(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True))
    assert later is not None
    assert 80.0 < later <= 90.0
    assert read_retry_after("Sun, 06 Nov 1994 08:49:37 GMT") == 0.0
