"""Pickles, alone and in the files of frameworks: what is found, what is left alone, and how they are named."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import server.detection.models
from eval import opcodes as op
from eval.benign_pickles import benign
from eval.malicious_pickles import malicious
from server.detection import DocumentBytes, Engine, Examination
from server.detection.models import ModelDetector
from server.detection.models.imports import judge
from tests.support.detection import KEY, examine

if TYPE_CHECKING:
    from eval.opcodes import Sample

COMMAND = op.call(op.named("posix", "system"), op.text("echo pwned"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tmp_path_factory.mktemp("rules"), detectors=[ModelDetector()])


def look(engine: Engine, content: bytes, path: str = "model.pkl") -> Examination:
    return engine.examine(DocumentBytes(path, "", content), KEY)


@pytest.mark.parametrize("sample", malicious(), ids=lambda sample: f"{sample.path}: {sample.kind}")
def test_every_malicious_pickle_is_found(engine: Engine, sample: Sample) -> None:
    matches = look(engine, sample.content, sample.path).matches
    assert {match.category for match in matches} == {"unsafe_model"}
    assert any(match.severity in {"critical", "high"} for match in matches)


@pytest.mark.parametrize("sample", benign(), ids=lambda sample: f"{sample.path}: {sample.kind}")
def test_no_benign_pickle_is_flagged(engine: Engine, sample: Sample) -> None:
    examination = look(engine, sample.content, sample.path)
    assert [match.rule_id for match in examination.matches] == []
    assert examination.skipped is None


def test_the_whole_engine_finds_them_too() -> None:
    (match,) = [
        found for found in examine(op.pickled(COMMAND), "model.pkl").matches if found.category == "unsafe_model"
    ]
    assert match.rule_id == "model.pickle_execution"
    assert match.severity == "critical"
    assert "cposix" in match.excerpt


def test_a_finding_in_an_archive_names_its_member_once(engine: Engine) -> None:
    archive = op.torch_archive(op.pickled(op.dictionary({"run": COMMAND}), 2))
    (match,) = look(engine, archive, "model.pt").matches
    assert match.member == "archive/data.pkl"
    other = look(engine, op.zipped({"other.pkl": op.pickled(COMMAND)}), "model.zip").matches
    assert [found.fingerprint for found in other] != [match.fingerprint]


def test_the_same_call_elsewhere_is_one_fingerprint(engine: Engine) -> None:
    (first,) = look(engine, op.pickled(COMMAND)).matches
    (second,) = look(engine, op.pickled(b"N0" + COMMAND, 2), "other.bin").matches
    assert first.fingerprint == second.fingerprint


def test_archives_that_lie_are_named_so(engine: Engine) -> None:
    kinds = {sample.kind: sample for sample in malicious()}
    for kind in ("claims to be encrypted", "two names", "not in the directory"):
        rules = {match.rule_id for match in look(engine, kinds[kind].content, "model.pt").matches}
        assert rules == {"model.pickle_execution", "model.tampered_archive"}


def test_other_archives_in_place_of_a_model_are_named_and_not_read(engine: Engine) -> None:
    examination = look(engine, b"7z\xbc\xaf\x27\x1c" + bytes(100), "model.pt")
    assert [match.rule_id for match in examination.matches] == ["model.disguised_archive"]
    assert examination.skipped is not None
    assert look(engine, b"7z\xbc\xaf\x27\x1c" + bytes(100), "backup.7z") == Examination((), None)


@pytest.mark.parametrize(
    ("module", "name", "verdict"),
    [
        ("os", "stat_result", "known"),
        ("os", "system", "execution"),
        ("builtins", "KeyError", "known"),
        ("builtins", "open", "access"),
        ("cPickle", "loads", "execution"),
        ("torch", "FloatStorage", "known"),
        ("torch", "load", "execution"),
        ("torch.nn.functional", "relu", "known"),
        ("numpy", "save", "access"),
        ("numpy", "float64", "known"),
        ("sklearn.datasets._openml", "fetch_openml", "execution"),
        ("shop.orders", "Order", "unknown"),
        ("shop.orders", "run_shell", "odd"),
        ("crypt", "crypt", "odd"),
        ("collections", "OrderedDict.fromkeys", "known"),
        ("torch", "nn.Module.__init__.__globals__", "execution"),
        ("shop", "Order.Line", "unknown"),
        ("pathlib", "Path.write_text", "access"),
    ],
)
def test_what_an_import_means(module: str, name: str, verdict: str) -> None:
    assert judge(module, name) == verdict


def test_unknown_functions_count_where_they_are_called(engine: Engine) -> None:
    called = op.pickled(op.call(op.named("shop.orders", "make"), b"K\x01"))
    assert [match.rule_id for match in look(engine, called).matches] == ["model.pickle_unknown_call"]
    mapped = op.pickled(op.call(op.named("builtins", "map"), op.named("shop.orders", "make"), b"]"))
    assert [match.severity for match in look(engine, mapped).matches] == ["medium"]
    kept = op.pickled(op.dictionary({"hook": op.named("shop.orders", "make")}))
    assert look(engine, kept).matches == ()
    client = op.pickled(op.call(op.named("shop.net", "HttpClient"), b"K\x01"))
    assert [match.rule_id for match in look(engine, client).matches] == ["model.pickle_unknown_call"]


def test_calling_what_a_call_returned_is_suspicious(engine: Engine) -> None:
    content = op.pickled(op.call(op.call(op.named("collections", "Counter")), b"K\x01"))
    assert [match.rule_id for match in look(engine, content).matches] == ["model.pickle_unknown_call"]


def test_nothing_is_loaded_imported_or_run() -> None:
    folder = Path(server.detection.models.__file__).parent
    names = set()
    for module in folder.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}
    assert names.isdisjoint({"pickle", "marshal", "importlib", "subprocess", "joblib", "numpy", "torch", "os"})
