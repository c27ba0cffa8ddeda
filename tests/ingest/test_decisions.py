"""What was decided, how it was voted on and what is to be done, in every form that clerks write it: invented councils."""

import time

import pytest

from ingest.decisions import read_decisions
from ingest.domain import Action, Decision
from ingest.sentences import sentences
from ingest.spans import Span

# An item's text, and behind `->` each decision: outcome, words, movers, votes.
DECISIONS = """
== label and That
RESOLVED: That the sign is approved and that the Clerk should order it.
-> carried: RESOLVED: That the sign is approved and that the Clerk should order it.
== label, movers in brackets behind
RESOLVED: That Jo Bell be co-opted on to the Council (Cllr Sue Lind proposed, Cllr Kit Ash-Dale seconded, all were in favour).
-> carried: RESOLVED: That Jo Bell be co-opted on to the Council (Cllr Sue Lind proposed, Cllr Kit Ash-Dale seconded, all were in favour). | Sue Lind / Kit Ash-Dale
== bullets
RESOLVED:
• That the certificate is approved and signed.
• That the accounts are approved.
-> carried: • That the certificate is approved and signed.
-> carried: • That the accounts are approved.
== numbered clauses
The Board resolved
1. to note the report; and
2. to commend the officers.
The Chair thanked them.
-> carried: 1. to note the report; and
-> carried: 2. to commend the officers.
== that, then letters
RESOLVED that:
(a) the report be noted;
(b) a letter be sent to the County Council; and
(c) the Clerk be authorised to spend up to £200.
-> carried: (a) the report be noted;
-> carried: (b) a letter be sent to the County Council; and
-> carried: (c) the Clerk be authorised to spend up to £200.
== resolved that, numbers
RESOLVED that:
1. the minutes be approved; and
2. the Chairman sign them.
-> carried: 1. the minutes be approved; and
-> carried: 2. the Chairman sign them.
== roman clauses
AGREED that
(i) the work be done
(ii) the cost be met from reserves
-> carried: (i) the work be done
-> carried: (ii) the cost be met from reserves
== lower case in prose
The quotation was discussed. It was agreed and resolved to sign the contract.
-> carried: It was agreed and resolved to sign the contract.
== the board agreed
The Board agreed the work programme. Members asked about dates.
-> carried: The Board agreed the work programme.
== all approved
All approved for payment.
-> carried: All approved for payment.
== capitals in prose
The Council APPROVED the expenditure.
-> carried: The Council APPROVED the expenditure.
== this was agreed
It was suggested that the hall be let. This was AGREED.
-> carried: This was AGREED.
== noted is no decision
It was NOTED that the bus runs again.
== had been agreed
It had been AGREED that the fence should be mended. Nothing was done.
== previously agreed
Members had previously agreed to buy a bench. The Council has already resolved to close the road.
== agreed at the last meeting
It was agreed at the last meeting that the Clerk would write.
== resolve the issues
The officer will resolve the issues with the contractor. This has been resolved. The complaint was resolved.
== not agreed
It was not agreed to buy the van. The Committee did not agree.
== will be resolved
The date will be agreed with the school. It is hoped that this can be agreed.
== recommendation
The officer recommended that permission be refused. The Working Party recommends that £500 be spent.
== recommendation list
Recommendations
That the Committee:
1. notes the report;
2. approves the plan.
== recommended and resolved
The report recommended approval. RESOLVED that permission be granted.
-> carried: RESOLVED that permission be granted.
== recommend to council is the committee's decision
RESOLVED to recommend to Council that the budget be adopted.
-> carried: RESOLVED to recommend to Council that the budget be adopted.
== draft of an officer before the decision
Recommended: That the grant be paid.
RESOLVED: That the grant be paid in two parts.
-> carried: RESOLVED: That the grant be paid in two parts.
== proposer block before
Proposed by: Councillor Pell
Seconded by: Councillor Foy
And Resolved:
“That the list be taken as read, and printed.”
-> carried: “That the list be taken as read, and printed.” | Pell / Foy
== proposed dash
Proposed - Cllr Mrs Tay Seconded - Cllr Mrs Clem
'That the minutes be accepted'
All in favour
-> carried: 'That the minutes be accepted' | Tay / Clem
== slash movers above
Councillor Kerr/Councillor Dix
That the report of the Manager be received.
CARRIED
-> carried: That the report of the Manager be received. | Kerr / Dix
== slash movers behind
That Council receives and notes the report.
Bail/Bark
CARRIED
-> carried: That Council receives and notes the report. | Bail / Bark
== slash movers, lettered
Councillor Kerr/Councillor Dix
A) That the report be received.
B) That the rate be set.
CARRIED
-> carried: A) That the report be received. | Kerr / Dix
-> carried: B) That the rate be set. | Kerr / Dix
== numbered resolution
RC82/19
Resolution
That Council receives the report.
Bail/Bark
CARRIED
-> carried: That Council receives the report. | Bail / Bark
== comma movers
R2019-136 L. Moss, S. Kirk:
That the minutes of the meeting held May 6, 2014 be adopted as printed.
Carried.
-> carried: That the minutes of the meeting held May 6, 2014 be adopted as printed. | L. Moss / S. Kirk
== moved by lines
Moved by: Councillor Ann Rowe
Seconded by: Councillor Bob Lind
THAT the by-law be read a first time.
CARRIED
-> carried: THAT the by-law be read a first time. | Ann Rowe / Bob Lind
== canadian be it resolved
Moved by A. Rowe, Seconded by B. Lind
BE IT RESOLVED THAT the Council of the Township accept the quote.
Carried
-> carried: BE IT RESOLVED THAT the Council of the Township accept the quote. | A. Rowe / B. Lind
== canadian defeated
Moved by Councillor Rowe
Seconded by Councillor Lind
That the road be closed.
DEFEATED
-> lost: That the road be closed. | Rowe / Lind
== us motion
Motion by Rowe, second by Lind, to approve the minutes. Motion carried 5-0.
-> carried: Motion by Rowe, second by Lind, to approve the minutes. | Rowe / Lind | 5-0
== us moved and seconded
Council Member Rowe moved to approve the ordinance, seconded by Council Member Lind. Motion passed unanimously.
-> carried: Council Member Rowe moved to approve the ordinance, seconded by Council Member Lind. | Rowe / Lind
== us it was moved
It was moved by Ms. Rowe, seconded by Mr. Lind, to table the item. MOTION CARRIED 4-0-1 [AYES: Rowe, Lind, Ash, Dale; NOES: None; ABSENT: Pell]
-> carried: It was moved by Ms. Rowe, seconded by Mr. Lind, to table the item. | Rowe / Lind | 4-0-1 AYES: Rowe, Lind, Ash, Dale; NOES: None; ABSENT: Pell
== us vote record
MOVED BY: Green
SECONDED BY: King
ACTION: Adopt
YEAS: Green, King, Thorn, Dale - 4
NAYS: 0
ABSENT: Pell - 1
RECUSED: 0
AND THE MOTION PASSED
-> carried: ACTION: Adopt YEAS: Green, King, Thorn, Dale - 4 NAYS: 0 ABSENT: Pell - 1 RECUSED: 0 AND THE MOTION PASSED | Green / King | 4-0 YEAS: Green, King, Thorn, Dale; ABSENT: Pell
== us roll call vote
Rowe moved, Lind seconded, to adopt Resolution 12. Roll call vote: Ayes: Rowe, Lind, Ash. Nays: Dale. Motion carried.
-> carried: Rowe moved, Lind seconded, to adopt Resolution 12. | Rowe / Lind | Ayes: Rowe, Lind, Ash; Nays: Dale
== us motion fails
Motion by Rowe, second by Lind, to deny the permit. Motion failed 2-3.
-> lost: Motion by Rowe, second by Lind, to deny the permit. | Rowe / Lind | 2-3
== australian moved seconded
MOVED Cr Rowe, SECONDED Cr Lind that the report be received. CARRIED 7/0
-> carried: MOVED Cr Rowe, SECONDED Cr Lind that the report be received. | Rowe / Lind | 7-0
== australian council decision
COUNCIL DECISION
Moved: Cr Rowe
Seconded: Cr Lind
That Council adopt the policy.
CARRIED UNANIMOUSLY
-> carried: That Council adopt the policy. | Rowe / Lind
== nz resolved
RESOLVED Crs Rowe/Lind
That the information be received.
Carried
-> carried: That the information be received. | Rowe / Lind
== nz moved
Moved Cr Rowe, seconded Cr Lind:
That the Council approves the grant.
CARRIED
-> carried: That the Council approves the grant. | Rowe / Lind
== irish on the proposal of
On the proposal of Cllr. Rowe, seconded by Cllr. Lind, it was agreed to defer the item.
-> deferred: On the proposal of Cllr. Rowe, seconded by Cllr. Lind, it was agreed to defer the item. | Rowe / Lind
== irish it was proposed
It was proposed by Cllr. Rowe, seconded by Cllr. Lind and RESOLVED:
“That a part 8 be prepared.”
-> carried: “That a part 8 be prepared.” | Rowe / Lind
== scottish agreed
The Committee agreed:
(1) to note the report; and
(2) to continue consideration.
-> carried: (1) to note the report; and
-> carried: (2) to continue consideration.
== scottish decision
Decision
1. To approve the minute.
2. To note the position.
-> carried: 1. To approve the minute.
-> carried: 2. To note the position.
== argyll
Decision
The Council:-
1. Considered and noted the report.
2. Agreed the recommendations.
-> carried: 1. Considered and noted the report.
-> carried: 2. Agreed the recommendations.
== dash forms
RESOLVED – That the report be noted.
-> carried: RESOLVED – That the report be noted.
== dash forms 2
Resolved  -  That the minutes be signed.
-> carried: Resolved  -  That the minutes be signed.
== agreed colon
AGREED that: the sum of £50 be paid.
-> carried: AGREED that: the sum of £50 be paid.
== resolved alone at the end of a sentence
It was proposed that the hedge be cut. RESOLVED.
-> carried: It was proposed that the hedge be cut.
== minutes
The minutes of the meeting held on 9 May 2016 were agreed as a correct record.
-> carried: The minutes of the meeting held on 9 May 2016 were agreed as a correct record.
== minutes 2
The Minutes of the last meeting, having been circulated, were taken as read and signed by the Chairman.
-> carried: The Minutes of the last meeting, having been circulated, were taken as read and signed by the Chairman.
== proposed and seconded
Mr Rowe proposed that the minutes be adopted, seconded by Mrs Lind.
-> unrecorded: Mr Rowe proposed that the minutes be adopted, seconded by Mrs Lind. | Rowe / Lind
== proposed seconded agreed
It was proposed by Cllr Rowe, seconded by Cllr Lind and agreed that the seat be painted.
-> carried: It was proposed by Cllr Rowe, seconded by Cllr Lind and agreed that the seat be painted. | Rowe / Lind
== prop and sec abbreviated
Resolved to pay the invoices. Prop: Cllr Rowe Sec: Cllr Lind. All in favour.
-> carried: Resolved to pay the invoices. | Rowe / Lind
== prop brackets initials
RESOLVED to approve the payments. (Prop: AR, Sec: BL)
-> carried: RESOLVED to approve the payments. | AR / BL
== brackets P and S
It was resolved to accept the quote. (Proposed Cllr Rowe, seconded Cllr Lind; unanimous.)
-> carried: It was resolved to accept the quote. | Rowe / Lind
== votes in prose
The Council voted on the plan: 6 votes for, 2 against and 1 abstention. RESOLVED that the plan be adopted.
-> carried: RESOLVED that the plan be adopted. | 6-2-1
== votes behind
RESOLVED that the plan be adopted. Votes for: 6. Votes against: 2. Abstentions: 1.
-> carried: RESOLVED that the plan be adopted. | 6-2-1
== number words
It was agreed by four votes to three to close the path.
-> carried: It was agreed by four votes to three to close the path. | 4-3
== number words 2
On a vote, five were in favour and two against, with one abstention, and it was RESOLVED that the lights be bought.
-> carried: On a vote, five were in favour and two against, with one abstention, and it was RESOLVED that the lights be bought. | 5-2-1
== lost motion
Councillor Rowe moved, and Councillor Lind seconded, that the library be shut. On being put to the vote the motion was LOST by 5 votes to 9.
-> lost: Councillor Rowe moved, and Councillor Lind seconded, that the library be shut. | Rowe / Lind | 5-9
== withdrawn
Councillor Rowe moved, seconded by Councillor Lind, that the fee be doubled. Councillor Rowe withdrew the motion.
-> withdrawn: Councillor Rowe withdrew the motion. | Rowe / Lind
== deferred
It was RESOLVED that the application be deferred for a site visit.
-> deferred: It was RESOLVED that the application be deferred for a site visit.
== deferred in prose
It was agreed to defer this matter to the next meeting.
-> deferred: It was agreed to defer this matter to the next meeting.
== quoted motion that fell
Councillor Rowe moved:
“That the Minutes do not comprise an accurate record.”
There voted for the motion 10 and against 24. The motion was LOST.
-> lost: “That the Minutes do not comprise an accurate record.” | Rowe / ? | 10-24
== amendment first
Councillor Ash moved an amendment, seconded by Councillor Dale, that the sum be £500. The amendment was LOST.
The motion was put and CARRIED: RESOLVED that the sum be £300.
-> lost: Councillor Ash moved an amendment, seconded by Councillor Dale, that the sum be £500. | Ash / Dale
-> carried: The motion was put and CARRIED: RESOLVED that the sum be £300.
== votes by name
RESOLVED that the plan be adopted.
For: Councillors Rowe, Lind, Ash
Against: Councillor Dale
Abstained: Councillor Pell
-> carried: RESOLVED that the plan be adopted. | For: Councillors Rowe, Lind, Ash; Against: Councillor Dale; Abstained: Councillor Pell
== decision label
DECISION: REFUSED because the access is unsafe.
-> carried: DECISION: REFUSED because the access is unsafe.
== the council decided
The Council decided to write to the Minister.
-> carried: The Council decided to write to the Minister.
== members unanimously agreed
Members unanimously agreed to hire the band.
-> carried: Members unanimously agreed to hire the band.
== run-on behind a colon
Grass cutting: it was resolved to accept the quote of £400.
-> carried: Grass cutting: it was resolved to accept the quote of £400.
== in the middle of a sentence
After a long debate the Council resolved to object to the plan.
-> carried: After a long debate the Council resolved to object to the plan.
== cllrs agreed
Councillors agreed that the bin should be moved.
-> carried: Councillors agreed that the bin should be moved.
== clause over a page
RESOLVED that the Clerk write to the County
Council about the state of the bridge and report back to the
next meeting.
-> carried: RESOLVED that the Clerk write to the County Council about the state of the bridge and report back to the next meeting.
== clerk minuting "agreed with"
Cllr Rowe agreed with Cllr Lind. The officer agreed to send the map.
== nobody seconded
Councillor Rowe moved that the meeting end. There was no seconder and the motion fell.
-> lost: Councillor Rowe moved that the meeting end. | Rowe / ?
== nominated and elected
Cllr Rowe was nominated by Cllr Lind, seconded by Cllr Ash, and was duly elected Chairman.
-> carried: Cllr Rowe was nominated by Cllr Lind, seconded by Cllr Ash, and was duly elected Chairman. | Lind / Ash
== consensus
By consensus the committee approved the agenda.
-> carried: By consensus the committee approved the agenda.
== cabinet resolved with reasons
RESOLVED that the scheme be approved.
Reason for decision: it is needed.
-> carried: RESOLVED that the scheme be approved.
== vote list in brackets
MOTION CARRIED 5-0 (Ayes: Rowe, Lind, Ash, Dale, Pell)
-> carried: MOTION CARRIED 5-0 (Ayes: Rowe, Lind, Ash, Dale, Pell) | 5-0 Ayes: Rowe, Lind, Ash, Dale, Pell
== slash count
That the report be noted. Carried (7/2)
-> carried: That the report be noted. | 7-2
== nz division
A division was called for:
For: Cr Rowe, Cr Lind
Against: Cr Ash.
The motion was carried 2 votes to 1.
-> carried: The motion was carried 2 votes to 1. | 2-1 For: Cr Rowe, Cr Lind; Against: Cr Ash
"""  # noqa: E501

