"""Archives inside documents: what is found in them, where, and where opening ends."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from server.detection import DocumentBytes, Engine
from server.detection.archives import Bounds, Opener, is_archive
from tests.support.detection import KEY, engine, examine, github_token, gitlab_token, matches

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = Bounds(depth=3, members=10, member_bytes=50_000, total_bytes=200_000, ratio=20, ratio_free_bytes=100_000)


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def opened(content: bytes, path: str = "a.zip", bounds: Bounds = SMALL) -> tuple[dict[str, bytes], str | None]:
    opener = Opener(len(content), time.monotonic() + 10, bounds)
    members = {member.name: member.content for member in opener.members(path, content)}
    return members, opener.skipped


@pytest.mark.parametrize(
    ("path", "pack", "member"),
    [
        ("a.zip", lambda text: zipped({"config/.env": text}), "config/.env"),
        ("a.jar", lambda text: zipped({"config/.env": text}, zipfile.ZIP_STORED), "config/.env"),
        ("a.zip", lambda text: zipped({"config/.env": text}, zipfile.ZIP_LZMA), "config/.env"),
        ("a.tar", lambda text: tarred({"config/.env": text}), "config/.env"),
        ("a.tar.gz", lambda text: gzip.compress(tarred({"config/.env": text})), "config/.env"),
        ("a.tbz2", lambda text: bz2.compress(tarred({"config/.env": text})), "config/.env"),
        ("dump.sql.gz", gzip.compress, "dump.sql"),
        ("backup/dump.sql.xz", lzma.compress, "dump.sql"),
        ("dump.sql.bz2", bz2.compress, "dump.sql"),
        ("no-ending", gzip.compress, "no-ending"),
        ("a.zip", lambda text: zipped({"in/b.tar.gz": gzip.compress(tarred({"c": text}))}), "in/b.tar.gz!/c"),
    ],
)
def test_member_is_named_and_has_its_own_lines(path: str, pack: Callable[[bytes], bytes], member: str) -> None:
    token = github_token()
    (match,) = matches(pack(f"first\n  x = {token}\n".encode()), path)
    assert (match.rule_id, match.member) == ("secret.github.personal_access_token", member)
    assert (match.line, match.column, match.excerpt) == (2, 7, "x = ghp_[redacted]")
    assert match.fingerprint == matches(token)[0].fingerprint
    assert matches(token)[0].member == ""


def test_what_stands_in_the_clear_beside_members_is_found_too() -> None:
    archive = zipped({"a": github_token().encode()}) + f"\n{gitlab_token()}\n".encode()
    assert [(match.rule_id, match.member) for match in matches(archive)] == [
        ("secret.gitlab.personal_access_token", ""),
        ("secret.github.personal_access_token", "a"),
    ]


def test_rules_for_certain_files_hold_for_members() -> None:
    manifest = b"kind: Secret\nmetadata:\n  name: x\ndata:\n  password: " + b"Zx81kq9Lm2Pw7tYvB3d4==\n"
    found = matches(zipped({"k8s/secret.yaml": manifest, "notes.txt": manifest}))
    assert "secret.kubernetes.secret_yaml" in {match.rule_id for match in found if match.member == "k8s/secret.yaml"}
    assert "secret.kubernetes.secret_yaml" not in {match.rule_id for match in found if match.member == "notes.txt"}


def test_ordinary_documents_are_no_archives() -> None:
    for content in (b"", b"BZhello", b"PK", b"\x1f\x8b", b"ustar", github_token().encode()):
        assert not is_archive(content)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, lambda text: zipped({"z": text})])
def test_bomb_is_cut_off_and_says_so(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(20_000_000))
    members, skipped = opened(bomb)
    assert skipped == "archive_cut_off"
    assert sum(map(len, members.values())) <= SMALL.member_bytes


def test_ratio_is_of_the_whole_document() -> None:
    bomb = zipped({str(number): bytes(40_000) for number in range(9)})
    assert len(bomb) < 5_000
    members, skipped = opened(bomb, bounds=Bounds(ratio=20, ratio_free_bytes=100_000))
    assert skipped == "archive_cut_off"
    assert sum(map(len, members.values())) <= 100_000 + 20 * len(bomb)


def test_depth_members_and_total_are_bounded() -> None:
    deep = b"secret"
    for _ in range(4):
        deep = zipped({"x": deep})
    assert opened(deep) == ({}, "archive_cut_off")
    assert opened(zipped({"x": zipped({"y": zipped({"z": b"reached"})})})) == ({"x!/y!/z": b"reached"}, None)
    many, skipped = opened(zipped({str(number): b"x" for number in range(11)}))
    assert (len(many), skipped) == (10, "archive_cut_off")
    noise = [zlib.compress(str(number).encode() * 20_000, 0)[:30_000] for number in range(9)]
    large, skipped = opened(zipped({str(number): part for number, part in enumerate(noise)}))
    assert skipped == "archive_cut_off"
    assert sum(map(len, large.values())) <= SMALL.total_bytes


def test_directory_of_a_zip_is_bounded_before_it_is_read() -> None:
    honest = bytearray(zipped({"a": b"x"}))
    end = honest.rindex(b"PK\x05\x06")
    honest[end + 12 : end + 16] = (5 * 1024 * 1024).to_bytes(4, "little")
    assert opened(bytes(honest)) == ({}, "archive_cut_off")


def test_what_can_be_read_of_a_damaged_or_encrypted_archive_is_read() -> None:
    text = f"{github_token()}\n".encode() + bytes(range(256)) * 2_000
    cut = gzip.compress(text)[:-200]
    examination = examine(cut, "a.gz")
    assert examination.skipped == "archive_unreadable"
    assert [match.member for match in examination.matches] == ["a"]
    locked = bytearray(zipped({"locked": b"x", "open": github_token().encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1
    examination = examine(bytes(locked), "a.zip")
    assert examination.skipped == "archive_unreadable"
    assert [match.member for match in examination.matches] == ["open"]


@pytest.mark.parametrize(
    "magic", [b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00", bytes(257) + b"ustar"]
)
def test_only_the_beginning_of_an_archive(magic: bytes) -> None:
    for tail in (b"", b"\n" + github_token().encode()):
        examination = examine(magic + tail, "a.bin")
        assert examination.skipped == "archive_unreadable"
        assert len(examination.matches) == bool(tail)


def test_archive_in_archive_without_end() -> None:
    inner = gzip.compress(b"x")
    for _ in range(200):
        inner = gzip.compress(inner)
    assert examine(inner, "quine.gz").skipped == "archive_cut_off"


def test_bounds_are_the_engines(tmp_path: Path) -> None:
    bounded = Engine(tmp_path, detectors=engine()._detectors, bounds=Bounds(members=1))
    document = DocumentBytes("a.zip", "", zipped({"a": github_token(1).encode(), "b": github_token(2).encode()}))
    examination = bounded.examine(document, KEY)
    assert examination.skipped == "archive_cut_off"
    assert [match.member for match in examination.matches] == ["a"]


def test_names_of_members_are_only_shown() -> None:
    hostile = "../../etc/cron.d/x\x00\n"
    (match,) = matches(tarred({hostile.rstrip("\x00\n"): github_token().encode()}), "a.tar")
    assert match.member == "../../etc/cron.d/x"
