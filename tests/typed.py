"""A command as a person types it, run inside this process: a new interpreter for each would make the tests slow."""

import os
import sys
from contextlib import chdir
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from conftest import ROOT

from tui.command.line import run
from tui.words import language


def gouji(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, locale: str = "zh_CN.UTF-8"
) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    before = language.language()
    streams = [TextIOWrapper(BytesIO(data), "utf-8", newline="") for data in (stdin, b"", b"")]
    named = dict(zip(("stdin", "stdout", "stderr"), streams, strict=True))
    try:
        with chdir(cwd), patch.dict(os.environ, {"LC_ALL": locale}), patch.multiple(sys, **named):
            try:
                status = run([str(argument) for argument in arguments])
            except SystemExit as end:
                status = int(end.code or 0)
    finally:
        language.use(before)
    out, err = (_all(stream) for stream in streams[1:])
    return status, out, err


def _all(stream: TextIOWrapper) -> str:
    stream.flush()
    written = stream.buffer
    assert isinstance(written, BytesIO)
    return written.getvalue().decode()
