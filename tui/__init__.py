"""The workbench, the command line and everything that touches files."""
