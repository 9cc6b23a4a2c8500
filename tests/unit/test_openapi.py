"""The OpenAPI document: all that the protos declare is in it, in the words of JSON Schema."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google.api import annotations_pb2
from google.protobuf.descriptor_pb2 import FileDescriptorSet

from tools import plugins, third_party
from tools.commands import run
from tools.openapi.contract import Contract, UnsupportedContractError, read_contract
from tools.openapi.document import document

ROOT = Path(__file__).parents[2]
SAMPLE_HEAD = """\
syntax = "proto3";
package netallion.sample.v1;
import "buf/validate/validate.proto";
import "google/api/annotations.proto";
import "google/api/httpbody.proto";
import "google/protobuf/duration.proto";
import "netallion/access/v1/policy.proto";
import "netallion/access/v1/vocabulary.proto";
"""
POLICY = "option (netallion.access.v1.policy) = {caller: CALLER_ANYONE cost: 0 idempotency: IDEMPOTENCY_READ};"

Schema = dict[str, Any]
Compile = Callable[[str], Schema]

NO_API = ("netallion.access.v1.FallbackService", "netallion.dashboard.v1.DashboardService")


def compiled(folder: Path, sample: str = "") -> Contract:
    """Returns the contract of the project's protos, with one more file if `sample` is given."""
    shutil.copytree(ROOT / "proto", folder / "proto")
    shutil.copyfile(ROOT / "buf.yaml", folder / "buf.yaml")
    third_party.stage(folder / "third_party")
    if sample:
        file = folder / "proto/netallion/sample/v1/sample.proto"
        file.parent.mkdir(parents=True)
        file.write_text(SAMPLE_HEAD + sample, encoding="utf-8")
    output = folder / "descriptors.pb"
    command = ["buf", "build", "--as-file-descriptor-set", "--output", f"{output}#format=binpb"]
    run(command, folder=folder, variables={"PATH": plugins.search_path(ROOT)})
    return read_contract(FileDescriptorSet.FromString(output.read_bytes()))


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Contract:
    return compiled(tmp_path_factory.mktemp("contract"))


@pytest.fixture(scope="module")
def api(contract: Contract) -> Schema:
    return document(contract)


@pytest.fixture
def with_sample(tmp_path: Path) -> Compile:
    return lambda sample: document(compiled(tmp_path, sample))


def schema(api: Schema, name: str) -> Schema:
    found: Schema = api["components"]["schemas"][name]
    return found


def parameters(operation: Schema, place: str) -> dict[str, Schema]:
    return {one["name"]: one for one in operation["parameters"] if one.get("in") == place}


