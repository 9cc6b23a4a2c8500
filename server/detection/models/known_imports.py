"""Names that pickles import: what runs code, what reaches files or the network, and what holds data.

Sources: the documentation of the modules; the lists of picklescan (MIT) and modelscan (Apache-2.0) were read for what
they have seen in the wild.
"""

from __future__ import annotations

from typing import Final


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


MODULES_THAT_EXECUTE: Final = _names(
    "_aix_support _ctypes _osx_support _posixsubprocess _pyrepl _testcapi _thread asyncio bdb cffi cgitb cloudpickle"
    " code codeop concurrent cProfile ctypes dill distutils doctest ensurepip fabric gc idlelib imp importlib inspect"
    " invoke lib2to3 linecache marshal multiprocessing nt os paramiko pdb pexpect pickle pickletools pip pkg_resources"
    " pkgutil plumbum posix profile psutil pty pydoc pytest runpy sched setuptools sh shelve signal site subprocess"
    " sys sysconfig test threading timeit tkinter trace traceback turtle unittest venv webbrowser winreg zipapp"
    " zipimport"
)
"""Whatever is imported from these, or from modules in them, counts as running code."""

MODULES_THAT_REACH: Final = _names(
    "aiohttp boto3 botocore bz2 dbm fileinput fsspec ftplib glob gzip http httpx imaplib lzma mmap netrc nntplib"
    " poplib requests s3fs shutil smtpd smtplib socket socketserver sqlite3 ssl tarfile telnetlib tempfile urllib"
    " urllib3 wsgiref xmlrpc zipfile"
)
"""The same for files and the network."""

MEMBERS_THAT_EXECUTE: Final = {
    "builtins": _names(
        "__import__ apply breakpoint compile delattr eval exec execfile getattr globals help input locals reload"
        " setattr vars"
    ),
    "operator": _names("attrgetter call methodcaller"),
    "functools": _names("partialmethod reduce"),
    "types": _names("CellType CodeType coroutine FunctionType LambdaType MethodType ModuleType new_class"),
    "uuid": _names("_find_mac _get_command_stdout _popen"),
    "logging.config": _names("dictConfig fileConfig listen"),
    "typing": _names("_eval_type ForwardRef._evaluate get_type_hints"),
    "platform": _names("_syscmd_file _syscmd_ver popen"),
    "copyreg": _names("add_extension constructor pickle"),
    "torch.fx.graph_module": _names(
        "_exec_with_source reduce_deploy_graph_module reduce_graph_module reduce_package_graph_module"
    ),
    "numpy.core.numeric": _names("load"),
    "pandas": _names("eval"),
    "torch": _names("compile hub load"),
}
"""Names in modules that are otherwise known."""

MEMBERS_THAT_REACH: Final = {
    "builtins": _names("file open"),
    "io": _names("BufferedRandom BufferedReader BufferedWriter FileIO open open_code TextIOWrapper"),
    "logging": _names("basicConfig FileHandler"),
    "logging.handlers": _names(
        "DatagramHandler HTTPHandler RotatingFileHandler SMTPHandler SocketHandler SysLogHandler"
        " TimedRotatingFileHandler WatchedFileHandler"
    ),
    "codecs": _names("open"),
    "pathlib": _names(
        "Path.chmod Path.open Path.read_bytes Path.read_text Path.rename Path.rmdir Path.touch Path.unlink"
        " Path.write_bytes Path.write_text PosixPath.chmod PosixPath.open PosixPath.read_bytes PosixPath.read_text"
        " PosixPath.rename PosixPath.rmdir PosixPath.touch PosixPath.unlink PosixPath.write_bytes"
        " PosixPath.write_text WindowsPath.chmod WindowsPath.open WindowsPath.read_bytes WindowsPath.read_text"
        " WindowsPath.rename WindowsPath.rmdir WindowsPath.touch WindowsPath.unlink WindowsPath.write_bytes"
        " WindowsPath.write_text"
    ),
    "numpy": _names("DataSource memmap"),
}
"""The same for files and the network."""

