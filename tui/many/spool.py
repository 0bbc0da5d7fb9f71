"""Records put aside on disk, so that fifty thousand of them take no more memory than five hundred."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Spool(Sequence[T]):
    """An append-only list of records of this program's own making (pickle is never fed from outside)."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the spool, and has no name to leak)
        self._starts = array("Q")

    def __len__(self) -> int:
        return len(self._starts)

    def __setitem__(self, index: int, record: T) -> None:
        """Put another record in the place of one; the old one stays on disk until the end."""
        self.append(record)
        self._starts[index] = self._starts.pop()

    def append(self, record: T) -> None:
        """Put a record at the end; interrupted, it is not there."""
        start = self._file.seek(0, 2)
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self._starts.append(start)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> list[T]: ...

    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        self._file.seek(self._starts[index])
        record: T = pickle.load(self._file)
        return record
