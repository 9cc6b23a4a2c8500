"""Keras, GGUF, safetensors, ONNX and TensorFlow: what is wrong in them, and what is ordinary."""

from __future__ import annotations

import base64
import json
import marshal
import struct
from collections.abc import Callable
from typing import Any

import pytest

from eval import opcodes as op
from server.detection import DocumentBytes, Engine
from server.detection.models import ModelDetector
from server.detection.models.tensors import safetensors_fault
from tests.support.detection import KEY


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tmp_path_factory.mktemp("rules"), detectors=[ModelDetector()])


@pytest.fixture(scope="module")
def rules(engine: Engine) -> Callable[[bytes, str], list[tuple[str, str]]]:
    def look(content: bytes, path: str) -> list[tuple[str, str]]:
        matches = engine.examine(DocumentBytes(path, "", content), KEY).matches
        return [(match.rule_id.removeprefix("model."), match.severity) for match in matches]

    return look


Rules = Callable[[bytes, str], list[tuple[str, str]]]


def layer(source: str) -> dict[str, Any]:
    """Return a layer with this function, as Keras 2 writes it."""
    code = compile(source, "layer", "eval").co_consts[0]
    return {
        "class_name": "Lambda",
        "config": {"function": [base64.encodebytes(marshal.dumps(code)).decode(), None, None]},
    }


def model(*layers: object) -> bytes:
    return json.dumps({"class_name": "Sequential", "config": {"layers": layers}, "keras_version": "2.15.0"}).encode()


DENSE = {"module": "keras.layers", "class_name": "Dense", "config": {"units": 4}}


def test_layers_with_code_are_found_in_every_file_of_keras(rules: Rules) -> None:
    plain, harmful = layer("lambda x: x * 2"), layer("lambda x: __import__('os').system('echo pwned')")
    for wrapped, path in (
        (lambda content: content, "config.json"),
        (lambda content: op.zipped({"config.json": content, "metadata.json": b"{}"}), "model.keras"),
        (lambda content: b"\x89HDF\r\n\x1a\n" + bytes(80) + content + bytes(80), "model.h5"),
    ):
        assert rules(wrapped(model(DENSE, plain)), path) == [("keras_lambda", "high")]
        assert rules(wrapped(model(harmful)), path) == [("pickle_execution", "critical")]
        assert rules(wrapped(model(DENSE)), path) == []


def test_lambda_of_keras_3_is_found(rules: Rules) -> None:
    code = layer("lambda x: x")["config"]["function"][0]
    nested = {"class_name": "Lambda", "config": {"function": {"class_name": "__lambda__", "config": {"code": code}}}}
    assert set(rules(model(nested), "config.json")) == {("keras_lambda", "high")}


@pytest.mark.parametrize(
    ("module", "name", "found"),
    [("os", "system", True), ("builtins", "eval", True), ("builtins", "dict", False), ("keras.src.ops", "relu", False)],
)
def test_configurations_name_functions_to_import(rules: Rules, module: str, name: str, *, found: bool) -> None:
    function = {"module": module, "class_name": "function", "config": name, "registered_name": "function"}
    assert (rules(model(DENSE, function), "config.json") == [("keras_import", "critical")]) is found


def gguf(template: str) -> bytes:
    """Return a GGUF file with one string among its keys."""
    key = b"tokenizer.chat_template"
    text = template.encode()
    head = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
    return head + struct.pack("<Q", len(key)) + key + struct.pack("<IQ", 8, len(text)) + text + b"{{ x.__class__ }}"


