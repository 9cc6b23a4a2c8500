"""Actions that an agent may do without asking.

| setting | of | reported |
|---|---|---|
| alwaysAllow, autoApprove, allowedTools | Cline, Windsurf, Kiro, … | true, a wildcard, tools that write, run or send |
| permissions.allow | Claude | ``*``, ``Bash`` without a command or with a dangerous one, ``mcp__*``, ``Write(*)`` |
| permissions.defaultMode, permissionMode | Claude | bypassPermissions |
| enableAllProjectMcpServers | Claude | true |
| approval_policy, sandbox_mode | Codex | never (unless the sandbox is read-only), danger-full-access |
| chat.tools.autoApprove and its kin | VS Code | true; of lists those that allow everything |
| trust, autoAccept, approvalMode | Gemini CLI | true, yolo |
| permission, GOOSE_MODE, yoloMode, … | opencode, Goose, Cursor, … | allow, auto, true |
| options such as ``--dangerously-skip-permissions``, ``--yolo`` | any | always |

An empty list, and tools or commands that only read, are fine: that is what these settings are for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from server.detection.agents.nodes import Mapping, Scalar, Sequence, pairs, strings, text_of
from server.detection.agents.paths import is_broad
from server.detection.agents.rules import Finding
from server.detection.agents.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.detection.agents.nodes import Node

_TOOL_LISTS: Final = re.compile(
    r"(?i)^(?:always[-_]?allow(?:ed)?(?:[-_]?tools)?|auto[-_]?approved?(?:[-_]?(?:tools|actions"
    r"|commands))?|auto[-_]?allow|allowed[-_]?tools|pre[-_]?approved(?:[-_]?tools)?"
    r"|trusted[-_]?tools|skip[-_]?confirmation|commands?[-_]?allow[-_]?list"
    r"|cascadeCommandsAllowList|allowedCommands)$"
)
_DANGEROUS: Final = terms(
    """
    admin apply bash command commands commit create delete deploy destroy drop edit eval exec execute grant insert
    install kill merge move pay payment post publish purchase push query remove rename run send shell spawn sql
    sudo terminal terraform transfer truncate unlink update upload write
    """
)
_READING: Final = terms(
    """
    check count describe fetch find get list lookup preview read search show status view
    """
)
_EVERYTHING: Final = re.compile(
    r"\*+|\.\*|/\^?\.[*+]\$?/|\*/\*|\*\*/\*|all|any|mcp__\*?|@\*|@[\w-]+/\*|[\w-]+__\*", re.IGNORECASE
)

_OPTION: Final = re.compile(
    r"(?i)--(?:allow-)?dangerously-[\w-]+|--yolo|--auto-?approve(?:-all)?(?:=true)?"
    r"|--approval-mode=yolo|--trust-all-tools|--yes-always|--ask-for-approval=never"
    r"|--sandbox=danger-full-access|--permission-mode=bypassPermissions|--allow-all-tools"
    r"|--no-confirm(?:ation)?|--skip-approvals?"
)
_OPTION_PAIRS: Final = frozenset(
    {
        ("--allow-tool", "*"),
        ("--allowed-tools", "*"),
        ("--allowedtools", "*"),
        ("--approval-mode", "yolo"),
        ("--ask-for-approval", "never"),
        ("--permission-mode", "bypasspermissions"),
        ("--sandbox", "danger-full-access"),
        ("-a", "never"),
        ("-s", "danger-full-access"),
    }
)

# Settings that are one value, by their last names; matched without case, hyphens and underscores.
_SWITCHES: Final = re.compile(
    r"(?:chattools(?:global)?autoapprove|autoapprove(?:all|d)?|autoapprov(?:al|e)enabled"
    r"|alwaysapproveall|enableallprojectmcpservers|yolo(?:mode)?|autoaccept|autorun|trustalltools"
    r"|alwaysallow(?:all|toolactions)?|dangerouslyskippermissions|dangerouslyallow\w*"
    r"|skipdangerousmodepermissionprompt|disableapprovals?|skipapprovals?|skippermissions"
    r"|yesalways|cursoryolomode|autoapproveall\w*|bypasspermissions|allowallcommands|allowalltools"
    r"|autoexecute|nopermissions)"
)
_WORDS: Final = {
    "defaultmode": {"bypasspermissions"},
    "permissionmode": {"bypasspermissions"},
    "approvalmode": {"yolo", "never", "auto-approve-all", "full-auto"},
    "defaultapprovalmode": {"yolo"},
    "approvalpolicy": {"never"},
    "askforapproval": {"never"},
    "sandboxmode": {"danger-full-access"},
    "defaulttoolsapprovalmode": {"approve"},
    "goosemode": {"auto"},
    "cascadecommandsautoexecution": {"turbo"},
    "autoexecutionpolicy": {"turbo", "always"},
    "requireapproval": {"never", "false"},
    "humanintheloop": {"never", "false"},
    "confirmationmode": {"never", "none"},
}

_BASH: Final = re.compile(
    r"(?:Bash|Shell|shell|PowerShell|run_shell_command|ShellTool|execute_bash)(?:\((?P<command>.*)\))?", re.DOTALL
)
_DANGEROUS_COMMAND: Final = re.compile(
    r"[:* ]*|(?:sudo|doas|su|rm|sh|bash|zsh|eval|exec|curl|wget|nc|ncat|ssh|scp|dd|chmod|chown"
    r"|mkfs|kill|powershell|pwsh|cmd)(?:[ :].*)?\*?"
)
_FILES: Final = re.compile(r"(?P<tool>Read|Edit|Write|MultiEdit|NotebookEdit|Glob|Grep)\((?P<path>.*)\)")
_OPEN_TOOLS: Final = re.compile(
    r"(?:Write|Edit|MultiEdit)\(\*{1,2}\)|(?:WebFetch)\((?:domain:)?\*\)|Agent\(\*\)|Task\(\*\)"
)


def _plain(name: str) -> str:
    return re.sub(r"[-_. ]", "", name).lower()


def setting_approvals(path: tuple[str, ...], node: Node, mapping: Mapping | None, server: str) -> Iterator[Finding]:
    """Yield what one setting lets an agent do without asking; mapping is what the setting stands in."""
    name = path[-1] if path else ""
    plain = _plain(name)
    if name == "allow" and path[-2:-1] == ("permissions",):
        yield from _permissions(strings(node), server)
    elif isinstance(node, Scalar):
        yield from _switch(plain, name, node, mapping, server)
    elif _TOOL_LISTS.match(name.rpartition(".")[2]):
        yield from _tools(name, node, server)
    elif plain in {"permission", "permissions"} and isinstance(node, Mapping):
        yield from _allowed(name, node, server)


def _switch(plain: str, name: str, node: Scalar, mapping: Mapping | None, server: str) -> Iterator[Finding]:
    value = node.text.lower()
    approved = (
        (value == "true" and _SWITCHES.fullmatch(plain))
        or (value == "true" and plain == "trust" and server)
        or (value in _WORDS.get(plain, ()) and not _is_confined(plain, mapping))
        or (value == "allow" and plain == "permission")
        or (_TOOL_LISTS.match(name) and any(_is_wide(part) for part in re.split(r",\s*(?![^(]*\))", node.text)))
    )
    if approved:
        yield Finding("auto_approve", node, f"{name}={value}", server)


def _is_wide(tool: str) -> bool:
    """Return whether a tool is every tool, or a shell for every command."""
    bash = _BASH.fullmatch(tool.strip())
    if bash is not None:
        return _DANGEROUS_COMMAND.fullmatch(bash["command"] or "") is not None
    return _EVERYTHING.fullmatch(tool.strip()) is not None


def _is_confined(plain: str, mapping: Mapping | None) -> bool:
    """Return whether Codex never asks because it may only read."""
    return plain == "approvalpolicy" and mapping is not None and text_of(mapping.get("sandbox_mode")) == "read-only"


def _tools(name: str, node: Node, server: str) -> Iterator[Finding]:
    if isinstance(node, Sequence):
        chosen: Iterable[Scalar] = strings(node)
    elif isinstance(node, Mapping):  # VS Code: a command or a pattern, and whether it is allowed
        chosen = (key for key, value in node.items if _is_allowed(value))
    else:
        return
    commands = "command" in name.lower() or "terminal" in name.lower() or isinstance(node, Mapping)
    for value in chosen:
        text = value.text
        dangerous = _DANGEROUS_COMMAND.fullmatch(text) if commands else is_dangerous(text)
        if _is_wide(text) or (text and dangerous and not _BASH.fullmatch(text)):
            yield Finding("auto_approve", value, f"{name}={text}", server)


def _is_allowed(value: Node) -> bool:
    if isinstance(value, Mapping):
        approve = value.get("approve")
        return isinstance(approve, Scalar) and approve.value is True
    return isinstance(value, Scalar) and value.value is True


def is_dangerous(tool: str) -> bool:
    """Return whether a tool's name says that it changes, sends or runs something."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", tool.rpartition("__")[2] or tool)]
    if not words or (words[0] in _READING and not {"and", "or"} & set(words)):
        return False
    return not _DANGEROUS.isdisjoint(words)


