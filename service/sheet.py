"""How a file is understood, as a sheet that a clerk can check against the minutes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap

from ingest.domain import Action, Attendance, Decision, Doubt, Item, Minutes
from ingest.quality import quality
from service.console import unwrapped

_WIDTH = 110
_LONGEST = 500  # code points of a decision; --json has all of it
_TITLE = 160
_SHORT = 12  # references of an item that are listed one by one
_STATUSES = (("present", "Present"), ("in attendance", "In attendance"), ("apologies", "Apologies"), ("absent", "Absent"))


def minutes_as_text(minutes: Minutes) -> str:
    """The meeting, its people, its items with what was decided and is to be done, what is doubtful, and why."""
    usual = Counter(item.rule for item in minutes.items).most_common(1)[0][0] if minutes.items else None
    items = (line for item in minutes.items for line in _item(item, usual))
    sections = (_meeting(minutes), _people(minutes), items, _doubts(minutes), _reading(minutes, usual))
    return "\n\n".join("\n".join(lines) for section in sections if (lines := list(section)))


def _meeting(minutes: Minutes) -> Iterator[str]:
    held = minutes.meeting
    yield f"{held.body or 'Body unknown'} - {held.committee or 'committee unknown'}"
    times = f"{held.start_time or '?'} to {held.end_time or '?'}" if held.start_time or held.end_time else "times unknown"
    more = (
        f"{held.kind} meeting" if held.kind else "",
        held.place or "",
        {"draft": "draft minutes", "confirmed": "confirmed minutes"}.get(held.state or "", ""),
    )
    yield unwrapped(", ".join(part for part in (str(held.date or "date unknown"), times, *more) if part))


def _people(minutes: Minutes) -> Iterator[str]:
    for status, label in _STATUSES:
        people = [each for each in minutes.meeting.attendance if each.status == status]
        if people:
            yield from _hung(f"{label}: ", "; ".join(_person(each) for each in people))


def _person(person: Attendance) -> str:
    more = [part for part in (person.role, person.initials, person.part) if part]
    return f"{person.name} ({', '.join(more)})" if more else person.name


def _item(item: Item, usual: str | None) -> Iterator[str]:
    """`usual` is the rule by which most items begin: only another one is told."""
    mended = f" [{item.number_read}]" if item.number_read and item.number_read != item.number else ""
    place = ", ".join(part for part in (f"page {item.page}" if item.page else "", (item.rule or "") if item.rule != usual else "") if part)
    yield f"{unwrapped(item.number or '-')}{mended}  {_shortened(item.title or '(no title)', _TITLE)}" + (f"  ({place})" if place else "")
    for decision in item.decisions:
        yield from _hung(f"    {_decided(decision)}: ", _shortened(decision.text))
    for action in item.actions:
        yield from _hung(f"    to do{_owned(action)}: ", _shortened(action.text))
    if item.references and len(item.references) <= _SHORT:
        yield from _hung(
            "    refers to ", "; ".join(dict.fromkeys(f"{each.kind} {each.target or each.date or unwrapped(each.text)}" for each in item.references))
        )


def _decided(decision: Decision) -> str:
    movers = [f"{word} {name}" for word, name in (("proposed by", decision.proposer), ("seconded by", decision.seconder)) if name]
    vote = decision.vote
    counts = [f"{n} {word}" for word, n in (("for", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained)) if n is not None] if vote else []
    names = f" ({', '.join(vote.names)})" if vote and vote.names else ""
    return f"decided [{decision.outcome}]" + "".join(f", {part}" for part in (*movers, ", ".join(counts) + names) if part)


def _owned(action: Action) -> str:
    parts = ", ".join(part for part in (action.owner, action.due) if part)
    return f" ({parts})" if parts else ""


def _doubts(minutes: Minutes) -> Iterator[str]:
    for doubt in minutes.doubts:
        yield from _hung("Doubt: ", f"{doubt.what}{_place(minutes, doubt)}")


def _place(minutes: Minutes, doubt: Doubt) -> str:
    """Where a doubt stands: its page, or its line, and its words."""
    if doubt.span is None:
        return ""
    text = minutes.document.text
    page = minutes.document.page_at(doubt.span.start)
    words = unwrapped(text[doubt.span.start : doubt.span.end])
    return f" {f'Page {page}' if page else f'Line {minutes.document.line_at(doubt.span.start)}'}: “{words[:80]}{'...' if len(words) > 80 else ''}”"


def _reading(minutes: Minutes, usual: str | None) -> Iterator[str]:
    yield f"Items begin by: {usual or 'no rule'}" + (", where nothing else is said" if len({item.rule for item in minutes.items}) > 1 else "")
    for each in minutes.corrections:
        yield from _hung("Corrected: ", f"{each.key}: {each.what}")
    of = quality(minutes)
    yield from _hung(f"Quality {of.value:.2f}: ", "; ".join(part.found for part in of.parts))


def _shortened(text: str, longest: int = _LONGEST) -> str:
    words = unwrapped(text)
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} ..."


def _hung(label: str, text: str) -> Sequence[str]:
    """Text behind its label, in lines that hang below it."""
    indent = " " * (len(re.match(r" *", label).group()) + 4)  # type: ignore[union-attr]  # matches any text
    return wrap(f"{label}{unwrapped(text)}", _WIDTH, subsequent_indent=indent, drop_whitespace=True, break_long_words=False, break_on_hyphens=False)
