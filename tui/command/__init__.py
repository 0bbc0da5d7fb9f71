"""What each command does, one a file: `run(arguments)` gives the exit status of the contract."""
