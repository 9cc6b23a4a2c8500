"""Which documents are taken for agents' configuration, how their formats are read, and where findings stand."""

from __future__ import annotations

import json

import pytest

from server.detection.agents import jsonc, toml, yamls
from server.detection.agents.nodes import Mapping, Node, Scalar, walk
from tests.support.agents import code, codes, findings, npx, observe, place, server
from tests.support.detection import github_token, matches

PACKAGE = "acme-mcp"


def values(node: Node) -> dict[str, str | bool | None]:
    """Return the plain values of a tree by their paths."""
    visits = list(walk(node))
    return {".".join(visit.path): visit.node.value for visit in visits if isinstance(visit.node, Scalar)}


def test_json_with_comments_commas_and_names_of_json5() -> None:
    text = """\ufeff// head
    {"a": [1, true, null, "x\\u00e9\\n",], /* c */ b: 'it\\'s', "c": {"d": -1.5e3 # e
    },,}"""
    root = jsonc.parse(text)
    assert isinstance(root, Mapping)
    a = root.get("a")
    assert a is not None
    assert [visit.node.value for visit in walk(a) if isinstance(visit.node, Scalar)] == ["1", True, None, "x\u00e9\n"]
    assert values(root) == {"a.[]": "x\u00e9\n", "b": "it's", "c.d": "-1.5e3"}


@pytest.mark.parametrize(
    "text", ["", "//", "{", '{"a"', '{"a":', '{"a": "b', "[1, {", '{"a": 1} trailing', "}", '{"a" "b"}', "{1: 2}"]
)
def test_json_that_breaks_off_gives_what_there_is(text: str) -> None:
    jsonc.parse(text)


def test_the_last_of_equal_names_counts() -> None:
    root = jsonc.parse('{"a": 1, "a": 2}')
    assert isinstance(root, Mapping)
    first = root.get("a")
    assert isinstance(first, Scalar)
    assert first.value == "2"


def test_toml_keeps_places() -> None:
    text = """# c
title = 'lit\\eral'
[mcp_servers."a.b"] # head
args = ["-y", # comment
  "x\\t", ]
env = { A = "1", B.C = true }
text = \"\"\"
two \\
   lines\"\"\"
this is no line
[[list]]
n = 1
[[list]]
n = 2
"""
    root = toml.parse(text)
    found = values(root)
    assert found["title"] == "lit\\eral"
    assert found["mcp_servers.a.b.env.B.C"] is True
    assert found["mcp_servers.a.b.text"] == "two lines"
    assert found["list.[].n"] == "2"
    for visit in walk(root):
        if isinstance(visit.node, Scalar) and visit.node.value == "1":
            assert text[visit.node.start : visit.node.end] == "1"


def test_yaml_keeps_places_of_every_style() -> None:
    text = (
        'a: &x\n  b: "q\\u00e9"\n  \u00e9: \u2018y\u2019\nc: |\n   block\n   two\n'
        "d: *x\ne: \U0001f600\nf:\n  <<: *x\n  g: yes\n---\nh: 1\n"
    )
    first, second = yamls.parse(text)
    assert values(first) == {
        "a.b": "q\u00e9",
        "a.\u00e9": "\u2018y\u2019",
        "c": "block\ntwo\n",
        "d.b": "q\u00e9",
        "d.\u00e9": "\u2018y\u2019",
        "e": "\U0001f600",
        "f.b": "q\u00e9",
        "f.\u00e9": "\u2018y\u2019",
        "f.g": True,
    }
    assert values(second) == {"h": "1"}
    where = {visit.path: visit.node for visit in walk(first) if isinstance(visit.node, Scalar)}
    for path, expected in (
        (("a", "b"), "q\\u00e9"),
        (("a", "\u00e9"), "\u2018y\u2019"),
        (("c",), "block"),
        (("e",), "\U0001f600"),
    ):
        assert text[where[path].start :].startswith(expected)


