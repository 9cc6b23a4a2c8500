"""Bodies as the edge's check reads them: what passes, and how the faults of the rest are named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from hypothesis import given
from hypothesis import strategies as st
from netallion.auth.v1.api_key_pb2 import CreateApiKeyRequest, RotateApiKeyRequest
from netallion.scan.v1.document_pb2 import PutDocumentsRequest, UploadDocumentsRequest
from netallion.scan.v1.scan_pb2 import CreateScanRequest

from server.contract.routes import json_routes_of
from server.contract.services import SERVICES
from server.edge.json_body import violations_of_body
from server.edge.json_shape import MOST_VIOLATIONS, shape_of

KEY = CreateApiKeyRequest.DESCRIPTOR
ROTATE = RotateApiKeyRequest.DESCRIPTOR
PUT = PutDocumentsRequest.DESCRIPTOR
SCAN = CreateScanRequest.DESCRIPTOR


def faults(body: Any, message: Any = KEY, content_type: str = "application/json", given: tuple[str, ...] = ()) -> Any:
    """Return (field, description) of each fault. A body that is neither text nor bytes is written as JSON first."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    return [(v.field, v.description) for v in violations_of_body(data, content_type, shape_of(message), given)]


def test_a_whole_body_passes() -> None:
    key = {
        "name": "ключ 🔑",
        "scopes": ["scan:read", "admin"],
        "environment": "live",
        "expires_at": "2030-01-31T12:00:00.5+02:00",
        "allowed_ips": None,
    }
    assert faults(key) == []
    assert faults({"documents": [{"path": "a", "content": "YQ=="}, {"path": "b", "content": None}]}, PUT) == []
    assert faults(b"") == []
    assert faults(" {\n} ") == []


def test_every_json_route_has_a_shape() -> None:
    routes = json_routes_of(SERVICES)
    assert len(routes) >= 12
    for route in routes:
        assert route.verb in {"POST", "PUT", "PATCH"}, "Envoy asks for the check of these only"
        assert faults({}, route.method.input_type) == []
        assert faults({"": 1}, route.method.input_type) != []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"nmae": "x"}, ("nmae", "unknown field")),
        ({"expiresAt": None}, ("expiresAt", "unknown field; it is expires_at")),
        ({"name": 5}, ("name", "must be text")),
        ({"name": ["x"]}, ("name", "must be text")),
        ({"name": "\ud800"}, ("name", "must be Unicode without lone surrogates")),
        ({"scopes": "admin"}, ("scopes", "must be a list")),
        ({"scopes": {"0": "admin"}}, ("scopes", "must be a list")),
        ({"scopes": ["admin", None]}, ("scopes[1]", "must be text")),
        ('{"name": "a", "name": "a"}', ("name", "is given twice")),
        ('{"x": 1, "x": 1}', ("x", "is given twice")),
        ([], ("", "the body must be a JSON object")),
        ("null", ("", "the body must be a JSON object")),
    ],
)
def test_a_fault_is_named(body: Any, fault: tuple[str, str]) -> None:
    assert fault in faults(body)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"documents": [{"path": "a", "mode": 1}]}, ("documents[0].mode", "unknown field")),
        ({"documents": [{}, {"mediaType": ""}]}, ("documents[1].mediaType", "unknown field; it is media_type")),
        ({"documents": [{}, 5]}, ("documents[1]", "must be a JSON object")),
        ('{"documents": [{"path": "a", "path": "b"}]}', ("documents[0].path", "is given twice")),
    ],
)
def test_a_fault_inside_is_named_by_its_path(body: Any, fault: tuple[str, str]) -> None:
    assert faults(body, PUT) == [fault]


@pytest.mark.parametrize("value", ["YQ==", "YQ", "YWI=", "YWI", "-_-_", "+/+/", "", None])
def test_base64_passes(value: str | None) -> None:
    assert faults({"documents": [{"content": value}]}, PUT) == []


@pytest.mark.parametrize("value", ["A", "YQ=", "YQ===", "=", "====", "Y Q=", "YQ==\n", "YQ==YQ==", "+_+_", "é", 5, []])
def test_what_is_no_base64_is_refused(value: Any) -> None:
    assert faults({"documents": [{"content": value}]}, PUT) == [("documents[0].content", "must be bytes in base64")]


@pytest.mark.parametrize("value", ["0", "5", "5.0", "5e1", "-0", "-2147483648", "2147483647", "null"])
def test_whole_numbers_pass(value: str) -> None:
    assert faults(f'{{"overlap_seconds": {value}}}', ROTATE) == []


@pytest.mark.parametrize("value", ["5.5", '"5"', "true", "[]", "{}", "1e400", "2147483648", "-2147483649", "9" * 400])
def test_what_is_no_whole_number_is_refused(value: str) -> None:
    [(field, description)] = faults(f'{{"overlap_seconds": {value}}}', ROTATE)
    assert field == "overlap_seconds"
    assert description.startswith("must be a whole number")


