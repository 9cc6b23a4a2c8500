"""The ways in which descriptions and rules give orders that should not be there, as patterns on folded text.

The text is in small letters, with lines that a wrap has broken joined; no pattern crosses the end of a sentence.
across.py has the orders about other tools; wording.py says what follows from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_SECRETS: Final = (
    r"(?:~?/?\.ssh\b|\.\w+_history\b|id_(?:rsa|ed25519|ecdsa)|\.aws/credentials|\.env\b(?!\.example|\.sample)"
    r"|\.netrc|\.npmrc|\.pgpass|\.kube/config|\.git-credentials|mcp(?:_config)?\.json"
    r"|claude_desktop_config|/etc/(?:passwd|shadow)|ssh keys?|private keys?|api[ _-]?keys?"
    r"|(?:aws|cloud|signing|encryption|secret) keys?|passwords?|credentials|access tokens?"
    r"|auth(?:entication)? tokens?|secrets"
    r"|environment variables|\bcookies\b|wallet|seed phrase|process\.env)"
)
_TALK: Final = (
    r"(?:conversation|chat|message) (?:history|log|transcript)|(?:full|entire|whole|complete"
    r"|previous) (?:conversation|chat|context|prompt)|system prompt"
    r"|user's (?:\w+ ){0,4}(?:messages|prompts?|inputs?|quer(?:y|ies)|conversations?)"
)
_CONTENT: Final = rf"(?:{_SECRETS}|{_TALK}|contents? of|file contents?)"
_GAP: Final = r"[^.!?\n]{0,80}?"
_TAKE: Final = (
    r"(?:read|open|cat|load|access|retrieve|get|collect|fetch|include|attach|append|copy|extract"
    r"|harvest|gather|provide|pass|list)"
)
_GIVE: Final = r"(?:send|post|upload|forward|transmit|exfiltrate|e?mail|leak|submit|report|deliver|curl|bcc)"
_INTO: Final = (
    r"(?:(?:in|into|as|to|via|through|with|inside) (?:the |this |a |an "
    r"|its )?[`'\"*]?[\w.-]*[`'\"*]? ?(?:parameters?|arguments?|fields?|params?|sidenote|notes?"
    r"|context|metadata|query|value)|in here|\bhere\b|as (?:[`'\"]\w+[`'\"]|sidenote))"
)
_DESTINATION: Final = (
    r"(?:https?://|(?:attacker|external|remote|our|this|following) (?:server|endpoint|url|address"
    r"|webhook)|webhook|[\w.+-]+@[\w-]+\.\w)"
)
_USER: Final = (
    r"(?:the |any |your )?(?:users?|humans?|operator|developers?|reviewers?|anyone|anybody|customer|person"
    r"|people|team|maintainers?|owner|author|colleagues?)\b"
)
_CARRIER: Final = (
    r"(?:user-agent|headers?|url|query(?: string)?|request|body|payload|commit(?: message)?"
    r"|comments?|issue|image link|dns)"
)
_KEPT: Final = (
    r"(?:\.ssh|\.\w+_history|\.pgpass|id_(?:rsa|ed25519|ecdsa)|\.aws|\.env\b|\.netrc|\.npmrc|\.kube|\.config\b"
    r"|\.git-credentials|mcp\.json|/etc/passwd)"
)

FORBIDDING: Final = re.compile(
    r"(?:\bnever\b|\bdo(?:es)? not\b|\bdon'?t\b|\bmust not\b|\bmustn't\b|\bshould not\b"
    r"|\bshouldn't\b|\bcannot\b|\bavoid\b|\bwithout\b|\brefuse\b|\bforbidden\b|\bnot allowed\b"
    r"|\bprohibited\b)[^.!?\n;:]{0,60}$"
)

Strength = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to say it. forbids: a "never" before it turns it into its opposite. everywhere: also in files of rules."""

    strength: Strength
    pattern: re.Pattern[str]
    forbids: bool = True
    everywhere: bool = True


def _phrase(strength: Strength, pattern: str, *, forbids: bool = True, everywhere: bool = True) -> Phrase:
    return Phrase(strength, re.compile(pattern), forbids, everywhere)