def _permissions(rules: Iterable[Scalar], server: str) -> Iterator[Finding]:
    """Yield Claude's permission rules that allow too much (https://code.claude.com/docs/en/permissions)."""
    for rule in rules:
        text = rule.text.strip()
        files = _FILES.fullmatch(text)
        if _is_wide(text) or _OPEN_TOOLS.fullmatch(text):
            yield Finding("auto_approve", rule, f"allow={text}", server)
        elif files and re.match(r"//|~|[A-Za-z]:", files["path"]) and is_broad(files["path"].replace("//", "/", 1)):
            yield Finding("broad_filesystem", rule, text, server)


def _allowed(name: str, node: Mapping, server: str) -> Iterator[Finding]:
    """Yield opencode's permissions that allow too much (https://opencode.ai/docs/permissions)."""
    for key, value in node.items:
        if (
            isinstance(value, Scalar)
            and value.value == "allow"
            and key.text in {"*", "bash", "external_directory", "doom_loop"}
        ):
            yield Finding("auto_approve", value, f"{name}.{key.text}=allow", server)
        elif isinstance(value, Mapping) and key.text == "bash":
            for command, answer in pairs(value):
                if answer.value == "allow" and _DANGEROUS_COMMAND.fullmatch(command.text):
                    yield Finding("auto_approve", answer, f"{name}.bash.{command.text}=allow", server)


def option_approvals(words: Iterable[Scalar], server: str) -> Iterator[Finding]:
    """Yield the options of a command line that switch asking off."""
    before: Scalar | None = None
    for word in words:
        if _OPTION.fullmatch(word.text):
            yield Finding("auto_approve", word, word.text, server)
        elif before is not None and (before.text.lower(), word.text.lower()) in _OPTION_PAIRS:
            yield Finding("auto_approve", word, f"{before.text} {word.text}", server)
        before = word
