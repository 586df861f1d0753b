"""Search: our query language and its tree, the engine behind a protocol, and what combines both with the store."""
