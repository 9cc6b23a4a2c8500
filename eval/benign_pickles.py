"""Benign pickles: values of the standard library, and the shapes in which frameworks write theirs."""

from __future__ import annotations

import array
import base64
import collections
import datetime as dt
import decimal
import fractions
import functools
import gzip
import http
import ipaddress
import pathlib
import pickle
import random
import re
import types
import uuid
import zlib

from eval import opcodes as op
from eval.opcodes import Sample

_NOW = dt.datetime(2024, 5, 6, 7, 8, tzinfo=dt.UTC)
_VALUES: tuple[object, ...] = (
    None,
    [1, 2.5, "three", b"four", True],
    {"a": {"b": [(1, 2), {3}]}},
    frozenset({1, 2}),
    collections.OrderedDict(a=1),
    collections.Counter("abc"),
    collections.deque([1], 3),
    collections.defaultdict(list, a=[1]),
    _NOW,
    dt.timedelta(1),
    decimal.Decimal("1.5"),
    fractions.Fraction(1, 3),
    pathlib.PurePosixPath("/a/b"),
    uuid.UUID(int=7),
    ipaddress.ip_address("10.0.0.1"),
    re.compile("a+b"),
    array.array("d", [1.0]),
    bytearray(b"abc"),
    range(3),
    complex(1, 2),
    http.HTTPStatus.OK,
    ValueError("no"),
    types.SimpleNamespace(a=1),
    functools.partial(int, base=2),
    random.Random(1),  # noqa: S311 - to be pickled
    [].append,
    "os system subprocess eval",
    base64.b64encode(bytes(range(200))).decode(),
    pickle.dumps({"inner": [1, 2, 3]}),
    zlib.compress(b"plain text" * 20),
    "cposix\nsystem\n",
)


def benign() -> list[Sample]:
    """Return pickles of the standard library's values, and of the shapes that frameworks write."""
    plain = [
        Sample(f"{type(value).__name__}, protocol {protocol}", "values.pkl", pickle.dumps(value, protocol))
        for value in _VALUES
        for protocol in (0, 2, 4, 5)
    ]
    return [*plain, *_frameworks()]


