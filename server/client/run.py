"""``netallion scan``: a tree becomes a workspace, the workspace is scanned, and the findings are printed."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console

from server.client.access import Access, read_access
from server.client.api import Api, Scan, Workspace
from server.client.errors import ClientError, UsageError
from server.client.follow import follow
from server.client.large import LargeUploads
from server.client.mirror import Mirror
from server.client.names import printable
from server.client.options import EXIT_INTERRUPTED, EXIT_TERMINATED, Format, Options, rank
from server.client.progress import Progress, progress_on
from server.client.report_json import as_json
from server.client.report_text import print_result
from server.client.result import Result
from server.client.transport import Transport
from server.client.tree import Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from server.client.transport import Json

NAME_LENGTH = 100
"""Characters of a workspace's name."""


class Terminated(KeyboardInterrupt):
    """SIGTERM came, as when a pipeline is stopped."""


def run(options: Options, sleep: Callable[[float], None] = time.sleep) -> int:
    """Do what the options say, print the result, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a locale without some character is no reason to fail
    result = Result(options)
    progress = progress_on(sys.stderr, quiet=options.quiet)
    try:
        with _terminable(), progress:
            _scan(result, read_access(os.environ), progress, sleep)
    except ClientError as error:
        result.error = error
    except Terminated:
        result.interrupted = EXIT_TERMINATED
    except KeyboardInterrupt:
        result.interrupted = EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not end with 1, which means "found"
        traceback.print_exc()
        result.error = ClientError(f"a fault of this program, please report it: {type(error).__name__}")
    _report(result)
    return result.exit_status


def _scan(result: Result, access: Access, progress: Progress, sleep: Callable[[float], None]) -> None:
    options = result.options
    if access.exposed:
        progress.notice(f"the key travels to {access.url} in the clear; use https")
    tree = read_tree(options.path)
    result.root, result.links = tree.root, tree.links
    for notice in tree.notices:
        progress.notice(notice)
    with (
        Transport(access, notice=progress.notice, sleep=sleep) as transport,
        LargeUploads(access, notice=progress.notice, sleep=sleep) as large,
    ):
        api = Api(transport)
        result.workspace = _workspace(api, options, tree)
        mirror = Mirror(api, large, result.workspace, progress)
        result.mirrored = mirror.done
        mirror.make(tree, prune=tree.is_folder or not options.workspace_id)
        scan = result.scan = api.create_scan(result.workspace, options.scope)
        _follow(result, scan, api, progress, sleep)
        result.findings = sorted(api.findings(scan.id), key=_by_severity_and_place)


def _workspace(api: Api, options: Options, tree: Tree) -> Workspace:
    if options.workspace_id:
        return api.workspace(options.workspace_id)
    name = _name(tree.root)
    return api.oldest_workspace(name) or api.create_workspace(name)


def _name(root: Path) -> str:
    try:
        root.name.encode()
    except UnicodeEncodeError:
        name = ""
    else:
        name = root.name[:NAME_LENGTH]
    if not name:
        raise UsageError(f"no workspace can be named as {root}: say which with --workspace")
    return name


def _follow(result: Result, scan: Scan, api: Api, progress: Progress, sleep: Callable[[float], None]) -> None:
    def tell(newer: Scan) -> None:
        result.scan = newer
        show(newer)

    try:
        with progress.scanning() as show:
            tell(scan)
            follow(api, scan.id, tell, sleep)
    except KeyboardInterrupt:
        progress.notice("stopping the scan")
        try:
            api.cancel(scan.id)
        except ClientError as error:
            progress.notice(f"the scan may go on: {error}")
        raise


def _by_severity_and_place(finding: Json) -> tuple[Any, ...]:
    place = (str(finding.get("path", "")), int(finding.get("line") or 0), int(finding.get("column") or 0))
    return (rank(str(finding.get("severity", ""))), *place, str(finding.get("rule_id", "")))


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM stops the scan on the server too, as Ctrl-C does."""

    def stop(_number: int, _frame: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _report(result: Result) -> None:
    try:
        if result.options.format is Format.JSON:
            sys.stdout.write(as_json(result) + "\n")
        elif result.mirrored:
            print_result(result, Console(file=sys.stdout, highlight=False, emoji=False, markup=False))
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has read enough; the interpreter must not stumble over it at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if result.error:
        for line in str(result.error).split("\n"):
            sys.stderr.write(f"netallion: {printable(line)}\n")
    elif result.interrupted:
        sys.stderr.write("netallion: interrupted\n")
