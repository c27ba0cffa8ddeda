"""Names and roles out of the text of a list of people, however a clerk sets it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import people_rules
from ingest.domain import Attendance, Status

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_BULLET = re.compile(r"(?:^|(?<=\s))[-–—•●▪■○◦·\uf0b7*]\s+", re.MULTILINE)
_COUNT = re.compile(r"\s*[-–—=]\s*\d{1,3}$")
_IN_THE_CHAIR = re.compile(r",?\s+(in the chair)$", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s+|\s+[-–—]\s*|:\s*")
_GOVERNED = re.compile(
    r"^(?:councillors|cllrs|crs|members|councilmembers|co-?optees|co-opted members"
    r"|officers|staff|alternates|as required|observers?|guests?|residents?)\b\.?\s*[-–—:]?\s*",
    re.IGNORECASE,
)
_TITLED = r"(?:Mr|Mrs|Miss|Ms|Dr|Cr|Cllr|Prof|Rev)\.?\s+"
_ROLE_THEN_NAME = re.compile(rf"(?P<role>[^();]+?)\s*\(\s*(?P<name>{_TITLED}[^()]{{2,40}})\)\s*[,;.]?")
_INITIALLED = r"(?:[A-Z]\.?\s){1,3}(?:(?:Ma?c|O['’])?[A-Z][\w'’-]+)"
_FULL = r"[A-Z][\w'’-]+(?:\s(?:[Dd]e |[Vv]an )?(?:Ma?c|O['’])?[A-Z][\w'’-]+){1,2}"
_NAME_DASH = re.compile(rf"(?:^|(?<=\s)){people_rules.TITLES_BEFORE_A_NAME}(?:{_INITIALLED}|{_FULL})(?:\s+[-–—]\s*|\s*[–—]\s*|-\s+)(?=\S)")
_HONOURS = re.compile(r"\b(?:[CMO]BE|BEM|JP|MP|MSP|MS|TD|MEP|QC|KC|DL|EDC|PC|PCSO|BSc|MA|CiLCA|PSLCC|Ed\.?D|Ph\.?D|Jr|Sr|Esq)\b\.?")
_ROLE_BETWEEN = re.compile(
    r"(?<=[a-z.])(?<!\bthe)\s+(?=(?:(?:Parish|Town|Assistant|Deputy|Vice[- ]?)\s*)?(?:Clerk|Chair(?:man|woman)?|Secretary|Treasurer)\b(?![^()]*\)))"
)
_TITLE_BETWEEN = re.compile(
    r"(?<=[a-z.)])(?<!\bCllr)(?<!\bCllr\.)(?<!\bCr)(?<!\bMr\.)(?<!Mrs\.)(?<!llor)(?<!llors)(?<!\bthe)(?<!\band)(?<!Borough)(?<!County)(?<!District)(?<!Parish)(?<!Town)\s+(?=(?:(?:County|Borough|District|Parish|Town)\s+)?(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr)\b\.?\s+(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z])(?![^()]*\))"
)
_ROLE_BEHIND = re.compile(
    r"\s+((?:Councill?or|Clerk|Chair(?:man|woman|person)?|(?:Deputy |Lord )?Mayor|(?:Leas-)?Ch?athaoirleach|Secretary|Treasurer|Convenor)(?:/[A-Za-z-]+)*)$"
)
_OFFICE_ALONE = re.compile(r"^the ((?:parish |town |assistant |deputy |acting )?clerk)$", re.IGNORECASE)
_LEADING_ROLE = re.compile(
    r"^(?:the )?((?:(?:Deputy|Vice|Acting|Assistant|Parish|Town|Lord|Minute)[- ]?\s*)*(?:Chair(?:man|woman|person)?|Mayor|Clerk|Secretary"
    r"|Treasurer|Provost|President|Taker))[:,]?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"^(?:from |until |to |items? |arrived|left|joined|part|for items?|present|late|via|by |online|remote)", re.IGNORECASE)


def read_names(text: str, status: Status) -> Iterator[Attendance]:
    """The people of a list, in order: with commas, line by line, `Name – Role`, or `Role (Mr Name)`."""
    text = _unbulleted(text)
    flat = " ".join(text.split())
    if len(_ROLE_THEN_NAME.findall(flat)) > 1:
        rest = _ROLE_THEN_NAME.sub("; ", flat) if "\n" not in text.strip() else ""
        for found in _ROLE_THEN_NAME.finditer(flat):
            yield from _before_the_roles(found["role"], status)
            named = person(found["name"], status)
            if named is not None:
                yield Attendance(named.name, _tidy(_last_role(found["role"])), status)
        yield from _listed(rest, status)
        return
    dashed = [found.start() for found in _NAME_DASH.finditer(flat)]
    if len(dashed) > max(1, len(re.findall(r"[,;](?![^()]*\))", flat))):
        yield from _listed(flat[: dashed[0]], status)
        for start, end in zip(dashed, [*dashed[1:], len(flat)], strict=True):
            entry = flat[start:end].strip(" ,;")
            head, *more = re.split(r"\s*[-–—]\s+|\s+[-–—]\s*|(?<=[a-z])[-–—]\s", entry, maxsplit=1)
            following = _listed(more[0], status) if more and re.search(rf",\s*{_TITLED}|,\s*{_FULL},", more[0]) else ()
            named = person(head, status)
            if named is not None:
                role = re.split(rf",\s*(?={_TITLED}|{_FULL},)|\s(?={_FULL},)", more[0])[0] if more else None
                yield Attendance(named.name, named.role or (_tidy(role) if role else None), status, named.initials, named.part)
            yield from following
        return
    yield from _listed(text, status)


def _before_the_roles(role: str, status: Status) -> Iterator[Attendance]:
    """People that a list names before it comes to roles with names in brackets."""
    *before, _ = re.split(r"(?<=[a-z)])[.;]\s+", role)
    for piece in before:
        yield from _listed(piece, status)


def _last_role(role: str) -> str:
    return re.split(r"^\W+|;\s*|(?<=[a-z])\.\s+", role)[-1]


def _unbulleted(text: str) -> str:
    """The list without bullets where its lines have some: a dash may else lead to a role."""
    held = [line for line in text.split("\n") if line.strip()]
    bulleted = sum(bool(_BULLET.match(line.lstrip())) for line in held)
    return _BULLET.sub("\n", text) if bulleted > len(held) / 2 or "●" in text or "•" in text else text


def _listed(text: str, status: Status) -> Iterator[Attendance]:
    """Names at commas, semicolons and line ends, each with the role that follows it."""
    found: Attendance | None = None
    for part in _parts(text):
        named = person(part.strip(" .:-–—"), status)
        if named is not None:
            if found is not None:
                yield found
            found = named
        elif found is not None and found.role is None and people_rules.ROLE.search(part):
            found = Attendance(found.name, _tidy(part), status, found.initials, found.part)  # `Jo Bell, Head of Transport`
    if found is not None:
        yield found


def _parts(text: str) -> Iterator[str]:
    """Names and roles, apart; a bracket stays with what stands before it."""
    text = _TITLE_BETWEEN.sub(", ", text)
    text = _ROLE_BETWEEN.sub(", ", re.sub(r"(?<=[)\]])\s+(?=[A-Z])", ", ", _unwrapped(text)))
    depth, part = 0, ""
    for character in text + ",":
        depth += (character in "([") - (character in ")]" and depth > 0)
        if character in ",;\t\n" and not depth:
            yield from _at_and(part)
            part = ""
        else:
            part += character
    if part.strip(" ,"):
        yield from _at_and(part.rstrip(","))


def _at_and(part: str) -> Iterator[str]:
    """The part at each `and` that joins people: what follows is a name, and what precedes no half of a role."""
    pieces = re.split(r"\s+(?:and|&)\s+(?![^()]*\))", re.sub(r"^\s*(?:and|&)\s+", "", part))
    held = pieces[0]
    for piece in pieces[1:]:
        half_role = people_rules.ROLE.search(_BRACKETS.sub(" ", held)) and not _OFFICE_ALONE.match(held.strip())
        if half_role and not _stands_as_name(piece):
            held = f"{held} and {piece}"
        else:
            yield held
            held = piece
    yield held


def _stands_as_name(piece: str) -> bool:
    """Whether the words behind an `and` are surely a person: a title, or a full name without a word of offices."""
    bare = _BRACKETS.sub(" ", piece).strip()
    return bool(people_rules.PERSON_TITLE.match(bare)) or (
        len(bare.split()) > 1 and bool(people_rules.NAME.match(bare)) and not people_rules.NO_NAME.search(bare) and not people_rules.ROLE.search(bare)
    )


def _unwrapped(text: str) -> str:
    """The list with its lines joined where a name or a role runs on: between semicolons, or after half a name."""
    if text.count(";") > 1:
        return text.replace("\n", " ")
    joined = ""
    text = re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE)
    for line in re.sub(r"\n(?=\s*[a-z(])|(?<=[-–—&/])\n|\n(?=\s*[-–—])|(?<=\band)\n|(?<=\bof)\n|(?<=\bthe)\n", " ", text).split("\n"):
        *before, last = re.split(r",|\s(?:and|&)\s", joined.rpartition("\n")[2])
        joined += (" " if _runs_on(last, line.partition(",")[0], bool(before)) else "\n") + line
    return joined.strip("\n")


def _runs_on(last: str, following: str, after_others: bool) -> bool:
    """Whether `last`, half a name or role at a line's end, and what opens the next line are one."""
    bare = people_rules.PERSON_TITLE.sub("", last.strip()).strip(" .")
    if last.strip() and not bare:
        return True  # `Councillors` alone on its line
    if re.fullmatch(r"(?:[A-Z]\.?\s?){1,3}", bare):
        return True  # initials that wait for their surname
    if (
        people_rules.ROLE.search(last)
        and people_rules.NO_NAME.search(following)
        and len(following.split()) == 1
        and person(_ROLE_BETWEEN.split(last)[-1], "present") is None
    ):
        return True  # a role that goes on
    following = _BRACKETS.sub(" ", following).strip()
    if (
        not after_others
        or last.rstrip().endswith(".")
        or len(bare.split()) != 1
        or people_rules.ROLE.search(last)
        or people_rules.PERSON_TITLE.match(following)
    ):
        return False
    return len(following.split()) == 1 or bool(people_rules.ROLE.search(following))


