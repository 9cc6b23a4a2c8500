"""The chain as a value, and the one wrapper that puts it around every RPC, unary and streaming alike.

A concern has up to four moments in a call; it overrides those it needs:

    enter    before the handler, in the order of the chain; a DomainError ends the call
    message  each request message of a client stream, in the same order
    fail     the call ends in an error, which the concern may replace; in reverse order
    leave    the call is over, however it ended; in reverse order

Handlers are wrapped once per method, not at every call. Measured on grpcio 1.85: wrapping at every call costs a
quarter of the throughput.
"""

from __future__ import annotations

import asyncio
import inspect
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import grpc
import grpc.aio
from google.protobuf.message import DecodeError

from server.contract.policies import ANYONE, READ, Policy
from server.errors import DomainError, Unimplemented
from server.interceptors.call import Call, enter_call
from server.interceptors.concern import Concern
from server.interceptors.error_mapper import internal_error, to_status
from server.interceptors.validation import ORIGINAL_PATH, UNREADABLE, Unreadable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from google.protobuf.message import Message

    Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]
    Handler: TypeAlias = grpc.RpcMethodHandler[Any, Any]
    Interceptor: TypeAlias = grpc.aio.ServerInterceptor[Any, Any]
else:
    Interceptor = grpc.aio.ServerInterceptor


class _Governed(NamedTuple):
    """A method as the wrappers need it; `streams`: whether its request is a stream."""

    method: str
    policy: Policy
    behavior: Any
    streams: bool


async def _refuse_unknown(_request: Any, _context: Context) -> AsyncIterator[Message]:
    raise Unimplemented
    yield  # makes it a generator, which suits callers of every kind


_UNKNOWN = (
    "unknown",
    Policy(ANYONE, "", 1, READ, "", live_only=False),
    grpc.stream_stream_rpc_method_handler(_refuse_unknown),
)


# by whether the answer, and then whether the request, is a stream
_MAKERS = (
    (grpc.unary_unary_rpc_method_handler, grpc.stream_unary_rpc_method_handler),
    (grpc.unary_stream_rpc_method_handler, grpc.stream_stream_rpc_method_handler),
)


