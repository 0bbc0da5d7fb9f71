"""The README's examples: one function over many reports, under plain processes and under an engine."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import made
import pytest
from conftest import ROOT, missing
from typed import gouji

EXAMPLES = ROOT / "tests" / "examples"


def figures(folder: Path) -> list[tuple[object, ...]]:
    """What a data set in Parquet holds."""
    import pandas as pd

    frame = pd.read_parquet(folder)[["file", "table", "row", "column", "value"]]
    return sorted(frame.itertuples(index=False, name=None), key=str)


@pytest.mark.parametrize(("example", "engine"), [("one_machine.py", "pyarrow"), ("with_dask.py", "dask")])
def test_an_engine_gives_the_figures_that_extract_gives(example: str, engine: str, tmp_path: Path) -> None:
    for library in ("pyarrow", engine):
        if importlib.util.find_spec(library) is None:
            missing(library)
    reports, parts = tmp_path / "reports", tmp_path / "figures"
    reports.mkdir()
    parts.mkdir()
    for number in range(5):
        (reports / f"{number}.txt").write_bytes(made.report(f"第{number}局", 2020 + number, over=number % 3))
    subprocess.run([sys.executable, EXAMPLES / example, reports, parts], cwd=ROOT, env=_environ(), check=True)
    meant = [
        (report["file"], table, row, column, float(cell["value"]))
        for report in map(json.loads, gouji("extract", reports)[1].splitlines())
        for table, found in report["tables"].items()
        for row, cells in found["cells"].items()
        for column, cell in cells.items()
    ]
    assert len(meant) == 5 * (10 + 175 + 15)
    assert figures(parts) == sorted(meant, key=str)


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("example", ["one_machine.py", "with_dask.py"])
def test_the_readme_shows_an_example_as_it_is_tested(example: str) -> None:
    readme, code = (ROOT / "README.md").read_text("utf-8"), (EXAMPLES / example).read_text("utf-8")
    assert "import dask" not in readme or code in readme