STANDARD: Final[dict[str, frozenset[str] | None]] = {
    "builtins": _names(
        "abs all any ascii BaseException basestring bin bool buffer bytearray bytes callable chr classmethod"
        " complex dict divmod Ellipsis enumerate Exception ExceptionGroup filter float format frozenset"
        " GeneratorExit hash hex id int isinstance issubclass iter KeyboardInterrupt len list long map max"
        " memoryview min next NoneType NotImplemented object oct ord pow print property range repr reversed round"
        " set slice sorted staticmethod StopAsyncIteration StopIteration str sum super SystemExit tuple type"
        " unicode xrange zip"
    ),
    "_codecs": _names("encode"),
    "_weakrefset": None,
    "argparse": _names("Namespace"),
    "array": None,
    "ast": _names("literal_eval"),
    "bisect": None,
    "calendar": None,
    "cmath": None,
    "codecs": _names("decode encode lookup"),
    "collections": None,
    "collections.abc": None,
    "colorsys": None,
    "copy": None,
    "copyreg": _names("__newobj__ __newobj_ex__ _reconstructor _slotnames"),
    "dataclasses": _names("_FIELD_BASE _KW_ONLY_TYPE _MISSING_TYPE Field"),
    "datetime": None,
    "decimal": None,
    "difflib": None,
    "email.charset": None,
    "email.header": None,
    "email.message": None,
    "email.policy": None,
    "email._policybase": None,
    "enum": None,
    "fractions": None,
    "functools": _names("cmp_to_key lru_cache partial"),
    "graphlib": None,
    "hashlib": None,
    "heapq": None,
    "hmac": None,
    "html": None,
    "http": _names("HTTPMethod HTTPStatus"),
    "http.cookiejar": _names("Cookie CookieJar DefaultCookiePolicy"),
    "http.cookies": None,
    "io": _names("BytesIO StringIO"),
    "ipaddress": None,
    "itertools": None,
    "json": _names("JSONDecodeError"),
    "keyword": None,
    "logging": _names("Filter Formatter getLogger Logger LogRecord makeLogRecord NullHandler"),
    "math": None,
    "numbers": None,
    "operator": None,
    "os": _names("stat_result terminal_size times_result uname_result"),
    "posix": _names("stat_result terminal_size times_result uname_result"),
    "pathlib": None,
    "queue": None,
    "random": None,
    "re": None,
    "statistics": None,
    "string": None,
    "struct": None,
    "textwrap": None,
    "time": _names("struct_time"),
    "types": _names("GenericAlias MappingProxyType NoneType SimpleNamespace UnionType"),
    "typing": None,
    "unicodedata": None,
    "urllib.parse": None,
    "uuid": _names("SafeUUID UUID"),
    "weakref": None,
    "xml.etree.ElementTree": _names("Element ElementTree"),
    "zoneinfo": None,
}
"""Modules of the standard library whose members, all or these, hold data and do nothing else."""

FRAMEWORKS: Final = _names(
    "__torch__ accelerate albumentations anndata attr attrs catboost category_encoders cupy cv2 dask datasets"
    " dateutil detectron2 diffusers einops fairseq faiss fastai flair gensim geopandas gym gymnasium h5py hdbscan"
    " huggingface_hub hyperopt imblearn jax jaxlib joblib keras lifelines lightgbm lightning marshmallow mmcv mmdet"
    " mmengine networkx nltk numba numpy omegaconf onnx onnxruntime optuna pandas patsy peft PIL polars pyarrow"
    " pydantic pydantic_core pytorch_lightning pytz ray safetensors scipy seaborn segmentation_models_pytorch"
    " sentence_transformers shap shapely skimage skl2onnx sklearn spacy stable_baselines3 statsmodels surprise sympy"
    " tensorflow thinc timm tokenizers torch torch_geometric torchaudio torchmetrics torchtext torchvision tqdm"
    " transformers ultralytics umap xarray xgboost"
)
"""Whose pickles are ordinary; what a framework pickles itself as is known."""

