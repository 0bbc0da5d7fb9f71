"""What tests share: where the shared material lies, and skips that name what is missing."""

import os
import shutil
from pathlib import Path

import pytest

from tui.many.records import Files, records_of
from tui.many.summary import Summary

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def missing(what: str) -> None:
    """Skip the test for want of something; a failure where GOUJI_NO_SKIP=1 says that nothing may be skipped."""
    reason = f"needs {what}"
    if os.environ.get("GOUJI_NO_SKIP") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def need(command: str) -> str:
    """The path of a command the test needs."""
    found = shutil.which(command)
    if found is None:
        missing(f"the command {command}")
    return str(found)


def need_shared(part: str = "") -> Path:
    """A file or folder of ../shared that the test needs."""
    path = SHARED / part
    if not path.exists():
        missing(f"../shared/{part}")
    return path


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests with fresh random examples run only where they are asked for: `pytest -m random`."""
    if "random" not in str(config.option.markexpr):
        left = [item for item in items if item.get_closest_marker("random")]
        items[:] = [item for item in items if not item.get_closest_marker("random")]
        config.hook.pytest_deselected(items=left)


@pytest.fixture(autouse=True, scope="session")
def own_state_directory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes what the person at this machine has in their state directory."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


def listed_files(*paths: Path) -> dict[str, Summary]:
    """What the list shows of files once it has read them all."""
    known = Files()
    rows = {row.file: row for row in (known.add(records_of(str(path))) for path in paths)}
    return rows | {row.file: row for _alone, row in known.held()}
