"""Generation: what is staged, what comes out, what `python -m tools.proto` says."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import grpc_tools
import protovalidate
import pytest
from google.protobuf import descriptor_pool
from google.protobuf.compiler.plugin_pb2 import CodeGeneratorRequest
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from grpc_tools import protoc
from netallion.auth.v1 import api_key_pb2
from netallion.scan.v1 import document_pb2, workspace_pb2

from tools import generation, grpc_python_plugin, plugins, proto, third_party
from tools.commands import CommandFailedError, run
from tools.prototext import UnsupportedDescriptorError, proto_source

if TYPE_CHECKING:
    from google.protobuf.message import Message

ROOT = Path(__file__).parents[2]
WITHOUT_OTHER_RUNTIMES = "python,envoy,openapi"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what generation reads, in place of the project itself."""
    for name in ("proto", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("buf.yaml", "buf.gen.yaml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    monkeypatch.setattr(proto, "ROOT", tmp_path)
    return tmp_path


def rule_ids(message: Message) -> list[str]:
    return [violation.proto.rule_id for violation in protovalidate.Validator().collect_violations(message)]


def test_staged_validate_proto_compiles_to_the_descriptor_that_protovalidate_has(tmp_path: Path) -> None:
    third_party.stage(tmp_path)
    compiled = tmp_path / "validate.pb"
    well_known = Path(grpc_tools.__file__).parent / "_proto"
    arguments = [f"-I{tmp_path}", f"-I{well_known}", f"-o{compiled}", third_party.VALIDATE_PROTO]
    assert protoc.main(["protoc", *arguments]) == 0
    (file,) = FileDescriptorSet.FromString(compiled.read_bytes()).file
    assert file == FileDescriptorProto.FromString(third_party.validate_descriptor().SerializeToString())


def test_staging_leaves_nothing_of_before(tmp_path: Path) -> None:
    (tmp_path / "old.proto").touch()
    third_party.stage(tmp_path)
    staged = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert staged == {*third_party.GOOGLE_PROTOS, third_party.VALIDATE_PROTO}


def test_a_descriptor_that_cannot_be_written_is_refused() -> None:
    file = FileDescriptorProto(name="a.proto", package="a")
    file.message_type.add(name="A").nested_type.add(name="B")
    with pytest.raises(UnsupportedDescriptorError, match="nested_type"):
        proto_source(file)


def test_grpc_plugin_answers_only_for_files_with_a_service() -> None:
    request = CodeGeneratorRequest(file_to_generate=["a.proto", "b.proto"])
    request.proto_file.add(name="a.proto", package="a", syntax="proto3").message_type.add(name="M")
    service = request.proto_file.add(name="b.proto", package="b", syntax="proto3", dependency=["a.proto"]).service.add(
        name="S"
    )
    service.method.add(name="Do", input_type=".a.M", output_type=".a.M")
    response = grpc_python_plugin.answer(request)
    assert [file.name for file in response.file] == ["b_pb2_grpc.py"]
    assert "class SServicer" in response.file[0].content


def test_template_has_only_the_plugins_of_the_languages_asked_for() -> None:
    content = json.loads(generation.template(ROOT, ["go"]))
    assert {plugin["out"] for plugin in content["plugins"]} == {"generated/go"}
    assert content["managed"]["enabled"]


def test_generation_is_complete_and_the_same_every_time(project: Path) -> None:
    parts = WITHOUT_OTHER_RUNTIMES.split(",")
    assert proto.main(["--only", WITHOUT_OTHER_RUNTIMES]) == 0
    assert proto.main(["--only", WITHOUT_OTHER_RUNTIMES, "--check"]) == 0
    python = project / "generated" / "python"
    for name in ("buf/validate/validate_pb2", "netallion/edge/v1/check_pb2", "netallion/scan/v1/scan_service_pb2_grpc"):
        assert (python / f"{name}.py").is_file()
        assert (python / f"{name}.pyi").is_file()
    modules = {path.with_suffix("") for path in python.rglob("*.py")}
    assert {path.with_suffix("") for path in python.rglob("*.pyi")} == modules
    generation.generate(project, project / "again", parts)
    assert proto.differences(project / "generated", project / "again" / "generated", parts) == []


def test_check_names_each_file_that_differs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    envoy = project / "generated" / "envoy"
    envoy.mkdir(parents=True)
    (envoy / "left.over").touch()
    assert proto.main(["--only", "envoy", "--check"]) == 1
    said = capsys.readouterr().err
    assert "generated/envoy/left.over differs" in said
    assert "generated/envoy/netallion.pb differs" in said
    assert [path.name for path in envoy.iterdir()] == ["left.over"]


def test_an_error_in_a_proto_is_shown_and_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "proto/netallion/edge/v1/broken.proto").write_text("syntax = 'proto3'; message {", encoding="utf-8")
    assert proto.main(["--only", "envoy"]) == 1
    assert "broken.proto:1" in capsys.readouterr().err
    assert not (project / "generated").exists()


def test_replace_removes_adds_and_touches_nothing_that_is_the_same(tmp_path: Path) -> None:
    committed, fresh = tmp_path / "committed", tmp_path / "fresh"
    for folder, names in ((committed, "same old changed"), (fresh, "same new/er changed")):
        for name in names.split():
            path = folder / "go" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x" if name == "same" else str(folder), encoding="utf-8")
    (committed / "go/__pycache__").mkdir()
    (committed / "go/__pycache__/kept").touch()
    (committed / "java").mkdir()
    (committed / "java/other-part").touch()
    before = (committed / "go/same").stat().st_mtime_ns
    assert proto.differences(committed, fresh, ["go"]) == ["go/changed", "go/new/er", "go/old"]
    proto.replace(committed, fresh, ["go"])
    assert proto.differences(committed, fresh, ["go"]) == []
    assert (committed / "go/same").stat().st_mtime_ns == before
    assert (committed / "java/other-part").exists()


def test_missing_programs_are_named_with_the_way_around_them(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(project))
    assert proto.main([]) == 2
    said = capsys.readouterr().err
    assert "go needs go, not found" in said
    assert "java needs java and mvn, not found" in said
    assert "--only python,typescript,envoy,openapi" in said
    assert not (project / "generated").exists()


def test_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        proto.main(["--only", "python,perl"])
    assert exit_.value.code == 2
    assert "unknown: perl" in capsys.readouterr().err


def test_failed_program_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match=r"buf lint ended with \d+:\n(.|\n)*nowhere"):
        run(["buf", "lint", "nowhere"], folder=tmp_path, variables={"PATH": plugins.search_path(ROOT)})


