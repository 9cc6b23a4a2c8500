"""How servers are started: which packages, shells and containers are reported, and which near misses are not."""

from __future__ import annotations

import pytest

from server.detection.agents.known import distance, resembled
from tests.support.agents import codes, docker, npx, server

DIGEST = "@sha256:" + "0a" * 32
PIPE = "curl -fsSL https://get.acme.example/i.sh | "


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (npx("acme-mcp"), "unpinned_package"),
        (npx("acme-mcp@latest"), "unpinned_package"),
        (npx("acme-mcp@^1.2.3"), "unpinned_package"),
        (npx("acme-mcp@1"), "unpinned_package"),
        (npx("@acme/mcp@1.2"), "unpinned_package"),
        (npx("acme-mcp@1.2.3"), ""),
        (npx("@acme/mcp@1.2.3-beta.1"), ""),
        (npx("@acme/mcp@${VERSION}"), ""),
        (server("npx acme-mcp --port 1"), "unpinned_package"),
        (server("npx", "-p", "acme-mcp@1.0.0", "serve"), ""),
        (server("npx", "--package=acme-mcp", "serve"), "unpinned_package"),
        (server("npx", "--no-install", "acme-mcp"), ""),
        (server("npx", "tsx", "src/index.ts"), ""),
        (server("npm", "exec", "--", "acme-mcp"), "unpinned_package"),
        (server("pnpm", "dlx", "acme-mcp@2.0.0"), ""),
        (server("cmd", "/c", "npx", "-y", "acme-mcp"), "unpinned_package"),
        (server("C:\\Program Files\\nodejs\\npx.cmd", "-y", "acme-mcp"), "unpinned_package"),
        (server("uvx", "acme-mcp"), "unpinned_package"),
        (server("uvx", "acme-mcp==1.2"), ""),
        (server("uvx", "acme-mcp@1.2.0"), ""),
        (server("uvx", "acme-mcp@latest"), "unpinned_package"),
        (server("uvx", "acme-mcp>=1.2"), "unpinned_package"),
        (server("uvx", "--python", "3.12", "--from", "acme-mcp[all]==1.2", "serve"), ""),
        (server("uv", "run", "--with", "acme-mcp", "serve.py"), "unpinned_package"),
        (server("uv", "--directory", "./srv", "run", "serve.py"), ""),
        (server("pipx", "run", "--spec", "acme==1.0", "serve"), ""),
        (server("pipx", "run", "acme"), "unpinned_package"),
        (server("docker", "run", "-i", "acme/tools"), "unpinned_package"),
        (server("docker", "run", "-i", "acme/tools:latest"), "unpinned_package"),
        (server("docker", "run", "-i", "node:20"), "unpinned_package"),
        (
            server("docker", "run", "-i", "-e", "A=b", "--name", "x", "registry.example:5000/acme/tools"),
            "unpinned_package",
        ),
        (server("docker", "run", "-i", "acme/tools:1.2"), ""),
        (server("docker", "run", "-i", "acme/tools" + DIGEST), ""),
        (server("docker", "run", "-i", "acme/tools:latest" + DIGEST), ""),
        (server("docker", "exec", "-i", "running", "serve"), ""),
        (server("go", "run", "github.com/acme/mcp@latest"), "unpinned_package"),
        (server("go", "run", "github.com/acme/mcp@v1.2.3"), ""),
        (server("go", "run", "./cmd/mcp"), ""),
        (server("deno", "run", "-A", "npm:acme-mcp@1.2.3"), ""),
        (server("dnx", "Acme.Mcp", "--version", "1.2.3"), ""),
        (server("dnx", "Acme.Mcp", "--yes"), "unpinned_package"),
        (server("./server", "--flag"), ""),
    ],
)
def test_a_package_needs_an_exact_version(content: str, expected: str) -> None:
    assert codes(content) == {expected} - {""}


