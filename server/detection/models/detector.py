"""The detector for model files."""

from __future__ import annotations

import re
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Final

from server.detection.model import Observation, Sighting
from server.detection.models import keras, pickles, templates, tensors, zips
from server.detection.models.pickles import Hit
from server.detection.models.rules import DISGUISED, EXECUTION, RULES, TAMPERED, UNKNOWN
from server.detection.models.unpacking import Budget, decompressed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from server.detection.model import Rule, Subject

_PICKLED_LISTED: Final = "bin ckpt dat data dill dump joblib model p pck pcl pickle pkl pt pt2 pth sav th weights"
_PICKLED: Final = frozenset(_PICKLED_LISTED.split())
_ZIPPED: Final = frozenset({"bin", "ckpt", "joblib", "keras", "model", "npz", "pkl", "pt", "pt2", "pth", "ptl", "zip"})
_OTHER: Final = frozenset({"gguf", "h5", "hdf5", "keras", "npy", "npz", "onnx", "pb", "safetensors"})
_NUMPY: Final = re.compile(rb"\x93NUMPY(?P<version>[\x01-\x03])\x00")
_NUMPY_OBJECTS: Final = re.compile(rb"'descr'\s*:\s*(?:'[|<>=]?O|\[.*'[|<>=]?O)", re.DOTALL)
_FOREIGN: Final = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_LZ4: Final = b"\x04\x22\x4d\x18"
_COMPRESSED: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"]\x00\x00", b"ZF")
# Base64 of a pickle of protocol 2, 3, 4, 5 that begins as they all but do: an import, an object, a frame.
_IN_TEXT: Final = re.compile(rb"gA(?:[SW]V|[NJ]j)")
_ZFILE_HEAD: Final = 21
_MOST_IN_TEXT: Final = 16
_LONGEST_IN_TEXT: Final = 1 << 20
_TOKEN: Final = re.compile(rb"gA(?:[SW]V|[NJ]j)[A-Za-z0-9+/_-]{12,}={0,2}")


_FORMS: Final[dict[str, Callable[[bytes], Iterator[Hit]]]] = {
    "json": keras.examine,
    "onnx": tensors.examine_onnx,
    "pb": lambda content: chain(tensors.examine_graph(content), keras.examine(content)),
    "safetensors": tensors.examine_safetensors,
}


class ModelDetector:
    """The detector for model files; has no state."""

    def rules(self) -> Sequence[Rule]:
        """Return every rule."""
        return RULES

    def wants(self, subject: Subject) -> bool:
        """Return whether the document is a model's by its first bytes or its ending, or has a pickle in its text."""
        content, ending = subject.content, _ending(subject.path)
        return (
            ending in _PICKLED
            or ending in _OTHER
            or pickles.is_pickle(content)
            or content.startswith((zips.MAGIC, keras.HDF5, templates.GGUF, b"\x93NUMPY"))
            or templates.is_template(subject.path)
            or (ending == "json" and keras.speaks_of_keras(content))
            or _IN_TEXT.search(content) is not None
        )

    def detect(self, subject: Subject, time_limit: float) -> Observation:
        """Return what is wrong with the file. Raises TimeoutError after time_limit seconds."""
        budget = Budget(monotonic() + time_limit)
        member = subject.path.split("!/", 1)[1] if "!/" in subject.path else ""
        in_place = subject.text is subject.content or subject.text == subject.content
        sightings = [
            _sighting(hit, within or member, in_place=in_place and not within)
            for within, hit in _examined(subject.content, subject.path, budget)
        ]
        return Observation(sightings, budget.cut_off)


def _examined(content: bytes, path: str, budget: Budget) -> Iterator[tuple[str, Hit]]:
    """Yield what is wrong, with the name of the file in a zip that it is in, "" for the document itself."""
    ending = _ending(path)
    if content.startswith(zips.MAGIC) or (ending in _ZIPPED and zips.END in content[-65_557:]):
        yield from _zipped(content, ending, budget)
        if content.startswith(zips.MAGIC):
            return
    if content.startswith(_FOREIGN) and ending in _PICKLED | _OTHER:
        budget.cut_off = True
        yield "", Hit(DISGUISED, "7z or RAR", 0, 6)
        return
    yield from (("", hit) for hit in _single(content, path, ending, budget))


