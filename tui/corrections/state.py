"""The person's own folder for what this program keeps: `$XDG_STATE_HOME/gouji`, or where the system has such things."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """Where journals of reports in read-only folders lie; no link, and always absolute, even without a home."""
    return Path(os.path.realpath(_named() or _usual()))


def make_state_folder() -> Path:
    """The same, made where it was not there. Raises OSError."""
    folder = state_folder()
    folder.mkdir(0o700, parents=True, exist_ok=True)
    return folder


def _named() -> Path | None:
    named = os.environ.get("XDG_STATE_HOME", "")
    return Path(named) / "gouji" if Path(named).is_absolute() else None


def _usual() -> Path:
    """Where the system has such things; `~/.local/state` is what the XDG rules say."""
    try:
        usual = _by_system() if sys.platform in ("win32", "darwin") else Path("~/.local/state/gouji").expanduser()
    except (OSError, KeyError, RuntimeError):
        usual = Path()
    return usual if usual.is_absolute() else _without_home()


def _by_system() -> Path:
    from platformdirs import user_state_path

    return user_state_path("gouji", appauthor=False)


def _without_home() -> Path:
    """For a user id without a name and a home, as in containers: a folder that nobody else may look into."""
    import tempfile

    return Path(tempfile.gettempdir()) / f"gouji-{os.getuid() if hasattr(os, 'getuid') else 'state'}"