def test_locks_pin_digests_and_record_no_host() -> None:
    npm = json.loads((plugins.LOCKS / "package-lock.json").read_text(encoding="utf-8"))
    installed = [package for name, package in npm["packages"].items() if name]
    assert installed
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in installed)
    for program in tomllib.loads((plugins.LOCKS / "maven.toml").read_text(encoding="utf-8")).values():
        digests = {name: value for name, value in program.items() if name != "coordinates"}
        assert digests.keys() == {"linux-x86_64", "linux-aarch_64", "osx-aarch_64"}
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests.values())


def test_envoy_descriptor_set_is_closed_and_has_the_types_of_error_details() -> None:
    files = FileDescriptorSet.FromString((ROOT / "generated/envoy/netallion.pb").read_bytes()).file
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    for name in ("google.rpc.Status", "google.rpc.ErrorInfo", "google.rpc.BadRequest", "google.api.HttpBody"):
        assert pool.FindMessageTypeByName(name).full_name == name
    assert pool.FindServiceByName("netallion.access.v1.FallbackService").methods
    assert not any(file.HasField("source_code_info") for file in files)


def test_rules_hold_for_messages_of_google_protobuf() -> None:
    request = api_key_pb2.CreateApiKeyRequest(name="CI", scopes=["admin"], environment="live")
    assert rule_ids(request) == []
    request.allowed_ips.extend(["192.0.2.1", "2001:db8::/32"])
    request.expires_at.FromDatetime(datetime(2999, 1, 1, tzinfo=UTC))
    assert rule_ids(request) == []
    request.allowed_ips.append("somewhere")
    request.expires_at.FromDatetime(datetime(2020, 1, 1, tzinfo=UTC))
    request.name = "x" * 101
    assert rule_ids(request) == ["string.max_len", "timestamp.gt_now", "allowed_ips.address"]
    assert rule_ids(api_key_pb2.CreateApiKeyRequest()) == ["required", "repeated.min_items", "required"]


@pytest.mark.parametrize("path", ["src/app.py", ".env", "a..b/...c", "ü"])
def test_relative_document_path_is_accepted(path: str) -> None:
    assert rule_ids(document_pb2.NewDocument(path=path)) == []


@pytest.mark.parametrize("path", ["/etc/passwd", "a//b", "a/", "./a", "a/../b", "..", "a\\b", "a\nb", "a\x7f"])
def test_document_path_that_leads_elsewhere_is_refused(path: str) -> None:
    assert rule_ids(document_pb2.NewDocument(path=path)) == ["document.path"]


@pytest.mark.parametrize(
    ("page_size", "ids"), [(None, []), (1, []), (200, []), (0, ["int32.gte_lte"]), (201, ["int32.gte_lte"])]
)
def test_page_size_is_bounded_only_if_it_is_there(page_size: int | None, ids: list[str]) -> None:
    assert rule_ids(workspace_pb2.ListWorkspacesRequest(page_size=page_size)) == ids