POISON: Final = (
    # secrets into a parameter, or out to somebody
    _phrase(
        "strong",
        (
            r"\b(?:pass|put|include|provide|append|place|insert|add|supply|write|fill|paste|set|send|copy"
            rf"|embed|encode|store)\b{_GAP}{_CONTENT}{_GAP}{_INTO}"
        ),
    ),
    _phrase("strong", rf"\b{_GIVE}\b{_GAP}{_CONTENT}{_GAP}\b(?:to|at|via|through)\b{_GAP}{_DESTINATION}"),
    _phrase(
        "strong",
        (
            rf"\b{_TAKE}\b[^!?\n]{{0,80}}?(?:~/?\.ssh|id_(?:rsa|ed25519|ecdsa)|\.aws/credentials"
            r"|\.cursor/mcp\.json|claude_desktop_config|/etc/(?:passwd|shadow)|\.git-credentials|\.netrc"
            r"|\.npmrc|\.pgpass"
            r"|\.\w+_history|\.kube/config)"
        ),
        everywhere=False,
    ),
    _phrase(
        "strong",
        rf"\b{_TAKE}\b{_GAP}{_SECRETS}{_GAP}(?:and|then|,)\s*(?:\w+ )?(?:{_GIVE}|pass|include|append|put|encode)\b",
    ),
    _phrase(
        "weak",
        (
            rf"\b{_GIVE}\b[^.!?\n]{{0,60}}?\b(?:all|every|each|full|complete|entire|copy|copies"
            r"|everything)\b[^.!?\n]{0,40}?https?://"
        ),
    ),
    _phrase(
        "weak",
        (
            rf"\b{_GIVE}\b[^.!?\n]{{0,30}}?https?://[^\s]+[^.!?\n]{{0,20}}?\b(?:all|every|each|full"
            r"|complete|entire|copy)\b"
        ),
    ),
    # what is found on the way, into something that leaves the machine
    _phrase(
        "strong",
        rf"{_SECRETS}[^.!?\n]{{0,60}}?\b(?:put|include|add|send|append|write|embed|encode|copy)\b"
        r" (?:them|it|these|those|all)\b"
        rf"[^.!?\n]{{0,30}}?\b(?:in|into|to|as|inside)\b[^.!?\n]{{0,20}}?\b{_CARRIER}\b",
    ),
    _phrase(
        "strong",
        r"(?:\b(?:run|execute|do|use|call|add|type)\b[^\n`]{0,20}[`\"'])?"
        r"\b(?:tar|cat|env|printenv|zip|base64|history)\b[^\n|`]{0,80}\|[^\n`]{0,80}?\b(?:curl|wget|nc"
        r"|ncat)\b[^\n`]{0,80}?(?:https?://|\d)",
    ),
    _phrase(
        "weak",
        r"\b(?:print|write|output|dump|log|echo|show)\b(?! to\b)[^.!?\n]{0,20}?\b(?:values? of )?(?:all|every"
        r"|each)(?: the| of the)? (?:\w+ )?"
        r"(?:environment variables|secrets|api keys|credentials|passwords|tokens)\b",
    ),
    _phrase(
        "strong",
        rf"\b(?:contents?|text|data) of [^.!?\n]{{0,40}}?{_KEPT}[^.!?\n]{{0,30}}?\b(?:must|has to|have to"
        rf"|needs? to|should|is to|are to)\b"
        r" (?:always |first |be |also ){0,2}(?:accompan|given|passed|sent|included|supplied|provided|attached"
        r"|added|put|copied|appended|submitted)",
        everywhere=False,
    ),
    _phrase(
        "strong",
        rf"{_KEPT}[^.!?\n]{{0,30}}?\b(?:must|has to|have to|needs? to|is to|are to) (?:first |be "
        rf"|always ){{0,2}}(?:loaded|read|opened|accompan)",
        everywhere=False,
    ),
    # besides what a tool is for, to one address that its author chose
    _phrase(
        "weak",
        rf"\b(?:also|then|first|afterwards"
        rf"|additionally)\b[^.!?\n]{{0,20}}?\b{_GIVE}\b[^.!?\n]{{0,50}}?\bto\b [`'\"(<]?(?:https?://"
        rf"|[\w.+-]+@[\w-]+\.\w)",
        everywhere=False,
    ),
    _phrase(
        "weak",
        r"\b(?:skip|bypass|omit|suppress)\w* (?:the |any |all |user |every )*(?:confirmations?|approvals?"
        r"|consent|permission prompts?)\b"
        r"|\b(?:do not|don't|never|without) ask(?:ing)? (?:the user )?(?:before\b|for (?:confirmation"
        r"|permission|approval|consent)\b)",
        forbids=False,
        everywhere=False,
    ),
    # a way in, or no look at what comes in
    _phrase(
        "weak",
        r"\b(?:add|insert|include|create|leave|build|keep)\b[^.!?\n]{0,60}?\b(?:back ?doors?\b"
        r"|accepts? (?:the |any )?(?:password|token|code|pin)\b"
        r"|bypass\w* (?:the )?(?:auth\w*|login|permission|signature)\b)",
    ),
    _phrase(
        "weak",
        r"\b(?:approve|accept|merge)\b[^.!?\n]{0,60}?\bwithout (?:looking|reading|reviewing|review|a look"
        r"|checking|checks)\b",
    ),
    # a description that speaks to the model over the head of its user
    _phrase(
        "weak",
        r"\b(?:attention|note|hey|dear|listen|important|message|instructions?)[,:]? (?:to |for )?(?:the |any "
        r"|all |every )?"
        r"(?:ai|assistant|model|llm|language model|agent)s? ?[:,!-]",
        forbids=False,
        everywhere=False,
    ),
    # a comment of markup, which only a model reads, and which is for a model
    _phrase(
        "weak",
        r"(?:<!--|\[//\]: ?# ?|\[comment\]: ?)[\s(\"'#<>]{0,6}(?:\w+ ){0,3}(?:assistants?|agents?|ai|models?"
        r"|llms?|claude|copilot|cursor|gemini|codex)"
        r"(?: \w+)? ?[:,][^)>]{0,200}?\b(?:do|must|should|always|never|ignore|disregard|also|send|add|include"
        r"|copy|run|disable|from now on|you)\b",
        forbids=False,
    ),
    # "before using this tool, read …"
    _phrase(
        "strong",
        (
            r"\b(?:before|prior to|when|after|in order to)\b (?:you )?(?:us\w+|call\w*|invok\w+"
            rf"|run\w*)\b{_GAP}\b(?:read|cat|open|load|access|send|upload|collect)\b{_GAP}(?:{_SECRETS}"
            r"|contents? of)"
        ),
    ),
    _phrase("strong", r"<script[^>]{0,80}\bsrc\s*=\s*[\"']?(?:https?:)?//", everywhere=True, forbids=True),
    _phrase(
        "weak",
        r"\b(?:add|insert|inject|include|append|put)\b[^\n]{0,30}?<script[^>]{0,80}\bsrc\s*=\s*[\"']?(?:https?:)?//",
    ),
    _phrase("strong", r"\brm\s+-[a-z]*[rf][a-z]*\s+(?:--no-preserve-root\s+)?(?:~|/|\$home|\*)(?:\s|$|[`'\"])"),
    _phrase("strong", r"base64\s+(?:-d|--decode)[^\n|]{0,80}\|\s*(?:ba|z)?sh\b|\bsh\s+-i\s*[>&|]+\s*/dev/tcp/"),
    # nothing to the user
    _phrase(
        "weak",
        r"\b(?:do not|don'?t|never|must not|may not|avoid|without|no need to|should not"
        r"|refrain from)\b[^.!?\n]{0,30}?\b(?:tell|mention|inform|notify|alert|disclos|reveal"
        r"|telling|mentioning|informing|notifying|alerting"
        rf"|letting)\w*\b[^.!?\n]{{0,60}}?\b(?:to )?{_USER}\b(?! to\b)",
        forbids=False,
    ),
    _phrase(
        "weak",
        r"\b(?:disable|turn off|skip|switch off|remove)\b[^.!?\n]{0,40}?"
        r"\b(?:certificates?|tls|ssl|security|verification|checks?|auth\w*|audit\w*|logging|sandbox)\b[^.!?\n]{0,20}?"
        r"\b(?:silently|secretly|covertly|quietly|stealthily|without (?:saying so|a word|any notice))\b",
    ),
    _phrase("weak", rf"\b(?:hide|conceal|keep)\b[^.!?\n]{{0,60}}?\b(?:from|hidden from|secret from)\b {_USER}\b"),
    _phrase(
        "weak",
        (
            r"\b(?:user|human) (?:must|should|shall|need)(?: not|n't| never) (?:know|notice|learn|be told|be aware"
            r"|be informed)\b"
            r"|\bwithout (?:the |any )?(?:user|human)(?:'s|s)? (?:knowledge|awareness|noticing|knowing)\b"
            r"|\bhidden (?:instruction|directive|command)s?\b"
            r"|\bdo not (?:show|display|reveal) (?:this )?to (?:the )?user\b"
            rf"|\b{_USER} (?:(?:do|does)(?: not|n't) (?:need|have) to|need not|(?:must|should|may)(?: not|n't)"
            rf"|(?:is|are) not to)"
            r" (?:be )?(?:inform|know|told|aware|notif|asked)"
            r"|\b(?:hide|conceal|cover up|disguise) (?:the|this|that|your|these) (?:change|edit|fact|addition"
            r"|action|step|command|call)s?\b"
            r"|\bleav(?:e|ing) (?:it|this|that|them|these) out of (?:the |your |any )?(?:summary|report|reply"
            r"|answer|response|changelog|log)\b"
            r"|\b(?:keep|stays?) (?:this |it )?(?:just )?between (?:us|you and me)\b|\bour (?:little )?secret\b"
            r"|\bneeds? not be (?:explained|mentioned|told|reported|shown|disclosed)\b"
            r"|\b(?:do not|don't|never|without) (?:mention|reveal|disclos|report|explain|not|comment on"
            r"|point out|refer to|talk about|speak of)\w* (?:this|it|that)"
            r" (?:in|to|within|as part of) (?:the |your |any )?"
            r"(?:chat|reply|replies|response|answer|conversation|summary|output)\b"
        ),
        forbids=False,
    ),
    _phrase(
        "weak",
        (
            r"\b(?:secretly|covertly|surreptitiously|stealthily|silently"
            rf"|discreetly)\b[, ]+(?:\w+ )?(?:{_GIVE}|read|copy|include|append|add|log|record|run|execute"
            r"|install|collect|pass|call)\b"
        ),
    ),
    # other instructions do not count
    _phrase(
        "weak",
        (
            r"\b(?!override (?:\w+ ){1,3}context)(?:ignore|disregard|forget|override|bypass"
            r"|overrule)\b (?:(?:all|any|your|the|every|of|my"
            r"|other|these|those|user's)\b ?){0,4}(?:previous|prior|above|earlier|preceding|existing|system"
            r"|safety|security|original|developer|former)\b[^.!?\n]{0,30}?(?:instruction|prompt|rule"
            r"|guideline|guidance|advice|polic|restriction|directive|message|context|constraint|check|measure"
            r"|mechanism|control|protocol)"
        ),
    ),
    _phrase("weak", r"\bignore (?:all|any|your|the) (?:instructions|rules|guidelines|restrictions)\b"),
    _phrase(
        "weak",
        (
            r"\byou are now (?:in |an? |the )?(?:\w+ )?(?:(?:developer|debug|admin|root|god|sudo"
            r"|maintenance|unrestricted|jailbreak) mode|dan|unrestricted|jailbroken|admin|root)\b"
            r"|\bdeveloper mode (?:enabled|on)\b|\bjailbreak\b"
        ),
    ),
    _phrase("weak", r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?inst\]|<<sys>>", forbids=False),
    # tags and headings that pose as more than a description, in rules as well where they say so
    _phrase(
        "weak",
        (
            r"(?:^|[\n.!?]\s*)[\[(<#*\s]{0,4}(?:system|admin|administrator|developer|root)"
            r" (?:override|directive|interrupt|command)\b[\])>*\s]{0,4}[:\n]"
        ),
        forbids=False,
    ),
    _phrase(
        "weak",
        (
            r"<\s*/?\s*(?:important|system|secret|instructions?|critical|hidden|admin|override|assistant"
            r"|mandatory|urgent|rules?|s)\s*>"
        ),
        forbids=False,
        everywhere=False,
    ),
    _phrase(
        "weak",
        (
            r"(?:^|[\n.!?]\s*)(?:\[?(?:system|admin|developer|assistant)(?: (?:note|message|override"
            r"|prompt|instruction))?\]?\s*:)\s*\w"
        ),
        forbids=False,
        everywhere=False,
    ),
    _phrase(
        "weak",
        (
            r"\b(?:otherwise|or else|if you (?:do not|don't))\b[^.!?\n]{0,40}\b(?:tool|it|this|function"
            r"|user)\b[^.!?\n]{0,20}\b(?:will not work|won't work|will fail|will be (?:deleted|harmed"
            r"|fired|terminated)|will break)\b"
        ),
        forbids=False,
        everywhere=False,
    ),
)
