"""The wheel in an empty environment of other Pythons: `uv run python tests/wheel.py 3.11 3.14`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TYPED = """
from pathlib import Path

import gouji

report = gouji.read(Path("digit_misread.txt"))
figures: list[gouji.Cell] = list(report.cells.values())
total: object = report.value(gouji.Address("applications", "granted", "total"))
words: list[str] = [gouji.sentence(finding) for finding in report.findings]
shape: tuple[int, ...] = gouji.to_frame([report]).shape
reveal_type(gouji.read(b""))
"""
READS = "import gouji; print(gouji.wide(gouji.read('digit_misread.txt')).shape)"


def run(*command: str | Path, cwd: Path, statuses: tuple[int, ...] = (0,)) -> str:
    """What a command prints. Raises SystemExit where it ends otherwise than it should."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in statuses:
        raise SystemExit(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def smoke(python: str, wheel: Path, folder: Path) -> None:
    """Install a wheel and use it as a person and as a program would."""
    home = folder / Path(python).name
    run("uv", "venv", "-q", "--python", python, home, cwd=folder)
    run("uv", "pip", "install", "-q", "--python", home / "bin" / "python", wheel, cwd=folder)
    gouji = home / "bin" / "gouji"
    report = ROOT / "sample_reports" / "defects" / "digit_misread.txt"
    (folder / report.name).write_bytes(report.read_bytes())
    print(Path(python).name, run(gouji, "--version", cwd=folder).strip(), end=" · ")
    print(run(gouji, "check", report.name, "--lang", "en", cwd=folder, statuses=(1,)).split("  ")[0], end=" · ")
    print("demo", run(gouji, "demo", "--lang", "en", cwd=folder, statuses=(1,)).strip().split("\n")[-1], end=" · ")
    run(gouji, "export", report.name, "-o", "a.xlsx", cwd=folder, statuses=(1,))
    print(run(home / "bin" / "python", "-c", READS, cwd=folder).strip())
    typed(home, folder)


def typed(home: Path, folder: Path) -> None:
    """A strict type checker knows what the installed package gives, with the stubs of pandas and without."""
    (folder / "typed.py").write_text(TYPED, "utf-8")
    for more in ([], ["pandas-stubs"]):
        run("uv", "pip", "install", "-q", "--python", home / "bin" / "python", "mypy", *more, cwd=folder)
        said = run(home / "bin" / "python", "-m", "mypy", "--strict", "typed.py", cwd=folder)
        assert "parsers.model.Report" in said, said
    print("mypy --strict", said.strip().split("\n")[-1])


def main(pythons: list[str]) -> None:
    """Build, look at what was built, and smoke-test it under every Python named."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run("uv", "build", "-q", "--out-dir", folder / "dist", cwd=ROOT)
        (wheel,) = (folder / "dist").glob("*.whl")
        print(run("uvx", "-q", "twine", "check", *(folder / "dist").glob("gouji*"), cwd=folder).strip())
        print(run("uvx", "-q", "check-wheel-contents", wheel, cwd=folder, statuses=(0, 1)).strip())
        for python in pythons:
            smoke(python, wheel, folder)


if __name__ == "__main__":
    main(sys.argv[1:] or ["3.11"])
