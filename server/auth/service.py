"""AuthService: from messages to commands and back, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from netallion.auth.v1 import api_key_pb2, organization_pb2, session_pb2, usage_pb2
from netallion.auth.v1.auth_service_pb2_grpc import AuthServiceServicer

from server.auth.api_keys import NewKey
from server.auth.signing import ACCESS_TOKEN_SECONDS
from server.contract.numbers import int32
from server.contract.times import timestamp
from server.contract.vocabulary import SCOPES
from server.interceptors.call import caller, current_call, tenant
from server.storage.pages import DEFAULT_PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grpc.aio import ServicerContext

    from server.auth.api_keys import ApiKeys, KeyView
    from server.auth.organizations import Organizations
    from server.auth.sessions import Sessions, Tokens
    from server.auth.tables import Organization, User
    from server.auth.usage import Usage, UsageView
    from server.auth.users import Users
    from server.limits.limiter import WindowState
    from server.storage.pages import PageTokens

    Context: TypeAlias = ServicerContext[Any, Any]

DEFAULT_OVERLAP_SECONDS = 86_400

KeyMessage = TypeVar("KeyMessage", api_key_pb2.ApiKey, api_key_pb2.IssuedApiKey)


class AuthService(AuthServiceServicer):
    """Who calls: sessions, users, the organization and its API keys."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        users: Users,
        organizations: Organizations,
        api_keys: ApiKeys,
        usage: Usage,
        page_tokens: PageTokens,
    ) -> None:
        self._sessions = sessions
        self._users = users
        self._organizations = organizations
        self._api_keys = api_keys
        self._usage = usage
        self._page_tokens = page_tokens

    async def Login(self, request: session_pb2.LoginRequest, context: Context) -> session_pb2.TokenPair:
        call = current_call()
        tokens = await self._sessions.login(
            request.email,
            request.password,
            request.organization_id,
            address=call.address,
            user_agent=call.text("user-agent"),
        )
        return _pair(tokens)

    async def RefreshSession(
        self, request: session_pb2.RefreshSessionRequest, context: Context
    ) -> session_pb2.TokenPair:
        return _pair(await self._sessions.refresh(request.refresh_token))

    async def Logout(self, request: session_pb2.LogoutRequest, context: Context) -> session_pb2.LogoutResponse:
        await self._sessions.end(caller(), caller().credential_id)
        return session_pb2.LogoutResponse()

    async def GetCaller(self, request: session_pb2.GetCallerRequest, context: Context) -> session_pb2.GetCallerResponse:
        principal = caller()
        return session_pb2.GetCallerResponse(
            kind=principal.kind,
            credential_id=principal.credential_id,
            organization_id=principal.tenant.organization_id,
            environment=principal.tenant.environment,
            scopes=[scope for scope in SCOPES if scope in principal.scopes],
            plan=principal.plan,
            user=_user(await self._users.get(principal.tenant, principal.user_id)) if principal.user_id else None,
            name=principal.name,
        )

    async def ListSessions(
        self, request: session_pb2.ListSessionsRequest, context: Context
    ) -> session_pb2.ListSessionsResponse:
        bound = self._bound("sessions", caller().user_id)
        rows, cursor = await self._sessions.of_user(
            caller(), _size(request), self._page_tokens.read(request.page_token, bound)
        )
        return session_pb2.ListSessionsResponse(
            sessions=[
                session_pb2.Session(
                    id=row.id,
                    created_at=timestamp(row.created_at),
                    last_used_at=timestamp(row.last_used_at),
                    expires_at=timestamp(row.expires_at),
                    address=row.address,
                    user_agent=row.user_agent,
                    current=row.id == caller().credential_id,
                )
                for row in rows
            ],
            next_page_token=self._next(cursor, bound),
        )

    async def RevokeSession(
        self, request: session_pb2.RevokeSessionRequest, context: Context
    ) -> session_pb2.RevokeSessionResponse:
        await self._sessions.end(caller(), request.id)
        return session_pb2.RevokeSessionResponse()

    async def ChangePassword(
        self, request: session_pb2.ChangePasswordRequest, context: Context
    ) -> session_pb2.ChangePasswordResponse:
        await self._sessions.change_password(
            caller(), request.current_password, request.new_password, current_call().address
        )
        return session_pb2.ChangePasswordResponse()

    async def InviteUser(
        self, request: organization_pb2.InviteUserRequest, context: Context
    ) -> organization_pb2.InviteUserResponse:
        user, password = await self._users.invite(caller(), request.email, request.role, request.password)
        return organization_pb2.InviteUserResponse(
            id=user.id,
            email=user.email,
            role=user.role,
            created_at=timestamp(user.created_at),
            temporary_password=password,
            password_change_required=user.password_change_required,
        )

    async def ListUsers(
        self, request: organization_pb2.ListUsersRequest, context: Context
    ) -> organization_pb2.ListUsersResponse:
        bound = self._bound("users")
        rows, cursor = await self._users.page(
            tenant(), _size(request), self._page_tokens.read(request.page_token, bound)
        )
        return organization_pb2.ListUsersResponse(
            users=[_user(row) for row in rows], next_page_token=self._next(cursor, bound)
        )

    async def UpdateUser(self, request: organization_pb2.UpdateUserRequest, context: Context) -> session_pb2.User:
        return _user(await self._users.change_role(caller(), request.id, request.role))

    async def RemoveUser(
        self, request: organization_pb2.RemoveUserRequest, context: Context
    ) -> organization_pb2.RemoveUserResponse:
        await self._users.remove(caller(), request.id)
        return organization_pb2.RemoveUserResponse()

    async def GetOrganization(
        self, request: organization_pb2.GetOrganizationRequest, context: Context
    ) -> organization_pb2.Organization:
        return _organization(await self._organizations.get(tenant()))

    async def UpdateOrganization(
        self, request: organization_pb2.UpdateOrganizationRequest, context: Context
    ) -> organization_pb2.Organization:
        return _organization(await self._organizations.rename(tenant(), request.name))

    async def CreateApiKey(
        self, request: api_key_pb2.CreateApiKeyRequest, context: Context
    ) -> api_key_pb2.IssuedApiKey:
        expires_at = request.expires_at.ToDatetime(UTC) if request.HasField("expires_at") else None
        wanted = NewKey(request.name, list(request.scopes), request.environment, expires_at, list(request.allowed_ips))
        return _issued(*await self._api_keys.create(caller(), wanted))

    async def ListApiKeys(
        self, request: api_key_pb2.ListApiKeysRequest, context: Context
    ) -> api_key_pb2.ListApiKeysResponse:
        bound = self._bound("api_keys")
        views, cursor = await self._api_keys.page(
            tenant(), _size(request), self._page_tokens.read(request.page_token, bound)
        )
        return api_key_pb2.ListApiKeysResponse(
            api_keys=[_key(view, api_key_pb2.ApiKey) for view in views], next_page_token=self._next(cursor, bound)
        )

    async def GetApiKey(self, request: api_key_pb2.GetApiKeyRequest, context: Context) -> api_key_pb2.ApiKey:
        return _key(await self._api_keys.get(tenant(), request.id), api_key_pb2.ApiKey)

    async def RevokeApiKey(
        self, request: api_key_pb2.RevokeApiKeyRequest, context: Context
    ) -> api_key_pb2.RevokeApiKeyResponse:
        await self._api_keys.revoke(tenant(), request.id)
        return api_key_pb2.RevokeApiKeyResponse()

    async def RotateApiKey(
        self, request: api_key_pb2.RotateApiKeyRequest, context: Context
    ) -> api_key_pb2.IssuedApiKey:
        seconds = request.overlap_seconds if request.HasField("overlap_seconds") else DEFAULT_OVERLAP_SECONDS
        return _issued(*await self._api_keys.rotate(tenant(), request.id, timedelta(seconds=seconds)))

    async def GetUsage(self, request: usage_pb2.GetUsageRequest, context: Context) -> usage_pb2.GetUsageResponse:
        bound = self._bound("usage", caller().credential_id, request.kind)
        cursor = self._page_tokens.read(request.page_token, bound)
        view, cursor = await self._usage.page(caller(), request.kind, _size(request), cursor)
        return usage_pb2.GetUsageResponse(
            plan=view.plan.name,
            limits=[usage_pb2.UsageLimit(window=window.name, limit=window.capacity) for window in view.plan.windows],
            days=_days(view, view.calls),
            credentials=[
                usage_pb2.CredentialUsage(
                    credential_id=use.credential_id,
                    kind=use.kind,
                    name=use.name,
                    windows=[_window(state, use.clock) for state in use.windows],
                    days=_days(view, use.calls),
                    calls=int32(sum(use.calls)),
                )
                for use in view.credentials
            ],
            next_page_token=self._next(cursor, bound),
        )

    def _bound(self, name: str, *filters: str) -> tuple[str, ...]:
        return (name, tenant().organization_id, tenant().environment, *filters)

    def _next(self, cursor: str, bound: tuple[str, ...]) -> str:
        return self._page_tokens.issue(cursor, bound) if cursor else ""


