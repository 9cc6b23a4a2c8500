"""A pickle read without being loaded: the stack and the memo are kept, and nothing is imported or called.

The opcodes are those of ``pickletools``. What a pickle would import, from wherever it puts the names together, and what
it would call, is written down; values that calls would make are stand-ins. Constants are kept, since pickles hide in
them. A stream may end in the middle or go wrong: what ran before counts, as it would in ``pickle.loads``.
"""

from __future__ import annotations

import io
import pickletools
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from server.detection.models.joblib_arrays import OBJECTS, joblib_array_size
from server.detection.models.reading import Import, Made, Reading

if TYPE_CHECKING:
    from collections.abc import Callable

MAXIMUM_OPCODES: Final = 500_000
"""Opcodes that are read of one stream; a second."""

_LOOK_AT_CLOCK: Final = 4096
_LONGEST_KEPT: Final = 64
_SHORTEST_CONSTANT: Final = 12
_DEEPEST: Final = 4
_TEXTS_KEPT: Final = 4
_MOST_REPAIRS: Final = 100
_LINES: Final = (b"I", b"L", b"F", b"S", b"V", b"P")
_MARK: Final = object()
_UNKNOWN: Final = object()
_WRAPPER: Final = "NumpyArrayWrapper"


class _BrokenError(Exception):
    """The stream does what no unpickler can."""


