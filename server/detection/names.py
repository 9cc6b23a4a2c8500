"""What a name says about the value that is assigned to it: a password, a key, a token, or nothing of the kind.

A name is cut into words as programmers join them (``db.AdminPassword``, ``DB_ADMIN_PASSWORD``, ``db-admin-password``).
What it is called last counts: a ``token_url`` is a URL, a ``password_field`` a field. A key is a secret unless the word
before it says otherwise: a public, primary or cache key is none.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal["password", "api_key", "token", "secret"]

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")

_KINDS: Final[dict[str, Kind]] = {
    "auth": "token",
    "authentication": "token",
    "authorization": "token",
    "bearer": "token",
    "cred": "secret",
    "credential": "secret",
    "credentials": "secret",
    "creds": "secret",
    "jwt": "token",
    "key": "api_key",
    "keys": "api_key",
    "pass": "password",
    "passcode": "password",
    "passphrase": "password",
    "passwd": "password",
    "password": "password",
    "passwords": "password",
    "passwort": "password",
    "pat": "token",
    "pswd": "password",
    "pwd": "password",
    "secret": "secret",
    "secrets": "secret",
    "token": "token",
    "tokens": "token",
}
# Names that are written in one word: dbpassword, secretkey, authtoken, apikey.
_ENDINGS: Final = re.compile(
    r"(?:(?P<password>passwords?|passwd|passphrase|pswd|pwd)|(?P<secret>secrets?|credentials?|secretkey|privatekey|signingkey|encryptionkey)"
    r"|(?P<token>tokens?|auth)|(?P<api_key>(?:api|access|account|admin|app|auth|deploy|license|master|security|service|shared|write|read)keys?))$"
)
# What such names end in besides: these are words of their own.
_WHOLE_WORDS: Final = re.compile(
    r"bypass|compass|trespass|oauth|monkeys?|hotkeys?|keyboard|turnkey|donkey|jockey|turkey"
)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What comes after the word, and still leaves it a secret: PASSWORD_2, api_key_prod, tokenValue, secret_base64.
_SUFFIXES: Final = _set(
    """
    access admin api b base base64 basic bearer clear cleartext client code current data default demo dev env
    hex hmac input live local main new old plain plaintext primary prod production qa raw root sandbox secondary
    server staging stg str string test text user v value var x y z
    """
)
# A key of these, and no other, is no secret.
_HARMLESS_KEYS: Final = _set(
    """
    accelerator answer arrow attr attribute blob bucket cache child column combo composite config context
    control data dedupe dict dictionary dispatch elem element entity env event field file focus foreign func
    function group hash header hot i18n idempotency index item job json keyboard label lang language locale
    lookup map menu message meta metadata metric modifier natural node object option order page param parameter
    parent partition path pref preference primary prop property pub public query range react record ref
    reference registry resource root route routing row search select setting settings shard short shortcut soft
    sort state storage store string surrogate table tag template text theme translation trigger type unique url
    val value verification verifier verify verifying view widget
    """
)
_HARMLESS_TOKENS: Final = _set(
    """
    bos cls continuation continue cursor end eof eos mask next nextpage pad page pagination sep start sync unk
    """
)
_NEXT_TO: Final = 2


def words(name: str) -> list[str]:
    """Return the words of a name, in small letters: ``APIKey``, ``api_key`` and ``api-key`` are api and key."""
    return [word.lower() for word in _WORD.findall(name)]


def kind_of(name: str) -> Kind | None:
    """Return what kind of secret a name announces, or None if it announces none."""
    parts = words(name)
    while len(parts) > 1 and (parts[-1].isdigit() or (parts[-1] in _SUFFIXES and _has_kind(parts[:-1]))):
        parts.pop()
    if not parts:
        return None
    if "public" in parts:
        return None
    last, before = parts[-1], parts[-2] if len(parts) >= _NEXT_TO else ""
    kind = _kind(last) or _kind("".join(parts))
    if kind == "api_key" and last in {"key", "keys"} and before in _HARMLESS_KEYS:
        return None
    if kind == "token" and before in _HARMLESS_TOKENS:
        return None
    if last == "auth" and before in {"o", "require", "use", "no", "has"}:
        return None
    return kind


def _has_kind(parts: list[str]) -> bool:
    return any(_kind(part) is not None for part in parts)


def _kind(word: str) -> Kind | None:
    known = _KINDS.get(word)
    if known is not None:
        return known
    ending = None if _WHOLE_WORDS.fullmatch(word) else _ENDINGS.search(word)
    if ending is None:
        return None
    for kind in ("password", "secret", "token", "api_key"):
        if ending[kind]:
            return kind
    return None
