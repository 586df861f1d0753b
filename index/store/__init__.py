"""The store: articles, events and decisions, what the machine found, mirrors, backups, checks and repair."""