class Chain(Interceptor):
    """The interceptor that runs all concerns.

    Serves no method without a policy: it is UNIMPLEMENTED, as one that nobody has written; such a call crosses the
    chain too.
    """

    def __init__(
        self,
        concerns: Sequence[Concern],
        policies: Mapping[str, Policy],
        refusals: Mapping[str, Callable[[Call, DomainError], Message]] | None = None,
    ) -> None:
        self.order = tuple(concern.name for concern in concerns)
        self._policies = policies
        self._refusals = refusals or {}
        self._enter = tuple(c.enter for c in concerns if _overrides(c, "enter"))
        self._message = tuple(c.message for c in concerns if _overrides(c, "message"))
        self._fail = tuple(c.fail for c in reversed(concerns) if _overrides(c, "fail"))
        self._leave = tuple(c.leave for c in reversed(concerns) if _overrides(c, "leave"))
        self._wrapped: dict[str, Handler] = {}
        self._unknown = self._wrap(*_UNKNOWN)

    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler:
        """Return the wrapped handler of a method."""
        method = handler_call_details.method
        wrapped = self._wrapped.get(method)
        if wrapped is None:
            handler = await continuation(handler_call_details)
            if handler is None or method not in self._policies:
                return self._unknown  # not kept: callers can make up any number of names
            wrapped = self._wrapped[method] = self._wrap(method, self._policies[method], handler)
        return wrapped

    def _wrap(self, method: str, policy: Policy, handler: Handler) -> Handler:
        behavior: Any = handler.unary_unary or handler.unary_stream or handler.stream_unary or handler.stream_stream
        governed = _Governed(method, policy, behavior, streams=bool(handler.request_streaming))
        make, answer = _MAKERS[bool(handler.response_streaming)][governed.streams], self._answers(handler, behavior)
        return make(
            answer(governed),
            request_deserializer=_reader(handler.request_deserializer)
            if handler.request_deserializer and policy.cost
            else handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

    def _answers(self, handler: Handler, behavior: Any) -> Callable[[_Governed], Any]:
        if not handler.response_streaming:
            return self._one
        return self._many if inspect.isasyncgenfunction(behavior) else self._written

    def _one(self, governed: _Governed) -> Callable[[Any, Context], Awaitable[Message]]:
        """Return the handler of a method that answers with one message."""

        async def answer(request: Any, context: Context) -> Message:
            call = Call(governed.method, governed.policy, request, context)
            response: Message
            try:
                await self._admit(call, streams=governed.streams)
                response = await governed.behavior(call.request, context)
                if governed.policy.cost:  # health checks and the edge's own read no headers: a sixth of such a call
                    await context.send_initial_metadata(call.headers)
            except BaseException as error:
                refusal = await self._refuse(call, error)
                if refusal is None:
                    raise
                response = refusal
            finally:
                self._over(call)
            return response

        return answer

    def _many(self, governed: _Governed) -> Callable[[Any, Context], AsyncIterator[Message]]:
        """Return the handler of a method that yields messages."""

        async def answer(request: Any, context: Context) -> AsyncIterator[Message]:
            call = Call(governed.method, governed.policy, request, context)
            try:
                await self._admit(call, streams=governed.streams)
                async with aclosing(governed.behavior(call.request, context)) as responses:
                    async for response in responses:
                        if not call.sent:
                            await _send_headers(call)
                        yield response
                if not call.sent:
                    await _send_headers(call)
            except BaseException as error:
                await self._refuse(call, error)
                raise
            finally:
                self._over(call)

        return answer

    def _written(self, governed: _Governed) -> Callable[[Any, Context], Awaitable[None]]:
        """Return the handler of a method that writes its messages itself, as grpc's health service does."""

        async def answer(request: Any, context: Context) -> None:
            call = Call(governed.method, governed.policy, request, context)
            try:
                await self._admit(call, streams=governed.streams)
                await _send_headers(call)
                await governed.behavior(call.request, context)
            except BaseException as error:
                await self._refuse(call, error)
                raise
            finally:
                self._over(call)

        return answer

    async def refuse(self, call: Call, error: DomainError) -> DomainError:
        """Return what a call is answered that `error` is wrong with: that, unless the chain refuses it before.

        For a call whose handler is not to run, as the edge's check of bodies finds out. It crosses the chain like any
        other, so it is charged, counted and logged once; the answer's headers are the call's.
        """
        try:
            try:
                await self._admit(call, streams=False)
            except Exception as earlier:  # noqa: BLE001 -- whatever it is, the caller gets a status
                return await self._answer_to(call, earlier)
            return await self._answer_to(call, error)
        finally:
            self._over(call)

    async def _admit(self, call: Call, *, streams: bool) -> None:
        enter_call(call)
        if streams:
            messages, call.request = call.request, None
        for enter in self._enter:
            waiting = enter(call)
            if waiting is not None:
                await waiting
        if streams:
            call.request = self._checked(call, messages)

    async def _checked(self, call: Call, messages: AsyncIterator[Message]) -> AsyncIterator[Message]:
        async for message in messages:
            for check in self._message:
                check(call, message)
            yield message

    async def _refuse(self, call: Call, error: BaseException) -> Message | None:
        """End the call with the status of `error`, or return the answer that says it instead.

        Returns None only if nobody waits for either.
        """
        if isinstance(error, GeneratorExit) or (isinstance(error, asyncio.CancelledError) and _is_cancelled()):
            call.code = "CANCELLED"
            return None
        if isinstance(error, grpc.aio.AbortError):  # a foreign service (health) has answered by itself
            call.code = "ABORTED_BY_SERVICE"
            return None
        answer = await self._answer_to(call, error)
        own_form = self._refusals.get(call.method)
        if own_form is not None and ORIGINAL_PATH in call.metadata:
            refusal = own_form(call, answer)
            await _send_headers(call)
            return refusal
        headers = () if call.sent else call.headers
        details = ("grpc-status-details-bin", to_status(answer).SerializeToString())
        await call.context.abort(answer.code, answer.message, (*headers, details))
        return None

    async def _answer_to(self, call: Call, error: BaseException) -> DomainError:
        for fail in self._fail:
            try:
                error = await fail(call, error)
            except Exception as broken:  # noqa: BLE001 -- grpc would tell the caller its text
                error = broken
        answer = error if isinstance(error, DomainError) else internal_error(call.request_id)
        call.code, call.reason = answer.code.name, answer.reason
        return answer

    def _over(self, call: Call) -> None:
        for leave in self._leave:
            leave(call)


async def _send_headers(call: Call) -> None:
    call.sent = True
    await call.context.send_initial_metadata(call.headers)


def _is_cancelled() -> bool:
    """Return whether this task was told to stop: by grpc, if the client has gone or the server stops.

    Without that, a CancelledError is the handler's own, and the client waits for an answer.
    """
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _reader(deserialize: Callable[[bytes], Message]) -> Callable[[bytes], Message | Unreadable]:
    """Return what reads a message, or stands in for one that cannot be read.

    grpc itself would answer with the text of the exception, past the chain: to strangers too, and without the limits.
    """

    def read(data: bytes) -> Message | Unreadable:
        try:
            return deserialize(data)
        except DecodeError:
            return UNREADABLE

    return read


def _overrides(concern: Concern, moment: str) -> bool:
    return getattr(type(concern), moment) is not getattr(Concern, moment)
