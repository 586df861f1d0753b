"""The commands of `sayso`, a module for each group of them; usage/ says how each is called, index/cli.py runs it."""
