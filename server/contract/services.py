"""Our services: every ``*_service.proto`` of the contract, found by its generated module."""

from __future__ import annotations

import importlib
from pathlib import Path

import netallion


def _services() -> tuple[str, ...]:
    roots = [Path(root) for root in netallion.__path__]
    names = sorted(
        ".".join(["netallion", *file.relative_to(root).with_suffix("").parts])
        for root in roots
        for file in root.rglob("*_service_pb2.py")
    )
    modules = [importlib.import_module(name) for name in names]
    return tuple(service.full_name for module in modules for service in module.DESCRIPTOR.services_by_name.values())


SERVICES = _services()
