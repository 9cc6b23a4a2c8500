"""Why a finding matters, where the rule itself does not say: by the kind of thing that was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from server.detection.model import Rule

_BY_RULE: Final = {
    "secret.generic.private_key": (
        "Whoever has a private key signs, logs in and decrypts as its owner; there is no way to take a copy back."
    ),
    "secret.generic.json_web_token": (
        "Until it expires, whoever has the token is its user to every service that trusts the signature."
    ),
    "pii.credit_card": (
        "A card number can be charged, and PCI DSS says where it may be kept: in no source, log or prompt."
    ),
    "pii.iban": "With a name beside it, it serves to debit the account and to make fraud believable.",
    "pii.us_ssn": "With a name it opens accounts in the person's name, and it is the person's for life.",
    "pii.us_itin": "With a name it files tax returns in the person's name, and it is the person's for life.",
    "pii.passport": "It is what a forger or an account opened from afar needs of an identity document.",
    "pii.national_id": "It identifies one person in all registers of a country, and is seldom ever changed.",
}
_BY_KIND: Final = {
    ("secret", "critical"): (
        "Whoever reads the document acts as the owner, where the credential opens infrastructure, source, packages, "
        "money or other secrets, until it is revoked; copies live on in history, logs, backups and models' prompts."
    ),
    ("secret", "low"): (
        "It is made to be seen, or opens little by itself; it tells which account is used, and is half of a pair."
    ),
    ("secret", ""): (
        "Whoever reads the document acts as the owner until the credential is revoked; copies live on in history, "
        "logs, backups and models' prompts."
    ),
    ("pii", ""): (
        "It leads to a person. Privacy law limits what it may be kept for and for how long, and a model that was given "
        "it may repeat it."
    ),
    ("prompt_injection", ""): (
        "A model takes text that it reads for instructions: it may do what the author wants, with the data and the "
        "tools that it was given for its user."
    ),
    ("unsafe_model", ""): "Loading the file runs what its author put into it, with all the rights of who loads it.",
    ("agent_config", ""): (
        "An agent does what its configuration allows with the rights of its user, and without asking again."
    ),
}


def with_reason(rule: Rule) -> Rule:
    """Return the rule with the reason why what it finds matters."""
    if rule.why:
        return rule
    kind = (rule.category, rule.severity)
    why = _BY_RULE.get(rule.rule_id) or _BY_KIND.get(kind) or _BY_KIND[rule.category, ""]
    return replace(rule, why=why)
