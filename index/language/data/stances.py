"""Weights of stances, made by `python -m bench.stances` from our own annotations; do not edit."""

WEIGHTS: dict[str, float] = {
    "always": 0.88,
    "fact little of it": -0.63,
    "fact much of it": 0.73,
    "fact some of it": -0.55,
    "kind fact": -0.46,
    "kind norm": 0.06,
    "kind verdict": 0.4,
    "named": 0.51,
    "norm much of it": -0.07,
    "norm some of it": 0.18,
    "phrase": -0.44,
    "several words": -0.09,
    "verdict leaning": -1.43,
    "verdict little of it": -0.36,
    "verdict much of it": 0.35,
    "verdict some of it": 0.41,
}
