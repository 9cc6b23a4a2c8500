"""What servers are given and who may use them: secrets, paths, approval, transport; and the near misses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.agents import allowing, codes, npx, server

DRAWN = "k3Jd82hL" + "q0ZxVb7TnYw5Rm"
PASSWORD = "Winter-" + "2025-rain"
EVERYWHERE = "0.0." + "0.0"
BEARER = {"Authorization": "Bearer ${TOKEN}"}


@pytest.mark.parametrize(
    "content",
    [
        server("./x", env={"ACME_API_KEY": DRAWN}),
        server("./x", env={"ACME_API_KEY": "sk-" + "proj-1234567890abcdef"}),
        server("./x", env={"DB_PASSWORD": PASSWORD}),
        server("./x", env={"HEADERS": json.dumps({"Authorization": "Bearer " + DRAWN})}),
        server("./x", "--api-key", DRAWN),
        server("./x", "--token=" + DRAWN),
        server("./x", "-e", "API_KEY=" + DRAWN),
        server("npx", "mcp-remote@0.1.29", "https://a.example/mcp", "--header", "Authorization: Bearer " + DRAWN),
        server("./x", f"postgresql://app:{PASSWORD}@db.acme.example/app"),
        server("./x", env={"CONNECTION": "Server=db.acme.example;Database=a;User Id=app;Password=" + PASSWORD}),
        server(url="https://a.example/mcp", headers={"X-Api-Key": DRAWN}),
        server(url="https://a.example/mcp?api_key=" + DRAWN),
        server(url=f"https://me:{PASSWORD}@a.example/mcp"),
        json.dumps({"env": {"ANTHROPIC_API_KEY": DRAWN}, "permissions": {"allow": []}}),
    ],
)
def test_a_secret_in_any_part_of_a_server(content: str) -> None:
    assert codes(content) == {"inline_secret"}


@pytest.mark.parametrize(
    "value",
    [
        "${ACME_API_KEY}",
        "${env:ACME_API_KEY}",
        "${input:key}",
        "$ACME_API_KEY",
        "{{ key }}",
        "%ACME_API_KEY%",
        "op://vault/acme/key",
        "<your-api-key>",
        "YOUR_API_KEY",
        "your-api-key-here",
        "sk-xxxxxxxx",
        "sk-...",
        "/run/secrets/key",
        "",
    ],
)
def test_a_reference_or_a_template_is_no_secret(value: str) -> None:
    assert codes(server("./x", env={"ACME_API_KEY": value})) == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_TOKENS", "4096"),
        ("TOKEN_FILE", "/run/secrets/token"),
        ("AUTH_URL", "https://login.acme.example/token"),
        ("PUBLIC_KEY", DRAWN),
        ("AWS_PROFILE", "default"),
        ("LOG_LEVEL", "debug-everything-1234"),
    ],
)
def test_a_name_that_announces_no_secret(name: str, value: str) -> None:
    assert codes(server("./x", env={name: value})) == set()


def test_the_password_that_everyone_has_for_a_local_database_is_none() -> None:
    assert codes(server("./x", "postgresql://" + ":".join(["postgres"] * 2) + "@localhost/app")) == set()
    assert codes(server("./x", "postgresql://localhost/app")) == set()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "~",
        "$HOME",
        "${HOME}",
        "${userHome}",
        "%USERPROFILE%",
        "C:\\",
        "D:/",
        "/Users",
        "/home/",
        "/home/maria",
        "/Users/maria/",
        "C:\\Users\\maria",
        "/etc",
        "/root",
        "/var",
        "/mnt/c",
        "~/.ssh",
        "/home/maria/.aws",
        "/etc/passwd",
        "file:///",
        "/**",
        "/./",
    ],
)
def test_a_path_that_is_too_much(path: str) -> None:
    assert codes(npx("@modelcontextprotocol/server-filesystem@2025.8.21", "./docs", path)) == {"broad_filesystem"}


@pytest.mark.parametrize(
    "path",
    [
        ".",
        "./",
        "..",
        "/home/maria/project",
        "/Users/maria/Desktop",
        "~/code",
        "$HOME/code",
        "${workspaceFolder}",
        "/srv/data",
        "C:\\work",
        "C:\\Users\\maria\\code",
        "/srv",
        "/data",
        "/etc/acme/config.toml",
        "https://a.example/",
        "/usr/local/bin/x",
    ],
)
def test_a_path_of_a_project_is_not(path: str) -> None:
    assert codes(npx("@modelcontextprotocol/server-filesystem@2025.8.21", path)) == set()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (server("./x", "--root=/"), {"broad_filesystem"}),
        (server("python", "serve.py", "--directory", "/"), {"broad_filesystem"}),
        (server("./x", "--allow-read=/,/srv"), {"broad_filesystem"}),
        (server("./x", env={"ALLOWED_PATHS": "/srv/a:/home"}), {"broad_filesystem"}),
        (server("./x", env={"PROJECT_ROOT": "~"}), {"broad_filesystem"}),
        (json.dumps({"permissions": {"allow": [], "additionalDirectories": ["../docs", "/"]}}), {"broad_filesystem"}),
        (allowing("Read(~/.ssh/**)"), {"broad_filesystem"}),
        (allowing("Read(//**)"), {"broad_filesystem"}),
        (allowing("Read(./src/**)", "Read(/docs/**)"), set()),
        (server("uv", "--directory", "/", "run", "serve.py"), set()),
        (server("./x", env={"HOME": "/home/maria", "PATH": "/usr/bin:/bin", "BASE_PATH": "/"}), set()),
        (server("./x", env={"SSH_KEY_PATH": "/home/maria/.ssh/id"}), set()),
    ],
)
def test_paths_in_options_variables_and_settings(content: str, expected: set[str]) -> None:
    assert codes(content) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"alwaysAllow": ["*"]}, True),
        ({"alwaysAllow": ["search", "writeFile"]}, True),
        ({"autoApprove": ["execute_command"]}, True),
        ({"autoApprove": ["mcp__github__create_issue"]}, True),
        ({"autoApprove": True}, True),
        ({"trust": True}, True),
        ({"allowedTools": ["*"]}, True),
        ({"alwaysAllow": []}, False),
        ({"autoApprove": ["search", "get_weather", "list_commands", "read_file"]}, False),
        ({"autoApprove": False, "trust": False}, False),
    ],
)
def test_tools_of_a_server_that_need_no_approval(settings: dict[str, Any], *, expected: bool) -> None:
    assert codes(server("./x", **settings)) == ({"auto_approve"} if expected else set())


@pytest.mark.parametrize(
    "rule", ["*", "Bash", "Bash(*)", "Bash(:*)", "Bash(sudo:*)", "Bash(rm -rf *)", "Bash(bash:*)", "Write(*)", "mcp__*"]
)
def test_permission_rules_that_allow_too_much(rule: str) -> None:
    assert codes(allowing("Read", rule)) == {"auto_approve"}


@pytest.mark.parametrize(
    "rule",
    [
        "Read",
        "Edit",
        "Bash(npm run test:*)",
        "Bash(git diff *)",
        "WebFetch(domain:a.example)",
        "mcp__github__get_issue",
    ],
)
def test_permission_rules_that_do_not(rule: str) -> None:
    assert codes(allowing(rule)) == set()


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        (".claude/settings.json", '{"permissions": {"defaultMode": "bypassPermissions"}}', True),
        (".claude/settings.json", '{"permissions": {"defaultMode": "acceptEdits"}}', False),
        (".claude/settings.json", '{"enableAllProjectMcpServers": true}', True),
        (".vscode/settings.json", '{"chat.tools.autoApprove": true}', True),
        (".vscode/settings.json", '{"chat.tools.global.autoApprove": true}', True),
        (".vscode/settings.json", '{"chat.tools.terminal.autoApprove": {"/.*/": true}}', True),
        (".vscode/settings.json", '{"chat.tools.terminal.autoApprove": {"rm": {"approve": true}}}', True),
        (".vscode/settings.json", '{"chat.tools.terminal.autoApprove": {"git status": true, "rm": false}}', False),
        (".codex/config.toml", 'approval_policy = "never"', True),
        (".codex/config.toml", 'approval_policy = "never"\nsandbox_mode = "read-only"', False),
        (".codex/config.toml", 'sandbox_mode = "danger-full-access"', True),
        (".codex/config.toml", 'approval_policy = "on-request"\nsandbox_mode = "workspace-write"', False),
        (".gemini/settings.json", '{"autoAccept": true}', True),
        ("opencode.json", '{"permission": {"bash": "allow"}}', True),
        ("opencode.json", '{"permission": {"bash": {"git *": "allow", "*": "ask"}}}', False),
        ("opencode.json", '{"permission": "allow"}', True),
        (".config/goose/config.yaml", "GOOSE_MODE: auto\n", True),
        (".claude/agents/a.md", "---\nname: a\npermissionMode: bypassPermissions\n---\nReview.\n", True),
        (".claude/commands/a.md", "---\nallowed-tools: Read, Bash(*)\n---\nReview.\n", True),
        (".claude/commands/a.md", "---\nallowed-tools: Read, Bash(git status:*)\n---\nReview.\n", False),
    ],
)
def test_settings_of_clients_that_switch_asking_off(path: str, content: str, *, expected: bool) -> None:
    assert codes(content, path) == ({"auto_approve"} if expected else set())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--dangerously-skip-permissions",),
        ("--yolo",),
        ("--approval-mode", "yolo"),
        ("--sandbox", "danger-full-access"),
    ],
)
def test_options_that_switch_asking_off(arguments: tuple[str, ...]) -> None:
    assert codes(server("agent", *arguments)) == {"auto_approve"}


@pytest.mark.parametrize(
    "url",
    ["http://mcp.acme.example/sse", "http://10.0.0.4:8080/mcp", "ws://mcp.acme.example/ws", "HTTP://MCP.ACME.EXAMPLE/"],
)
def test_a_remote_server_without_encryption(url: str) -> None:
    assert codes(server(url=url, headers=BEARER)) == {"plaintext_http"}
    assert codes(server(url=url)) == {"plaintext_http"}


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:1/mcp",
        "http://127.0.0.1/",
        "http://[::1]:2/sse",
        "http://0.0.0.0:3/",
        "http://host.docker.internal/",
        "http://${HOST}/",
    ],
)
def test_a_server_of_this_machine_needs_none(url: str) -> None:
    assert codes(server(url=url)) == set()


def test_addresses_in_arguments_and_variables() -> None:
    assert codes(server("npx", "mcp-remote@0.1.29", "http://a.example/sse")) == {"plaintext_http"}
    assert codes(server("./x", env={"API_URL": "http://a.example/v1"})) == {"plaintext_http"}
    assert (
        codes(server("./x", env={"HTTPS_PROXY": "http://proxy.example:3128", "NO_PROXY": "http://a.example"})) == set()
    )


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, True),
        ({"headers": {}}, True),
        ({"headers": {"Accept": "text/event-stream", "X-Team": "core"}}, True),
        ({"headers": {"Authorization": ""}}, True),
        ({"auth": {"type": "none"}}, True),
        ({"auth": "none"}, True),
        ({"headers": BEARER}, False),
        ({"headers": {"X-Api-Key": "${KEY}"}}, False),
        ({"oauth": {"clientId": "ide"}}, False),
        ({"auth": {"type": "oauth2"}}, False),
        ({"bearer_token_env_var": "TOKEN"}, False),
    ],
)
def test_a_remote_server_without_authentication(settings: dict[str, Any], *, expected: bool) -> None:
    assert codes(server(url="https://mcp.acme.example/mcp", **settings)) == ({"missing_auth"} if expected else set())


@pytest.mark.parametrize(
    "url",
    [
        "https://mcp.linear.app/mcp",
        "https://mcp.acme.example/mcp?key=${KEY}",
        "https://mcp.acme.example/s/" + "0f" * 16 + "/mcp",
    ],
)
def test_hosts_that_sign_in_and_addresses_with_a_token_need_no_header(url: str) -> None:
    assert codes(server(url=url)) == set()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (server("./x", "--no-auth"), {"missing_auth"}),
        (server("./x", env={"DANGEROUSLY_OMIT_AUTH": "true"}), {"missing_auth"}),
        (server("./x", env={"AUTH_ENABLED": "false"}), {"missing_auth"}),
        (server("./x", "--host", EVERYWHERE, "--port", "8000"), {"missing_auth"}),
        (server("./x", "--host", EVERYWHERE, "--auth-token", "${TOKEN}"), set()),
        (server("./x", "--host", "127.0.0.1"), set()),
        (server("./x", env={"AUTH_ENABLED": "true"}), set()),
    ],
)
def test_a_server_that_is_told_to_do_without(content: str, expected: set[str]) -> None:
    assert codes(content) == expected
