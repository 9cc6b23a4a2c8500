"""What an import in a pickle means: it runs code, it reaches files or the network, it is known, or nobody knows.

A pickle may import any name and call it. Known are the types of the standard library that hold data, and what the
frameworks of machine learning pickle themselves as (known_imports.py); functions of theirs that load, run, open or
fetch are not, wherever they are.
"""

from __future__ import annotations

import re
import sys
from typing import Final, Literal

from server.detection.models.known_imports import (
    FRAMEWORKS,
    HARMLESS,
    MEMBERS_THAT_EXECUTE,
    MEMBERS_THAT_REACH,
    MODULES_THAT_EXECUTE,
    MODULES_THAT_REACH,
    NOT_FOR_PICKLES,
    STANDARD,
)

Verdict = Literal["execution", "access", "odd", "unknown", "known"]
"""odd: a name of the standard library that pickles have no use for, or one like ``exec``; unknown: somebody's own."""

# As Python 2 and the C implementations call them.
_OTHER_NAMES: Final = {
    "__builtin__": "builtins", "__builtins__": "builtins", "_collections": "collections", "_datetime": "datetime",
    "_decimal": "decimal", "_functools": "functools", "_io": "io", "_operator": "operator", "_pickle": "pickle",
    "_pydatetime": "datetime", "_pydecimal": "decimal", "_random": "random", "_socket": "socket", "_struct": "struct",
    "commands": "subprocess", "copy_reg": "copyreg", "cPickle": "pickle", "cStringIO": "io", "exceptions": "builtins",
    "httplib": "http.client", "pathlib._local": "pathlib", "popen2": "subprocess", "StringIO": "io",
    "UserDict": "collections", "urllib2": "urllib.request", "urlparse": "urllib.parse",
}  # fmt: skip
_EXECUTES: Final = re.compile(
    r"(?:\w+_)?(?:eval|exec|execute|system|popen|spawn|subprocess|shell|command|runstring|lambdify|sympify|__import__)(?:_\w+)?"
    r"|run(?:_\w+)?|_?call|compile(?:_\w+)?|import_\w+|load_(?:module|library|op_library|source|dynamic|inline)|py_?func(?:tion)?"
)
_REACHES: Final = re.compile(
    r"(?:\w+_)?(?:load|loads|open|download|fetch|urlopen|urlretrieve|read|write|save|dump|dumps|upload|unlink)(?:_\w+)?"
    r"|(?:to|from|load|save)_?(?:file|disk|csv|pickle|url|json|sql|txt|regex)|tofile|memmap|hub|(?:load|save|genfrom)txt|savez"
)
_REBUILDS: Final = re.compile(r"_+(?:pyx_)?(?:un|re)(?:build|pickle|construct|create|duce|store)\w*")
_TAKES_COMMANDS: Final = re.compile(
    r"popen|process|shell|command|exec|interpreter|compiler|connection|client|loader|runner|terminal|spawn|lambda|payload|exploit",
    re.IGNORECASE,
)
_EXCEPTION: Final = re.compile(r"[A-Z]\w*(?:Error|Warning|Exception|Interrupt)")


def judge(module: str, name: str) -> Verdict:
    """Return what it means that a pickle imports the name from the module; the name may have dots (protocol 4)."""
    module = _OTHER_NAMES.get(module, module)
    if f"{module}.{name}" in HARMLESS:
        return "known"
    if _among(module, name, MEMBERS_THAT_EXECUTE):
        return "execution"
    if _among(module, name, MEMBERS_THAT_REACH):
        return "access"
    if "." in name and not _is_nested_class(name):
        return _reached_by_dots(module, name)
    return _of_module(module, name)


def looks_harmless(name: str) -> bool:
    """Return whether an unknown name is a class's, by its capital, and not one of a class that takes commands."""
    last = name.rsplit(".", 1)[-1].lstrip("_")
    return last[:1].isupper() and not _TAKES_COMMANDS.search(last)


def _among(module: str, name: str, members: dict[str, frozenset[str]]) -> bool:
    known = members.get(module, frozenset())
    return name in known or name.split(".", 1)[0] in known


def _is_nested_class(name: str) -> bool:
    return all(part[:1].isupper() or part[:2] == "_" + part[1:2].upper() for part in name.split("."))


def _reached_by_dots(module: str, name: str) -> Verdict:
    """Return what a name with dots means: attributes of attributes, so that any module's modules can be reached."""
    verdict = _of_module(module, name.split(".", 1)[0])
    if verdict in {"execution", "access"}:
        return verdict
    for place, part in enumerate(parts := name.split(".")):
        if part.startswith("__") or part in MODULES_THAT_EXECUTE or _EXECUTES.fullmatch(part):
            return "execution"
        if part in MODULES_THAT_REACH or (place == len(parts) - 1 and _REACHES.fullmatch(part)):
            return "access"
    return verdict if verdict == "known" and name[:1].isupper() else "unknown"


def _of_module(module: str, name: str) -> Verdict:
    standard = STANDARD.get(module, frozenset())
    if standard is None or name in standard or (module == "builtins" and _EXCEPTION.fullmatch(name)):
        return "known"
    root = module.split(".", 1)[0]
    if root in MODULES_THAT_EXECUTE:
        return "execution"
    if root in MODULES_THAT_REACH:
        return "access"
    if root in FRAMEWORKS:
        return _of_framework(module, name)
    return "odd" if root in sys.stdlib_module_names or _EXECUTES.fullmatch(name) else "unknown"


def _of_framework(module: str, name: str) -> Verdict:
    parts = module.split(".")
    if any(".".join(parts[:length]) in NOT_FOR_PICKLES for length in range(2, len(parts) + 1)):
        return "execution"
    if f"{module}.{name}" in NOT_FOR_PICKLES:
        return "execution"
    if name[:1].isupper() or _REBUILDS.fullmatch(name):
        return "known"
    if _EXECUTES.fullmatch(name):
        return "execution"
    return "access" if _REACHES.fullmatch(name) else "known"
