"""`python -m tui`, and the `gouji` command: nothing here but the call, made so that it ends as the contract says."""

import sys


def _distrust_current_folder() -> None:
    """`python -m` looks for every module in the current folder first: a clerk's own `struct.py` is none of ours."""
    if __name__ == "__main__" and not sys.flags.safe_path and sys.path:
        sys.path.append(sys.path.pop(0))


def main() -> int:
    """Run the command line; the exit status of the contract."""
    try:
        from tui.command.ending import safely
    except KeyboardInterrupt:
        return 130
    return safely(sys.argv[1:])


if __name__ == "__main__":
    _distrust_current_folder()
    sys.exit(main())
