"""What is exported, whatever the format: a report with its acts, and the long table."""