def _frameworks() -> list[Sample]:
    order = call = op.call
    kind = order(op.named("numpy", "dtype"), op.text("f8"), b"\x89", b"\x88")
    array_state = op.tuple_of(b"K\x01", op.tuple_of(b"K\x02"), kind, b"\x89", op.data(bytes(16)))
    arrays = {
        core: call(
            op.stacked(f"numpy.{core}.multiarray", "_reconstruct"),
            op.stacked("numpy", "ndarray"),
            op.tuple_of(b"K\x00"),
            op.data(b"b"),
        )
        + array_state
        + b"b"
        for core in ("core", "_core")
    }
    scalar = call(op.named("numpy.core.multiarray", "scalar"), kind, op.data(bytes(8)))
    tree = (
        call(op.named("sklearn.tree._tree", "Tree"), b"K\x04", arrays["core"], b"K\x01")
        + op.dictionary({"values": arrays["core"]})
        + b"b"
    )
    state_dict = (
        op.call(op.named("collections", "OrderedDict"))
        + b"("
        + op.text("fc.weight")
        + op.tensor("0")
        + op.text("fc.bias")
        + op.tensor("1")
        + b"u"
    )
    parameter = call(
        op.named("torch._utils", "_rebuild_parameter"),
        op.tensor("0"),
        b"\x88",
        call(op.named("collections", "OrderedDict")),
    )
    module = op.made(
        op.named("torch.nn.modules.linear", "Linear"),
        op.dictionary({"training": b"\x88", "_parameters": op.dictionary({"weight": parameter})}),
    )
    yolo = op.made(
        op.named("ultralytics.nn.tasks", "DetectionModel"),
        op.dictionary({"model": op.made(op.named("models.common", "Conv"), op.dictionary({"act": module}))}),
    )
    estimator = call(
        op.named("copyreg", "_reconstructor"),
        op.named("sklearn.linear_model._logistic", "LogisticRegression"),
        op.named("builtins", "object"),
        b"N",
    )
    pipeline = op.made(op.named("sklearn.pipeline", "Pipeline"), op.dictionary({"steps": op.tuple_of(estimator, tree)}))
    function = op.made(
        op.named("sklearn.preprocessing._function_transformer", "FunctionTransformer"),
        op.dictionary({"func": op.named("numpy", "log1p")}),
    )
    frame = op.made(
        op.named("pandas.core.frame", "DataFrame"),
        op.dictionary(
            {
                "_mgr": call(
                    op.named("pandas.core.internals.managers", "BlockManager"),
                    call(op.named("pandas._libs.internals", "_unpickle_block"), arrays["_core"]),
                )
            }
        ),
    )
    index = call(
        op.named("pandas.core.indexes.base", "_new_Index"),
        op.named("pandas.core.indexes.base", "Index"),
        op.dictionary({"data": arrays["core"]}),
    )
    sparse = op.made(op.named("scipy.sparse._csr", "csr_matrix"), op.dictionary({"data": arrays["core"]}))
    generator = call(op.named("numpy.random._pickle", "__randomstate_ctor"), op.text("MT19937"))
    booster = op.made(
        op.named("xgboost.core", "Booster"), op.dictionary({"handle": b"\x96" + (64).to_bytes(8, "little") + bytes(64)})
    )
    own = op.made(
        op.named("__main__", "Settings"), op.dictionary({"rate": b"K\x01", "hook": op.named("shop.hooks", "normalise")})
    )
    enum = call(op.named("shop.orders", "State"), b"K\x01")
    bodies = {
        "numpy 1": arrays["core"],
        "numpy 2": arrays["_core"],
        "numpy scalar": scalar,
        "sklearn tree": tree,
        "sklearn estimator": estimator,
        "sklearn pipeline": pipeline,
        "sklearn function": function,
        "pandas frame": frame,
        "pandas index": index,
        "scipy sparse": sparse,
        "numpy generator": generator,
        "torch state": state_dict,
        "torch module": module,
        "ultralytics": yolo,
        "xgboost": booster,
        "own class": own,
        "own enumeration": enum,
        "joblib array": op.joblib_array(bytes(range(160))),
        "joblib arrays": op.tuple_of(op.joblib_array(bytes(80)), op.joblib_array(bytes(range(1, 241)), "i4")),
    }
    samples = [
        Sample(kind, "model.pkl", op.pickled(body, protocol)) for kind, body in bodies.items() for protocol in (2, 4)
    ]
    return [
        *samples,
        Sample("torch archive", "model.pt", op.torch_archive(op.pickled(state_dict, 2))),
        Sample("torch archive of a module", "model.pth", op.torch_archive(op.pickled(module, 2))),
        Sample("torch, legacy", "model.bin", op.torch_legacy(op.pickled(state_dict, 2))),
        Sample("array of objects", "a.npy", op.array_of_objects(op.pickled(arrays["core"]))),
        Sample("array", "b.npy", op.array_of_objects(b"").replace(b"|O'", b"<f8'") + bytes(8)),
        Sample("archive of arrays", "c.npz", op.zipped({"a.npy": op.array_of_objects(op.pickled(b"](K\x01e"))})),
        Sample("joblib, zlib", "model.joblib", zlib.compress(op.pickled(pipeline))),
        Sample("joblib, gzip", "model.joblib", gzip.compress(op.pickled(tree))),
        Sample("torch in a tar", "model.tar", op.tarred({"pickle": op.pickled(state_dict, 2)})),
        Sample("weights without a form", "weights.bin", bytes(range(256)) * 16),
        Sample("word list", "words.txt", b"cos\nsin\ntan\n"),
        Sample("notes", "copyright.dat", b"copyright\nfoo\nbar\n"),
    ]