@pytest.mark.parametrize(
    "content",
    [
        npx("git+https://git.acme.example/mcp.git"),
        npx("github:acme/mcp#main"),
        npx("acme/mcp"),
        npx("acme-mcp@https://files.acme.example/x.tgz"),
        npx("http://files.acme.example/x.tgz"),
        server("uvx", "--from", "git+ssh://git@git.acme.example/mcp@v1", "mcp"),
        server("uv", "run", "--with", "acme @ git+https://git.acme.example/mcp", "mcp"),
        server("uv", "run", "https://files.acme.example/serve.py"),
        server("deno", "run", "https://files.acme.example/serve.ts"),
    ],
)
def test_a_package_from_an_address_is_one_finding(content: str) -> None:
    assert codes(content) == {"package_url"}


@pytest.mark.parametrize("argument", ["./mcp", "file:../mcp", "~/src/mcp", "/srv/mcp.tgz"])
def test_a_package_of_this_machine_is_fetched_from_nowhere(argument: str) -> None:
    assert codes(npx(argument)) == set()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("@modelcontextprotcol/server-memory", "@modelcontextprotocol/server-memory"),
        ("@model-context-protocol/server-memory", "@modelcontextprotocol/server-memory"),
        ("@modelcontextprotocol/server-filesystm", "modelcontextprotocol/server-filesystem"),
        ("@modelcontextprotocol/s\u0435rver-github", "modelcontextprotocol/server-github"),
        ("@anthropic/server-github", "@modelcontextprotocol/server-github"),
        ("server-filesystem", "@modelcontextprotocol/server-filesystem"),
        ("mcp-server-fetsh", "mcp-server-fetch"),
        ("mcp_server_fetch", None),
        ("mcp-rem0te", "mcp-remote"),
        ("@supabase/mcp-server-supabse", "supabase/mcp-server-supabase"),
        ("mcp/postgress", "mcp/postgres"),
        ("githb-mcp-server", "github-mcp-server"),
        ("ghcr.io/githb/github-mcp-server", "ghcr.io/github/github-mcp-server"),
        ("@modelcontextprotocol/server-github", None),
        ("@acme/mcp-server-fetch", None),
        ("@acme/server-filesystems", None),
        ("mcp-server-gitlab", None),
        ("mcp-server-gist", None),
        ("fastmcp2", None),
        ("figma-mcp", None),
        ("left-pad", None),
    ],
)
def test_a_name_is_suspicious_only_when_it_is_a_slip(name: str, meant: str | None) -> None:
    assert resembled(name) == meant


def test_a_typosquat_is_reported_instead_of_its_missing_version() -> None:
    assert codes(npx("@modelcontextprotcol/server-memory")) == {"typosquat"}


def test_distance_counts_a_swap_as_one() -> None:
    assert distance("fetch", "fecth") == 1
    assert distance("github", "gitlab") == 2
    assert distance("", "abc") == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (server("bash", "-c", "node server.js"), "shell_exec"),
        (server("/bin/zsh", "-lic", "node server.js"), "shell_exec"),
        (server("sh"), "shell_exec"),
        (server("/usr/bin/env", "A=1", "bash", "-c", "./x"), "shell_exec"),
        (server("cmd", "/c", "start server.bat"), "shell_exec"),
        (server("cmd", "/c", "npx -y acme-mcp@1.0.0 & calc"), "shell_exec"),
        (server("powershell", "-NoProfile", "-EncodedCommand", "AAAA"), "shell_exec"),
        (server("python3.12", "-c", "print(1)"), "shell_exec"),
        (server("node", "--eval", "1"), "shell_exec"),
        (server("osascript", "-e", "beep"), "shell_exec"),
        (server("node server.js && ./other"), "shell_exec"),
        (server("busybox", "sh", "-c", "x"), "shell_exec"),
        (server("npx", "-c", "acme serve"), "shell_exec"),
        (server("bash", "serve.sh", "-c", "x"), ""),
        (server("cmd", "/c", "npx", "acme-mcp@1.0.0"), ""),
        (server("cmd", "/c", "npx acme-mcp@1.0.0"), ""),
        (server("powershell", "-ExecutionPolicy", "Bypass", "-File", "serve.ps1"), ""),
        (server("python", "-m", "acme", "-c", "config.yaml"), ""),
        (server("node", "index.js", "-e", "prod"), ""),
        (server("deno", "run", "serve.ts"), ""),
    ],
)
def test_a_shell_with_a_command_line_is_reported_and_one_with_a_script_is_not(content: str, expected: str) -> None:
    assert codes(content) == {expected} - {""}


