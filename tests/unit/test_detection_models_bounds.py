"""What model files cost at most, and that none can break the detector."""

from __future__ import annotations

import contextlib
import io
import pickle
import zlib
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval import opcodes as op
from server.detection.model import Observation, Subject
from server.detection.models import ModelDetector
from server.detection.models.joblib_arrays import OBJECTS, joblib_array_size
from server.detection.models.machine import MAXIMUM_OPCODES, Machine
from server.detection.models.rules import RULES
from server.detection.models.unpacking import Budget, decompressed

DETECTOR = ModelDetector()
COMMAND = op.call(op.named("posix", "system"), op.text("echo pwned"))
OPCODES = st.lists(
    st.sampled_from(
        [
            COMMAND,
            op.text("posix"),
            op.text("system"),
            b"\x93",
            b"(",
            b"t",
            b"R",
            b"0",
            b"1",
            b"2",
            b"q\x01",
            b"h\x01",
            b"\x94",
            b"b",
            b"\x81",
            b"\x92",
            b"o",
            b"ios\nsystem\n",
            b"N",
            b"]",
            b"}",
            b"u",
            b"s",
            b"e",
            b"a",
            b"Q",
            b"P1\n",
            b"\x98",
            b"\x97",
            b"\x82\x01",
            b"\xff",
            b"K",
            op.data(b"\x80\x04N."),
            b".",
        ]
    ),
    max_size=30,
).map(b"".join)


def observe(content: bytes, path: str = "model.pkl", time_limit: float = 20.0) -> Observation:
    return DETECTOR.detect(Subject(path, "", content, content), time_limit)


@settings(max_examples=300, deadline=None)
@given(
    OPCODES | st.binary(max_size=200),
    st.sampled_from(["a.pkl", "a.pt", "a.npy", "a.h5", "a.gguf", "a.onnx", "a.pb", "a.safetensors", "a"]),
)
def test_any_bytes_are_read(content: bytes, path: str) -> None:
    for start in (b"", b"\x80\x04", b"PK\x03\x04", b"\x93NUMPY\x01\x00", b"\x89HDF\r\n\x1a\n", b"GGUF", b"\x78\x9c"):
        for sighting in observe(start + content, path).sightings:
            assert 0 <= sighting.start <= sighting.end <= len(start + content)


class _Refuses(pickle.Unpickler):
    """What a real unpickler would import, without importing it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))
        self.wanted: list[tuple[str, str]] = []

    def find_class(self, module: str, name: str) -> object:
        self.wanted.append((module, name))
        return lambda *_arguments: None

    def persistent_load(self, _identifier: object) -> object:
        return None


@settings(max_examples=300, deadline=None)
@given(OPCODES)
def test_whatever_a_real_unpickler_would_import_is_seen(body: bytes) -> None:
    content = b"\x80\x04" + body + b"."
    real = _Refuses(content)
    with contextlib.suppress(Exception):  # most of them are broken, which is the point
        real.load()
    reading = Machine(content, 0, monotonic() + 20).run()
    assert [(found.module, found.name) for found in reading.imports][: len(real.wanted)] == real.wanted


def test_endless_pickles_are_cut_off_and_what_is_behind_is_searched() -> None:
    observation = observe(b"\x80\x04" + b"N0" * MAXIMUM_OPCODES + COMMAND + b".")
    assert observation.cut_off
    assert [sighting.severity for sighting in observation.sightings] == ["critical"]


def test_pickles_are_followed_so_deep_and_no_deeper() -> None:
    content = op.pickled(COMMAND)
    for _ in range(4):
        content = op.pickled(op.data(content))
    assert observe(content).sightings
    deeper = observe(op.pickled(op.data(op.pickled(op.data(content)))))
    assert deeper.cut_off


def test_bombs_are_opened_within_the_budget() -> None:
    bomb = zlib.compress(bytes(200 << 20), 9)
    budget = Budget(monotonic() + 20, bytes_left=1 << 20)
    opened = decompressed(bomb, budget)
    assert opened is not None
    assert len(opened) <= 1 << 20
    assert budget.cut_off
    assert observe(bomb, "model.joblib").cut_off


def test_what_cannot_be_decompressed_here_is_cut_off() -> None:
    assert observe(b"\x04\x22\x4d\x18" + bytes(50), "model.joblib").cut_off


def test_time_runs_out() -> None:
    with pytest.raises(TimeoutError):
        observe(b"\x80\x04" + b"N0" * 10_000 + b".", time_limit=-1.0)
    with pytest.raises(TimeoutError):
        observe(op.pickled(op.text("a" * 40)), time_limit=-1.0)


def test_only_models_are_wanted() -> None:
    for path, content, wanted in (
        ("a.py", b"import os\n", False),
        ("a.txt", b"certainly\nnot a model\n", False),
        ("a.json", b'{"class_name": "Dense"}', False),
        ("a.png", b"\x89PNG", False),
        ("a.pt", b"x", True),
        ("noending", b"\x80\x04N.", True),
        ("noending", b"cposix\nsystem\n", True),
        ("a.py", b"x = 'gASVabc'", True),
        ("config.json", b'{"class_name": "Lambda"}', True),
        ("m/tokenizer_config.json", b"{}", True),
        ("a.zip", b"PK\x03\x04", True),
    ):
        assert DETECTOR.wants(Subject(path, "", content, content)) is wanted


def test_sizes_of_arrays_behind_joblib_wrappers() -> None:
    class Kind:
        def __init__(self, name: str) -> None:
            self.arguments = (name, False, True)

    def size(name: str, shape: object = (2, 3), **state: object) -> int | None:
        return joblib_array_size({"dtype": Kind(name), "shape": shape, **state}, b"\x05")

    assert size("f8") == 48
    assert size("<i4", numpy_array_alignment_bytes=16) == 24 + 6
    assert size("U10", (2,)) == 80
    assert size("?", ()) == 1
    assert size("O8") == OBJECTS
    for name, shape in (("what", (1,)), ("f8", "no"), ("f8", (-1,)), ("f8", ("a",))):
        assert size(name, shape) is None
    assert joblib_array_size(None, b"") is None
    assert joblib_array_size({"shape": (1,)}, b"") is None


def test_rules_are_complete() -> None:
    assert DETECTOR.rules() == RULES
    assert len({rule.rule_id for rule in RULES}) == len(RULES)
    assert {rule.category for rule in RULES} == {"unsafe_model"}
