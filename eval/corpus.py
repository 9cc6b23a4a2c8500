"""Texts to measure on that hold no secrets to speak of: source, prose, and text that is dense with candidates."""

from __future__ import annotations

import random
import string
import sysconfig
from functools import cache
from pathlib import Path

_SOURCE = (".py", ".pyi", ".js", ".json", ".md", ".html", ".sql", ".c", ".proto", ".txt")
_LINES = 4_000


@cache
def source(megabytes: float) -> list[tuple[str, bytes]]:
    """Return files of this environment's site-packages, by path within it, spread over all of it, about so many MB."""
    root = Path(sysconfig.get_path("purelib"))
    paths = sorted(path for path in root.rglob("*") if path.suffix in _SOURCE and path.is_file())
    sizes = [path.stat().st_size for path in paths]
    step = max(1, round(sum(sizes) / (megabytes * 1e6)))
    return [(str(path.relative_to(root)), path.read_bytes()) for path in paths[::step]]


@cache
def prose(megabytes: float) -> list[tuple[str, bytes]]:
    """Return the documentation among ``source`` of so many MB: about one in forty of them."""
    return [file for file in source(megabytes) if file[0].endswith((".md", ".txt", ".html"))]


@cache
def dense(megabytes: float) -> list[tuple[str, bytes]]:
    """Return documents in which every line is a setting, every second one has a name that announces a secret.

    One line in two hundred holds one, made up the same in every run: about 130 hits in a megabyte.
    """
    chance = random.Random(7)  # noqa: S311 - the same in every run
    documents: list[tuple[str, bytes]] = []
    while sum(len(content) for _, content in documents) < megabytes * 1e6:
        lines = [_setting(chance, number) for number in range(_LINES)]
        documents.append((f"settings-{len(documents)}.env", "".join(lines).encode()))
    return documents


def _setting(chance: random.Random, number: int) -> str:
    service = chance.choice(("billing", "search", "mail", "report", "ledger", "gateway"))
    if number % 200 == 0:
        value = "".join(chance.choices(string.ascii_letters + string.digits, k=32))
        return f"{service.upper()}_API_KEY={value}\n"
    if number % 2:
        name = chance.choice(("timeout", "retries", "host"))
        return f"{service}.{name}: {chance.randint(1, 999)} # {service} {number}\n"
    kind = chance.choice(("password", "token", "secret", "api_key"))
    value = chance.choice(('"${%s}"', '"{{ vault.%s }}"', "settings.%s", '"<%s>"', 'os.environ["%s"]'))
    return f"{service}_{kind} = " + value % f"{service}_{kind}" + "\n"
