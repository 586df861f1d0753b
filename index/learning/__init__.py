"""Suggestions that learn from labels: features, a linear model as plain numbers, its fitting, its words."""
