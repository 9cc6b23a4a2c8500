"""DashboardService: from messages to files and cookies, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from google.api.httpbody_pb2 import HttpBody
from netallion.dashboard.v1 import dashboard_service_pb2
from netallion.dashboard.v1.dashboard_service_pb2_grpc import DashboardServiceServicer

from server.auth.signing import ACCESS_TOKEN_SECONDS
from server.errors import NotFound
from server.interceptors.call import HTTP_STATUS, current_call
from server.interceptors.validation import ORIGINAL_PATH

if TYPE_CHECKING:
    from grpc.aio import ServicerContext

    from server.dashboard.files import File, Files
    from server.dashboard.page_session import PageSessions

    Context: TypeAlias = ServicerContext[Any, Any]

HOME = "/dashboard"


class DashboardService(DashboardServiceServicer):
    """The dashboard in a browser."""

    def __init__(self, files: Files, sessions: PageSessions) -> None:
        self._files = files
        self._sessions = sessions

    async def GetPage(self, request: dashboard_service_pb2.GetPageRequest, context: Context) -> HttpBody:
        call = current_call()
        if urlsplit(call.text(ORIGINAL_PATH)).path == "/":
            call.headers += [(HTTP_STATUS, "302"), ("location", HOME)]
            return HttpBody(content_type="text/plain")
        call.headers += self._files.headers_of_page()
        if call.text("if-none-match") == self._files.page.tag:
            call.headers.append((HTTP_STATUS, "304"))
            return HttpBody(content_type=self._files.page.media_type)
        return _send(self._files.page)

    async def GetAsset(self, request: dashboard_service_pb2.GetAssetRequest, context: Context) -> HttpBody:
        file = self._files.assets.get(request.name)
        if file is None:
            raise NotFound("asset", request.name)
        current_call().headers += self._files.headers_of_asset(request.version)
        return _send(file)

    async def SignIn(
        self, request: dashboard_service_pb2.SignInRequest, context: Context
    ) -> dashboard_service_pb2.PageSession:
        return _session(
            await self._sessions.begin(current_call(), request.email, request.password, request.organization_id)
        )

    async def RefreshPageSession(
        self, request: dashboard_service_pb2.RefreshPageSessionRequest, context: Context
    ) -> dashboard_service_pb2.PageSession:
        return _session(await self._sessions.renew(current_call()))

    async def SignOut(
        self, request: dashboard_service_pb2.SignOutRequest, context: Context
    ) -> dashboard_service_pb2.SignOutResponse:
        await self._sessions.end(current_call())
        return dashboard_service_pb2.SignOutResponse()


def _send(file: File) -> HttpBody:
    call = current_call()
    data, headers = file.body(call.text("accept-encoding"))
    call.headers += headers
    return HttpBody(content_type=file.media_type, data=data)


def _session(access_token: str) -> dashboard_service_pb2.PageSession:
    return dashboard_service_pb2.PageSession(access_token=access_token, expires_in=ACCESS_TOKEN_SECONDS)