@pytest.mark.parametrize(
    "value", ["2030-01-31T12:00:00Z", "2030-01-31T12:00:00.123456789Z", "2030-01-31T12:00:00-23:59", None]
)
def test_times_pass(value: str | None) -> None:
    assert faults({"expires_at": value}) == []


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "2030-01-31",
            "2030-01-31 12:00:00Z",
            "2030-01-31t12:00:00z",
            "2030-01-31T12:00:00",
            "2030-1-31T12:00:00Z",
        ),
        *("2030-02-31T12:00:00Z", "2030-01-31T24:00:00Z", "2030-01-31T12:00:00-25:00", "2030-01-31T12:00:00.Z"),
        *("\uff12030-01-31T12:00:00Z", 5, {"seconds": 5}),
    ],
)
def test_what_is_no_time_is_refused(value: Any) -> None:
    assert faults({"expires_at": value}) == [("expires_at", "must be a time of RFC 3339, e.g. 2030-01-31T12:00:00Z")]


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ('{"name": "hunter2', "line 1, column 10: text that begins here does not end"),
        ('{\n  "name" "hunter2"}', "line 2, column 10: a colon is missing"),
        ('{"name": "hunter2",}', "line 1, column 20: a name in double quotes is missing"),
        ('{"name": hunter2}', "line 1, column 10: a value is missing or is no JSON"),
        ("{'name': 'hunter2'}", "line 1, column 2: a name in double quotes is missing"),
        ('{"name": "a"} hunter2', "line 1, column 15: there is something after the end of the value"),
        ('{"name": "\\hunter2"}', "line 1, column 11: an escape in text is not one of JSON's"),
        ('{"name": "hunter\t2"}', "line 1, column 17: a control character in text must be written as an escape"),
        ('{"name": "a" "hunter2"}', "line 1, column 14: a comma or a closing bracket is missing"),
        ("\ufeff{}", "line 1, column 1: a value is missing or is no JSON"),
        (" ", "line 1, column 2: a value is missing or is no JSON"),
        ('{"name": NaN}', "NaN and Infinity are no numbers of JSON"),
        (b'{"name": "\xff"}', "the body is not UTF-8 at byte 11"),
        ('{"name": ' + "[" * 100_000, "the body is nested too deep"),
        ('{"name": ' + "1" * 5_000 + "}", "the body holds a number that is too long"),
    ],
)
def test_malformed_json_says_where_and_repeats_nothing(body: Any, description: str) -> None:
    [(field, said)] = faults(body)
    assert field == ""
    assert said.endswith(description)
    assert "hunter" not in said


def test_a_name_that_may_be_a_secret_is_not_repeated() -> None:
    secret = "cpf_live_" + "a" * 32
    for name in (secret, f"x{secret}", "a" * 60, "a\nb", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln/+", ""):
        assert faults({name: 1}) == [("(a name that is not shown)", "unknown field")]
        assert faults(f'{{"documents": [{{{json.dumps(name)}: 1, {json.dumps(name)}: 2}}]}}', PUT) == [
            ("documents[0].(a name that is not shown)", "is given twice"),
            ("documents[0].(a name that is not shown)", "unknown field"),
        ]


def test_what_the_path_gives_is_not_given_again() -> None:
    assert faults({"id": "key_1", "overlap_seconds": 5}, ROTATE, given=("id",)) == [("id", "is given by the path")]
    assert faults({"id": 5, "x": 1}, ROTATE, given=("id",)) == [("id", "is given by the path"), ("x", "unknown field")]
    assert faults({"id": None}, ROTATE, given=("id",)) == [("id", "is given by the path")]


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=UTF-8", "text/plain", ""])
def test_json_is_read_whatever_it_is_called(content_type: str) -> None:
    assert faults({"name": "x"}, content_type=content_type) == []


def test_another_charset_is_refused() -> None:
    assert faults({"name": "x"}, content_type='application/json;charset="latin-1"') == [
        ("content-type", "the charset must be utf-8")
    ]


def test_of_one_choice_one_is_given() -> None:
    assert faults({"header": {"path": "a"}, "chunk": None}, UploadDocumentsRequest.DESCRIPTOR) == []
    assert faults({"header": {}, "chunk": ""}, UploadDocumentsRequest.DESCRIPTOR) == [
        ("chunk", "cannot be given together with header")
    ]


def test_not_all_faults_of_a_long_body_are_listed() -> None:
    assert len(faults({f"x{i}": 1 for i in range(1000)})) == MOST_VIOLATIONS
    assert len(faults({"scopes": [1] * 1000})) == MOST_VIOLATIONS
    assert len(faults({"documents": [{"x": 1}] * 1000}, PUT)) == MOST_VIOLATIONS


def test_a_field_of_a_new_kind_stops_the_start() -> None:
    with pytest.raises(TypeError, match="fields"):
        shape_of(Struct.DESCRIPTOR)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=64) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_body_has_an_answer(body: bytes) -> None:
    for _, description in faults(body, SCAN):
        assert description


@given(st.dictionaries(st.sampled_from(["workspace_id", "scope"]), st.none() | st.text()))
def test_any_text_passes(body: dict[str, str | None]) -> None:
    assert faults(body, SCAN) == []
