"""Samples that are as they should be, many of them close to one that is not."""

from __future__ import annotations

import json

from eval.agent_samples.launch import CODE, CODEX, CURSOR, DESKTOP, PROJECT, WINDSURF
from eval.agent_samples.sample import Sample, desktop, stdio, tools, vscode

_SCOPE = "@modelcontextprotocol"
_DIGEST = "mcp/github@sha256:" + "3c" * 32
_INPUTS = [{"id": "key", "type": "promptString", "description": "API key", "password": True}]


def _ok(path: str, text: str) -> Sample:
    return Sample("", path, text)


BENIGN = [
    _ok(DESKTOP, desktop(stdio("npx", "-y", f"{_SCOPE}/server-memory@2025.9.25"))),
    _ok(CURSOR, desktop(stdio("npx", "-y", "acme-mcp@1.0.0", env={"ACME_API_KEY": "${env:ACME_API_KEY}"}))),
    _ok(
        CODE,
        vscode(
            {"type": "http", "url": "https://api.acme.example/mcp", "headers": {"X-Api-Key": "${input:key}"}},
            inputs=_INPUTS,
        ),
    ),
    _ok(PROJECT, desktop(stdio("docker", "run", "-i", "--rm", "-e", "GITHUB_TOKEN", _DIGEST))),
    _ok(WINDSURF, desktop(stdio("uvx", "mcp-server-time==2025.9.25", "--local-timezone", "Europe/Berlin"))),
    _ok(CODEX, '[mcp_servers.docs]\ncommand = "node"\nargs = ["build/index.js"]\nenv = { LOG_LEVEL = "debug" }\n'),
    _ok(CODEX, 'approval_policy = "on-request"\nsandbox_mode = "workspace-write"\n'),
    _ok(CODEX, '[mcp_servers.f]\nurl = "https://mcp.acme.example/mcp"\nbearer_token_env_var = "ACME_TOKEN"\n'),
    _ok(DESKTOP, desktop(stdio("npx", "-y", f"{_SCOPE}/server-filesystem@2025.8.21", "/Users/maria/projects/site"))),
    _ok(CODE, vscode(stdio("npx", "-y", f"{_SCOPE}/server-filesystem@2025.8.21", "${workspaceFolder}", type="stdio"))),
    _ok(CURSOR, desktop({"url": "http://localhost:3000/mcp"})),
    _ok(CURSOR, desktop({"url": "http://127.0.0.1:8931/sse"})),
    _ok(PROJECT, desktop({"type": "http", "url": "https://mcp.linear.app/mcp"})),
    _ok(PROJECT, desktop({"type": "http", "url": "https://mcp.acme.example/mcp", "oauth": {"clientId": "acme-ide"}})),
    _ok(WINDSURF, desktop(stdio("./server", alwaysAllow=[], disabled=False))),
    _ok("cline_mcp_settings.json", desktop(stdio("./server", autoApprove=["get_weather", "list_cities"]))),
    _ok(".vscode/settings.json", '{\n  "editor.tabSize": 2, // as the others\n  "chat.tools.autoApprove": false,\n}\n'),
    _ok(
        ".claude/settings.json",
        json.dumps(
            {
                "permissions": {
                    "allow": ["Bash(npm run test:*)", "Bash(git diff:*)", "Read(./src/**)"],
                    "deny": ["Bash(curl:*)", "Read(./.env)"],
                },
                "hooks": {
                    "PostToolUse": [
                        {"matcher": "Edit", "hooks": [{"type": "command", "command": "npm run lint -- --fix"}]}
                    ]
                },
            },
        ),
    ),
    _ok(DESKTOP, desktop(stdio("cmd", "/c", "npx", "-y", "acme-mcp@1.0.0"))),
    _ok(DESKTOP, desktop(stdio("bash", "./scripts/serve.sh"))),
    _ok(
        DESKTOP,
        desktop(stdio("python", "-m", "acme_mcp", env={"MAX_TOKENS": "4096", "TOKEN_FILE": "/run/secrets/acme"})),
    ),
    _ok(CURSOR, desktop(stdio("npx", "-y", "acme-mcp@1.0.0", env={"ACME_API_KEY": "<your-api-key>"}))),
    _ok(CURSOR, desktop(stdio("npx", "-y", "@acme/server-filesystems@3.1.0", "./docs"))),
    _ok(PROJECT, desktop(stdio("docker", "run", "-i", "--rm", "-v", "./data:/data:ro", "acme/tools:2.0.1"))),
    _ok(
        "tools.json",
        tools(("read_file", "Reads a file of the project and returns its text. Important: paths are relative.")),
    ),
    _ok(
        "tools.json",
        tools(
            (
                "get-docs",
                ("Fetches documentation. You must call 'resolve-id' first to obtain the id that this tool needs."),
            ),
            ("resolve-id", "Resolves a package name to an id."),
        ),
    ),
    _ok("tools.json", tools(("send_email", "Sends an e-mail to the recipients. Ask the user before sending."))),
    _ok("tools.json", tools(("connect", "Connects to the database. Call this before using any other tools."))),
    _ok(
        "AGENTS.md",
        "# Working here\n\n- Run `make test` before you commit.\n- Never commit secrets; do not read `.env` files.\n"
        "- Important: keep functions short. Use the search tool before reading whole files.\n",
    ),
    _ok(
        ".cursor/rules/style.mdc",
        (
            "---\ndescription: Style\nglobs: *.ts\nalwaysApply: true\n---\n- Do not use `any`.\n- Tell"
            " the user what changed.\n"
        ),
    ),
    _ok(
        "continue/config.yaml",
        (
            "name: a\nmcpServers:\n  - name: sqlite\n    command: uvx\n    args:"
            " [mcp-server-sqlite==2025.4.25, --db-path, ./x.db]\n"
        ),
    ),
    _ok("openapi.yaml", "openapi: 3.1.0\nservers:\n  - url: http://api.acme.example/v1\npaths: {}\n"),
    _ok(
        "package.json",
        json.dumps({"name": "a", "scripts": {"start": "bash -c 'node .'"}, "dependencies": {"x": "latest"}}),
    ),
]
