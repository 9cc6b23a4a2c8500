"""Stages the protos of others into the ignored folder `third_party/`, out of installed wheels.

`python -m tools.third_party` does only this: `buf lint` in a fresh clone needs it. The Buf registry and submodules
would be one more thing to reach at build time; the wheels are pinned already.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from google.protobuf import (
    descriptor_pb2,
    descriptor_pool,
    duration_pb2,
    field_mask_pb2,
    message_factory,
    timestamp_pb2,
)
from protovalidate._gen.buf.validate import validate_pb

from tools.prototext import proto_source

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import FileDescriptorProto

GOOGLE_PROTOS: Final = (
    "google/api/annotations.proto",
    "google/api/http.proto",
    "google/api/httpbody.proto",
    "google/rpc/error_details.proto",
    "google/rpc/status.proto",
)
FOLDER: Final = "third_party"
VALIDATE_PROTO: Final = "buf/validate/validate.proto"


def stage(folder: Path) -> None:
    """Writes every third-party proto below `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in GOOGLE_PROTOS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_installed(name), target)
    target = folder / VALIDATE_PROTO
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(proto_source(validate_descriptor()), encoding="utf-8")


def validate_descriptor() -> FileDescriptorProto:
    """Returns protovalidate's own descriptor of `buf/validate/validate.proto`.

    It is parsed by a pool that holds the file itself, so that the file's use of its own option `predefined` is read
    as that and not as an unknown field.
    """
    serialized = validate_pb.desc().proto.to_binary()
    pool = descriptor_pool.DescriptorPool()
    for imported in (descriptor_pb2, duration_pb2, field_mask_pb2, timestamp_pb2):
        pool.AddSerializedFile(imported.DESCRIPTOR.serialized_pb)
    pool.AddSerializedFile(serialized)
    message = message_factory.GetMessageClass(pool.FindMessageTypeByName("google.protobuf.FileDescriptorProto"))
    # The same message as FileDescriptorProto, of another pool's class.
    return cast("FileDescriptorProto", message.FromString(serialized))


def _installed(name: str) -> Path:
    """Returns where googleapis-common-protos has put the proto `name`."""
    package = name.rsplit("/", 1)[0].replace("/", ".")
    spec = importlib.util.find_spec(package)
    for location in (spec.submodule_search_locations or []) if spec else []:
        path = Path(location) / name.rsplit("/", 1)[1]
        if path.is_file():
            return path
    raise FileNotFoundError(f"{name}: install googleapis-common-protos (requirements/run.lock)")


if __name__ == "__main__":
    stage(Path(__file__).parent.parent / FOLDER)
