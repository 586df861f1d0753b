"""What the explorer shows in tests: articles with statements, and a library in memory that holds them."""

from tests.tui.fakes.articles import FERRY, HARBOUR, entity, ferry, harbour, span, statement
from tests.tui.fakes.library import FakeLibrary

__all__ = ["FERRY", "HARBOUR", "FakeLibrary", "entity", "ferry", "harbour", "span", "statement"]