def _zipped(content: bytes, ending: str, budget: Budget) -> Iterator[tuple[str, Hit]]:
    """Yield what is wrong with a model's zip; the engine hands its files over as well, where they can be read."""
    if ending not in _ZIPPED and b".pkl" not in content and b".npy" not in content and b".pickle" not in content:
        return
    for entry in zips.entries(content, budget, _holds_pickles):
        if entry.odd:
            yield entry.name, Hit(TAMPERED, entry.odd)
        for hit in _single(entry.content, entry.name, _ending(entry.name), budget):
            yield entry.name, hit


def _holds_pickles(beginning: bytes) -> bool:
    return pickles.is_pickle(beginning) or beginning.startswith(b"\x93NUMPY")


def _single(content: bytes, path: str, ending: str, budget: Budget) -> Iterator[Hit]:
    """Yield what is wrong with a file that is no archive."""
    form = _FORMS.get(ending)
    if content.startswith(keras.HDF5):
        yield from keras.examine(content)
    elif content.startswith(templates.GGUF) or templates.is_template(path):
        yield from templates.examine(content)
    elif form is not None:
        yield from form(content)
    yield from _pickled(content, ending, budget)


def _pickled(content: bytes, ending: str, budget: Budget) -> Iterator[Hit]:
    """Yield what is wrong with the pickles that the file is, or has in it."""
    numpy = _NUMPY.match(content)
    if numpy is not None:
        yield from _numpy(content, numpy["version"][0], budget)
    elif pickles.is_pickle(content):
        yield from pickles.examine(content, 0, budget, sure=ending in _PICKLED)
    elif ending in _PICKLED and content.startswith((*_COMPRESSED, _LZ4)):
        yield from _compressed(content, budget)
    elif ending in _PICKLED:
        yield from (hit for hit in pickles.examine(content, 0, budget, sure=True) if hit.rule is not UNKNOWN)
    elif _IN_TEXT.search(content) is not None:
        yield from _in_text(content, budget)


def _numpy(content: bytes, version: int, budget: Budget) -> Iterator[Hit]:
    """Yield what is wrong with an array of objects, which is a pickle behind the header (NEP 1)."""
    size = 2 if version == 1 else 4
    start = 8 + size
    end = start + int.from_bytes(content[8:start], "little")
    if _NUMPY_OBJECTS.search(content, start, end):
        yield from pickles.examine(content, end, budget, sure=True)


def _compressed(content: bytes, budget: Budget) -> Iterator[Hit]:
    """Yield what is wrong with what joblib compressed; lz4 cannot be read, which counts as cut off."""
    packed = content[_ZFILE_HEAD:] if content.startswith(b"ZF") else content
    plain = decompressed(packed, budget)
    if plain is None:
        budget.cut_off |= content.startswith(_LZ4)
        return
    for hit in pickles.examine(plain, 0, budget, sure=True):
        yield Hit(hit.rule, hit.what)


def _in_text(content: bytes, budget: Budget) -> Iterator[Hit]:
    """Yield the pickles in Base64 of a text that are known to run code."""
    for count, token in enumerate(_TOKEN.finditer(content)):
        if count >= _MOST_IN_TEXT:
            budget.cut_off = True
            return
        for plain in unpacked(token[0][:_LONGEST_IN_TEXT], budget):
            if pickles.is_pickle(plain):
                for hit in pickles.examine(plain, 0, budget, depth=1):
                    if hit.rule is EXECUTION:
                        yield Hit(hit.rule, hit.what, token.start(), min(token.end(), token.start() + 64))


def _sighting(hit: Hit, member: str, *, in_place: bool) -> Sighting:
    return Sighting(
        start=hit.start if in_place else 0,
        end=hit.end if in_place else 0,
        value=f"{hit.rule.rule_id}:{hit.what}:{member}".encode(),
        rule=hit.rule,
        severity=hit.rule.severity,
        specificity=1,
        shown=True,
    )


def _ending(path: str) -> str:
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""
