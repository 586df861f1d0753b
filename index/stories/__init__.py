"""Which articles tell one story (near-duplicates and reprints), and which statements are one utterance."""