def _size(
    request: session_pb2.ListSessionsRequest
    | organization_pb2.ListUsersRequest
    | api_key_pb2.ListApiKeysRequest
    | usage_pb2.GetUsageRequest,
) -> int:
    return request.page_size if request.HasField("page_size") else DEFAULT_PAGE_SIZE


def _pair(tokens: Tokens) -> session_pb2.TokenPair:
    return session_pb2.TokenPair(
        access_token=tokens.access,
        refresh_token=tokens.refresh,
        expires_in=ACCESS_TOKEN_SECONDS,
        token_type="Bearer",  # noqa: S106 -- the type of the token, RFC 6750
    )


def _user(row: User) -> session_pb2.User:
    return session_pb2.User(
        id=row.id,
        email=row.email,
        role=row.role,
        created_at=timestamp(row.created_at),
        last_login_at=timestamp(row.last_login_at),
        password_change_required=row.password_change_required,
    )


def _organization(row: Organization) -> organization_pb2.Organization:
    return organization_pb2.Organization(id=row.id, name=row.name, plan=row.plan, created_at=timestamp(row.created_at))


def _key(view: KeyView, message: type[KeyMessage]) -> KeyMessage:
    key = view.key
    return message(
        id=key.id,
        name=key.name,
        scopes=key.scopes,
        environment=key.environment,
        prefix=view.prefix,
        last_four=view.last_four,
        allowed_ips=key.allowed_ips,
        created_at=timestamp(key.created_at),
        expires_at=timestamp(key.expires_at),
        last_used_at=timestamp(key.last_used_at),
    )


def _issued(view: KeyView, secret: str) -> api_key_pb2.IssuedApiKey:
    message = _key(view, api_key_pb2.IssuedApiKey)
    message.key = secret
    return message


def _days(view: UsageView, calls: Sequence[int]) -> list[usage_pb2.UsageDay]:
    return [
        usage_pb2.UsageDay(date=day.isoformat(), calls=int32(count))
        for day, count in zip(view.days, calls, strict=True)
    ]


def _window(state: WindowState, clock: int) -> usage_pb2.UsageWindow:
    resets_at = datetime.fromtimestamp(clock + state.reset, UTC) if state.reset else None
    return usage_pb2.UsageWindow(
        window=state.name, limit=state.limit, remaining=state.remaining, resets_at=timestamp(resets_at)
    )
