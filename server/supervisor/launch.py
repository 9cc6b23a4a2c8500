"""Becomes the command in its arguments, after asking Linux to kill it when its parent dies.

Run by path in an isolated interpreter: ``python -I -S launch.py PARENT COMMAND [ARGUMENT…]``. A `preexec_fn` could do
the same, but would run Python between fork and exec of a process that has threads.
"""

from __future__ import annotations

import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""prctl(2): the signal a process gets when the thread that made it ends; it survives an exec."""

PR_SET_CHILD_SUBREAPER = 36
"""prctl(2): orphans below this process become its children instead of those of PID 1."""

COMMAND_NOT_RUN = 127
"""The exit status shells use for a command that could not be run."""


def prctl(option: int, value: int) -> bool:
    """Return whether Linux took the option; False elsewhere, and for a Python that was built without ctypes."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes  # noqa: PLC0415 - an interpreter built without libffi has none
    except ImportError:
        return False
    return int(ctypes.CDLL(None).prctl(option, value, 0, 0, 0)) == 0


def main() -> None:
    """Run the command in place of this process, or exit with 127 and a line that says why not."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the request was made, so no signal would come
        sys.exit(COMMAND_NOT_RUN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it, and an exec would hand that on
    try:
        os.execv(command[0], command)  # noqa: S606 - the point of this module; no shell is wanted
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