def _tidy(role: str) -> str:
    return " ".join(role.split()).strip(" .,:;-–—")


def person(part: str, status: Status) -> Attendance | None:
    """A name with the role, initials and part of the meeting printed at it; None for what is no name."""
    part, *columns = re.split(r"\s{3,}", part.strip(), maxsplit=1)  # a column of roles beside the names
    part = name = _GOVERNED.sub("", _COUNT.sub("", " ".join(part.split())))
    in_brackets = [held.strip() for held in _BRACKETS.findall(part)]
    initials = next((held for held in in_brackets if re.fullmatch(r"[A-Z]{2,4}", held)), None)
    behind = re.search(r"\([A-Z]\)", part)  # `Yarrow (A)`: two members of one surname
    stayed = next((held for held in in_brackets if _PART_OF.match(held)), None)
    roles = [held for held in in_brackets if not re.fullmatch(r"[A-Z]{1,4}", held) and held != stayed]
    name = _BRACKETS.sub(" ", name).strip()
    roles += [column.strip() for column in columns if people_rules.ROLE.search(column)]
    if status == "apologies":
        roles = [held for held in roles if people_rules.ROLE.search(held)]  # a reason is no role
    office = _OFFICE_ALONE.match(name)
    if office and not roles:
        return Attendance(name, office.group(1), status, None, stayed)
    chairing = _IN_THE_CHAIR.search(name)
    if chairing:
        name, roles = name[: chairing.start()], [*roles, chairing.group(1)]
    pieces = _DASH.split(name, maxsplit=1)
    if len(pieces) == 2:
        first_is_role = people_rules.ROLE.search(pieces[0]) and not people_rules.ROLE.search(pieces[1])
        name, roles = (pieces[1], [pieces[0], *roles]) if first_is_role else (pieces[0], [pieces[1], *roles])
    for pattern, at_end in ((_LEADING_ROLE, False), (_ROLE_BEHIND, True)):
        found = pattern.search(name)
        if found:
            name, roles = (name[: found.start()] if at_end else name[found.end() :]), [found.group(1), *roles]
    name = _HONOURS.sub("", name)
    while (shorter := people_rules.PERSON_TITLE.sub("", name)) != name:
        name = shorter
    name = name.strip(" .,:-–—")
    if (
        not people_rules.NAME.match(name)
        or people_rules.ROLE.search(name)
        or people_rules.NO_NAME.search(name)
        or len(name) > 50
        or re.fullmatch(r"[A-Z]{1,5}", name)
    ):
        return None
    if behind and " " not in name:
        name = f"{name} {behind.group()}"
    return Attendance(name, _tidy(roles[0]) or None if roles else None, status, initials, stayed)
