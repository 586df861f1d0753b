"""The version of the analysis, apart from the stages: whoever only compares it need not load them."""

# Raised whenever the same text can give another result.
PIPELINE_VERSION = "7"