class Machine:
    """Reads one stream that begins at a place of some bytes."""

    def __init__(self, content: bytes, start: int, deadline: float, depth: int = 0) -> None:
        """Read content from start until the deadline (of ``time.monotonic``); depth: how many streams are around it."""
        self._stream = io.BytesIO(content)
        self._stream.seek(start)
        self._content = content
        self._deadline = deadline
        self._depth = depth
        self._stack: list[Any] = []
        self._memo: dict[int, Any] = {}
        self._texts: list[tuple[int, str]] = []
        self._count = 0
        self._reading = Reading(end=start)

    def run(self) -> Reading:
        """Return what the stream would do. Raises TimeoutError after the deadline, and nothing for what it holds."""
        for _ in range(_MOST_REPAIRS):
            try:
                self._read()
            except TimeoutError:
                raise
            except _BrokenError:
                break
            except Exception:  # noqa: BLE001 - whatever pickletools makes of a broken stream
                if not self._repaired():
                    break
            else:
                self._reading.whole = not self._reading.exhausted
                break
        return self._reading

    def _read(self) -> None:
        for opcode, argument, position in pickletools.genops(self._stream):
            self._count += 1
            if self._count > MAXIMUM_OPCODES:
                self._reading.exhausted = True
                return
            if self._count % _LOOK_AT_CLOCK == 0:
                self._look_at_clock()
            _STEPS.get(opcode.name, Machine.ignore)(self, argument, position or 0)
            self._reading.end = self._stream.tell()

    def _repaired(self) -> bool:
        """Step over a line that pickletools minds and the unpickler in C may not, such as a number written as 0x10."""
        here = self._reading.end
        newline = self._content.find(b"\n", here)
        if newline < 0 or self._content[here : here + 1] not in _LINES:
            return False
        line = self._content[here + 1 : newline].decode("latin-1")
        self._stack.append(line.strip("\"'"))
        self._stream.seek(newline + 1)
        self._reading.end = newline + 1
        return True

    def _look_at_clock(self) -> None:
        if monotonic() > self._deadline:
            raise TimeoutError

    def ignore(self, _argument: object, _position: int) -> None:
        """PROTO, FRAME and the like."""

    def constant(self, value: Any, position: int) -> None:
        """Push a constant, and keep it if a pickle could hide in it."""
        if isinstance(value, str):
            self._texts = [*self._texts[1 - _TEXTS_KEPT :], (position, value)]
            if len(value) >= _SHORTEST_CONSTANT:
                self._reading.constants.append((position, value.encode("latin-1", errors="replace")))
        elif isinstance(value, bytes | bytearray) and len(value) >= _SHORTEST_CONSTANT:
            self._reading.constants.append((position, bytes(value)))
        self._stack.append(value)

    def unknown(self, _argument: object, _position: int) -> None:
        """Push what is not known: persistent objects, extensions, buffers."""
        self._stack.append(_UNKNOWN)

    def persistent(self, _argument: object, _position: int) -> None:
        """BINPERSID: the identifier gives way to the object."""
        self.pop()
        self._stack.append(_UNKNOWN)

    def pop(self, _argument: object = None, _position: int = 0) -> Any:
        """Return what was on top of the stack."""
        if not self._stack:
            raise _BrokenError
        return self._stack.pop()

    def to_mark(self, _argument: object = None, _position: int = 0) -> list[Any]:
        """Return what was above the topmost mark."""
        items = []
        while (item := self.pop()) is not _MARK:
            items.append(item)
        return items[::-1]

    def mark(self, _argument: object, _position: int) -> None:
        """MARK."""
        self._stack.append(_MARK)

    def duplicate(self, _argument: object, _position: int) -> None:
        """DUP."""
        self._stack.append(self._top())

    def _top(self) -> Any:
        if not self._stack:
            raise _BrokenError
        return self._stack[-1]

    def put(self, argument: Any, _position: int) -> None:
        """PUT, BINPUT, LONG_BINPUT, MEMOIZE."""
        self._memo[len(self._memo) if argument is None else int(argument)] = self._top()

    def get(self, argument: Any, _position: int) -> None:
        """GET, BINGET, LONG_BINGET."""
        if int(argument) not in self._memo:
            raise _BrokenError
        self._stack.append(self._memo[int(argument)])

    def imported(self, argument: str, position: int) -> None:
        """GLOBAL: module and name stand in the opcode."""
        module, _, name = argument.partition(" ")
        self._import(module, name, position)

    def stack_imported(self, _argument: object, position: int) -> None:
        """STACK_GLOBAL: they stand on the stack, and may have been made in any way."""
        name, module = self.pop(), self.pop()
        start = next((place for place, text in self._texts if text == module), position)
        self._import(module if isinstance(module, str) else "", name if isinstance(name, str) else "", start)

    def _import(self, module: str, name: str, start: int) -> None:
        found = Import(module, name, start, self._stream.tell())
        self._reading.imports.append(found)
        self._stack.append(found)

    def reduced(self, _argument: object, position: int) -> None:
        """REDUCE: anything that can be called, with any arguments."""
        arguments, callee = self.pop(), self.pop()
        self._call(callee, arguments, position)

    def new(self, _argument: object, position: int) -> None:
        """NEWOBJ: ``cls.__new__(cls, *arguments)``."""
        arguments, callee = self.pop(), self.pop()
        self._call(callee, arguments, position, plain=True)

    def new_with_keywords(self, _argument: object, position: int) -> None:
        """NEWOBJ_EX: the same with keywords."""
        self.pop()
        self.new(_argument, position)

    def instance_of(self, _argument: object, position: int) -> None:
        """OBJ: a class and its arguments from a mark on."""
        items = self.to_mark()
        self._call(items[0] if items else _UNKNOWN, tuple(items[1:]), position)

    def instance(self, argument: str, position: int) -> None:
        """INST: GLOBAL and OBJ in one."""
        arguments = tuple(self.to_mark())
        self.imported(argument, position)
        self._call(self.pop(), arguments, position)

    def _call(self, callee: Any, arguments: Any, position: int, *, plain: bool = False) -> None:
        made = Made(callee, arguments, position, self._stream.tell(), plain)
        self._reading.calls.append(made)
        self._stack.append(made)

    def build(self, _argument: object, _position: int) -> None:
        """BUILD: an object gets its state; behind joblib's arrays follow their data."""
        state, target = self.pop(), self._top()
        if isinstance(target, Made) and isinstance(target.callee, Import) and target.callee.name == _WRAPPER:
            self._pass_over(state)

    def _pass_over(self, state: Any) -> None:
        here = self._stream.tell()
        size = joblib_array_size(state, self._content[here : here + 1])
        if size == OBJECTS and self._depth < _DEEPEST:
            inner = Machine(self._content, here, self._deadline, self._depth + 1).run()
            self._reading.add(inner)
            self._stream.seek(inner.end)
        elif size is not None and size >= 0:
            self._stream.seek(min(len(self._content), here + size))
            self._reading.arrays.append((here, self._stream.tell()))

    def sequence(self, _argument: object, _position: int) -> None:
        """TUPLE, LIST, FROZENSET from a mark on."""
        self._stack.append(tuple(self.to_mark()[:_LONGEST_KEPT]))

    def tuple_of(self, size: int) -> None:
        """Make a tuple of the topmost one, two or three."""
        self._stack.append(tuple([self.pop() for _ in range(size)][::-1]))

    def dictionary(self, _argument: object, _position: int) -> None:
        """DICT from a mark on."""
        self._stack.append(_pairs(self.to_mark()))

    def set_items(self, _argument: object, _position: int) -> None:
        """SETITEMS, APPENDS, ADDITEMS; of lists and sets nothing is kept."""
        items, target = self.to_mark(), self._top()
        if isinstance(target, dict) and len(target) < _LONGEST_KEPT:
            target.update(_pairs(items))

    def set_item(self, _argument: object, _position: int) -> None:
        """SETITEM."""
        value, key, target = self.pop(), self.pop(), self._top()
        if isinstance(target, dict) and isinstance(key, str) and len(target) < _LONGEST_KEPT:
            target[key] = value


