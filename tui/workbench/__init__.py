"""The workbench: its app, its actions, its panes and what they show."""