# An item's text, and behind `=>` each action: owner, when it is due, words.
ACTIONS = """
== action with owner initials
Action GT: Put message out
=> GT: Action GT: Put message out
== action label, owner and due in brackets
ACTION: Write to the school (Clerk, by 4 July).
=> Clerk by 4 July: ACTION: Write to the school (Clerk, by 4 July).
== clerk to
Clerk to reply saying that the seat is ours.
=> Clerk: Clerk to reply saying that the seat is ours.
== clerk ask
Clerk ask for fuller report.
=> Clerk: Clerk ask for fuller report.
== the clerk is to
The Clerk is to write to the owner by 12 May.
=> Clerk by 12 May: The Clerk is to write to the owner by 12 May.
== clerk will
The Clerk will contact Highways.
=> Clerk: The Clerk will contact Highways.
== was asked
The Clerk was asked to get three quotes.
=> Clerk: The Clerk was asked to get three quotes.
== councillor to
Cllr Rowe to speak to the farmer.
=> Rowe: Cllr Rowe to speak to the farmer.
== councillors to
Cllrs Rowe and Lind to meet the contractor before the end of June.
=> Rowe and Lind by the end of June: Cllrs Rowe and Lind to meet the contractor before the end of June.
== initials to
AR to book the hall.
=> AR: AR to book the hall.
== action by
Action by: Clerk
=> Clerk: Action by: Clerk
== action dash
Action – Clerk to write to the County Council
=> Clerk: Action – Clerk to write to the County Council
== action owner colon
Action: AR to circulate the list
=> AR: Action: AR to circulate the list
== action point
ACTION POINT: Chair to sign the lease by Friday 3 May 2024
=> Chair by Friday 3 May 2024: ACTION POINT: Chair to sign the lease by Friday 3 May 2024
== done already
Action GT: Put message out – completed. Action completed. Action carried forwards.
== done 2
The Clerk has written to the owner. The Clerk wrote to the bank. Clerk reported that the seat was mended.
== agreed that the clerk would
It was agreed that the Clerk would write to the owner.
-> carried: It was agreed that the Clerk would write to the owner.
== to decide
The Chairman is to be congratulated. Clerk to the Council.
== will in a report
The Chair will be away in May.
== officer
Officers to report back in six months.
=> Officers: Officers to report back in six months.
== action required column
Action: None
== matters
Actions from the last meeting: all were completed.
"""


