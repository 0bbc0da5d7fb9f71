"""What the actions of the table do to the workbench, by what they are about."""
