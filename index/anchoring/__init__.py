"""Where words of an earlier text stand in a later one: nothing here reads or writes anything."""

SIMILARITY = 0.9
"""How much alike (0 to 1) each of source, cue and content must be to what it was, where the words have changed."""
