"""Envoy's configuration: envoy/envoy.yaml with what belongs to one installation put into it."""

from __future__ import annotations

import base64
import ipaddress
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from server.contract.routes import routes_of
from server.contract.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.settings import Settings

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "envoy" / "envoy.yaml"
DESCRIPTORS = ROOT / "generated" / "envoy" / "netallion.pb"

# What Envoy would read as a format, or a header cannot hold.
_SECRET = re.compile(r"[A-Za-z0-9._~+/=-]+", re.ASCII)

Node = dict[str, Any]


class EdgeConfigError(ValueError):
    """The settings or the descriptors make no edge; the message says which, and shows no secret."""


def render(settings: Settings, server_targets: Sequence[str], *, address: str = "127.0.0.1", admin: str = "") -> str:
    """Return the whole configuration as YAML; it needs no other file. Raises EdgeConfigError.

    It holds the edge's secret: write it where only Envoy's user can read it.

    Args:
        settings: Port, edge secret, origins and trusted hops are taken from here.
        server_targets: Where the server processes are, each "host:port".
        address: The IP address to listen on.
        admin: Where Envoy's own interface is, "127.0.0.1:port" or the path of a Unix socket, which can be at most 107
            bytes long; there is none if empty. Whoever reaches it can stop the edge, so it is for this host alone.
    """
    config: Node = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
    listener = config["static_resources"]["listeners"][0]
    listener["address"] = _socket(address, settings.port)
    _set_servers(config["static_resources"]["clusters"][0], server_targets)
    hcm = listener["filter_chains"][0]["filters"][0]["typed_config"]
    hcm["xff_num_trusted_hops"] = max(0, settings.trusted_hops - 1)
    filters = {each["name"]: each["typed_config"] for each in hcm["http_filters"]}
    host = hcm["route_config"]["virtual_hosts"][0]
    _set_secret(host, filters["envoy.filters.http.ext_authz"], settings.edge_secret.get_secret_value())
    host["typed_per_filter_config"]["envoy.filters.http.cors"]["allow_origin_string_match"] = [
        {"exact": origin} for origin in settings.cors_origins
    ]
    _set_streams(next(route for route in host["routes"] if route["name"] == "rest-stream"))
    _inline(filters["envoy.filters.http.lua"], filters["envoy.filters.http.grpc_json_transcoder"])
    if admin:
        config["admin"] = {"address": _admin_address(admin)}
    return yaml.dump(config, Dumper=_Dumper, sort_keys=False, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes what the template shares in full, so that the file can be read from top to bottom."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of PyYAML
        """Return True: never an alias."""
        return True


def _socket(host: str, port: int) -> Node:
    return {"socket_address": {"address": host, "port_value": port}}


def _host_and_port(target: str) -> tuple[str, int]:
    host, _, port = target.rpartition(":")
    if not host or not port.isdecimal():
        raise EdgeConfigError(f"not host:port: {target!r}")
    return host.strip("[]"), int(port)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _admin_address(admin: str) -> Node:
    if admin.startswith("/"):
        return {"pipe": {"path": admin, "mode": 0o600}}
    host, port = _host_and_port(admin)
    if not _is_number(host) or not ipaddress.ip_address(host).is_loopback:
        raise EdgeConfigError("Envoy's own interface may only be on loopback or a Unix socket")
    return _socket(host, port)


def _set_servers(cluster: Node, targets: Sequence[str]) -> None:
    if not targets:
        raise EdgeConfigError("there is no server to send calls to")
    servers = [_host_and_port(target) for target in targets]
    cluster["type"] = "STATIC" if all(_is_number(host) for host, _ in servers) else "STRICT_DNS"
    cluster["load_assignment"]["endpoints"] = [
        {"lb_endpoints": [{"endpoint": {"address": _socket(host, port)}} for host, port in servers]}
    ]


def _set_secret(host: Node, check: Node, secret: str) -> None:
    """Put the edge's proof on every call and every check. Without a secret there is none, and no one else's either."""
    name = host["request_headers_to_add"][0]["header"]["key"]
    if not secret:
        del host["request_headers_to_add"], check["grpc_service"]["initial_metadata"]
        host["request_headers_to_remove"] = [name]
        return
    if not _SECRET.fullmatch(secret):
        raise EdgeConfigError("NETALLION_EDGE_SECRET may hold letters, digits and . _ ~ + / = - only")
    host["request_headers_to_add"][0]["header"]["value"] = secret
    check["grpc_service"]["initial_metadata"] = [{"key": name, "value": secret}]


def _set_streams(route: Node) -> None:
    """Take the time-out from the paths of RPCs that stream their answer."""
    streams = [
        each.pattern.pattern for each in routes_of(SERVICES) if each.method.server_streaming and each.verb == "GET"
    ]
    route["match"]["safe_regex"]["regex"] = "|".join(streams)


def _inline(lua: Node, transcoder: Node) -> None:
    lua["default_source_code"] = {
        "inline_string": (ROOT / lua["default_source_code"]["filename"]).read_text(encoding="utf-8")
    }
    descriptors = DESCRIPTORS.read_bytes()
    del transcoder["proto_descriptor"]
    transcoder["proto_descriptor_bin"] = base64.b64encode(descriptors).decode()
    transcoder["services"] = list(services_in(descriptors))


@cache
def services_in(descriptors: bytes) -> tuple[str, ...]:
    """Return the names of our services that have a REST path, out of a serialized FileDescriptorSet.

    Raises EdgeConfigError if they are not those that the servers serve: then one of the two is out of date.
    """
    found = {
        f"{file.package}.{service.name}"
        for file in FileDescriptorSet.FromString(descriptors).file
        for service in file.service
        if file.package.startswith("netallion.")
    }
    if found != set(SERVICES):
        names = ", ".join(sorted(found ^ set(SERVICES)))
        raise EdgeConfigError(f"{DESCRIPTORS.name} is out of date ({names}): run `make proto`")
    return tuple(sorted(found))
