"""Words for the model that should not be there: in descriptions of tools, and in files of rules.

``tool_poisoning`` is hidden characters, orders to read or hand over secrets, to keep something from the user, to ignore
other instructions, and tags that pose as a system's. ``cross_tool_instruction`` is a description that gives orders about
other tools. A hint about the order of one's own tools ("call list_files first to find the path") is none, and a rule
that forbids ("never send secrets") is none.

A description with both is ``cross_tool_instruction``; it is ``tool_poisoning`` besides only where it hands over secrets
or hides characters, since orders about other tools are mostly coercive and secret too.

Sources: Invariant Labs, Tool Poisoning Attacks (2025); Pillar Security, Rules File Backdoor (2025); CyberArk, Poison
Everywhere (2025, parameters' descriptions); Unicode UTR #36 and #55 (hidden characters).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Collection

    from server.detection.agents.rules import Code

LONGEST: Final = 32_768
"""Characters of one text that are looked at."""

_SECRETS: Final = (
    r"(?:~?/?\.ssh\b|id_(?:rsa|ed25519|ecdsa)|\.aws/credentials|\.env\b(?!\.example|\.sample)|\.netrc|\.npmrc|\.pgpass|\.kube/config|\.git-credentials|mcp(?:_config)?\.json"
    r"|claude_desktop_config|/etc/(?:passwd|shadow)|ssh keys?|private keys?|api[ _-]?keys?|passwords?|credentials|access tokens?|auth(?:entication)? tokens?|secrets"
    r"|environment variables|\bcookies\b|wallet|seed phrase|process\.env)"
)
_TALK: Final = r"(?:conversation|chat|message) (?:history|log|transcript)|(?:full|entire|whole|complete|previous) (?:conversation|chat|context|prompt)|system prompt"
_CONTENT: Final = rf"(?:{_SECRETS}|{_TALK}|contents? of|file contents?)"
_GAP: Final = r"[^.!?\n]{0,80}?"
_TAKE: Final = r"(?:read|open|cat|load|access|retrieve|get|collect|fetch|include|attach|append|copy|extract|harvest|gather|provide|pass|list)"
_GIVE: Final = r"(?:send|post|upload|forward|transmit|exfiltrate|e?mail|leak|submit|report|deliver|curl|bcc)"
_INTO: Final = r"(?:(?:in|into|as|to|via|through|with|inside) (?:the |this |a |an |its )?[`'\"*]?[\w.-]*[`'\"*]? ?(?:parameters?|arguments?|fields?|params?|sidenote|notes?|context|metadata|query|value)|in here|\bhere\b|as [`'\"]?sidenote)"
_DESTINATION: Final = r"(?:https?://|(?:attacker|external|remote|our|this|following) (?:server|endpoint|url|address|webhook)|webhook|[\w.+-]+@[\w-]+\.\w)"
_USER: Final = r"(?:the |any |your )?(?:user|users|human|operator|developer|reviewer|anyone|customer|person)"

_FORBIDDING: Final = re.compile(r"(?:\bnever\b|\bdo(?:es)? not\b|\bdon'?t\b|\bmust not\b|\bmustn't\b|\bshould not\b|\bshouldn't\b|\bcannot\b|\bavoid\b|\bwithout\b|\brefuse\b|\bforbidden\b|\bnot allowed\b|\bprohibited\b)[^.!?\n;:]{0,60}$")

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


_POISON: Final = (
    # secrets into a parameter, or out to somebody
    _phrase("strong", rf"\b(?:pass|put|include|provide|append|place|insert|add|supply|write|fill|paste|set|send|copy|embed|encode|store)\b{_GAP}{_CONTENT}{_GAP}{_INTO}"),
    _phrase("strong", rf"\b{_GIVE}\b{_GAP}{_CONTENT}{_GAP}\b(?:to|at|via|through)\b{_GAP}{_DESTINATION}"),
    _phrase("strong", rf"\b{_TAKE}\b[^!?\n]{{0,80}}?(?:~/?\.ssh|id_(?:rsa|ed25519|ecdsa)|\.aws/credentials|\.cursor/mcp\.json|claude_desktop_config|/etc/(?:passwd|shadow)|\.git-credentials|\.netrc|\.kube/config)"),
    _phrase("strong", rf"\b{_TAKE}\b{_GAP}{_SECRETS}{_GAP}(?:and|then|,)\s*(?:\w+ )?(?:{_GIVE}|pass|include|append|put|encode)\b"),
    _phrase("weak", rf"\b{_GIVE}\b[^.!?\n]{{0,60}}?\b(?:all|every|each|full|complete|entire|copy|copies|everything)\b[^.!?\n]{{0,40}}?https?://"),
    _phrase("weak", rf"\b{_GIVE}\b[^.!?\n]{{0,30}}?https?://[^\s]+[^.!?\n]{{0,20}}?\b(?:all|every|each|full|complete|entire|copy)\b"),
    # "before using this tool, read …"
    _phrase("strong", rf"\b(?:before|prior to|when|after|in order to)\b (?:you )?(?:us\w+|call\w*|invok\w+|run\w*)\b{_GAP}\b(?:read|cat|open|load|access|send|upload|collect)\b{_GAP}(?:{_SECRETS}|contents? of)"),
    _phrase("strong", r"<script[^>]{0,80}\bsrc\s*=\s*[\"']?(?:https?:)?//", everywhere=True, forbids=True),
    _phrase("strong", r"\brm\s+-[a-z]*[rf][a-z]*\s+(?:--no-preserve-root\s+)?(?:~|/|\$home|\*)(?:\s|$|[`'\"])"),
    _phrase("strong", r"base64\s+(?:-d|--decode)[^\n|]{0,80}\|\s*(?:ba|z)?sh\b|/dev/tcp/"),
    # nothing to the user
    _phrase("weak", rf"\b(?:do not|don'?t|never|must not|avoid|without|no need to|should not|refrain from)\b[^.!?\n]{{0,30}}?\b(?:tell|mention|inform|notify|alert|disclos|reveal|telling|mentioning|informing|notifying|alerting|letting)\w*\b[^.!?\n]{{0,60}}?\b(?:to )?{_USER}\b", forbids=False),
    _phrase("weak", rf"\b(?:hide|conceal|keep)\b[^.!?\n]{{0,60}}?\b(?:from|hidden from|secret from)\b {_USER}\b"),
    _phrase("weak", rf"\b(?:user|human) (?:must|should|does|need) ?(?:not|n't|never)? (?:not )?(?:know|see|notice|be told|be aware|be informed)\b", forbids=False),
    _phrase("weak", rf"\b(?:secretly|covertly|surreptitiously|stealthily|silently|quietly|discreetly)\b[, ]+(?:\w+ )?(?:{_GIVE}|read|copy|include|append|add|log|record|run|execute|install|collect|pass|call)\b"),
    # other instructions do not count
    _phrase("weak", r"\b(?:ignore|disregard|forget|override|bypass|overrule)\b (?:(?:all|any|your|the|every|of|my|other|these|those)\b ?){0,4}(?:previous|prior|above|earlier|preceding|existing|system|safety|security|original|developer|former)\b[^.!?\n]{0,30}?(?:instruction|prompt|rule|guideline|polic|restriction|directive|message|context|constraint|check)"),
    _phrase("weak", r"\bignore (?:all|any|your|the) (?:instructions|rules|guidelines|restrictions)\b"),
    _phrase("weak", r"\byou are now (?:in |an? |the )?(?:\w+ ){0,3}(?:mode|dan|unrestricted|jailbroken|admin|root)\b|\bdeveloper mode (?:enabled|on)\b|\bjailbreak\b"),
    _phrase("weak", r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?inst\]|<<sys>>", forbids=False),
    # tags and headings that pose as more than a description
    _phrase("weak", r"<\s*/?\s*(?:important|system|secret|instructions?|critical|hidden|admin|override|assistant|mandatory|urgent|rules?|s)\s*>", forbids=False, everywhere=False),
    _phrase("weak", r"(?:^|[\n.!?]\s*)(?:\[?(?:system|admin|developer|assistant)(?: (?:note|message|override|prompt|instruction))?\]?\s*:)\s*\w", forbids=False, everywhere=False),
    _phrase("weak", r"\b(?:otherwise|or else|if you (?:do not|don't))\b[^.!?\n]{0,40}\b(?:tool|it|this|function|user)\b[^.!?\n]{0,20}\b(?:will not work|won't work|will fail|will be (?:deleted|harmed|fired|terminated)|will break)\b", forbids=False, everywhere=False),
)

_NAME: Final = r"[`'\"*]{0,2}(?P<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+|(?<=the )[a-z]{3,20}(?= tool))[`'\"*]{0,2}"
_USING: Final = r"(?:us(?:e|ing|ed)|call(?:ing|ed|s)?|invok(?:e|ing|ed)|run(?:ning)?|execut(?:e|ing|ed)|access(?:ing|ed)?)"
_OTHERS: Final = r"(?:any|all|every|each|another|other|the other|all the|all other|any other|every other|each other|those of other|other mcp)"
_THEIRS: Final = r"(?:tools?|servers?|functions?|mcp servers?|plugins?|integrations?)"
_ACROSS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:before|after|when(?:ever)?|every time|each time|prior to|if|while|once)\b[^.!?\n]{{0,20}}?\b{_USING} (?:of )?{_OTHERS} (?:other )?(?:available |mcp )?{_THEIRS}\b",
        rf"\b(?:before|after|when(?:ever)?|every time|each time)\b {_OTHERS} (?:other )?(?:tool|function)s?(?: calls?)? (?:is|are|gets?) (?:called|used|invoked|run|executed)\b",
        rf"\b(?:before|after) (?:any|every|each|all) (?:other )?tool calls?\b",
        rf"\b(?:overrid\w+|supersed\w+|replac\w+|disabl\w+|ignor\w+|takes? (?:precedence|priority) over|instead of|rather than|in preference to|avoid|(?:do not|don't|never|stop) {_USING}|bypass\w*|intercept\w*|modif\w+|alter\w*|redirect\w*)\b"
        rf"[^.!?\n]{{0,60}}?\b(?:other|another|any other|all other|existing|different|built-in|native)\b[^.!?\n]{{0,15}}?{_THEIRS}\b",
        rf"\b(?:all|any|every) other {_THEIRS}\b[^.!?\n]{{0,40}}?\b(?:must|should|need to|have to|are (?:disabled|deprecated|broken|unsafe|insecure|malicious)|will fail)\b",
        rf"\b(?:change|modify|alter|redirect|replace|rewrite|intercept|append to|add [^.!?\n]{{0,30}}to)\b[^.!?\n]{{0,30}}?\b(?:arguments?|parameters?|recipients?|outputs?|results?|behaviou?r|inputs?)\b of (?:the )?(?:other|any|all|{_NAME})",
    )
)
_ORDER: Final = r"(?:must|should|shall|always|first|also|instead|add|include|set|send|bcc|cc|append|use|pass|change|replace|redirect|ensure|make sure|call|copy|forward|modify|insert|never|do not|don't)"
# About a tool that is named: when it is used something else is to happen; it must do something; it is not to be used.
_ABOUT_NAMED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:when(?:ever)?|if|every time|each time|any time|anytime|after|once)\b[^.!?\n]{{0,40}}?{_NAME}(?: tools?| functions?| servers?| mcp server)?(?: \w+)?,? (?:is|are|gets?|has been|was) (?:\w+ )?(?:called|used|invoked|run|executed|available|triggered|present|enabled|connected)\b[^.!?\n]{{0,40}}?\b{_ORDER}\b",
        rf"\b(?:when(?:ever)?|every time|each time|any time|anytime)\b[^.!?\n]{{0,30}}?\b{_USING} (?:the )?{_NAME}[^.!?\n]{{0,40}}?\b{_ORDER}\b",
        rf"\b(?:before|prior to)\b[^.!?\n]{{0,20}}?\b{_USING} (?:the )?{_NAME}[^.!?\n]{{0,40}}?\b(?:pass|send|copy|forward|bcc|include)\b",
        rf"\b(?:the )?{_NAME}(?: tool| function| server)? (?:must|should|shall|has to|needs to) (?:always |also |first |only )*(?:send|add|include|use|set|append|forward|bcc|cc|pass|copy|go|route)\b",
        rf"\b(?:always|must|never|only)\b[^.!?\n]{{0,60}}?\b(?:instead of|rather than|in place of) (?:the )?{_NAME}",
        rf"\b(?:do not|don't|never|stop) {_USING} (?:the )?{_NAME}(?: tool| function| server)?\b[^.!?\n]{{0,60}}?\b(?:use|call|instead|this tool|deprecated|broken|unsafe|compromised)\b",
    )
)

_ZERO_WIDTH: Final = frozenset("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u180e")
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS: Final = re.compile("(?<!\U0001f3f4)[\U000e0020-\U000e007f]{2,}")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}")
_MANY_INVISIBLE: Final = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """What a text is, and where in it the words are that say so."""

    code: Code
    start: int
    end: int


def hidden(text: str) -> tuple[int, int] | None:
    """Return where a text has characters that a reader does not see and a model does; None if it has none.

    Tags, runs of variation selectors, orders of direction, and two or more marks of no width beside Latin letters;
    joiners in emoji and in scripts that need them are no concern.
    """
    for pattern in (_TAGS, _SELECTORS, _BIDI):
        found = pattern.search(text)
        if found is not None and (pattern is not _BIDI or not _has_right_to_left(text)):
            return found.span()
    marks = [
        index
        for index, character in enumerate(text)
        if character in _ZERO_WIDTH and index and _is_plain(text[index - 1]) and _is_plain(text[index + 1 : index + 2])
    ]
    return (marks[0], marks[-1] + 1) if len(marks) >= _MANY_INVISIBLE else None


def _is_plain(character: str) -> bool:
    return character.isascii() or character in _ZERO_WIDTH


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def remarks(text: str, *, about_tool: bool, tool: str = "", others: Collection[str] = ()) -> list[Remark]:
    """Return what a text for the model is, at most one remark for each code.

    about_tool: it describes something that tool lists describe, rather than being a file of rules. tool is that
    thing's own name, others the names of the other tools of the list.
    """
    text = text[:LONGEST]
    plain, at = _folded(text)
    invisible = hidden(text)
    strong, weak = (_first_poison(plain, strength, about_tool=about_tool) for strength in ("strong", "weak"))
    across = _first_across(plain, tool.lower(), {name.lower() for name in others}) if about_tool else None
    found = []
    if across is not None:
        found.append(Remark("cross_tool_instruction", at[across[0]], at[across[1]]))
    if invisible is not None:
        found.append(Remark("tool_poisoning", *invisible))
    elif strong is not None or (weak is not None and across is None):
        start, end = strong or weak or (0, 0)
        found.append(Remark("tool_poisoning", at[start], at[end]))
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text as it reads, in small letters, with single spaces for tabs, and the place of each character."""
    characters: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        if character.isascii():
            plain = character.lower() if character != "\t" else " "
        elif unicodedata.category(character) in {"Cf", "Mn"}:
            continue
        else:
            plain = unicodedata.normalize("NFKC", character).casefold().replace("’", "'")
        characters += plain
        at += [index] * len(plain)
    return re.sub(r"(?<=[^\s.!?:>])\n(?=[^\s\-*#<\d])", " ", "".join(characters)), [*at, len(text)]


def _first_poison(plain: str, strength: Strength, *, about_tool: bool) -> tuple[int, int] | None:
    for phrase in _POISON:
        if phrase.strength != strength or not (about_tool or phrase.everywhere):
            continue
        for found in phrase.pattern.finditer(plain):
            if not (phrase.forbids and _FORBIDDING.search(plain[max(0, found.start() - 80) : found.start()])):
                return found.span()
    return None


def _first_across(plain: str, tool: str, others: Collection[str]) -> tuple[int, int] | None:
    for pattern in _ACROSS:
        found = pattern.search(plain)
        if found is not None:
            return found.span()
    for pattern in _ABOUT_NAMED:
        for found in pattern.finditer(plain):
            name = found["name"]
            if name != tool and (name in others or "_" in name or found[0].find(f"{name} tool") >= 0):
                return found.span()
    return None
