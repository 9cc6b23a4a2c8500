"""Documents go in calls that the service takes: at most 100 of them, and less than 4 MiB of JSON."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from server.client.batches import MAX_BODY, MAX_DOCUMENTS, Batch, batches, encode, fits
from server.client.tree import TreeFile

MEBIBYTE = 1024 * 1024


def documents(*sizes: int) -> list[tuple[TreeFile, bytes]]:
    return [(TreeFile(f"f{i}", Path(f"f{i}")), encode(f"f{i}", b"x" * size)) for i, size in enumerate(sizes)]


def read(batch: Batch) -> dict[str, bytes]:
    return {each["path"]: base64.b64decode(each["content"]) for each in json.loads(batch.body)["documents"]}


def test_no_documents_make_no_call() -> None:
    assert list(batches([])) == []


def test_a_batch_is_the_json_of_the_call() -> None:
    name = 'dé/"quoted" 🙂.txt'
    (batch,) = batches([(TreeFile(name, Path(name)), encode(name, b"\x00\xff"))])
    assert json.loads(batch.body) == {"documents": [{"path": name, "content": "AP8="}]}


def test_a_batch_holds_a_hundred_documents() -> None:
    assert [len(batch.files) for batch in batches(documents(*[1] * 250))] == [MAX_DOCUMENTS, MAX_DOCUMENTS, 50]


def test_what_does_not_fit_goes_in_the_next_batch() -> None:
    made = list(batches(documents(2 * MEBIBYTE, 2 * MEBIBYTE, MEBIBYTE // 2)))
    assert [[file.name for file in batch.files] for batch in made] == [["f0"], ["f1", "f2"]]
    assert all(len(batch.body) <= MAX_BODY for batch in made)


def test_a_document_of_three_mebibytes_is_too_large() -> None:
    assert not fits(encode("f", b"x" * 3 * MEBIBYTE))
    assert fits(encode("f", b"x" * (3 * MEBIBYTE - 100)))


def test_the_largest_document_that_fits_makes_the_largest_body() -> None:
    size = next(size for size in range(3 * MEBIBYTE, 0, -1) if fits(encode("f0", b"x" * size)))
    (batch,) = batches(documents(size))
    assert MAX_BODY - 4 < len(batch.body) <= MAX_BODY < 4 * MEBIBYTE


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 2 * MEBIBYTE), max_size=8))
def test_every_document_goes_once_and_every_call_fits(sizes: list[int]) -> None:
    made = list(batches(documents(*sizes)))
    assert [file.name for batch in made for file in batch.files] == [f"f{i}" for i in range(len(sizes))]
    assert all(len(batch.body) <= MAX_BODY for batch in made)
    assert [len(content) for batch in made for content in read(batch).values()] == sizes


def test_documents_can_be_left_out_of_a_batch() -> None:
    (batch,) = batches(documents(1, 2, 3, 4))
    assert {name: len(content) for name, content in read(batch.without({0, 2})).items()} == {"f1": 2, "f3": 4}
