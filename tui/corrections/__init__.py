"""What is kept on disk: the lines and files of journals, who has a report, writing that is whole or absent."""