ORDINARY = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message.content | trim }}{% endfor %}"
    " def __init__(self): os.system"
)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__.__builtins__ }}",
        "{% for x in ().__class__.__base__ %}{% endfor %}",
        "{{ x | attr('name') }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ x['\\x5f\\x5fclass\\x5f\\x5f'] }}",
        "{{ x['_' ~ '_class'] }}",
        "{{ self._TemplateReference__context }}",
    ],
)
def test_templates_that_reach_into_python(rules: Rules, template: str) -> None:
    expected = [("template_injection", "critical")]
    assert rules(gguf(ORDINARY + template), "model.gguf") == expected
    assert rules(template.encode(), "chat_template.jinja") == expected
    assert rules(json.dumps({"chat_template": ORDINARY + template}).encode(), "model/tokenizer_config.json") == expected


def test_ordinary_templates_are_left_alone(rules: Rules) -> None:
    assert rules(gguf(ORDINARY), "model.gguf") == []
    assert rules(json.dumps({"chat_template": ORDINARY}).encode(), "tokenizer_config.json") == []
    assert rules(b"{{ x.__class__ }}", "page.jinja") == []


def safetensors(header: object, data: bytes) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


WEIGHT = {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}
BIAS = {"dtype": "F16", "shape": [2], "data_offsets": [16, 20]}


def test_safetensors_is_the_clean_form(rules: Rules) -> None:
    content = safetensors({"__metadata__": {"format": "pt"}, "b": BIAS, "w": WEIGHT}, bytes(20))
    assert safetensors_fault(content) == ""
    assert rules(content, "model.safetensors") == []
    assert safetensors_fault(safetensors({}, b"")) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"abc",
        safetensors({"w": WEIGHT}, bytes(16))[:-40],
        struct.pack("<Q", 1 << 40) + b"{}",
        safetensors(b" {}", b""),
        safetensors(b"{nonsense", b""),
        safetensors({"w": WEIGHT}, bytes(17)),
        safetensors({"w": WEIGHT, "v": WEIGHT}, bytes(16)),
        safetensors({"w": {**WEIGHT, "shape": [3]}}, bytes(16)),
        safetensors({"w": {**WEIGHT, "dtype": "OBJ"}}, bytes(16)),
        safetensors({"w": [1]}, bytes(16)),
        safetensors(b'{"w": 1, "w": 2}', b""),
        safetensors([1], b""),
        safetensors({"w": {**WEIGHT, "shape": ["2"]}}, bytes(16)),
        safetensors({"w": {**WEIGHT, "data_offsets": [4, 20]}}, bytes(20)),
    ],
)
def test_what_does_not_keep_to_the_form(rules: Rules, content: bytes) -> None:
    assert safetensors_fault(content) != ""
    assert content == b"" or rules(content, "model.safetensors") == [("invalid_safetensors", "medium")]


def test_a_pickle_that_is_called_safetensors_is_both(rules: Rules) -> None:
    content = op.pickled(op.call(op.named("posix", "system"), op.text("id")))
    assert set(rules(content, "model.safetensors")) == {
        ("invalid_safetensors", "medium"),
        ("pickle_execution", "critical"),
    }


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        ("weights.bin", False),
        ("data/w..0", False),
        ("../../etc/passwd", True),
        ("/etc/passwd", True),
        ("C:\\a", True),
        ("a/../../b", True),
    ],
)
def test_external_data_of_onnx(rules: Rules, path: str, *, outside: bool) -> None:
    entry = b"\x0a\x08location\x12" + bytes([len(path)]) + path.encode()
    content = b"\x08\x07\x12\x04test" + b"\x6a" + bytes([len(entry)]) + entry
    assert (rules(content, "model.onnx") == [("external_data_path", "high")]) is outside


def test_operators_of_tensorflow(rules: Rules) -> None:
    def graph(operator: bytes) -> bytes:
        return b"\x0a\x04node\x12" + bytes([len(operator)]) + operator + b"\x1a\x01a"

    assert rules(graph(b"WriteFile"), "saved_model.pb") == [("tensorflow_operator", "high")]
    assert rules(graph(b"MatMul"), "saved_model.pb") == []
    assert rules(b"\x12\x05WriteFile\x1a", "saved_model.pb") == []
