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
from typing import TYPE_CHECKING, Any, TypeAlias

import grpc
import grpc.aio
from google.protobuf.message import DecodeError

from server.errors import DomainError
from server.interceptors.call import Call, enter_call
from server.interceptors.concern import Concern
from server.interceptors.error_mapper import internal_error, to_status
from server.interceptors.validation import UNREADABLE, Unreadable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from google.protobuf.message import Message

    from server.contract.policies import Policy

    Context: TypeAlias = grpc.aio.ServicerContext[Any, Any]
    Handler: TypeAlias = grpc.RpcMethodHandler[Any, Any]
    Interceptor: TypeAlias = grpc.aio.ServerInterceptor[Any, Any]
else:
    Interceptor = grpc.aio.ServerInterceptor


class Chain(Interceptor):
    """The interceptor that runs all concerns.

    Refuses to be made for a method without a policy: `policies` must know every method that is served.
    """

    def __init__(self, concerns: Sequence[Concern], policies: Mapping[str, Policy]) -> None:
        self.order = tuple(concern.name for concern in concerns)
        self._policies = policies
        self._enter = tuple(c.enter for c in concerns if _overrides(c, "enter"))
        self._message = tuple(c.message for c in concerns if _overrides(c, "message"))
        self._fail = tuple(c.fail for c in reversed(concerns) if _overrides(c, "fail"))
        self._leave = tuple(c.leave for c in reversed(concerns) if _overrides(c, "leave"))
        self._wrapped: dict[str, Handler] = {}

    async def intercept_service(  # type: ignore[override]  # its None is missing in the stubs
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """Return the wrapped handler of a method; None for one that nobody serves, which grpc answers UNIMPLEMENTED."""
        method = handler_call_details.method
        wrapped = self._wrapped.get(method)
        if wrapped is None:
            handler = await continuation(handler_call_details)
            if handler is None:
                return None
            wrapped = self._wrapped[method] = self._wrap(method, handler)
        return wrapped

    def _wrap(self, method: str, handler: Handler) -> Handler:
        policy = self._policies[method]
        behavior: Any = handler.unary_unary or handler.unary_stream or handler.stream_unary or handler.stream_stream

        async def answer_one(request: Any, context: Context) -> Message:
            call = Call(method, policy, request, context)
            try:
                await self._admit(call, streams=handler.request_streaming)
                response: Message = await behavior(call.request, context)
                await context.send_initial_metadata(call.headers)
            except BaseException as error:
                await self._refuse(call, error)
                raise
            finally:
                self._over(call)
            return response

        async def answer_many(request: Any, context: Context) -> AsyncIterator[Message]:
            call = Call(method, policy, request, context)
            try:
                await self._admit(call, streams=handler.request_streaming)
                async for response in behavior(call.request, context):
                    if not call.sent:
                        call.sent = True
                        await context.send_initial_metadata(call.headers)
                    yield response
            except BaseException as error:
                await self._refuse(call, error)
                raise
            finally:
                self._over(call)

        make = (
            (grpc.unary_stream_rpc_method_handler, grpc.stream_stream_rpc_method_handler)
            if handler.response_streaming
            else (grpc.unary_unary_rpc_method_handler, grpc.stream_unary_rpc_method_handler)
        )[bool(handler.request_streaming)]
        return make(
            answer_many if handler.response_streaming else answer_one,
            request_deserializer=_reader(handler.request_deserializer)
            if handler.request_deserializer and policy.cost
            else handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )

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

    async def _refuse(self, call: Call, error: BaseException) -> None:
        """End the call with the status of `error`. Returns only if the client has gone."""
        if isinstance(error, (GeneratorExit, asyncio.CancelledError)) and call.context.cancelled():
            call.code = "CANCELLED"
            return
        if isinstance(error, grpc.aio.AbortError):  # a foreign service (health) has answered by itself
            call.code = "ABORTED_BY_SERVICE"
            return
        answer = await self._answer_to(call, error)
        headers = () if call.sent else call.headers
        details = ("grpc-status-details-bin", to_status(answer).SerializeToString())
        await call.context.abort(answer.code, answer.message, (*headers, details))

    async def _answer_to(self, call: Call, error: BaseException) -> DomainError:
        for fail in self._fail:
            error = await fail(call, error)
        answer = error if isinstance(error, DomainError) else internal_error(call.request_id)
        call.code, call.reason = answer.code.name, answer.reason
        return answer

    def _over(self, call: Call) -> None:
        for leave in self._leave:
            leave(call)


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
