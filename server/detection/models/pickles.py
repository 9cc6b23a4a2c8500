"""Pickles, and pickles in pickles: what they import and call, judged.

A file may hold several pickles in a row (torch before 1.6), data between the opcodes (joblib), or break off after the
harm is done: behind a break, and in data that only joblib passes over, imports are searched for as bytes. Constants
are opened where they are pickles themselves, plain, compressed, or in Base64 or hexadecimal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from server.detection.models import zips
from server.detection.models.imports import judge, looks_harmless
from server.detection.models.machine import Machine
from server.detection.models.reading import Import, Made
from server.detection.models.rules import ACCESS, EXECUTION, UNKNOWN
from server.detection.models.unpacking import Budget, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.detection.model import Rule
    from server.detection.models.reading import Reading

_MAGIC: Final = re.compile(rb"\x80[\x00-\x05]")
_OLD: Final = re.compile(rb"[(\]}l0-9IK\n.]{0,8}[ci][A-Za-z_][\w.]*\n[A-Za-z_][\w.]*\n")
_STREAMS: Final = 64
_DEEPEST: Final = 4
_GLOBAL: Final = re.compile(rb"[ci](?P<module>[A-Za-z_][\w.]{1,80})\n(?P<name>[A-Za-z_][\w.]{0,80})\n")
_TEXT: Final = rb"(?:\x8c.|X.{4}|\x8d.{8})"
_MEMO: Final = rb"(?:\x94|q.|r.{4})?"
_STACK_GLOBAL: Final = re.compile(
    _TEXT
    + rb"(?P<module>[A-Za-z_][\w.]{1,80})"
    + _MEMO
    + _TEXT
    + rb"(?P<name>[A-Za-z_][\w.]{0,80})"
    + _MEMO
    + rb"\x93",
    re.DOTALL,
)
_PIECE: Final = 1 << 20
_OVERLAP: Final = 256
_APPLIES: Final = frozenset(
    {"partial", "map", "filter", "reduce", "sorted", "starmap", "accumulate", "min", "max", "iter", "next"}
)
_GETS: Final = frozenset({"getattr", "attrgetter", "methodcaller", "itemgetter"})


@dataclass(frozen=True, slots=True)
class Hit:
    """What is wrong, and the place in the bytes that were read; what names it for its fingerprint."""

    rule: Rule
    what: str
    start: int = 0
    end: int = 0


def is_pickle(content: bytes) -> bool:
    """Return whether the bytes begin as a pickle of protocol 2 or later does, or an old one with an import."""
    return _MAGIC.match(content) is not None or _OLD.match(content) is not None


def examine(content: bytes, start: int, budget: Budget, depth: int = 0, *, sure: bool = False) -> list[Hit]:
    """Return what is wrong with the pickles from start on. Raises TimeoutError after the budget's deadline.

    sure: something else than the bytes says that they are pickles. depth: how many pickles are around these.
    """
    hits: list[Hit] = []
    place, sure = start, sure or _MAGIC.match(content, start) is not None
    for _ in range(_STREAMS):
        reading = Machine(content, place, budget.deadline).run()
        hits += _judged(reading, sure=sure)
        hits += _nested(reading.constants, budget, depth)
        for low, high in reading.arrays:
            hits += _searched(content, low, high, budget.deadline)
        budget.cut_off |= reading.exhausted
        if not reading.whole:
            if _MAGIC.match(content, start) or (sure and reading.calls):
                hits += _searched(content, reading.end, len(content), budget.deadline)
            break
        place = reading.end
        if not _MAGIC.match(content, place):
            break
    return _first_of_each(hits)


def _judged(reading: Reading, *, sure: bool) -> Iterator[Hit]:
    """Yield what the imports and calls of one stream mean; where it may be no pickle, only if it calls something."""
    if not sure and not reading.calls:
        return
    harmless_getattr = _gets_harmlessly(reading)
    for found in reading.imports:
        verdict = judge(found.module, found.name) if found.name else "execution"
        if verdict == "execution" and not (found.name == "getattr" and harmless_getattr):
            yield _hit(EXECUTION, found)
        elif verdict == "access":
            yield _hit(ACCESS, found)
        elif verdict == "odd":
            yield _hit(UNKNOWN, found)
    for call in reading.calls:
        if not call.plain:
            yield from _called(call)


def _called(call: Made) -> Iterator[Hit]:
    callee = call.callee
    while isinstance(callee, Made) and isinstance(callee.callee, Import) and callee.callee.name == "partial":
        callee = callee.arguments[0] if isinstance(callee.arguments, tuple) and callee.arguments else None
    if isinstance(callee, Made):
        made_by = callee.callee.name if isinstance(callee.callee, Import) else ""
        yield Hit(EXECUTION if made_by in _GETS else UNKNOWN, f"result of {made_by or 'a call'}", call.start, call.end)
    elif isinstance(callee, Import):
        candidates = [callee]
        if callee.name in _APPLIES and isinstance(call.arguments, tuple):
            candidates += [argument for argument in call.arguments if isinstance(argument, Import)]
        for candidate in candidates:
            if judge(candidate.module, candidate.name) == "unknown" and not looks_harmless(candidate.name):
                yield _hit(UNKNOWN, candidate)


def _gets_harmlessly(reading: Reading) -> bool:
    """Return whether ``getattr`` only gets methods of objects by plain names, as pickles of bound methods do."""
    calls = [call for call in reading.calls if isinstance(call.callee, Import) and call.callee.name == "getattr"]
    passed_on = any(
        isinstance(argument, Import) and argument.name == "getattr"
        for call in reading.calls
        if isinstance(call.arguments, tuple)
        for argument in call.arguments
    )
    return bool(calls) and not passed_on and all(_is_plain(call.arguments) for call in calls)


def _is_plain(arguments: Any) -> bool:
    if not isinstance(arguments, tuple) or len(arguments) != 2:  # noqa: PLR2004 - the object and the attribute
        return False
    target, name = arguments
    if not isinstance(name, str) or name.startswith("_") or judge("", name) != "unknown":
        return False
    if not isinstance(target, Import):
        return True
    return target.name[:1].isupper() and judge(target.module, target.name) in {"known", "unknown"}


def _nested(constants: Iterable[tuple[int, bytes]], budget: Budget, depth: int) -> Iterator[Hit]:
    """Yield what is wrong with pickles in constants, in the place of the constant."""
    for place, constant in constants:
        if monotonic() > budget.deadline:
            raise TimeoutError
        for inner in unpacked(constant, budget):
            if depth >= _DEEPEST:
                budget.cut_off = True
                return
            found: list[Hit] = []
            if is_pickle(inner):
                found = examine(inner, 0, budget, depth + 1)
            elif inner.startswith(zips.MAGIC):
                for entry in zips.entries(inner, budget, is_pickle):
                    found += examine(entry.content, 0, budget, depth + 1)
            for hit in found:
                if hit.rule is not UNKNOWN:
                    yield Hit(hit.rule, hit.what, place, place + 1) if depth == 0 else hit


def _searched(content: bytes, low: int, high: int, deadline: float) -> Iterator[Hit]:
    """Yield the dangerous imports that stand anywhere between, as the bytes of their opcodes."""
    for start in range(low, high, _PIECE):
        if monotonic() > deadline:
            raise TimeoutError
        end = min(high, start + _PIECE + _OVERLAP)
        for pattern in (_GLOBAL, _STACK_GLOBAL):
            for found in pattern.finditer(content, start, end):
                module, name = found["module"].decode("ascii"), found["name"].decode("ascii")
                verdict = judge(module, name)
                if verdict in {"execution", "access"}:
                    rule = EXECUTION if verdict == "execution" else ACCESS
                    yield Hit(rule, f"{module}.{name}", found.start(), found.end())


def _hit(rule: Rule, found: Import) -> Hit:
    what = f"{found.module}.{found.name}" if found.name else "a name that is put together"
    return Hit(rule, what, found.start, found.end)


def _first_of_each(hits: list[Hit]) -> list[Hit]:
    first: dict[tuple[str, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.rule.rule_id, hit.what), hit)
    return list(first.values())
