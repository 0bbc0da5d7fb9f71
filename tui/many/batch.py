"""Many reports: the same work for each, in order, on every core where that pays."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from tui.case import files
from tui.many import progress
from tui.words import language
from tui.words.language import _

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

T = TypeVar("T")
J = TypeVar("J")
Work = Callable[[str], T]
"""What is done with one path."""

FEW = 24
"""Up to so many reports one process is done before others have started."""
CHUNK = 8
"""Reports a worker takes at a time: 20 to 80 ms of work, which is how soon Ctrl+C is answered."""

WINDOW = 4
"""Chunks under way for each worker."""
MOST = 60
"""Workers; Windows waits for no more than 61 processes at a time."""


def cores() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def each(paths: Iterable[str], work: Work[T]) -> Iterator[T]:
    """`work` done for every path, in the order of the paths; `work` must be picklable and must not raise.

    Raises OSError where a worker died, as when the system ended it for want of memory.
    """
    paths = iter(paths)
    most = min(cores(), MOST)
    first = list(islice(paths, max(FEW + 1, most * CHUNK)))
    if len(first) <= FEW or most < 2:
        return (work(path) for path in chain(first, paths))
    return _in_workers(chain(first, paths), work, min(most, -(-len(first) // CHUNK)))


def watched(paths: Sequence[str], work: Work[T], bar: bool = True) -> Iterator[T]:
    """`each` over the reports that paths mean, with a bar on standard error where that is a terminal."""
    found = files.reports(paths)
    if not (bar and progress.wanted()):
        return each(found, work)
    listed = list(found)
    return progress.watched(each(listed, work), len(listed))


def packets(done: Iterable[T], seconds: float) -> Iterator[list[T]]:
    """What came since the last packet, every so many seconds; the last packet is the rest."""
    fresh: list[T] = []
    flushed = monotonic()
    for one in done:
        fresh.append(one)
        if monotonic() - flushed > seconds:
            yield fresh
            fresh, flushed = [], monotonic()
    yield fresh


def jobs(work: Callable[[J], T], todo: Iterable[J]) -> Iterator[T]:
    """As `map`, for few jobs that take seconds each: one a core at a time, another waiting for each of them.

    `work` and the jobs must be picklable. Raises what `work` does, OSError where a worker died.
    """
    most = min(cores(), MOST)
    if most < 2:
        yield from map(work, todo)
        return
    with _crew(most) as executor:
        under_way: deque[Future[T]] = deque()
        for job in todo:
            under_way.append(executor.submit(work, job))
            if len(under_way) > most:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _in_workers(paths: Iterator[str], work: Work[T], workers: int) -> Iterator[T]:
    """A window of chunks is under way at any time, so that neither paths nor results pile up."""
    with _crew(workers) as executor:
        under_way: deque[Future[list[T]]] = deque()
        while chunk := list(islice(paths, CHUNK)):
            under_way.append(_begun(executor, chunk, work))
            if len(under_way) > WINDOW * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


@contextmanager
def _crew(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Workers; whatever ends this, what they have not begun is not done. Raises OSError where one of them died."""
    from concurrent.futures.process import BrokenProcessPool

    with _executor(workers) as executor:
        try:
            yield executor
        except BrokenProcessPool:
            raise ChildProcessError(_("一个工作进程意外中止（内存不足？）")) from None
        finally:
            executor.shutdown(cancel_futures=True)


def _begun(executor: ProcessPoolExecutor, chunk: list[str], work: Work[T]) -> Future[list[T]]:
    """Standard input belongs to this process: a worker has none."""
    if files.STDIN not in chunk:
        return executor.submit(_all, chunk, work)
    from concurrent.futures import Future

    done: Future[list[T]] = Future()
    done.set_result([work(path) for path in chunk])
    return done


def _all(chunk: list[str], work: Work[T]) -> list[T]:
    return [work(path) for path in chunk]


def _executor(workers: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import redirect_stderr

    # A process that multiprocessing starts inherits standard error; Textual's stand-in for it has no descriptor.
    with redirect_stderr(sys.__stderr__):
        return ProcessPoolExecutor(workers, _context(), _start_worker, (language.language(),))


def _context() -> BaseContext:
    """A fork starts in 2 ms with everything imported, but copies the locks of other threads: with any, spawn."""
    import threading
    from multiprocessing import get_context

    os.environ["PYTHONSAFEPATH"] = "1"  # else modules of the current folder would be run
    return get_context("fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn")


def _start_worker(lang: str) -> None:
    """Ctrl+C is the parent's to answer; with the parent gone there is nothing left to do."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    language.use(lang)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
