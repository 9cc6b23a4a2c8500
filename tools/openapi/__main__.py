"""`python -m tools.openapi DESCRIPTORS OUTPUT`: from a descriptor set with source information to JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorSet

from tools.openapi.contract import read_contract
from tools.openapi.document import document


def main(descriptors: str, output: str) -> None:
    """Writes the document of the descriptor set in the file `descriptors` to the file `output`."""
    contract = read_contract(FileDescriptorSet.FromString(Path(descriptors).read_bytes()))
    text = json.dumps(document(contract), indent=2, ensure_ascii=False)
    Path(output).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
