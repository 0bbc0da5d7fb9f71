"""`python -m tui`, and the `gouji` command: nothing here but the call."""

import sys


def main() -> int:
    """Run the command line; the exit status of the contract."""
    try:
        from tui.command.line import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
