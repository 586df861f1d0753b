"""The one registry of actions: what can be done, in which pane, and what it is called.

The keys of an action come from the configuration (`keys.PANE.NAME`); bindings, help, palette and the
bottom line are all made from these two. Each action has one method `do_NAME` among the controllers.
"""

from __future__ import annotations

from dataclasses import dataclass

EVERYWHERE, MOVING, LIST, ENTITIES = "everywhere", "moving", "list", "entities"
ARTICLE, MARKING, POSITIONS = "article", "marking", "positions"
FACETS = "facets"
LISTS, CONCORDANCE, SAVED = "lists", "concordance", "saved"
HISTORY, ADJUDICATION, ORPHANS = "history", "adjudication", "orphans"

SECTIONS = (
    *(EVERYWHERE, MOVING, LIST, FACETS, ENTITIES, ARTICLE, MARKING, POSITIONS, LISTS, CONCORDANCE, SAVED),
    *(HISTORY, ADJUDICATION, ORPHANS),
)
"""The sections of the configuration's `keys`, in the order in which help shows them."""

SECTION_TITLES = {
    EVERYWHERE: "Everywhere",
    MOVING: "Moving, in lists and text",
    LIST: "Articles",
    FACETS: "Facets",
    ENTITIES: "Entities",
    ARTICLE: "Article",
    MARKING: "While marking a span",
    POSITIONS: "Positions",
    LISTS: "Articles and statements",
    CONCORDANCE: "Statements",
    SAVED: "Saved searches",
    HISTORY: "History",
    ADJUDICATION: "Adjudication",
    ORPHANS: "Orphans",
}

PANELS = (SAVED, HISTORY, ADJUDICATION, ORPHANS)
"""The sections of panels over the main screen: what they name can be done there only."""

LABEL = "label"
"""The action behind a codebook label's key; its full name is `label:ID`."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do: `name` as in the configuration, a short `title`, and `help`, a sentence."""

    name: str
    pane: str
    title: str
    help: str


def _section(pane: str, *actions: tuple[str, str, str]) -> tuple[Action, ...]:
    return tuple(Action(name, pane, title, help) for name, title, help in actions)


