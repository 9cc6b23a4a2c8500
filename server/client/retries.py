"""When a call is made again, and after how long: as Retry-After says, else after growing random waits."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_random_exponential

from server.client.errors import ApiError, ClientError

if TYPE_CHECKING:
    from collections.abc import Callable

ATTEMPTS = 6
"""How often a call is made that finds nobody, or a service that is ill."""

RATE_LIMITED_ATTEMPTS = 20
"""How often a call is made that comes too soon each time: other callers of the same key may take what came free."""

LONGEST_WAIT = 300.0
"""Seconds that we are willing to wait for a call; a daily quota takes hours, and is reported instead."""

_GROWING = wait_random_exponential(multiplier=1, max=15)


def retrying(sleep: Callable[[float], None], notice: Callable[[str], None]) -> Retrying:
    """Return what makes a call again while its ClientError is transient; `notice` is told of each long wait."""

    def announce(state: RetryCallState) -> None:
        error, seconds = _error(state), state.upcoming_sleep
        if isinstance(error, ApiError) and error.status == HTTPStatus.TOO_MANY_REQUESTS:
            notice(f"rate limit reached: going on in {seconds:.0f} s")
        else:
            notice(f"{error}: trying again in {seconds:.1f} s")

    return Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, ClientError) and error.transient),
        wait=wait_of,
        stop=is_enough,
        sleep=sleep,
        before_sleep=announce,
        reraise=True,
    )


def wait_of(state: RetryCallState) -> float:
    """Return how long to wait, in seconds: not less than the service asked for, and not all callers the same."""
    asked = _error(state).retry_after
    return _GROWING(state) if asked is None else asked + random.uniform(0.0, 1.0)  # noqa: S311 - no secret


def is_enough(state: RetryCallState) -> bool:
    """Whether to give up."""
    error = _error(state)
    limited = isinstance(error, ApiError) and error.status == HTTPStatus.TOO_MANY_REQUESTS
    attempts = RATE_LIMITED_ATTEMPTS if limited else ATTEMPTS
    return state.attempt_number >= attempts or (error.retry_after or 0.0) > LONGEST_WAIT


def _error(state: RetryCallState) -> ClientError:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, ClientError) else ClientError()


def read_retry_after(value: str | None) -> float | None:
    """Return the seconds of a Retry-After header, which may also be a date (RFC 9110, section 10.2.3)."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
