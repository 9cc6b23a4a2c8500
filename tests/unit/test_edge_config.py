"""What `render` puts into Envoy's configuration, and what it refuses to."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from server.contract.policies import methods_of
from server.contract.services import SERVICES
from server.edge import config
from server.edge.config import EdgeConfigError, render, services_in
from server.settings import Settings
from tests.support.envoy import ENVOY

if TYPE_CHECKING:
    from pathlib import Path

SERVER = "127.0.0.1:50051"


def rendered(*targets: str, admin: str = "", address: str = "127.0.0.1", **settings: Any) -> Any:
    return yaml.safe_load(render(Settings(**settings), targets or (SERVER,), admin=admin, address=address))


def hcm(node: Any) -> Any:
    return node["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]["typed_config"]


def http_filter(node: Any, name: str) -> Any:
    return next(f["typed_config"] for f in hcm(node)["http_filters"] if f["name"] == f"envoy.filters.http.{name}")


def host(node: Any) -> Any:
    return hcm(node)["route_config"]["virtual_hosts"][0]


def sockets(node: Any) -> list[tuple[str, int]]:
    [locality] = node["static_resources"]["clusters"][0]["load_assignment"]["endpoints"]
    found = [each["endpoint"]["address"]["socket_address"] for each in locality["lb_endpoints"]]
    return [(each["address"], each["port_value"]) for each in found]


def validate(path: Path) -> None:
    """Let Envoy judge; its last words are the failure's text."""
    command = [str(ENVOY), "--mode", "validate", "--log-level", "error", "--config-path", str(path)]
    done = subprocess.run(command, cwd=config.ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_template_is_valid_as_it_stands() -> None:
    validate(config.TEMPLATE)


@pytest.mark.parametrize(
    "settings", [{}, {"edge_secret": "a-._~+/=", "cors_origins": "https://a.example,*", "trusted_hops": 3}]
)
def test_what_is_rendered_is_valid(settings: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "edge.yaml"
    path.write_text(render(Settings(**settings), [SERVER, "[::1]:50052"], admin=str(tmp_path / "admin")))
    validate(path)


def test_listener_and_servers_are_set() -> None:
    node = rendered("10.0.0.1:1", "[::1]:2", address="0.0.0.0", port=9000)  # noqa: S104 - a container listens so
    listener = node["static_resources"]["listeners"][0]
    assert listener["address"]["socket_address"] == {"address": "0.0.0.0", "port_value": 9000}  # noqa: S104
    assert sockets(node) == [("10.0.0.1", 1), ("::1", 2)]
    assert node["static_resources"]["clusters"][0]["type"] == "STATIC"
    assert rendered("server.local:1")["static_resources"]["clusters"][0]["type"] == "STRICT_DNS"


@pytest.mark.parametrize("targets", [[], ["127.0.0.1"], [":5"], ["a:b"]])
def test_no_server_or_a_strange_one_is_refused(targets: list[str]) -> None:
    with pytest.raises(EdgeConfigError):
        render(Settings(), targets)


def test_the_secret_goes_to_servers_and_to_the_check() -> None:
    node = rendered(edge_secret="s3cret")
    [added] = host(node)["request_headers_to_add"]
    assert added == {
        "header": {"key": "x-netallion-edge", "value": "s3cret"},
        "append_action": "OVERWRITE_IF_EXISTS_OR_ADD",
    }
    assert http_filter(node, "ext_authz")["grpc_service"]["initial_metadata"] == [added["header"]]


def test_without_a_secret_nobody_has_one() -> None:
    node = rendered()
    assert host(node)["request_headers_to_remove"] == ["x-netallion-edge"]
    assert "request_headers_to_add" not in host(node)
    assert "initial_metadata" not in http_filter(node, "ext_authz")["grpc_service"]


@pytest.mark.parametrize("secret", ["100%", "a b", "a\nb", "ü"])
def test_a_secret_that_envoy_would_read_otherwise_is_refused_unseen(secret: str) -> None:
    with pytest.raises(EdgeConfigError) as refused:
        render(Settings(edge_secret=secret), [SERVER])
    assert secret not in str(refused.value)


def test_origins_and_hops_are_set() -> None:
    node = rendered(cors_origins="https://a.example, https://b.example", trusted_hops=3)
    cors = host(node)["typed_per_filter_config"]["envoy.filters.http.cors"]
    assert cors["allow_origin_string_match"] == [{"exact": "https://a.example"}, {"exact": "https://b.example"}]
    assert cors["allow_credentials"] is False
    assert hcm(node)["xff_num_trusted_hops"] == 2
    assert hcm(rendered(trusted_hops=0))["xff_num_trusted_hops"] == 0


def test_the_rendered_file_needs_no_other() -> None:
    node = rendered()
    assert "envoy_on_request" in http_filter(node, "lua")["default_source_code"]["inline_string"]
    transcoder = http_filter(node, "grpc_json_transcoder")
    assert "proto_descriptor" not in transcoder
    assert len(transcoder["proto_descriptor_bin"]) > 10_000
    assert set(transcoder["services"]) == set(SERVICES)


def test_every_stream_over_rest_has_no_time_out() -> None:
    routes = {each["name"]: each for each in host(rendered())["routes"]}
    assert routes["rest-stream"]["route"]["timeout"] == "0s"
    assert "/api/v1/scans/[^/]+/watch" in routes["rest-stream"]["match"]["safe_regex"]["regex"].split("|")


def test_the_check_is_on_for_bodies_and_off_elsewhere() -> None:
    checked = [each["name"] for each in host(rendered())["routes"] if "typed_per_filter_config" not in each]
    assert checked == ["rest-body"]
    check = http_filter(rendered(), "ext_authz")
    assert check["failure_mode_allow"] is False
    assert check["with_request_body"]["max_request_bytes"] == 4 * 1024 * 1024


def test_descriptors_that_are_out_of_date_are_refused() -> None:
    assert services_in(config.DESCRIPTORS.read_bytes()) == tuple(sorted(SERVICES))
    assert len(methods_of(SERVICES)) > 20
    with pytest.raises(EdgeConfigError, match=r"ScanService.*make proto"):
        services_in(b"")


def test_the_admin_interface_is_off_unless_asked_for() -> None:
    assert "admin" not in rendered()


@pytest.mark.parametrize(
    ("admin", "address"),
    [
        ("/run/admin", {"pipe": {"path": "/run/admin", "mode": 0o600}}),
        ("127.0.0.1:9901", {"socket_address": {"address": "127.0.0.1", "port_value": 9901}}),
        ("[::1]:9901", {"socket_address": {"address": "::1", "port_value": 9901}}),
    ],
)
def test_the_admin_interface_is_for_this_host(admin: str, address: dict[str, Any]) -> None:
    assert rendered(admin=admin)["admin"]["address"] == address


@pytest.mark.parametrize("admin", ["0.0.0.0:9901", "10.0.0.1:9901", "localhost:9901", "9901"])
def test_the_admin_interface_is_not_for_others(admin: str) -> None:
    with pytest.raises(EdgeConfigError):
        render(Settings(), [SERVER], admin=admin)
