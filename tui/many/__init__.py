"""Many reports: one line each, held against each other, in little memory."""
