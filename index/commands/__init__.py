"""The commands of `sayso`, a module for each group of them; index/cli.py chooses among them."""