NOT_FOR_PICKLES: Final = _names(
    "cv2.gapi cv2.samples cv2.utils dask.base dask.bytes dask.distributed datasets.load fairseq.checkpoint_utils"
    " fairseq.file_io fairseq.file_utils fairseq.hub_utils huggingface_hub._commit_api"
    " huggingface_hub._snapshot_download huggingface_hub.file_download huggingface_hub.hf_api jax._src.compiler"
    " jax.debug jax.experimental joblib._parallel_backends joblib._store_backends joblib.executor joblib.externals"
    " joblib.memory joblib.parallel joblib.pool keras.saving keras.src.saving keras.src.utils keras.utils mmcv.fileio"
    " mmcv.utils mmengine.fileio mmengine.hub mmengine.utils networkx.drawing networkx.readwrite nltk.app nltk.data"
    " nltk.downloader nltk.internals numba.core.serialize numba.cuda numba.pycc numpy.compat.py3k numpy.ctypeslib"
    " numpy.distutils numpy.f2py numpy.lib._datasource numpy.lib._npyio_impl numpy.lib.npyio numpy.testing"
    " onnx.checker onnx.hub optuna.storages pandas.core.computation pandas.io pandas.testing pandas.util._testing"
    " PIL.ImageGrab PIL.ImageMath PIL.ImageShow polars.io pyarrow.csv pyarrow.dataset pyarrow.fs pyarrow.json"
    " pyarrow.parquet pydantic.deprecated ray._private ray.cloudpickle ray.serve ray.util scipy._lib._ccallback"
    " scipy.datasets scipy.io scipy.misc sklearn.datasets sklearn.externals sklearn.utils._testing spacy.cli"
    " spacy.util sympy.core.sympify sympy.parsing sympy.plotting sympy.testing sympy.utilities.lambdify tensorflow.io"
    " tensorflow.python.debug tensorflow.python.lib.io tensorflow.python.ops.gen_io_ops"
    " tensorflow.python.ops.script_ops tensorflow.python.platform tensorflow.python.tools tensorflow.raw_ops"
    " torch._C._jit torch._dynamo torch._export torch._inductor torch._lobpcg torch._ops torch.classes"
    " torch.cuda._memory_viz torch.distributed.elastic torch.distributed.launch torch.distributed.rpc"
    " torch.distributed.run torch.export torch.fx.experimental torch.hub torch.jit._serialization"
    " torch.jit.unsupported_tensor_ops torch.multiprocessing torch.ops torch.package torch.serialization torch.testing"
    " torch.utils._config_module torch.utils.benchmark torch.utils.bottleneck torch.utils.collect_env"
    " torch.utils.cpp_extension torch.utils.data.datapipes torch.utils.hipify torch.utils.model_dump"
    " torch.utils.show_pickle torch.utils.viz transformers.commands transformers.dynamic_module_utils"
    " transformers.testing_utils transformers.utils.hub xarray.backends"
)
"""Modules of frameworks that no pickle needs, with those in them: they compile, fetch, open, or run."""

HARMLESS: Final = _names(
    "joblib.numpy_pickle.NumpyArrayWrapper keras.src.saving.keras_saveable.KerasSaveable._unpickle_model"
    " numpy.testing._private.utils.KnownFailureException pandas.io.formats.style.Styler"
    " torch.jit._pickle.build_boollist torch.jit._pickle.build_doublelist torch.jit._pickle.build_intlist"
    " torch.jit._pickle.build_tensor_from_id torch.jit._pickle.build_tensorlist torch.jit._pickle.restore_type_tag"
    " torch.serialization._get_layout torch.storage._load_from_bytes"
)
"""Names among them that pickles do have; what they are given is looked at for itself."""