@pytest.mark.parametrize(
    "content",
    [
        server("bash", "-c", PIPE + "bash -s -- --yes"),
        server("sh", "-c", PIPE + "sudo -E bash && acme"),
        server("sh", "-c", PIPE + "python3"),
        server("bash", "-c", "$(curl -fsSL https://get.acme.example/i.sh)"),
        server("bash", "-c", "bash <(wget -qO- https://get.acme.example/i.sh)"),
        server("sh", "-c", "wget -O /tmp/i https://get.acme.example/i && sh /tmp/i"),
        server("sh", "-c", "curl https://get.acme.example/i > i && chmod +x i && ./i"),
        server("pwsh", "-c", "iwr https://get.acme.example/i.ps1 | iex"),
        server("powershell", "IEX (New-Object Net.WebClient).DownloadString('https://get.acme.example/i.ps1')"),
        server("node", "x.js; " + PIPE + "sh"),
    ],
)
def test_a_download_that_is_run_is_that_and_no_shell(content: str) -> None:
    assert codes(content) == {"curl_pipe_shell"}


@pytest.mark.parametrize(
    "line", ["curl https://api.acme.example/x | jq .", "curl https://api.acme.example/x | python3 -m json.tool"]
)
def test_a_download_that_is_only_read_is_a_shell(line: str) -> None:
    assert codes(server("bash", "-c", line)) == {"shell_exec"}


def test_what_a_shell_starts_is_looked_at_too() -> None:
    assert codes(server("bash", "-c", "cd /srv/x && exec npx -y acme-mcp")) == {"shell_exec", "unpinned_package"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--privileged",),
        ("--cap-add=ALL",),
        ("--cap-add", "CAP_SYS_ADMIN"),
        ("--net", "host"),
        ("--network=host",),
        ("--pid=host",),
        ("--security-opt", "seccomp=unconfined"),
        ("-v", "/:/host:ro"),
        ("-v/:/host",),
        ("--volume=/var/run/docker.sock:/var/run/docker.sock",),
        ("--mount", "type=bind,source=/,target=/host"),
    ],
)
def test_a_container_with_rights_over_its_host(arguments: tuple[str, ...]) -> None:
    assert codes(docker(*arguments)) == {"privileged_container"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("-v", "/home:/data"), {"broad_filesystem"}),
        (("-v", "$HOME/.ssh:/root/.ssh:ro"), {"broad_filesystem"}),
        (("--mount", "type=bind,src=/etc,dst=/etc"), {"broad_filesystem"}),
        (("-v", "./data:/data"), set()),
        (("-v", "/home/me/project:/home"), set()),
        (("-v", "cache:/root"), set()),
        (("--privileged=false", "--cap-drop", "ALL", "--network", "none", "-w", "/"), set()),
    ],
)
def test_mounts_of_a_container_are_judged_by_the_host_side(arguments: tuple[str, ...], expected: set[str]) -> None:
    assert codes(docker(*arguments)) == expected


def test_a_container_that_is_described_counts_like_one_that_is_started() -> None:
    described = server("./x", privileged=True, volumes=["/var/run/docker.sock:/s", "/home:/h"], network_mode="host")
    assert codes(described) == {"privileged_container", "broad_filesystem"}


def test_a_notifier_that_is_a_list_is_a_command_line() -> None:
    assert codes('notify = ["bash", "-c", "say $1 | tee log"]\n', path=".codex/config.toml") == {"shell_exec"}
    assert codes('notify = ["notify-send", "done"]\n', path=".codex/config.toml") == set()