def cases(table: str) -> dict[str, tuple[str, list[str]]]:
    """The text of each case of a table, and what is expected of it."""
    found = {}
    for case in table.split("\n== ")[1:]:
        name, *lines = case.strip("\n").split("\n")
        found[name] = ("\n".join(line for line in lines if line[:3] not in ("-> ", "=> ")), [line for line in lines if line[:3] in ("-> ", "=> ")])
    return found


def decided(each: Decision) -> str:
    """A decision as the table above writes one."""
    told = f"-> {each.outcome}: {' '.join(each.text.split())}" if "\n" in each.text else f"-> {each.outcome}: {each.text}"
    movers = f" | {each.proposer or '?'} / {each.seconder or '?'}" if each.proposer or each.seconder else ""
    if each.vote is None:
        return told + movers
    counts = "-".join(str(count) for count in (each.vote.in_favour, each.vote.against, each.vote.abstained) if count is not None)
    return f"{told}{movers} | {' '.join(part for part in (counts, '; '.join(each.vote.names)) if part)}"


def to_do(each: Action) -> str:
    """An action as the table above writes one."""
    return f"=> {each.owner or ''}{f' by {each.due}' if each.due else ''}: {' '.join(each.text.split())}"


@pytest.mark.parametrize(("text", "expected"), [*cases(DECISIONS).values(), *cases(ACTIONS).values()], ids=[*cases(DECISIONS), *cases(ACTIONS)])
def test_an_item(text: str, expected: list[str]) -> None:
    """An item's decisions and actions are found as printed, each once, and nothing else is one."""
    reading = read_decisions(text, (Span(0, len(text)),), [(start, end) for start, end, _ in sentences(text)], 0)
    assert [*(decided(each) for each in reading.decisions), *(to_do(each) for each in reading.actions)] == expected
    for each in (*reading.decisions, *reading.actions):
        assert each.text == " ".join(text[span.start : span.end] for span in each.spans)


@pytest.mark.parametrize(
    "piece",
    [
        "RESOLVED ",
        "That ",
        "Cllr Rowe, ",
        "Rowe/Lind ",
        "proposed ",
        "moved by A. Rowe ",
        "For: Rowe, ",
        "agreed the ",
        "A ",
        "6 votes ",
        "(a) ",
        "“",
        "Clerk and ",
        "the motion ",
    ],
)
def test_no_item_takes_long(piece: str) -> None:
    """A hundred thousand characters of one kind, in one sentence or in many, are read in a moment."""
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    read_decisions(text, (Span(0, len(text)),), [(0, len(text))], 0)
    read_decisions(text, (Span(0, len(text)),), [(at, at + len(piece)) for at in range(0, len(text) // 10, len(piece))], 0)
    assert time.perf_counter() - began < 5
