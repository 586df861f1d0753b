"""What the main screen does, by subject: reading, searching, labelling, moving between panes."""