def _pairs(items: list[Any]) -> dict[str, Any]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, str)}


_CONSTANTS: Final = (
    "INT BININT BININT1 BININT2 LONG LONG1 LONG4 STRING BINSTRING SHORT_BINSTRING BINBYTES SHORT_BINBYTES BINBYTES8"
    " BYTEARRAY8 UNICODE SHORT_BINUNICODE BINUNICODE BINUNICODE8 FLOAT BINFLOAT NONE NEWTRUE NEWFALSE"
)
_STEPS: Final[dict[str, Callable[[Machine, Any, int], Any]]] = {
    **dict.fromkeys(_CONSTANTS.split(), Machine.constant),
    **dict.fromkeys(("NEXT_BUFFER", "EXT1", "EXT2", "EXT4", "PERSID", "EMPTY_SET"), Machine.unknown),
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), Machine.put),
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), Machine.get),
    **dict.fromkeys(("TUPLE", "LIST", "FROZENSET"), Machine.sequence),
    **dict.fromkeys(("SETITEMS", "APPENDS", "ADDITEMS"), Machine.set_items),
    **dict.fromkeys(("POP", "STOP", "APPEND"), Machine.pop),
    "BINPERSID": Machine.persistent,
    "BUILD": Machine.build,
    "DICT": Machine.dictionary,
    "DUP": Machine.duplicate,
    "EMPTY_DICT": lambda machine, _argument, _position: machine.constant({}, 0),
    "EMPTY_LIST": lambda machine, _argument, _position: machine.constant((), 0),
    "EMPTY_TUPLE": lambda machine, _argument, _position: machine.constant((), 0),
    "GLOBAL": Machine.imported,
    "INST": Machine.instance,
    "MARK": Machine.mark,
    "NEWOBJ": Machine.new,
    "NEWOBJ_EX": Machine.new_with_keywords,
    "OBJ": Machine.instance_of,
    "POP_MARK": Machine.to_mark,
    "REDUCE": Machine.reduced,
    "SETITEM": Machine.set_item,
    "STACK_GLOBAL": Machine.stack_imported,
    "TUPLE1": lambda machine, _argument, _position: machine.tuple_of(1),
    "TUPLE2": lambda machine, _argument, _position: machine.tuple_of(2),
    "TUPLE3": lambda machine, _argument, _position: machine.tuple_of(3),
}
