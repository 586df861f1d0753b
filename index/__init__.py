"""Everything that Sayso knows about articles; imports nothing of the explorer and prints nothing."""
