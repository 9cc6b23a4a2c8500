"""What each code means, how bad it is, why, and what to do about it: the one table of the agent configuration rules.

The codes are the closed list of the public contract. How a document is found to break one is in the module of its
theme: packages.py, commands.py, containers.py, paths.py, credentials.py, approval.py, transport.py, wording.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from server.detection.model import Rule

if TYPE_CHECKING:
    from server.detection.agents.nodes import Scalar
    from server.detection.model import Confidence, Severity

CATEGORY: Final = "agent_config"

Code = Literal[
    "inline_secret",
    "unpinned_package",
    "package_url",
    "typosquat",
    "shell_exec",
    "curl_pipe_shell",
    "privileged_container",
    "broad_filesystem",
    "auto_approve",
    "plaintext_http",
    "missing_auth",
    "tool_poisoning",
    "cross_tool_instruction",
]

_OWASP: Final = "OWASP MCP Top 10, {} (https://owasp.org/www-project-mcp-top-10/)"
_MCP: Final = "Model Context Protocol, {} (https://modelcontextprotocol.io/{})"
_PRACTICES: Final = "specification/draft/basic/security_best_practices"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule. value, with the server's name, is what it is recognised by in a later version.

    severity None: the rule's own. secret: the value must not be shown.
    """

    code: Code
    node: Scalar
    value: str
    server: str = ""
    severity: Severity | None = None
    confidence: Confidence = "high"
    secret: bool = False


def _rule(  # noqa: PLR0917 - a row of the table below, in the order of its columns
    code: Code, title: str, severity: Severity, why: str, remedy: str, source: str
) -> tuple[Code, Rule]:
    return code, Rule(f"agent.{code}", CATEGORY, title, severity, remedy, source, why)


RULES: Final[dict[Code, Rule]] = dict(
    (
        _rule(
            "inline_secret",
            "Secret in an agent's configuration",
            "high",
            "Configuration is copied, committed and read by the agent itself, and the secret with it.",
            "Revoke the secret, and refer to an environment variable or an input of the client instead of the value.",
            _OWASP.format("MCP01 Token Mismanagement and Secret Exposure"),
        ),
        _rule(
            "unpinned_package",
            "Server started from a package of no fixed version",
            "medium",
            "Every start fetches whatever is newest, so one bad release of the package runs here at once.",
            "Name the exact version (package@1.2.3, package==1.2.3), and of an image the digest.",
            _OWASP.format("MCP04 Software Supply Chain Attacks and Dependency Tampering"),
        ),
        _rule(
            "package_url",
            "Server fetched from a URL or a repository",
            "high",
            "What a URL or a branch holds can change at any time, and no registry has looked at it.",
            "Install a published version from a registry, or a reviewed copy that is kept with the project.",
            _OWASP.format("MCP04 Software Supply Chain Attacks and Dependency Tampering"),
        ),
        _rule(
            "typosquat",
            "Package with almost the name of a well-known one",
            "critical",
            "The name differs by a slip from that of a well-known package, as those of impostors do.",
            (
                "Check the publisher, and correct the name; if it has run, treat the machine's credentials as"
                " known to others."
            ),
            _OWASP.format("MCP04 Software Supply Chain Attacks and Dependency Tampering"),
        ),
        _rule(
            "shell_exec",
            "Command line given to a shell or an interpreter",
            "high",
            "A shell runs whatever the string says, and all that it expands to, with the user's rights.",
            "Start the server's program itself, with its arguments as a list.",
            _MCP.format("Security Best Practices, Local MCP Server Compromise", _PRACTICES),
        ),
        _rule(
            "curl_pipe_shell",
            "Download that is run at once",
            "critical",
            "Whoever answers at that address runs any command here, a different one each time.",
            "Install a fixed version beforehand, verify it, and start the installed program.",
            _MCP.format("Security Best Practices, Local MCP Server Compromise", _PRACTICES),
        ),
        _rule(
            "privileged_container",
            "Container that can take over its host",
            "critical",
            "With these rights a program in the container can leave it and act as root on the host.",
            "Take the option away: grant single capabilities and mount single folders, never the container socket.",
            "OWASP Docker Security Cheat Sheet, rules 1 and 3 "
            "(https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html)",
        ),
        _rule(
            "broad_filesystem",
            "Server may use a whole disk, home or system folder",
            "high",
            "One injected instruction is enough to read keys and documents that have nothing to do with the task.",
            "Name the folder of the project, read-only where that is enough.",
            _OWASP.format("MCP02 Privilege Escalation via Scope Creep"),
        ),
        _rule(
            "auto_approve",
            "Dangerous actions without asking",
            "high",
            "Nobody looks at what the agent does before it is done, so an injected instruction is carried out.",
            "Ask before each use; approve beforehand only single tools that read, or exact commands.",
            (
                "OWASP Top 10 for LLM Applications, LLM06:2025 Excessive Agency"
                " (https://genai.owasp.org/llmrisk/llm062025-excessive-agency/)"
            ),
        ),
        _rule(
            "plaintext_http",
            "Remote server without encryption",
            "high",
            "Anyone on the way can read tokens and answers, and put instructions to the model into them.",
            "Use https.",
            _MCP.format("Authorization, Communication Security", "specification/2025-06-18/basic/authorization"),
        ),
        _rule(
            "missing_auth",
            "Remote server without authentication",
            "low",
            "Nothing here shows that the server knows who calls, so others may be able to use it, too.",
            "Send a token by reference, or sign in with OAuth. Nothing to do if the client signs in by itself.",
            _OWASP.format("MCP07 Insufficient Authentication and Authorization"),
        ),
        _rule(
            "tool_poisoning",
            "Hidden or coercive instructions to the model",
            "critical",
            "The model obeys descriptions and rules files, which users do not read.",
            "Remove the server or the text, and look through what the agent did with it.",
            _OWASP.format("MCP03 Tool Poisoning"),
        ),
        _rule(
            "cross_tool_instruction",
            "Tool that gives orders about other tools",
            "high",
            "A description of one server changes what the model does with the tools of others (tool shadowing).",
            "Remove the server, or the sentence; keep servers of different trust in different sessions.",
            "Invariant Labs, Tool Poisoning Attacks "
            "(https://invariantlabs.ai/blog/mcp-security-notification-tool-poisoning-attacks)",
        ),
    )
)
