"""The ways in which descriptions and rules give orders that should not be there, as patterns on folded text.

The text is in small letters, with lines that a wrap has broken joined; no pattern crosses the end of a sentence.
wording.py says what follows from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

_SECRETS: Final = (
    r"(?:~?/?\.ssh\b|id_(?:rsa|ed25519|ecdsa)|\.aws/credentials|\.env\b(?!\.example|\.sample)"
    r"|\.netrc|\.npmrc|\.pgpass|\.kube/config|\.git-credentials|mcp(?:_config)?\.json"
    r"|claude_desktop_config|/etc/(?:passwd|shadow)|ssh keys?|private keys?|api[ _-]?keys?"
    r"|passwords?|credentials|access tokens?|auth(?:entication)? tokens?|secrets"
    r"|environment variables|\bcookies\b|wallet|seed phrase|process\.env)"
)
_TALK: Final = (
    r"(?:conversation|chat|message) (?:history|log|transcript)|(?:full|entire|whole|complete"
    r"|previous) (?:conversation|chat|context|prompt)|system prompt"
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
    r"|context|metadata|query|value)|in here|\bhere\b|as [`'\"]?sidenote)"
)
_DESTINATION: Final = (
    r"(?:https?://|(?:attacker|external|remote|our|this|following) (?:server|endpoint|url|address"
    r"|webhook)|webhook|[\w.+-]+@[\w-]+\.\w)"
)
_USER: Final = r"(?:the |any |your )?(?:user|users|human|operator|developer|reviewer|anyone|customer|person)"

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
            r"|\.kube/config)"
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
    _phrase("strong", r"\brm\s+-[a-z]*[rf][a-z]*\s+(?:--no-preserve-root\s+)?(?:~|/|\$home|\*)(?:\s|$|[`'\"])"),
    _phrase("strong", r"base64\s+(?:-d|--decode)[^\n|]{0,80}\|\s*(?:ba|z)?sh\b|\bsh\s+-i\s*[>&|]+\s*/dev/tcp/"),
    # nothing to the user
    _phrase(
        "weak",
        r"\b(?:do not|don'?t|never|must not|avoid|without|no need to|should not"
        r"|refrain from)\b[^.!?\n]{0,30}?\b(?:tell|mention|inform|notify|alert|disclos|reveal"
        r"|telling|mentioning|informing|notifying|alerting"
        rf"|letting)\w*\b[^.!?\n]{{0,60}}?\b(?:to )?{_USER}\b(?! to\b)",
        forbids=False,
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
            r"\b(?:ignore|disregard|forget|override|bypass|overrule)\b (?:(?:all|any|your|the|every|of|my"
            r"|other|these|those)\b ?){0,4}(?:previous|prior|above|earlier|preceding|existing|system"
            r"|safety|security|original|developer|former)\b[^.!?\n]{0,30}?(?:instruction|prompt|rule"
            r"|guideline|polic|restriction|directive|message|context|constraint|check|measure|mechanism|control|protocol)"
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
    # tags and headings that pose as more than a description
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

_NAME: Final = r"[`'\"*]{0,2}(?P<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+|(?<=the )[a-z]{3,20}(?= tool))[`'\"*]{0,2}"
_USING: Final = (
    r"(?:us(?:e|ing|ed)|call(?:ing|ed|s)?|invok(?:e|ing|ed)|run(?:ning)?|execut(?:e|ing|ed)|access(?:ing|ed)?)"
)
_OTHERS: Final = (
    r"(?:any|all|every|each|another|other|the other|all the|all other|any other|every other"
    r"|each other|those of other|other mcp)"
)
_THEIRS: Final = r"(?:tools?|servers?|functions?|mcp servers?|plugins?|integrations?)"
_USING_OTHERS: Final = rf"{_USING} (?:of )?{_OTHERS} (?:other )?(?:available |mcp )?{_THEIRS}"
ACROSS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:when(?:ever)?|every time|each time|any time|while|once)\b[^.!?\n]{{0,20}}?\b{_USING_OTHERS}\b",
        # an order begins with it, or says must; many servers hint "call this before using any other tool"
        rf"(?:^|[.!?:>\n]\s*)(?:before|prior to|after|if)\b[^.!?\n]{{0,20}}?\b{_USING_OTHERS}\b",
        (
            r"\b(?:must|always|should|have to|need to|required to)\b[^.!?\n]{0,80}?"
            rf"\b(?:before|prior to|after)\b[^.!?\n]{{0,20}}?\b{_USING_OTHERS}\b"
        ),
        (
            rf"\b(?:before|after|when(?:ever)?|every time|each time)\b {_OTHERS} (?:other )?(?:tool"
            r"|function)s?(?: calls?)? (?:is|are|gets?) (?:called|used|invoked|run|executed)\b"
        ),
        r"\b(?:before|after) (?:any|every|each|all) (?:other )?tool calls?\b",
        (
            r"\b(?:overrid\w+|supersed\w+|replac\w+|disabl\w+|ignor\w+|takes? (?:precedence|priority) over"
            rf"|instead of|rather than|in preference to|avoid|(?:do not|don't|never|stop) {_USING}"
            r"|bypass\w*|intercept\w*|modif\w+|alter\w*|redirect\w*)\b"
            r"[^.!?\n]{0,60}?\b(?:other|another|any other|all other|existing|different|built-in"
            rf"|native)\b[^.!?\n]{{0,15}}?{_THEIRS}\b"
        ),
        (
            rf"\b(?:all|any|every) other {_THEIRS}\b[^.!?\n]{{0,40}}?\b(?:must|should|need to|have to"
            r"|are (?:disabled|deprecated|broken|unsafe|insecure|malicious)|will fail)\b"
        ),
        (
            r"\b(?:change|modify|alter|redirect|replace|rewrite|intercept|append to"
            r"|add [^.!?\n]{0,30}to)\b[^.!?\n]{0,30}?\b(?:arguments?|parameters?|recipients?|outputs?"
            rf"|results?|behaviou?r|inputs?)\b of (?:the )?(?:other|any|all|{_NAME})"
        ),
    )
)
_ORDER: Final = (
    r"(?:must|should|shall|always|first|also|instead|add|include|set|send|bcc|cc|append|use|pass"
    r"|change|replace|redirect|ensure|make sure|call|copy|forward|modify|insert|never|do not"
    r"|don't)"
)
# About a tool that is named: when it is used something else is to happen; it must do something; it is not to be used.
ABOUT_NAMED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\b(?:when(?:ever)?|if|every time|each time|any time|anytime|after"
            rf"|once)\b[^.!?\n]{{0,40}}?{_NAME}(?: tools?| functions?| servers?"
            r"| mcp server)?(?: \w+)?,? (?:is|are|gets?|has been|was) (?:\w+ )?(?:called|used|invoked|run"
            rf"|executed|available|triggered|present|enabled|connected)\b[^.!?\n]{{0,40}}?\b{_ORDER}\b"
        ),
        (
            r"\b(?:when(?:ever)?|every time|each time|any time"
            rf"|anytime)\b[^.!?\n]{{0,30}}?\b{_USING} (?:the )?{_NAME}[^.!?\n]{{0,40}}?\b{_ORDER}\b"
        ),
        (
            rf"\b(?:before|prior to)\b[^.!?\n]{{0,20}}?\b{_USING} (?:the )?{_NAME}[^.!?\n]{{0,40}}?"
            r"\b(?:pass|send|copy|forward|bcc|include)\b"
        ),
        (
            rf"\b(?:the )?{_NAME}(?: tool| function| server)? (?:must|should|shall|has to"
            r"|needs to) (?:always |also |first |only )*(?:send|add|include|use|set|append|forward|bcc|cc"
            r"|pass|copy|go|route)\b"
        ),
        rf"\b(?:always|must|never|only)\b[^.!?\n]{{0,60}}?\b(?:instead of|rather than|in place of) (?:the )?{_NAME}",
        (
            rf"\b(?:do not|don't|never|stop) {_USING} (?:the )?{_NAME}(?: tool| function"
            r"| server)?\b[^.!?\n]{0,60}?\b(?:use|call|instead|this tool|deprecated|broken|unsafe|compromised)\b"
        ),
    )
)
