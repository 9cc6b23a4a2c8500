"""A protoc plugin around the `grpc_python` generator, which grpcio-tools has only built in.

buf runs it (`buf.gen.yaml`): a CodeGeneratorRequest comes on stdin, a CodeGeneratorResponse goes to stdout.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from google.protobuf.compiler.plugin_pb2 import CodeGeneratorRequest, CodeGeneratorResponse
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from grpc_tools import protoc


def answer(request: CodeGeneratorRequest) -> CodeGeneratorResponse:
    """Returns the `_pb2_grpc.py` files of the files to generate that declare a service."""
    response = CodeGeneratorResponse(supported_features=CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL)
    with_service = {file.name for file in request.proto_file if file.service}
    names = [name for name in request.file_to_generate if name in with_service]
    if not names:
        return response
    with tempfile.TemporaryDirectory() as folder:
        descriptors, out = Path(folder, "descriptors.pb"), Path(folder, "out")
        out.mkdir()
        descriptors.write_bytes(FileDescriptorSet(file=request.proto_file).SerializeToString())
        code = protoc.main(["protoc", f"--descriptor_set_in={descriptors}", f"--grpc_python_out={out}", *names])
        if code != 0:
            response.error = f"grpc_python failed with {code}"
            return response
        for path in sorted(out.rglob("*.py")):
            response.file.add(name=path.relative_to(out).as_posix(), content=path.read_text(encoding="utf-8"))
    return response


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(CodeGeneratorRequest.FromString(sys.stdin.buffer.read())).SerializeToString())
