"""`sayso codebook`: what the labels and issues mean, and a quiz of the codebook's examples."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from index.commands.context import DONE, Context
from index.config import CodebookLabel, Example, plain
from index.errors import UsageError
from index.library_parts.wording import counted

if TYPE_CHECKING:
    from index.library import Library
    from index.library_parts.codebook import Question


def codebook(context: Context) -> int:
    """Print the codebook, or ask its examples."""
    args = context.args
    if args.action is None:
        if args.seed is not None or args.n is not None:
            raise UsageError("--seed and --n go with the quiz: sayso codebook quiz --seed 7 --n 10")
        with context.library() as library:
            _show(context, library)
        return DONE
    if args.n is not None and args.n < 1:
        raise UsageError("--n is how many examples are asked, 1 or more")
    with context.library() as library:
        return _quiz(context, library)


def _show(context: Context, library: Library) -> None:
    book = library.codebook
    waiting = book.to_recheck()
    context.out.record(
        {"kind": "codebook", "name": book.name, "version": book.version, "recheck": waiting},
        f"{book.name}, version {book.version}",
    )
    for by, number in waiting.items():
        context.out.record(
            {"kind": "recheck", "by": by, "labels": number},
            f"  {counted(number, 'label')} of {by}'s to be looked at again: sayso statements '{{is:recheck by:{by}}}'",
        )
    for label in book.labels():
        context.out.record(_label_record(label), "\n".join(_label_lines(label)))
    for issue in book.issues():
        examples, counterexamples = book.issue_entry(issue.id)
        lines = ["", f"{issue.id}: {issue.proposition}"]
        lines += [f"  {issue.definition}"] if issue.definition else []
        lines += [f"  about it: {text}" for text in examples]
        lines += [f"  not about it: {text}" for text in counterexamples]
        lines += [f"  speaks for it: {', '.join(issue.favor)}"] if issue.favor else []
        lines += [f"  speaks against it: {', '.join(issue.against)}"] if issue.against else []
        context.out.record(
            {
                "kind": "issue",
                "id": issue.id,
                "proposition": issue.proposition,
                "words": list(issue.words),
                "favor": list(issue.favor),
                "against": list(issue.against),
                "definition": issue.definition,
                "examples": list(examples),
                "counterexamples": list(counterexamples),
            },
            "\n".join(lines),
        )


def _label_record(label: CodebookLabel) -> dict[str, object]:
    return {"kind": "label", **plain(label), "suggests": label.stance}


def _label_lines(label: CodebookLabel) -> list[str]:
    lines = ["", f"{label.key}  {label.glyph} {label.id}", f"  {label.meaning}"]
    lines += [f"  example: {_example(one)}" for one in label.examples]
    for case in label.edge_cases:
        lines += [f"  {case.rule}", f"    {label.id}: {_example(case.yes)}"]
        if case.no is not None:
            lines.append(f"    {case.instead}: {_example(case.no)}")
    return lines


def _example(one: Example) -> str:
    return f"{one.text} (issue: {one.issue})" if one.issue else one.text


def _quiz(context: Context, library: Library) -> int:
    """Ask one example after the other; an answer is a label's key or its id, an empty one leaves the example out."""
    labels = library.codebook.labels()
    by_answer = {answer: label.id for label in labels for answer in (label.key, label.id)}
    questions = library.codebook.questions(context.args.seed, context.args.n)
    right = asked = 0
    context.out.message("  ".join(f"{label.key} {label.id}" for label in labels) + "  (nothing: leave it, q: stop)")
    for number, question in enumerate(questions, start=1):
        context.out.message(f"\n{number}/{len(questions)}  {_example(question.example)}")
        given = _answer(context, by_answer)
        if given is None:
            break
        if not given:
            continue
        asked += 1
        right += question.is_right(given)
        _say(context, library, question, given)
    context.out.record(
        {"kind": "result", "right": right, "asked": asked, "codebook": library.codebook.version},
        f"\n{right} of {asked} right",
    )
    return DONE


def _answer(context: Context, by_answer: dict[str, str]) -> str | None:
    """The label that was answered, "" for none, None at the end."""
    while True:
        context.out.flush()
        line = sys.stdin.readline()
        said = line.strip()
        if not line or said == "q":
            return None
        if not said or said in by_answer:
            return by_answer.get(said, "")
        context.out.message(f"'{said}' is no label: answer with its key or its id")


def _say(context: Context, library: Library, question: Question, given: str) -> None:
    is_right = question.is_right(given)
    label = library.config.label(question.answer)
    definition = label.definition if label is not None else ""
    text = f"right: {question.answer}" if is_right else f"wrong: it is {question.answer}, not {given}. {definition}"
    if question.why:
        text += f"\n  {question.why}"
    context.out.record(
        {
            "kind": "answer",
            "text": question.example.text,
            "issue": question.example.issue,
            "answer": question.answer,
            "given": given,
            "right": is_right,
            "why": question.why,
            "definition": definition,
        },
        text,
    )
