"""The rules of this detector: what each is called, how bad it is, what to do, and where the knowledge comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from server.detection.model import Rule

if TYPE_CHECKING:
    from server.detection.model import Severity

CATEGORY: Final = "prompt_injection"

_OWASP: Final = "OWASP Top 10 for LLM Applications 2025, LLM01 Prompt Injection"
_LEAKAGE: Final = "OWASP Top 10 for LLM Applications 2025, LLM07 System Prompt Leakage"
_ATLAS: Final = "MITRE ATLAS AML.T0054 LLM Jailbreak"
_TR39: Final = "Unicode UTS #39, Security Mechanisms; OWASP LLM01"
_TROJAN: Final = "Boucher and Anderson, Trojan Source (CVE-2021-42574); Unicode UAX #9"
_OWN: Final = "Netallion's own linear model (server/detection/injection/MODEL_CARD.md)"

_DATA: Final = (
    "Treat the text as data: do not let a model act on it, remove the passage or its source, and keep tools that send "
    "or delete behind a person's approval."
)
_USER: Final = (
    "Refuse or rewrite the prompt before it reaches the model, keep nothing secret in the system prompt, and check "
    "what the model answered and did if it has already run."
)
_CLEAN: Final = (
    "Delete the characters (an editor that shows invisibles helps), find out who put them there, and normalise text "
    "that comes from outside before a model or a reviewer reads it."
)
_LOOK: Final = (
    "Read the passage: if it tells a model what to do where it should only inform, remove it; if it is meant, leave it "
    "and dismiss the finding."
)

_ROWS: Final[tuple[tuple[str, str, Severity, str, str], ...]] = (
    ("hidden_text", "Text hidden in invisible characters", "high", _CLEAN, _TR39),
    ("bidi_control", "Bidirectional controls that reorder text", "high", _CLEAN, _TROJAN),
    ("hidden_order", "Order to a model, hidden from readers", "high", _DATA, _TR39),
    ("encoded_order", "Order to a model, encoded", "high", _DATA, _OWASP),
    ("forged_role", "Forged chat turn or border", "high", _DATA, _OWASP),
    ("exfiltration", "Order to send data out", "high", _DATA, "OWASP LLM01 and LLM02; MITRE ATLAS AML.T0057"),
    ("reader_order", "Order to the model that reads the document", "medium", _DATA, _OWASP),
    ("concealment", "Order to keep something from the user", "medium", _DATA, _OWASP),
    ("override", "Order to ignore instructions", "medium", _USER, f"{_OWASP}; Perez and Ribeiro (2022)"),
    ("prompt_leak", "Request for the system prompt", "medium", _USER, _LEAKAGE),
    ("persona", "Jailbreak persona", "medium", _USER, _ATLAS),
    ("decode_and_obey", "Order to obey what is encoded", "medium", _DATA, _OWASP),
    ("likely_jailbreak", "Reads like a jailbreak", "medium", _LOOK, _OWN),
    ("likely_order", "Reads like an order to a model", "medium", _LOOK, _OWN),
)

RULES: Final[dict[str, Rule]] = {
    kind: Rule(f"injection.{kind}", CATEGORY, title, severity, remediation, source)
    for kind, title, severity, remediation, source in _ROWS
}
"""Each rule by its kind, the hidden first, the only likely last: of two in one sentence the first is told."""

RANK: Final[dict[str, int]] = {kind: rank for rank, kind in enumerate(RULES)}
