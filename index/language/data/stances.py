"""Weights of stances, made by `python -m bench.stances` from our own annotations; do not edit."""

WEIGHTS: dict[str, float] = {
    "always": 0.81,
    "fact little of it": -0.57,
    "fact much of it": 0.72,
    "fact some of it": -0.57,
    "kind fact": -0.43,
    "kind norm": 0.05,
    "kind verdict": 0.39,
    "named": 0.61,
    "norm leaning": -0.44,
    "norm much of it": -0.17,
    "norm some of it": 0.19,
    "phrase": -0.48,
    "verdict leaning": -1.27,
    "verdict little of it": -0.12,
    "verdict much of it": -0.07,
    "verdict some of it": 0.59,
}
