"""The ways in which the description of a tool gives orders about other tools, as patterns on folded text.

A hint about the order of one's own tools ("call list_files first to find the path") is none. What is one: to act
whenever others are used, to change what others are given or what they return, to be used in their place, to speak ill
of them, to call one that acts with words that the description has ready.
"""

from __future__ import annotations

import re
from typing import Final

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
            r"\b(?:each time|every time|any time|when(?:ever)?|once|after) (?:any|another|some other|every"
            r"|each) (?:other )?"
            r"(?:tool|function) (?:returns|finishes|runs|responds|answers|completes|has (?:returned|finished|run))\b"
        ),
        rf"\b(?:before|after|on|with) (?:any|every|each|all) calls? (?:to|of) {_OTHERS} (?:other )?{_THEIRS}\b",
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
            r"\b(?:must|has to|have to|needs? to)\b[^.!?\n]{0,40}?"
            rf"\b(?:before|ahead of) {_OTHERS} (?:other )?{_THEIRS}\b"
        ),
        (
            r"\bother (?:tools?|functions?|servers?|plugins?)\b[^.!?\n]{0,30}?"
            r"\b(?:refuse|fail|will not|won't|cannot|can't|do not|don't|are unable)\b"
            r"[^.!?\n]{0,30}?\b(?:work|function|run|otherwise|unless|without|until)\b"
        ),
        (
            r"\ball (?:the )?(?:tools|functions|calls)\b[^.!?\n]{0,30}?\b(?:must|should|have to|need to|are to)\b"
            r"[^.!?\n]{0,30}?\b(?:through|via|to|by|with) (?!the user)"
        ),
        (
            r"\b(?:change|modify|alter|redirect|replace|rewrite|intercept|append to"
            r"|add [^.!?\n]{0,30}to)\b[^.!?\n]{0,30}?\b(?:arguments?|parameters?|recipients?|outputs?"
            rf"|results?|behaviou?r|inputs?)\b of (?:the )?(?:other|any|all|{_NAME})"
        ),
    )
)
_ACTING: Final = (
    r"\w*(?:delete|remove|drop|destroy|wipe|erase|send|mail|post|upload|forward|publish|pay|transfer|purchase"
    r"|execute|exec"
    r"|shell|run|write|push|deploy|grant|share)"
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
        # what it is given or returns
        (
            rf"\b(?:when(?:ever)?|if|before|once|each time|every time)\b[^.!?\n]{{0,30}}?{_NAME}[^.!?\n]{{0,40}}?"
            r"\b(?:change|set|replace|modify|rewrite|add|append|override)\b[^.!?\n]{0,40}?"
            r"\b(?:parameters?|arguments?|fields?|recipients?|inputs?|values?|bcc|cc)\b"
        ),
        (
            rf"\b(?:results?|outputs?|responses?|contents?|arguments?|answers?) (?:of"
            rf"|from) (?:the )?{_NAME}[^.!?\n]{{0,20}}?"
            r"\b(?:must|has to|have to|should|shall|needs? to|is to|are to)\b (?:always |first |also )?(?:be )?"
            r"(?:pass|sent|send|given|forward|rout|hand|copied|go|submitted)"
        ),
        # ill of it, or this in its place whatever the user wants
        (
            rf"\b(?:the )?{_NAME}(?: tool| function| server)? (?:is|has been|was|are) (?:\w+ ){{0,2}}"
            r"(?:compromised|hacked|malicious|unsafe|insecure|dangerous|infected|not to be (?:used|trusted))\b"
        ),
        (
            rf"\b(?:instead of|rather than|in place of|in lieu of) (?:the )?{_NAME}[^.!?\n]{{0,30}}?"
            r"\b(?:always|at all times|in all cases|every time|even (?:when|if)|no matter)"
        ),
        # whenever it is used, this as well; and a call that is ready to be made
        (
            rf"\b(?:whenever|every time|each time|any time)\b[^.!?\n]{{0,60}}?{_NAME}[^.!?\n]{{0,20}}?,? "
            r"(?:then |also |always |immediately )?(?:call|invoke|run|use|pass|send)\b"
        ),
        (
            rf"\b(?:call|invoke|run|execute|use) (?:the )?(?=[`'\"*]{{0,2}}{_ACTING}){_NAME}(?: tool)? "
            r"(?:with|on|using) (?:the (?:command|argument|query|text|path) )?[`'\"]"
        ),
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
        (
            r"\b(?:must|has to|have to|needs? to|always|required to)\b[^.!?\n]{0,30}?"
            rf"\b{_USING} (?:the )?(?=[`'\"*]{{0,2}}{_ACTING}){_NAME}"
        ),
        rf"\b(?:always|must|never|only)\b[^.!?\n]{{0,60}}?\b(?:instead of|rather than|in place of) (?:the )?{_NAME}",
        (
            rf"\b(?:do not|don't|never|stop) {_USING} (?:the )?{_NAME}(?: tool| function"
            r"| server)?\b[^.!?\n]{0,60}?\b(?:use|call|instead|this tool|deprecated|broken|unsafe|compromised)\b"
        ),
    )
)
