"""What a query asks about: articles, or some of their statements. Pure."""

from __future__ import annotations

from index.search.tree import And, Braces, Clause, ClauseField, Compared, Node, Not, Or, State, of_statement


def asks_of_statements(node: Node) -> bool:
    """Whether the query speaks of some statements of an article, and not of all."""
    match node:
        case Braces():
            return True
        case Clause() | Compared():
            return of_statement(node)
        case Not():
            return asks_each(node)
        case And(children=children) | Or(children=children):
            return any(map(asks_of_statements, children))
        case _:
            return False


def asks_each(node: Node) -> bool:
    """Whether a node without braces asks about one statement, and about nothing else."""
    match node:
        case Clause() | Compared():
            return of_statement(node)
        case Not(child=child):
            return asks_each(child)
        case And(children=children) | Or(children=children):
            return all(map(asks_each, children))
        case _:
            return False


def asks_of_reading(node: Node) -> bool:
    """Whether what the query finds changes by reading an article: it asks for what is read, or unread."""
    match node:
        case Clause(field=ClauseField.IS, value=State.READ | State.UNREAD):
            return True
        case Not(child=child):
            return asks_of_reading(child)
        case And(children=children) | Or(children=children):
            return any(map(asks_of_reading, children))
        case _:
            return False