ACTIONS: tuple[Action, ...] = (
    *_section(
        EVERYWHERE,
        ("search", "search", "Search the library as you type; Escape gives the list back."),
        ("next_pane", "next pane", "Go to the next pane."),
        ("previous_pane", "previous pane", "Go to the previous pane."),
        ("help", "keys", "Show the keys of this pane."),
        ("palette", "palette", "Find any action by name, or type a command: add, open, theme, search, blind."),
        ("undo", "undo", "Undo your last change, in whichever article it was."),
        ("redo", "redo", "Redo what you undid last."),
        ("copy_quotation", "copy quotation", "Copy the selected statement with its source and citation."),
        ("why", "why", "Say why the selected statement was found: cue, rule, chain, voice, issue, stance, confidence."),
        ("back", "back", "Go back one step: leave the search, the zoom, or the pane."),
        ("quit", "quit", "Leave Sayso; everything that was saved stays."),
        ("suspend", "suspend", "Put Sayso aside and return to the shell; fg brings it back."),
        ("next_article", "next article", "Open the next article of the list."),
        ("previous_article", "previous article", "Open the previous article of the list."),
        ("next_unlabelled", "next unlabelled", "Go to the next statement without a label of yours, in any article."),
        ("previous_unlabelled", "previous unlabelled", "Go to the previous statement without a label of yours."),
        ("widen_pane", "widen pane", "Give this pane more room; its size is remembered."),
        ("narrow_pane", "narrow pane", "Give this pane less room."),
        ("zoom_pane", "zoom", "Show this pane alone, or all of them again."),
        ("next_theme", "next theme", "Change to the next theme; it is remembered."),
        ("add", "add articles", "Read more files or folders into the library."),
        ("redraw", "redraw", "Draw the screen anew."),
        (
            "facets",
            "facets",
            "Show the result by outlet, date, actor, issue, stance and type, and narrow it.",
        ),
        ("more_like_this", "more like this", "Search for the articles that are most like this one."),
        ("retry", "try again", "Save again what could not be saved, or analyse again what failed."),
        ("saved_searches", "saved searches", "Show the saved searches, with what each finds now."),
        ("history", "history", "Show what everybody did, step by step; take any step back on which nothing rests."),
        (
            "codebook",
            "codebook",
            "Show what this stance and this issue mean, with examples; there R, M and S rename, merge and split.",
        ),
        ("recheck", "look again", "List your labels to be looked at again, since what they mean has changed."),
        ("adjudicate", "adjudicate", "Decide what annotators labelled differently, one conflict after the other."),
        ("agreement", "agreement", "Show how far annotators agree: alpha, kappa, percentage, and the disagreements."),
        ("orphans", "orphans", "Show the statements whose words are no longer in their corrected article."),
        ("what_changed", "what changed", "Show what changed in this article from its last version to this one."),
        (
            "queue",
            "queue",
            "Choose what is labelled next: by uncertainty, by article, of a saved search, or at random.",
        ),
        (
            "next_in_queue",
            "next in the queue",
            "Go to the next statement of the queue; what is not labelled is put off.",
        ),
        ("previous_in_queue", "previous in the queue", "Go back to the statement of the queue that was shown before."),
        ("progress", "progress", "Show how far everybody is, by annotator, issue and article."),
        ("second_look", "second look", "Label some of your own statements again, with the first label hidden."),
        ("name", "your name", "Say who is labelling; it is remembered for this library."),
        ("became_of_mine", "what became of mine", "Show which of your labels were decided otherwise, and why."),
    ),
    *_section(
        MOVING,
        ("down", "down", "One line or item down."),
        ("up", "up", "One line or item up."),
        ("top", "top", "To the beginning."),
        ("bottom", "bottom", "To the end."),
        ("half_down", "half a page down", "Half a page down."),
        ("half_up", "half a page up", "Half a page up."),
        ("page_down", "page down", "A page down."),
        ("page_up", "page up", "A page up."),
    ),
    *_section(
        LIST,
        ("open", "read", "Read the article under the cursor."),
        ("sort", "sort", "Sort by relevance, by date, or by the number of statements."),
        ("reverse_sort", "reverse", "Turn the order round."),
        ("flag", "flag", "Flag the article, or all marked ones, or take the flag off."),
        ("fold", "reprints", "Show the story's other articles below this one, or fold them away."),
        ("fold_all", "all reprints", "Show the other articles of all stories, or fold them all away."),
    ),
    *_section(
        FACETS,
        ("narrow", "narrow", "Narrow the search to this value, or widen it again."),
        ("next_facet", "next facet", "Go to the next facet."),
        ("previous_facet", "previous facet", "Go to the facet before."),
    ),
    *_section(
        ENTITIES,
        ("search_entity", "search library", "Search the library for this entity."),
        ("next_mention", "next mention", "Go to the entity's next mention in the text."),
        ("previous_mention", "previous mention", "Go to the entity's previous mention."),
        ("entity_order", "order", "Order the entities by number or by place in the text."),
        ("retype_entity", "type", "Say of what type it is: here, in the article, or in all articles."),
        ("join_entity", "same as", "Say that it is the same as another one: it gets that one's name, type and actor."),
        ("split_entity", "another", "Say that it is another one than those of its name: one mention, or several."),
        ("link_entity", "actor", "Say for which actor it stands, or for none."),
        ("remove_entity", "remove", "Say that nothing is named there; undo brings it back."),
        (
            "restore_entity",
            "as found",
            "Take the corrections of a name back (those have a ✓), so that it is what was found.",
        ),
    ),
    *_section(
        ARTICLE,
        ("next_entity", "next entity", "Go to the next entity in the text."),
        ("previous_entity", "previous entity", "Go to the previous entity in the text."),
        ("next_statement", "next statement", "Select the next statement in the text."),
        ("previous_statement", "previous statement", "Select the previous statement in the text."),
        ("next_hit", "next hit", "Go to the next place that the search found."),
        ("previous_hit", "previous hit", "Go to the previous place that the search found."),
        ("highlights", "highlights", "Highlight everything, entities only, statements only, hits only, nothing."),
        ("select_statement", "select statement", "Select the statement at the place where you are."),
        ("mark", "mark a span", "Mark a stretch of the text, to make a statement of it."),
    ),
    *_section(
        MARKING,
        ("end_right", "right", "Move the end of the mark one character to the right."),
        ("end_left", "left", "Move the end of the mark one character to the left."),
        ("end_word_right", "word right", "Move the end of the mark one word to the right."),
        ("end_word_left", "word left", "Move the end of the mark one word to the left."),
        ("end_sentence_right", "sentence right", "Move the end of the mark to the end of the sentence."),
        ("end_sentence_left", "sentence left", "Move the end of the mark to the beginning of the sentence."),
        ("end_down", "line down", "Move the end of the mark one line down."),
        ("end_up", "line up", "Move the end of the mark one line up."),
        ("next_word", "one word", "Mark one word alone: the first of what is marked, then the next one."),
        ("previous_word", "word before", "Mark the word before alone."),
        ("swap_ends", "other end", "Move the other end of the mark instead."),
        ("make_statement", "make a statement", "Make a statement of the marked span."),
        (
            "make_entity",
            "make an entity",
            "Say that something is named in the marked span: of what type, and how it is called.",
        ),
        ("stop_marking", "stop", "Stop marking; nothing is changed."),
    ),
    *_section(
        POSITIONS,
        ("accept", "accept", "Accept the suggested stance: it becomes your label."),
        ("clear", "clear", "Take your label off this statement."),
        ("retire", "retire", "Retire a statement that is none; undo brings it back."),
        ("issue", "issue", "Pick the issue that the statement is about, or create one."),
        (
            "accept_issue",
            "issues",
            "See the issues in use and those proposed; accept one in your words, or reject it (Ctrl-x there).",
        ),
        ("code", "code", "Say step by step who it is, what it is about and where they stand; 1-9 take recent ones."),
        ("edit", "edit", "Change any part: actor, source, cue, content, issue, stance, form, voice, medium."),
        ("note", "note", "Write a note on the statement."),
        ("certainty", "certainty", "Say how sure you are: high, medium, low, and nothing again."),
        ("question", "question", "Ask the lead a question about the statement; an empty one takes it back."),
        ("repeat", "repeat", "Decide of this statement what you decided last."),
        (
            "repeat_marked",
            "repeat for marked",
            "Decide of all statements that are marked in the list what you decided last, after a look.",
        ),
        (
            "accept_all",
            "accept all",
            "Accept what is suggested for all marked statements, or all of the search or article, after a look.",
        ),
        (
            "retire_all",
            "retire all",
            "Retire all marked statements, or the unlabelled ones of the search or article, after a look.",
        ),
        ("open_actor", "what it said", "Show what this actor said in all articles."),
        ("confirm", "still holds", "Say that your label still holds, though what it means has changed."),
        ("statement_history", "its history", "Show what was done to this statement."),
    ),
    *_section(
        LISTS,
        ("statements", "statements", "List statements in place of articles, or articles again."),
        ("mark_row", "mark", "Mark this row and go to the next one, or take the mark off; Escape takes off all."),
        ("mark_range", "mark a range", "Mark all rows from here to where you go; again to end the range."),
        ("mark_all", "mark all", "Mark all rows, or take all marks off."),
        ("tag", "tags", "Tag the article, or all marked ones; a tag that it has is taken off."),
        ("read", "read", "Count the article, or all marked ones, as read, or as unread again."),
        ("save_search", "save search", "Save the present search under a name."),
    ),
    *_section(
        CONCORDANCE,
        ("open_line", "read there", "Read the article, at this statement; back comes to the same line."),
        (
            "label_marked",
            "label marked",
            "Label all marked statements, repeat the last decision, say how sure, ask or retire, after a look.",
        ),
        ("sort_lines", "sort", "Sort the statements by date, actor, stance, or issue."),
        ("turn_lines", "turn round", "Turn the order of the statements round."),
    ),
    *_section(
        SAVED,
        ("run", "run", "Show the articles that it finds."),
        ("run_statements", "statements", "Show the statements that it speaks of."),
        ("rename", "rename", "Give it another name."),
        ("edit_search", "edit", "Change its query."),
        ("remove_search", "remove", "Remove it; undo brings it back."),
    ),
    *_section(
        HISTORY,
        ("take_back", "take back", "Take the step under the cursor back, where nothing later rests on it."),
        ("bring_back", "redo", "Bring back what you took back last."),
        ("open_step", "go there", "Go to the article and the statement that it was about."),
        ("filter_words", "find", "Show the steps with these words; letters between may be left out."),
        ("filter_article", "article", "Show the steps of the open article, or of all."),
        ("filter_statement", "statement", "Show the steps of the selected statement, or of all."),
        ("filter_person", "person", "Show the steps of one annotator, or of all."),
        ("filter_day", "day", "Show the steps of one day, or of all."),
    ),
    *_section(
        ADJUDICATION,
        ("next_conflict", "next", "Go to the next conflict. A digit decides as the annotator with that number did."),
        ("previous_conflict", "previous", "Go to the previous conflict."),
        ("own_decision", "own", "Decide on a stance of your own: the key of a label follows."),
        ("reason", "reason", "Say why the annotators differ, with one of the configuration's reasons."),
        ("retire_conflict", "retire", "Decide that it is no statement, though it has labels; these stay in the log."),
        ("reopen", "open again", "Take back what was decided; the annotators' labels are as they were."),
        ("became", "mine", "Show what became of your labels: those that were decided otherwise, with the reason."),
        ("read_conflict", "read there", "Open the article at this statement."),
    ),
    *_section(
        ORPHANS,
        ("place_orphan", "place", "Open the article and mark where the statement stands now."),
        ("retire_orphan", "retire", "Retire the statement, after a look where it has labels; undo brings it back."),
        ("orphan_changes", "what changed", "Show what changed in its article since it was made."),
    ),
)

_BY_NAME = {(action.pane, action.name): action for action in ACTIONS}


def action(pane: str, name: str) -> Action:
    """The action `name` of `pane`; KeyError where there is none."""
    return _BY_NAME[pane, name]


def of_pane(pane: str) -> list[Action]:
    """The actions of one section of the configuration's keys, in the order of the registry."""
    return [one for one in ACTIONS if one.pane == pane]