def nodes(value: object) -> Iterator[Schema]:
    """Yields every object of the document."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)


def test_every_bound_rpc_is_there_once_but_for_the_catch_all_and_the_dashboards_page(
    contract: Contract, api: Schema
) -> None:
    bound = {
        method.name
        for name, service in contract.services.items()
        for method in service.method
        if name not in NO_API and method.options.HasExtension(annotations_pb2.http)
    }
    ids = [operation["operationId"] for path in api["paths"].values() for operation in path.values()]
    assert sorted(ids) == sorted(bound)
    assert "UploadDocuments" not in ids
    assert all(path.startswith("/") and "*" not in path for path in api["paths"])


def test_every_reference_leads_somewhere_and_every_component_is_used(api: Schema) -> None:
    references = {node["$ref"] for node in nodes(api) if "$ref" in node}
    components = {
        f"#/components/{kind}/{name}"
        for kind, named in api["components"].items()
        if kind != "securitySchemes"
        for name in named
    }
    assert references == components


def test_path_variables_are_parameters_and_no_body_fields(api: Schema) -> None:
    operation = api["paths"]["/api/v1/users/{id}"]["patch"]
    assert parameters(operation, "path")["id"] == {
        "name": "id",
        "in": "path",
        "description": "The user, `usr_…`.",
        "required": True,
        "schema": {"type": "string", "maxLength": 64, "minLength": 1},
    }
    assert operation["requestBody"]["content"]["application/json"]["schema"] == {
        "$ref": "#/components/schemas/UpdateUserRequest"
    }
    assert schema(api, "UpdateUserRequest")["properties"].keys() == {"role"}


def test_query_parameters_keep_proto_names_and_bounds(api: Schema) -> None:
    query = parameters(api["paths"]["/api/v1/scans"]["get"], "query")
    assert query.keys() == {"page_size", "page_token", "workspace_id", "status"}
    assert query["page_size"]["schema"] == {"type": "integer", "format": "int32", "minimum": 1, "maximum": 200}
    assert query["page_size"]["description"] == "How many at most: 1 to 200; 50 if absent."
    assert query["status"]["schema"] == {"$ref": "#/components/schemas/ScanStatus"}
    assert not any(parameter["required"] for parameter in query.values())
    path = parameters(api["paths"]["/api/v1/workspaces/{workspace_id}/documents"]["delete"], "query")["path"]
    assert path["required"]
    assert path["schema"] == {"type": "string", "minLength": 1, "maxLength": 1024}


def test_request_schema_is_closed_and_has_the_rules(api: Schema) -> None:
    request = schema(api, "CreateApiKeyRequest")
    assert request["required"] == ["name", "scopes", "environment"]
    assert request["additionalProperties"] is False
    fields = request["properties"]
    assert fields["name"]["maxLength"] == 100
    scopes = fields["scopes"]
    assert (scopes["minItems"], scopes["maxItems"], scopes["uniqueItems"]) == (1, 4, True)
    assert scopes["items"]["$ref"] == "#/components/schemas/Scope"
    assert fields["expires_at"]["format"] == "date-time"
    assert fields["allowed_ips"]["description"].endswith("must be an IP address or a CIDR block.")
    document_fields = schema(api, "NewDocument")["properties"]
    assert document_fields["media_type"]["pattern"].startswith("^([A-Za-z0-9")
    # 4 MiB are 1,398,101 groups of three bytes and one byte more.
    assert document_fields["content"]["maxLength"] == 1_398_102 * 4
    assert document_fields["content"]["contentEncoding"] == "base64"
    assert schema(api, "InviteUserRequest")["properties"]["email"]["format"] == "email"


def test_body_is_required_only_if_one_of_its_fields_is(api: Schema) -> None:
    assert api["paths"]["/api/v1/auth/login"]["post"]["requestBody"]["required"]
    assert not api["paths"]["/api/v1/auth/logout"]["post"]["requestBody"]["required"]
    assert not api["paths"]["/api/v1/api-keys/{id}/rotate"]["post"]["requestBody"]["required"]


def test_response_schema_is_open_and_promises_what_is_always_printed(api: Schema) -> None:
    scan = schema(api, "Scan")
    assert {"id", "status", "findings_count"} <= set(scan["required"])
    assert not {"started_at", "coverage"} & set(scan["required"])
    assert "additionalProperties" not in scan
    assert scan["properties"]["duration_ms"]["type"] == "integer"
    assert "skipped" in schema(api, "Coverage")["required"]


def test_vocabularies_are_the_words_of_their_enums(api: Schema) -> None:
    assert schema(api, "Scope")["enum"] == ["scan:read", "scan:write", "incidents:read", "admin"]
    assert schema(api, "ScanScope")["enum"] == ["full", "incremental"]
    assert "- `prompt_injection`: Text that gives orders to a model." in schema(api, "FindingCategory")["description"]


def test_comments_are_descriptions_in_paragraphs(api: Schema) -> None:
    login = api["paths"]["/api/v1/auth/login"]["post"]
    assert login["summary"] == "Exchanges an e-mail address and a password for a session"
    assert "slowed down for the pair of client address and account." in login["description"]
    assert {tag["name"] for tag in api["tags"]} >= {"Auth", "Scan", "Incident"}


def test_policy_is_security_and_words(api: Schema) -> None:
    scan = api["paths"]["/api/v1/scans"]["post"]
    assert scan["security"] == [{"bearer": ["scan:write"]}]
    assert "with the scope `scan:write` may call" in scan["description"]
    assert api["paths"]["/api/v1/auth/login"]["post"]["security"] == []
    assert api["paths"]["/api/v1/auth/me"]["get"]["security"] == [{"bearer": []}]
    assert api["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    environment = {"$ref": "#/components/parameters/environment"}
    assert environment in scan["parameters"]
    assert environment not in api["paths"]["/api/v1/users"]["get"]["parameters"]


def test_errors_follow_policy_and_comment(api: Schema) -> None:
    def statuses(verb: str, path: str) -> set[str]:
        return set(api["paths"][path][verb]["responses"])

    assert statuses("get", "/api/v1/auth/me") == {"200", "400", "401", "429", "default"}
    assert statuses("get", "/api/v1/scans/{id}") == {"200", "400", "401", "403", "404", "429", "default"}
    assert statuses("post", "/api/v1/scans/{id}/cancel") >= {"404", "409", "413"}
    assert statuses("post", "/api/v1/auth/login") == {"200", "400", "401", "413", "429", "default"}
    error = schema(api, "Error")
    assert error["required"] == ["code", "message", "details"]


def test_every_response_of_the_service_has_the_limit_headers(api: Schema) -> None:
    limits = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}
    successes = [operation["responses"]["200"] for path in api["paths"].values() for operation in path.values()]
    errors = api["components"]["responses"]
    by_the_edge = [errors["ContentTooLarge"], errors["Unexpected"]]
    for response in [*successes, *errors.values()]:
        assert (limits <= response.get("headers", {}).keys()) != (response in by_the_edge)
    assert [name for name, response in errors.items() if "Retry-After" in response.get("headers", {})] == [
        "ResourceExhausted"
    ]


def test_server_stream_is_newline_delimited(api: Schema) -> None:
    content = api["paths"]["/api/v1/scans/{id}/watch"]["get"]["responses"]["200"]["content"]
    assert content == {"application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Scan"}}}


def test_committed_document_is_json_of_this_form() -> None:
    committed = json.loads((ROOT / "generated/openapi/openapi.json").read_text(encoding="utf-8"))
    assert committed["openapi"] == "3.1.0"
    assert list(committed["paths"]) == sorted(committed["paths"])


def test_what_the_protos_do_not_use_yet_is_known_too(with_sample: Compile) -> None:
    api = with_sample(f"""
        enum Color {{ COLOR_UNSPECIFIED = 0; COLOR_RED = 1; }}
        message Item {{
          int64 big = 1 [(buf.validate.field).int64.gte = 1];
          double share = 2 [(buf.validate.field).double = {{gt: 0 lt: 1}}];
          Color color = 3;
          map<string, int32> counts = 4 [(buf.validate.field).map.max_pairs = 3];
          optional bool flag = 5;
          google.protobuf.Duration wait = 6;
          Item parent = 7;
        }}
        message PutRequest {{ string id = 1; Item item = 2; bool dry = 3; }}
        message ReadRequest {{ string id = 1; }}
        service SampleService {{
          // Puts it. Error: NOT_FOUND.
          rpc Put(PutRequest) returns (Item) {{
            {POLICY}
            option (google.api.http) = {{
              put: "/s/{{id=*}}" body: "item"
              additional_bindings {{post: "/s" body: "*"}}
            }};
          }}
          rpc Read(ReadRequest) returns (google.api.HttpBody) {{
            {POLICY}
            option (netallion.access.v1.media_type) = "text/calendar";
            option (google.api.http) = {{custom: {{kind: "HEAD" path: "/s/{{id}}"}}}};
          }}
        }}""")
    put, post, head = api["paths"]["/s/{id}"]["put"], api["paths"]["/s"]["post"], api["paths"]["/s/{id}"]["head"]
    assert (put["operationId"], post["operationId"]) == ("Put", "Put2")
    assert parameters(put, "query").keys() == {"dry"}
    assert put["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/ItemInput"}
    assert schema(api, "PutRequest")["properties"].keys() == {"id", "item", "dry"}
    assert put["security"] == [{}, {"bearer": []}]
    assert "429" not in put["responses"]
    assert head["responses"]["200"]["content"] == {"text/calendar": {}}
    fields = schema(api, "ItemInput")["properties"]
    assert fields["big"] == {"type": "string", "format": "int64"}
    assert fields["share"] == {"type": "number", "format": "double", "exclusiveMinimum": 0, "exclusiveMaximum": 1}
    assert fields["color"]["enum"] == ["COLOR_UNSPECIFIED", "COLOR_RED"]
    assert fields["counts"]["additionalProperties"] == {"type": "integer", "format": "int32"}
    assert fields["counts"]["maxProperties"] == 3
    assert fields["parent"] == {"$ref": "#/components/schemas/ItemInput"}
    assert schema(api, "Item")["required"] == ["big", "share", "color", "counts"]


@pytest.mark.parametrize(
    ("declarations", "message"),
    [
        ('message ReadRequest { string id = 1; } message Scan { string id = 1; }|"/s/{id}"|Scan', "schema named Scan"),
        ('message ReadRequest { string id = 1; } message R {}|"/s/{id=a/*}"|R', "variables of one segment"),
        ('message ReadRequest {} message R {}|"/s/{id}"|R', "has no field"),
        ('message ReadRequest {} message R {}|"/api/v1/scans"|R', "two RPCs are bound to get /api/v1/scans"),
        ('message ReadRequest { R r = 1; } message R {}|"/s"|R', "a message is no query parameter"),
        (
            'message ReadRequest { string a = 1 [(netallion.access.v1.vocabulary) = "none"]; } message R {}|"/s"|R',
            "no enum none",
        ),
    ],
)
def test_what_cannot_be_said_is_refused_by_name(with_sample: Compile, declarations: str, message: str) -> None:
    messages, path, response = declarations.split("|")
    with pytest.raises(UnsupportedContractError, match=message):
        with_sample(f"""
            {messages}
            service SampleService {{
              rpc Read(ReadRequest) returns ({response}) {{
                {POLICY}
                option (google.api.http) = {{get: {path}}};
              }}
            }}""")