@pytest.mark.parametrize(
    "text", ["a: [", "a: *b", "\tx: 1", "a: b: c", "? [x]: y", "- - -", "a: !!python/object:os.system x", "%YAML 9"]
)
def test_yaml_that_breaks_down_gives_what_there_is(text: str) -> None:
    yamls.parse(text)


ENTRY = {"command": "npx", "args": ["-y", PACKAGE]}
TOML_ENTRY = f'[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "{PACKAGE}"]\n'
YAML_ENTRY = f"command: npx\n    args: [-y, {PACKAGE}]\n"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("claude_desktop_config.json", json.dumps({"mcpServers": {"a": ENTRY}})),
        (".claude.json", json.dumps({"projects": {"/work": {"mcpServers": {"a": ENTRY}}}})),
        (".mcp.json", json.dumps({"a": ENTRY})),
        (".vscode/mcp.json", json.dumps({"servers": {"a": {"type": "stdio", **ENTRY}}, "inputs": []})),
        (".vscode/settings.json", json.dumps({"mcp": {"servers": {"a": ENTRY}}})),
        (".vscode/settings.json", json.dumps({"mcp.servers": {"a": ENTRY}})),
        (".codex/config.toml", TOML_ENTRY),
        (".gemini/settings.json", json.dumps({"mcpServers": {"a": ENTRY}})),
        ("opencode.json", json.dumps({"mcp": {"a": {"type": "local", "command": ["npx", "-y", PACKAGE]}}})),
        (
            ".config/zed/settings.json",
            json.dumps({"context_servers": {"a": {"command": {"path": "npx", "args": ["-y", PACKAGE]}}}}),
        ),
        (".continue/config.yaml", f"mcpServers:\n  - name: a\n    {YAML_ENTRY}"),
        (
            ".continue/config.json",
            json.dumps({"experimental": {"modelContextProtocolServers": [{"transport": {"type": "stdio", **ENTRY}}]}}),
        ),
        (".config/goose/config.yaml", f"extensions:\n  a:\n    type: stdio\n    cmd: npx\n    args: [-y, {PACKAGE}]\n"),
        (".claude/agents/a.md", f"---\nname: a\nmcpServers:\n  a:\n    {YAML_ENTRY}---\nReview.\n"),
        ("any.txt", json.dumps({"mcpServers": {"a": ENTRY}})),
        ("notes/backup", "// saved\n" + json.dumps({"servers": {"a": ENTRY}})),
        ("any.json", json.dumps(ENTRY)),
        ("any.conf", "model = 'x'\n" + TOML_ENTRY),
        ("any", f"# servers\nmcpServers:\n  a:\n    {YAML_ENTRY}"),
        ("compose.yml", f"mcp-servers:\n  a:\n    {YAML_ENTRY}"),
    ],
)
def test_a_server_is_found_in_every_clients_form_and_under_any_name(path: str, content: str) -> None:
    (sighting,) = findings(content, path)
    assert code(sighting) == "unpinned_package"
    assert place(sighting, content) == PACKAGE


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("openapi.yaml", "openapi: 3.1.0\nservers:\n  - url: http://api.acme.example/v1\n"),
        (
            "asyncapi.json",
            json.dumps(
                {"asyncapi": "2.6.0", "servers": {"a": {"url": "http://mcp.acme.example", "protocol": "kafka"}}}
            ),
        ),
        ("servers.json", json.dumps({"servers": {"a": {"url": "http://acme.example/api"}}})),
        ("package.json", json.dumps({"name": "a", "scripts": {"x": "npx -y acme"}, "permissions": {}, "tools": ["x"]})),
        ("README.md", "mcpServers:\n  a:\n    command: npx\n    args: [-y, acme]\n"),
        ("csr.json", json.dumps({"kind": "Approver", "spec": {"trust": True, "approve": "*"}})),
        ("main.py", 'mcpServers = {"a": {"command": "npx", "args": ["acme"]}}\n'),
        ("empty.json", "{}"),
        ("binary", b"\x00\x01\x02{"),
    ],
)
def test_documents_of_other_kinds_are_left_alone(path: str, content: str | bytes) -> None:
    assert codes(content, path) == set()


