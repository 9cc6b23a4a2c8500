"""Our services: every ``*_service.proto`` of the contract, found by its generated module."""

from __future__ import annotations

import importlib
import pkgutil

import netallion


def _service_modules() -> list[str]:
    found = pkgutil.walk_packages(netallion.__path__, "netallion.")
    return sorted(module.name for module in found if module.name.endswith("_service_pb2"))


def _services() -> tuple[str, ...]:
    modules = [importlib.import_module(name) for name in _service_modules()]
    return tuple(
        service.full_name for module in modules for service in module.DESCRIPTOR.services_by_name.values()
    )


SERVICES = _services()
