import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import parsers
from tui.export.frames import to_frame
from tui.export.item import Item


def figures(paths, target):  # some hundred reports in, one Parquet file out
    to_frame(Item(parsers.read(path.read_bytes()), str(path)) for path in paths).to_parquet(target)


if __name__ == "__main__":
    paths, folder = sorted(Path(sys.argv[1]).rglob("*.txt")), Path(sys.argv[2])
    parts = [paths[start : start + 500] for start in range(0, len(paths), 500)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(figures, parts, [folder / f"{number:05}.parquet" for number in range(len(parts))]))