def test_a_finding_stands_at_its_value() -> None:
    content = '{\n  "mcpServers": {\n    "\u00fc\U0001f600": {"command": "npx", "args": ["-y", "acme-mcp"]}\n  }\n}\n'
    found = [match for match in matches(content, "mcp.json") if match.category == "agent_config"]
    column = content.splitlines()[2].index("acme-mcp") + 1
    assert [(match.rule_id, match.line, match.column) for match in found] == [("agent.unpinned_package", 3, column)]
    assert "acme-mcp" in found[0].excerpt
    for encoding in ("utf-8-sig", "utf-16"):
        again = [match for match in matches(content.encode(encoding), "mcp.json") if match.category == "agent_config"]
        assert [(match.line, match.column) for match in again] == [(3, column)]


def test_each_finding_has_its_own_place() -> None:
    content = server("docker", "run", "--privileged", "-v", "/:/host", "acme/tools")
    assert {(code(one), place(one, content)) for one in findings(content)} == {
        ("privileged_container", "--privileged"),
        ("privileged_container", "/:/host"),
        ("unpinned_package", "acme/tools"),
    }
    command = server("npx -y acme-mcp --root /")
    assert {place(one, command) for one in findings(command)} == {"acme-mcp", "/"}
    escaped = r'{"mcpServers": {"a": {"command": "npx", "args": ["-y", "acme\u002dmcp"]}}}'
    assert [place(one, escaped) for one in findings(escaped)] == [r"acme\u002dmcp"]


def test_a_fingerprint_outlives_the_places_and_the_form() -> None:
    def prints(content: str, path: str) -> set[str]:
        return {match.fingerprint for match in matches(content, path) if match.category == "agent_config"}

    one = json.dumps({"mcpServers": {"a": ENTRY}})
    assert prints(one, "mcp.json") == prints(
        "\n\n// moved\n" + json.dumps({"mcpServers": {"a": ENTRY}}, indent=4), "b/mcp.json"
    )
    assert prints(one, "mcp.json") == prints(TOML_ENTRY, ".codex/config.toml")
    assert prints(one, "mcp.json").isdisjoint(prints(json.dumps({"mcpServers": {"b": ENTRY}}), "mcp.json"))
    assert prints(one, "mcp.json").isdisjoint(prints(npx("other-mcp"), "mcp.json"))


def test_no_excerpt_shows_a_secret_of_the_line() -> None:
    secret, token = "Winter-" + "rain-2025", github_token()
    content = json.dumps(
        {
            "mcpServers": {
                "a": {"command": "npx", "args": ["-y", "acme", secret], "env": {"DB_PASSWORD": secret, "X": token}}
            }
        }
    )
    found = matches(content, "mcp.json")
    rules = {match.rule_id for match in found}
    assert {"agent.inline_secret", "agent.unpinned_package", "secret.github.personal_access_token"} <= rules
    assert not [match.excerpt for match in found if secret in match.excerpt or token in match.excerpt]


def test_what_only_the_secret_detector_sees_is_an_inline_secret_too() -> None:
    content = server("./x", env={"SOMETHING": github_token()})
    assert "inline_secret" not in codes(content)
    assert {match.rule_id for match in matches(content, "mcp.json")} == {
        "agent.inline_secret",
        "secret.github.personal_access_token",
    }
    assert "agent.inline_secret" in {match.rule_id for match in matches("Use " + github_token(), "AGENTS.md")}
    assert not {match.rule_id for match in matches("Use " + github_token(), "notes.md")} & {"agent.inline_secret"}


def test_a_document_that_only_lists_tools_configures_nothing() -> None:
    content = json.dumps({"tools": [{"name": "a", "description": "A.", "inputSchema": {"default": github_token()}}]})
    assert {match.category for match in matches(content, "x.json")} == {"secret"}
    assert observe(content, "x.json").sightings == []
