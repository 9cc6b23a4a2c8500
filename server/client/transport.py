"""Calls over HTTP: with the credential, an id each, retries that are bounded, and errors that a person can act on."""

from __future__ import annotations

import json
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

from server.client.errors import FOREIGN_ANSWER, ApiError, Unreachable, UsageError, api_error
from server.client.retries import read_retry_after, retrying

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType
    from typing import Self

    from server.client.access import Access

Json = dict[str, Any]

PRODUCT = "netallion-cli"
TIMEOUT = httpx.Timeout(60.0, connect=5.0)
STREAM_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
"""A stream that is silent for longer is given up; whoever reads it asks instead."""

PARTING_TIMEOUT = httpx.Timeout(5.0)


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    path: str
    doing: str
    query: Mapping[str, str] | None
    body: bytes | None
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def headers(self) -> dict[str, str]:
        content = {"Content-Type": "application/json"} if self.body is not None else {}
        return content | ({"Idempotency-Key": self.key} if self.method == "POST" else {})


class Transport:
    """A connection to the service; to be closed, or used in ``with``."""

    def __init__(
        self, access: Access, *, notice: Callable[[str], None], sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._url = access.url
        self._retrying = retrying(sleep, notice)
        try:
            self._client = httpx.Client(
                base_url=access.url,
                headers={
                    "Authorization": f"Bearer {access.api_key}",
                    "Accept": "application/json",
                    "User-Agent": PRODUCT,
                },
                timeout=TIMEOUT,
            )
        except (OSError, ValueError, httpx.InvalidURL) as error:  # a proxy or certificates that cannot be used
            raise UsageError(f"HTTP cannot be set up as the environment says: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def call(
        self, method: str, path: str, *, doing: str, query: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Json:
        """Return the JSON object that a call answers. Raises ApiError or Unreachable after the last attempt.

        `doing` says in an error what the call was for. All attempts of one call have one Idempotency-Key.
        """
        call = _Call(method, path, doing, query, body)
        return self._retrying(self._once, call, TIMEOUT)

    def parting_call(self, path: str, *, doing: str) -> None:
        """POST nothing, once and with little patience. Raises ApiError or Unreachable."""
        self._once(_Call("POST", path, doing, None, b"{}"), PARTING_TIMEOUT)

    def lines(self, path: str, *, doing: str) -> Iterator[Json]:
        """Yield the objects of an answer that streams newline-delimited JSON. Raises ApiError or Unreachable."""
        request_id = uuid.uuid4().hex
        with (
            self._reported(doing),
            self._client.stream("GET", path, headers={"X-Request-Id": request_id}, timeout=STREAM_TIMEOUT) as response,
        ):
            if not response.is_success:
                response.read()
                raise _refused(response, doing, request_id)
            for line in response.iter_lines():
                if line.strip():
                    yield _json_object(line, response, doing, request_id)

    def _once(self, call: _Call, timeout: httpx.Timeout) -> Json:
        request_id = uuid.uuid4().hex
        headers = {**call.headers, "X-Request-Id": request_id}
        with self._reported(call.doing):
            response = self._client.request(
                call.method, call.path, params=call.query, content=call.body, headers=headers, timeout=timeout
            )
        if not response.is_success:
            raise _refused(response, call.doing, request_id)
        return _json_object(response.text, response, call.doing, request_id)

    @contextmanager
    def _reported(self, doing: str) -> Iterator[None]:
        try:
            yield
        except httpx.TimeoutException:
            raise Unreachable(f"{doing}: {self._url} did not answer in time") from None
        except httpx.TransportError as error:
            raise Unreachable(
                f"{doing}: {self._url} cannot be reached ({str(error) or type(error).__name__})"
            ) from None
        except httpx.DecodingError as error:
            raise Unreachable(f"{doing}: {self._url} answered what cannot be decoded ({error})") from None


def _refused(response: httpx.Response, doing: str, request_id: str) -> ApiError:
    return api_error(response, doing, request_id, read_retry_after(response.headers.get("retry-after")))


def _json_object(text: str, response: httpx.Response, doing: str, request_id: str) -> Json:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    raise ApiError(
        doing,
        FOREIGN_ANSWER,
        status=response.status_code,
        request_id=response.headers.get("x-request-id", request_id),
    )
