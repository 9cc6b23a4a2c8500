"""Makes a workspace hold what a tree holds: uploads what changed, deletes what is gone, reports what cannot go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING

from server.client.batches import Batch, batches, encode, fits
from server.client.content import UnreadableError, digest_of, read_document
from server.client.errors import ApiError
from server.client.tree import Unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.client.api import Api, Workspace
    from server.client.large import LargeUploads
    from server.client.progress import Progress
    from server.client.tree import Tree, TreeFile

_FIELD = re.compile(r"documents\[(\d+)\]")


@dataclass(slots=True)
class Mirrored:
    """What was done. `unread` is what of the tree the workspace does not hold."""

    uploaded: int = 0
    unchanged: int = 0
    deleted: int = 0
    unread: list[Unread] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """How many documents of the tree the workspace holds."""
        return self.uploaded + self.unchanged


@dataclass(slots=True)
class Mirror:
    """One making of a mirror."""

    api: Api
    large: LargeUploads
    workspace: Workspace
    progress: Progress
    done: Mirrored = field(default_factory=Mirrored)

    def make(self, tree: Tree, *, prune: bool) -> Mirrored:
        """Do it, and return what was done; `prune` deletes what the tree does not hold. Raises ClientError."""
        self.done.unread += tree.unread
        digests = self._digests(tree)
        stored = self.api.digests(self.workspace)
        if prune:
            self._delete(sorted(stored.keys() - digests.keys()))
        changed = [file for file in tree.files if file.name in digests and stored.get(file.name) != digests[file.name]]
        self.done.unchanged = len(digests) - len(changed)
        with self.progress.phase("Uploading", len(changed), "documents") as advance:
            for batch in batches(self._encoded(changed, advance)):
                self._put(batch)
                advance(len(batch.files))
        return self.done

    def _digests(self, tree: Tree) -> dict[str, str]:
        found = {}
        with self.progress.phase("Reading", len(tree.files), "files") as advance:
            for file in tree.files:
                if (content := self._content(file)) is not None:
                    found[file.name] = digest_of(content)
                advance(1)
        return found

    def _delete(self, names: list[str]) -> None:
        with self.progress.phase("Deleting", len(names), "documents that are gone") as advance:
            for name in names:
                self.api.delete_document(self.workspace, name)
                self.done.deleted += 1
                advance(1)

    def _encoded(self, files: list[TreeFile], advance: Callable[[int], None]) -> Iterator[tuple[TreeFile, bytes]]:
        """Yield the documents that fit in REST calls; upload the others on the way."""
        for file in files:
            content = self._content(file)
            if content is None:
                advance(1)
                continue
            encoded = encode(file.name, content)
            if fits(encoded):
                yield file, encoded
            else:
                self.large.put(self.workspace, file.name, content)
                self.done.uploaded += 1
                advance(1)

    def _content(self, file: TreeFile) -> bytes | None:
        try:
            return read_document(file.path)
        except UnreadableError as error:
            self.done.unread.append(Unread(file.name, str(error)))
            return None

    def _put(self, batch: Batch) -> None:
        """Upload a batch; documents that the service refuses by name are reported, and the others go without them."""
        while batch.files:
            try:
                self.api.put_documents(self.workspace, batch.body)
            except ApiError as error:
                refused = _refused_documents(error, len(batch.files))
                if not refused:
                    raise
                self.done.unread += [
                    Unread(batch.files[index].name, f"refused: {what}") for index, what in sorted(refused.items())
                ]
                batch = batch.without(refused)
            else:
                self.done.uploaded += len(batch.files)
                return


def _refused_documents(error: ApiError, count: int) -> dict[int, str]:
    if error.status != HTTPStatus.BAD_REQUEST:
        return {}
    named = [(_FIELD.match(name), what) for name, what in error.violations]
    return {int(place[1]): what for place, what in named if place and int(place[1]) < count}
