"""Is a value that has the form of a secret one at all? Templates are not, examples hardly.

- A *template* stands where a value goes: ``<your-token>``, ``${DB_PASSWORD}``, ``[password]``, ``xxxxxxxx``,
  ``your-api-key``, or the field's own name (``password`` as the password). There is nothing to revoke: it is not
  reported.
- An *example* is a value, but one that says it is not real or that everyone knows: it contains ``example``,
  ``sample``, ``dummy``, ``changeme``, ``1234567``, ``_test_`` and the like, or is a default such as ``guest``. It is
  reported with severity low. So is a token whose readable part says so: jwt.io's John Doe, a key named ``example``.
- A run of letters *inside a blob* of Base64 (an embedded font, a WebAssembly module) that happens to spell a short
  prefix is not reported.

Kingfisher's own rules leave out more before this, among them every value that ends in ``EXAMPLE`` as the keys of AWS'
documentation do.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode
from operator import sub
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Verdict = Literal["plausible", "example", "template"]

# Longer values (keys in PEM form) contain any short word by chance.
_LONGEST_JUDGED: Final = 200

_FIELD_NAME: Final = (
    r"(?:pass|passwd|password|passphrase|pwd|pw|secret|secret[-_ ]?key|token|access[-_ ]?token|api[-_ ]?key|key|user"
    r"|username|login|credentials?|none|null|nil|undefined|true|false|empty)"
)
_TEMPLATE: Final = re.compile(
    "|".join(
        (
            r"\d?" + _FIELD_NAME,
            r"[<\[{(].*[>\]})]",  # <token>, [password], {{token}}
            r"(?-i:\$(?:[A-Z_][A-Z0-9_]*|[a-z_]+))|.*\$\{.*",  # $NAME, ${NAME}
            r"%\w+%|%[sdvr]|@\w+@",  # %NAME%, %s, @NAME@
            r"(.)\1*|[x*._?#-]+|(?:\.\.|…).*|.*(?:\.\.\.|…)",  # 00000000, xxxx-xxxx, ..., abc...
            r"(?:your|my|the|some|an?|insert|enter|replace|put)[-_ ]?(?:[a-z]+[-_ ])*"
            + _FIELD_NAME
            + r"(?:[-_ ]?here)?",
        )
    ),
    re.IGNORECASE | re.DOTALL,
)
_EXAMPLE: Final = re.compile(
    r"example|sample|dummy|placeholder|change[-_]?me|replace[-_]?me|not[-_]?real|fake|foobar|redacted|xxxx"
    r"|1234567|7654321|abcdefg|0000000|(?:^|[_-])(?:test|demo)[_-]",
    re.IGNORECASE,
)
_KNOWN_DEFAULT: Final = re.compile(
    "admin|administrator|bar|default|demo|foo|guest|hunter2|letmein|minio|minioadmin|mysql|postgres|postgresql|qwerty"
    "|redis|root|scott|test|testing|tiger|welcome",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(_FIELD_NAME + r"\d{1,4}", re.IGNORECASE)  # password1
# JSON in Base64: what a JSON Web Token and some vendors' keys carry.
_JSON_INSIDE: Final = re.compile(rb"(?:^|\.)(eyJ[A-Za-z0-9_-]{10,4096})")
_EXAMPLE_INSIDE: Final = re.compile(
    rb"\bexample\b(?!\.(?:auth0|okta)\.com)|\bdummy\b|\bplaceholder\b|\bJohn Doe\b|\bJane Doe\b|\"1234567890\"",
    re.IGNORECASE,
)
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_REPEATED: Final = re.compile(r"(.)\1{9}")
_SEQUENCE: Final = 8
# Runs of steps by one, up or down, from each character to the next or to the next but one.
_COUNTING: Final = {
    apart: tuple(array("h", [step] * (_SEQUENCE - apart)).tobytes() for step in (1, -1)) for apart in (1, 2)
}
_WEAK_NUMBER: Final = re.compile(r"\d{1,8}")

_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BLOB_SIDE: Final = 64
_BLOB_LOOK: Final = 256


def judge(value: bytes) -> Verdict:
    """Return whether a value of a secret's form can be one."""
    if any(map(_EXAMPLE_INSIDE.search, _readable(value))):
        return "example"
    if len(value) > _LONGEST_JUDGED:
        return "plausible"
    words = value.decode("utf-8", errors="replace").strip().strip("\"'`")
    if _TEMPLATE.fullmatch(words) or _REPEATED.search(words):
        return "template"
    if (
        _NUMBERED.fullmatch(words)
        or _KNOWN_DEFAULT.fullmatch(words)
        or _WEAK_NUMBER.fullmatch(words)
        or _EXAMPLE.search(words)
    ):
        return "example"
    return "example" if _counts_on(words) else "plausible"


def _readable(value: bytes) -> Iterator[bytes]:
    """Yield what a value says in Base64, as tokens do in their first parts."""
    for part in _JSON_INSIDE.findall(value) if b"eyJ" in value else ():
        whole: bytes = part[: len(part) // 4 * 4]
        yield b64decode(whole.translate(_URL_SAFE))


def _counts_on(words: str) -> bool:
    """Return whether a value is a sequence for 8 characters or more: ``abcd5678``, ``87654321``, ``a1b2c3d4``."""
    codes = words.lower().encode("utf-8", errors="replace")
    for apart, runs in _COUNTING.items():
        steps = array("h", map(sub, codes[apart:], codes)).tobytes()
        if any(run in steps for run in runs):
            return True
    return False


def inside_blob(text: bytes, start: int, end: int) -> bool:
    """Return whether text[start:end] is only a stretch of a longer run of Base64, 64 or more characters each side."""
    if text[start:end].strip(_BASE64):
        return False
    before = text[max(0, start - _BLOB_LOOK) : start]
    after = text[end : end + _BLOB_LOOK]
    left = len(before) - len(before.rstrip(_BASE64))
    right = len(after) - len(after.lstrip(_BASE64))
    return left >= _BLOB_SIDE and right >= _BLOB_SIDE
