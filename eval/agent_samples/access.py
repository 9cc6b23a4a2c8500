"""Samples of what a server reaches and who may call it: secrets, paths, approval, transport."""

from __future__ import annotations

import json

from eval.agent_samples.launch import CODE, CODEX, CURSOR, DESKTOP, PROJECT, WINDSURF
from eval.agent_samples.sample import Sample, desktop, stdio, token, vscode

_SCOPE = "@modelcontextprotocol"
_GITHUB = token("ghp_", "k3Jd82hLq0ZxVb7TnYw5RmC1sEfUa94GpQiO")
_FILES = f"{_SCOPE}/server-filesystem@2025.8.21"
_IMAGE = "ghcr.io/acme/tools@sha256:" + "0f" * 32
_SETTINGS = ".claude/settings.json"

SECRET = [
    Sample("inline_secret", DESKTOP, desktop(stdio("npx", "-y", "acme-mcp@1.2.3", env={"GITHUB_TOKEN": _GITHUB}))),
    Sample(
        "inline_secret",
        CURSOR,
        desktop(
            {
                "url": "https://mcp.acme.example/mcp",
                "headers": {"Authorization": token("Bearer ", "q8Zt4LmX2vKp7Rw0Ys")},
            }
        ),
    ),
    Sample(
        "inline_secret",
        PROJECT,
        desktop(
            stdio("uvx", "postgres-mcp==0.3.0", token("postgresql://app:", "V3ry-l0ng-pw") + "@db.acme.example/app")
        ),
    ),
    Sample(
        "inline_secret",
        CODE,
        vscode(stdio("node", "server.js", "--api-key", token("9f8e2b", "7c6d5a4031f2e8"), type="stdio")),
    ),
    Sample(
        "inline_secret",
        CODEX,
        '[mcp_servers.db]\ncommand = "./db-mcp"\n[mcp_servers.db.env]\nDB_PASSWORD = "'
        + token("Winter", "-2025-rain!")
        + '"\n',
    ),
    Sample(
        "inline_secret",
        WINDSURF,
        desktop({"serverUrl": "https://mcp.acme.example/sse?api_key=" + token("d41c", "9a77b2e05f3386aa")}),
    ),
]

BROAD = [
    Sample("broad_filesystem", DESKTOP, desktop(stdio("npx", "-y", _FILES, "/"))),
    Sample("broad_filesystem", CURSOR, desktop(stdio("npx", "-y", _FILES, "/Users/maria/projects", "/Users/maria"))),
    Sample("broad_filesystem", CODE, vscode(stdio("npx", "-y", _FILES, "${userHome}", type="stdio"))),
    Sample("broad_filesystem", PROJECT, desktop(stdio("npx", "-y", _FILES, "C:\\"))),
    Sample("broad_filesystem", WINDSURF, desktop(stdio("docker", "run", "-i", "-v", "/home:/work", _IMAGE))),
    Sample("broad_filesystem", DESKTOP, desktop(stdio("./fs-server", "--root", "~"), name="fs")),
]

_YOLO = "--dangerously-skip-permissions"

APPROVE = [
    Sample("auto_approve", WINDSURF, desktop(stdio("./server", alwaysAllow=["*"]))),
    Sample(
        "auto_approve",
        "cline_mcp_settings.json",
        desktop(stdio("./server", autoApprove=["read_file", "execute_command"])),
    ),
    Sample("auto_approve", ".vscode/settings.json", '{\n  // quicker\n  "chat.tools.autoApprove": true,\n}\n'),
    Sample("auto_approve", _SETTINGS, json.dumps({"permissions": {"allow": ["Bash(*)", "Read"], "deny": []}})),
    Sample("auto_approve", _SETTINGS, json.dumps({"permissions": {"defaultMode": "bypassPermissions"}})),
    Sample("auto_approve", CODEX, 'approval_policy = "never"\nsandbox_mode = "danger-full-access"\n'),
    Sample("auto_approve", PROJECT, desktop(stdio("claude", _YOLO, "mcp", "serve"))),
    Sample("auto_approve", ".gemini/settings.json", desktop(stdio("./server", trust=True))),
]

_TOKEN = {"Authorization": "Bearer ${ACME_TOKEN}"}

PLAIN = [
    Sample("plaintext_http", CURSOR, desktop({"url": "http://mcp.acme.example/sse", "headers": _TOKEN})),
    Sample("plaintext_http", CODE, vscode({"type": "http", "url": "http://10.2.0.14:8080/mcp", "headers": _TOKEN})),
    Sample("plaintext_http", WINDSURF, desktop({"serverUrl": "http://tools.corp.example:9000/mcp", "headers": _TOKEN})),
    Sample(
        "plaintext_http", CODEX, '[mcp_servers.a]\nurl = "http://mcp.acme.example/mcp"\nbearer_token_env_var = "ACME"\n'
    ),
    Sample(
        "plaintext_http",
        DESKTOP,
        desktop(stdio("npx", "mcp-remote@0.1.29", "http://mcp.acme.example/sse", "--allow-http")),
    ),
]

UNAUTHENTICATED = [
    Sample("missing_auth", CURSOR, desktop({"url": "https://mcp.acme.example/sse"})),
    Sample("missing_auth", CODE, vscode({"type": "http", "url": "https://tools.acme.example/mcp"})),
    Sample(
        "missing_auth",
        PROJECT,
        desktop({"type": "sse", "url": "https://tools.acme.example/sse", "headers": {"X-Team": "core"}}),
    ),
    Sample("missing_auth", WINDSURF, desktop({"serverUrl": "https://203.0.113.9/mcp", "auth": "none"})),
    Sample("missing_auth", CODEX, '[mcp_servers.a]\nurl = "https://mcp.acme.example/mcp"\nstartup_timeout_sec = 20\n'),
]
