"""Who was at a meeting, in every form that clerks give the list: invented people of invented councils."""

import time

import pytest

from ingest.domain import Attendance
from ingest.people import attendance
from ingest.rolls import read_names

# What stands above the items, and behind arrows who is read from it: `Name [role] (initials) <part>`, status by status.
LISTS = """
== surnames
Present: Councillors Rowe, Lind and Frome
-> present: Rowe, Lind, Frome
== title governs, officers and guests in one sentence
Present: Chairman Cllr Rowe, Cllrs Lind, Frome, Ash, County Cllr Dale, the Clerk & Mark Pell, VBC Highways.
-> present: Rowe [Chairman], Lind, Frome, Ash, Dale, the Clerk [Clerk], Mark Pell [VBC Highways]
== role after the group
Present: Miss Jane Rowe, Mr Alan Lind, Mrs Sally Frome, Councillors, Mrs Susan Ash, Clerk and Mr Rick Dale, Assistant Clerk
-> present: Jane Rowe, Alan Lind, Sally Frome, Susan Ash [Clerk], Rick Dale [Assistant Clerk]
== initials key
Present: Pam Rowe (PR), Claire Lind (CL) – Chair, Tom Frome (TF)
-> present: Pam Rowe (PR), Claire Lind [Chair] (CL), Tom Frome (TF)
== columns of roles
Present:
Frank Rowe (FRO)   Councillor/Chairman
Mark Lind (MLI)     Councillor
David Frome (DFR)    Councillor
Peter Dale    Parish Clerk
-> present: Frank Rowe [Councillor/Chairman] (FRO), Mark Lind [Councillor] (MLI), David Frome [Councillor] (DFR), Peter Dale [Parish Clerk]
== two of one surname
MEMBERS PRESENT: Councillors Ash, Rowe (B), Rowe (J), Lind.
-> present: Ash, Rowe (B), Rowe (J), Lind
== two of one surname, forename
MEMBERS PRESENT: Councillors Ash, Rowe (Ben), Rowe (Joan), Lind.
-> present: Ash, Rowe (Ben), Rowe (Joan), Lind
== initials before the surname
Present: Cllrs E. Rowe, M. Rowe, A J Lind, B.W. Frome
-> present: E. Rowe, M. Rowe, A J Lind, B.W. Frome
== hard-wrapped
PRESENT:
Councillor
Rowe (Chair)
Councillors Ash, Lind,
Frome and Mc
Crae
-> present: Rowe [Chair], Ash, Lind, Frome, McCrae
== hard-wrapped name
Present: Cr
Rowe-Field, Cr A
Lind and Cr Mary
Frome
-> present: Rowe-Field, A Lind, Mary Frome
== down the page
Present:
Cllr Ann Rowe (Chair)
Cllr Bob Lind (Vice-Chair)
Cllr C. Frome
Mrs D Ash – Clerk to the Council
-> present: Ann Rowe [Chair], Bob Lind [Vice-Chair], C. Frome, D Ash [Clerk to the Council]
== counts
PRESENT: Rowe, Lind, Frome, Ash, Dale - 5
ABSENT: Pell, Thorn - 2
-> present: Rowe, Lind, Frome, Ash, Dale
-> absent: Pell, Thorn
== count in brackets and quorum
PRESENT: Rowe, Lind, Frome - 3, CONSTITUTING A QUORUM
ABSENT: Pell - 1 (ARRIVED LATER)
-> present: Rowe, Lind, Frome
-> absent: Pell <ARRIVED LATER>
== count as 5 members
Present: Councillors Rowe, Lind, Frome (3 members)
-> present: Rowe, Lind, Frome
== public not named
Present: Cllrs Rowe and Lind. In attendance: Mrs Ash (Clerk) and 4 members of the public
-> present: Rowe, Lind
-> in attendance: Ash [Clerk]
== public not named 2
Present: Cllrs Rowe, Lind, the Clerk Mrs Ash, PCSO Dale, two members of the public and one reporter from the Vale Gazette.
-> present: Rowe, Lind, Ash [Clerk], Dale [PCSO]
== Members of the public label
Present: Cllrs Rowe, Lind and Mrs D. Ash, the Clerk. Members of the public: J. Pell, Mary Thorn
-> present: Rowe, Lind, D. Ash [Clerk]
-> in attendance: J. Pell, Mary Thorn
== also attending
Present: Cllrs Rowe and Lind
Also attending: Mr P Dale (County Officer)
-> present: Rowe, Lind
-> in attendance: P Dale [County Officer]
== label rows of a table
Present:<tab>Cllrs A Rowe, B Lind
In attendance:<tab>C Ash (Clerk)
Apologies:<tab>Cllr D Dale
-> present: A Rowe, B Lind
-> in attendance: C Ash [Clerk]
-> apologies: D Dale
== table with status
Name<tab>Role<tab>Status
Ann Rowe<tab>Chair<tab>Present
Bob Lind<tab>Member<tab>Apologies
Cara Frome<tab>Member<tab>Present (left at 8.10 pm)
-> present: Ann Rowe [Chair], Cara Frome [Member] <left at 8.10 pm>
-> apologies: Bob Lind [Member]
== table name role initials
Present
Name<tab>Initials<tab>Role
Ann Rowe<tab>AR<tab>Chair
Bob Lind<tab>BL<tab>Treasurer
-> present: Ann Rowe [Chair] (AR), Bob Lind [Treasurer] (BL)
== apologies label
Present: Cllrs Rowe, Lind
Apologies: Cllr Dale (holiday), Cllr Pell – work
-> present: Rowe, Lind
-> apologies: Dale, Pell
== apologies received from
Apologies for absence were received from Councillors Dale and Pell.
Present: Cllrs Rowe
-> present: Rowe
-> apologies: Dale, Pell
== apologies none
Present: Cllrs Rowe
Apologies: None
-> present: Rowe
== regrets
Present: Mayor Tom Rowe, Councillors Ann Lind and Bob Frome. Regrets: Councillor Cara Ash. Staff: Clerk Kris Dale-Pell, Fire Chief Will Thorn
-> present: Tom Rowe [Mayor], Ann Lind, Bob Frome
-> apologies: Cara Ash
-> in attendance: Kris Dale-Pell [Clerk], Will Thorn [Fire Chief]
== via zoom in the middle
PRESENT: Mayor Tom Rowe, Councillors Ann Lind, James Frome. Via Zoom: Councillor Bob Ash.
-> present: Tom Rowe [Mayor], Ann Lind, James Frome, Bob Ash
== role before the name
Present: Mayor Tom Rowe; Deputy Mayor Ann Lind; Councillors Bob Frome, Cara Ash; Municipal Administrator-Clerk-Treasurer Kris Dale-Pell; Operations Superintendent Dan Thorn
-> present: Tom Rowe [Mayor], Ann Lind [Deputy Mayor], Bob Frome, Cara Ash, Kris Dale-Pell [Municipal Administrator-Clerk-Treasurer], Dan Thorn [Operations Superintendent]
== roles before bracketed names
IN ATTENDANCE: Chief Executive (Mr N Rowe), Group Manager: Asset Management (Mr C Lind), Committee Secretary (Mrs C Ash)
-> in attendance: N Rowe [Chief Executive], C Lind [Group Manager: Asset Management], C Ash [Committee Secretary]
== role between bars
In attendance: Jo Rowe – Chief Executive; Al Lind – Head of Service – Quality; Bo Frome, Solicitor
-> in attendance: Jo Rowe [Chief Executive], Al Lind [Head of Service – Quality], Bo Frome [Solicitor]
== officer roles with commas
OFFICIALS IN ATTENDANCE: Mr. P. Rowe, Director, Corporate Services and Change; Ms. O. Lind, Senior Executive Engineer, Roads, Traffic and Cleansing; Ms. K. Ash, Clerical Officer
-> in attendance: P. Rowe [Director, Corporate Services and Change], O. Lind [Senior Executive Engineer, Roads, Traffic and Cleansing], K. Ash [Clerical Officer]
== officer roles with commas, no semicolons
OFFICIALS IN ATTENDANCE:
Mr. P. Rowe, Director, Corporate Services
Ms. O. Lind, Senior Executive Engineer, Roads
Ms. K. Ash, Clerical Officer
-> in attendance: P. Rowe [Director, Corporate Services], O. Lind [Senior Executive Engineer, Roads], K. Ash [Clerical Officer]
== in the chair
PRESENT IN THE CHAIR: Councillor M. Rowe, Cathaoirleach
MEMBERS PRESENT: Councillors Ash, Lind
-> present: M. Rowe [Cathaoirleach], Ash, Lind
== in the chair an
PRESENT IN THE CHAIR: Councillor A. Rowe, An Cathaoirleach.
MEMBERS PRESENT: Councillors Ash, Lind
-> present: A. Rowe [An Cathaoirleach], Ash, Lind
== mayor in the chair
Present: The Mayor (Councillor Ann Rowe) in the Chair; Councillors Lind and Frome
-> present: Ann Rowe [Mayor], Lind, Frome
== councillor in the chair
Present: Councillor Ann Rowe (in the Chair), Councillors Lind and Frome
-> present: Ann Rowe [in the Chair], Lind, Frome
== chairman colon
Chairman: Cllr A Rowe
Councillors: B Lind, C Frome
Clerk: D Ash
-> present: A Rowe [Chairman], B Lind, C Frome
-> in attendance: D Ash [Clerk]
== names with honours
Present: Cllr Mrs A Rowe MBE, Dr B Lind JP, Cllr C Frome OBE DL, Rev. D Ash, Sir Eric Dale
-> present: A Rowe, B Lind, C Frome, D Ash, Eric Dale
== part
Present: Cllr Ann Rowe (from item 4), Cllr Bob Lind (until 8.15pm), Cllr Cara Frome
-> present: Ann Rowe <from item 4>, Bob Lind <until 8.15pm>, Cara Frome
== part 2
Present: Cllr Ann Rowe (arrived 7.40 pm), Cllr Bob Lind (left at 8.15pm), Cllr Cara Frome (minutes 12 to 14 only), Cllr D Ash (via Zoom)
-> present: Ann Rowe <arrived 7.40 pm>, Bob Lind <left at 8.15pm>, Cara Frome <minutes 12 to 14 only>, D Ash <via Zoom>
== wards
Present: Cllr Ann Rowe (North Ward), Cllr Bob Lind (South Ward, Chair)
-> present: Ann Rowe [North Ward], Bob Lind [South Ward, Chair]
== parties
Present: Councillors A Rowe (Lab), B Lind (Con), C Frome (LD)
-> present: A Rowe [Lab], B Lind [Con], C Frome [LD]
== scottish
Sederunt: Councillors Ann Rowe (Convener), Bob Lind, Provost Cara Frome, Bailie Don Ash
-> present: Ann Rowe [Convener], Bob Lind, Cara Frome [Provost], Don Ash [Bailie]
== scottish 2
Present: Ann Rowe (Chair), Bob Lind (Secretary), PC Cara Frome, Cllr Don Ash, Mhairi Dale MSP
Apologies: Ewan Pell
-> present: Ann Rowe [Chair], Bob Lind [Secretary], Cara Frome [PC], Don Ash, Mhairi Dale
-> apologies: Ewan Pell
== us roll
ROLL CALL
Present: Council Members Rowe, Lind, and Mayor Frome
Absent: Council Member Ash (excused)
Staff Present: City Manager Jo Dale, City Attorney Ed Pell, City Clerk Sue Thorn
-> present: Rowe, Lind, Frome [Mayor]
-> absent: Ash
-> in attendance: Jo Dale [City Manager], Ed Pell [City Attorney], Sue Thorn [City Clerk]
== us board
Present: Ann Rowe, president; Michael McLind, vice president; Zima Frome, clerk; Pam Ash, member
-> present: Ann Rowe [president], Michael McLind [vice president], Zima Frome [clerk], Pam Ash [member]
== us commas board
Board Members Present: Ann Rowe, President, Michael Lind, Vice President, and Zima Frome, Clerk
-> present: Ann Rowe [President], Michael Lind [Vice President], Zima Frome [Clerk]
== us supervisors
PRESENT: Supervisor Rowe, Trustee Lind, Trustee Frome
ALSO PRESENT: Village Attorney Dale
-> present: Rowe [Supervisor], Lind [Trustee], Frome [Trustee]
-> in attendance: Dale [Village Attorney]
== canadian
Members of Council Present:
Mayor Ann Rowe
Deputy Mayor Bob Lind
Councillor Cara Frome
Members of Council Absent:
Councillor Don Ash
Staff Present:
CAO Ed Dale
Clerk Fay Pell
-> present: Ann Rowe [Mayor], Bob Lind [Deputy Mayor], Cara Frome
-> absent: Don Ash
-> in attendance: Ed Dale [CAO], Fay Pell [Clerk]
== australian
PRESENT: Cr A Rowe (Mayor), Cr B Lind (Deputy Mayor), Crs Frome, Ash and Dale
IN ATTENDANCE: Chief Executive Officer (Mr E Pell), Director Infrastructure (Ms F Thorn)
LEAVE OF ABSENCE: Cr G Hart
-> present: A Rowe [Mayor], B Lind [Deputy Mayor], Frome, Ash, Dale
-> in attendance: E Pell [Chief Executive Officer], F Thorn [Director Infrastructure]
-> apologies: G Hart
== nz
Present: Mayor Rowe (in the Chair)
Councillors Ash, Dale (Deputy Mayor), Frome and O’Lind
Apologies: Councillors Pell and Thorn (for lateness)
-> present: Rowe [Mayor], Ash, Dale [Deputy Mayor], Frome, O’Lind
-> apologies: Pell, Thorn
== irish officials
Present: Cllr. Ann Rowe, Cathaoirleach, Cllrs. Bob Lind, Seán Ó Frome, Máire Ní Ash
In attendance: Mr. Con Dale, Chief Executive, Ms. Una Pell, Meetings Administrator
-> present: Ann Rowe [Cathaoirleach], Bob Lind, Seán Ó Frome, Máire Ní Ash
-> in attendance: Con Dale [Chief Executive], Una Pell [Meetings Administrator]
== co-optees
Present: Councillors Rowe (Chair), Lind, Frome
Co-opted Members: Mrs J Ash (Parent Governor), Canon P Dale
-> present: Rowe [Chair], Lind, Frome, J Ash [Parent Governor], P Dale
== modern gov
Present:- Councillor Ann Rowe (Chair); Councillors Bob Lind, Cara Frome and Don Ash.
Also in attendance:- Councillor E Dale (Portfolio Holder)
-> present: Ann Rowe [Chair], Bob Lind, Cara Frome, Don Ash
-> in attendance: E Dale [Portfolio Holder]
== modern gov block
PRESENT: Mr B J Rowe (Chairman), Mr A M Lind (Vice-Chairman), Mrs C Bell, Mr N J D Ash, Mr P V Barr-King, Ms M Dale (Substitute for Mr E Pell)
IN ATTENDANCE: Mr B Thorn (General Counsel)
-> present: B J Rowe [Chairman], A M Lind [Vice-Chairman], C Bell, N J D Ash, P V Barr-King, M Dale [Substitute for Mr E Pell]
-> in attendance: B Thorn [General Counsel]
== substitutes
Present: Councillors Rowe, Lind (substitute for Councillor Frome), Ash
-> present: Rowe, Lind [substitute for Councillor Frome], Ash
== the following members
The following members were present: Cllrs A Rowe, B Lind.
The following officers were present: C Ash, D Dale
-> present: A Rowe, B Lind
-> in attendance: C Ash, D Dale
== sentence present
Those present were Cllrs A Rowe (Chair), B Lind and C Frome.
-> present: A Rowe [Chair], B Lind, C Frome
== attended by
The meeting was attended by Cllrs A Rowe, B Lind and the Clerk, Mrs C Ash.
-> present: A Rowe, B Lind, C Ash [Clerk]
== in dash role list
Present: Ann Rowe - Chair
Bob Lind - Vice Chair
Cara Frome
Don Ash - Clerk and RFO
-> present: Ann Rowe [Chair], Bob Lind [Vice Chair], Cara Frome, Don Ash [Clerk and RFO]
== two columns
Present:
Cllr A Rowe (Chair)      Cllr B Lind
Cllr C Frome      Cllr D Ash
-> present: A Rowe [Chair], B Lind, C Frome, D Ash
== two columns without titles
Present:
Ann Rowe<tab>Bob Lind
Cara Frome<tab>Don Ash
-> present: Ann Rowe, Bob Lind, Cara Frome, Don Ash
== bullets
Present:
• Ann Rowe (Chair)
• Bob Lind
• Cara Frome, Treasurer
-> present: Ann Rowe [Chair], Bob Lind, Cara Frome [Treasurer]
== dash bullets
Attendees:
- Ann Rowe (AR), Chair
- Bob Lind (BL)
- Cara Frome (CF), minutes
-> present: Ann Rowe [Chair] (AR), Bob Lind (BL), Cara Frome [minutes] (CF)
== numbers before names
Present:
1. Ann Rowe (Chair)
2. Bob Lind
3. Cara Frome
-> present: Ann Rowe [Chair], Bob Lind, Cara Frome
== name surname first
Present: Rowe, A. (Chair); Lind, B.; Frome, C.
-> present: A. Rowe [Chair], B. Lind, C. Frome
== public label
Present: Cllrs Rowe, Lind
Public: 3
Press: none
-> present: Rowe, Lind
== quorum sentence
Present: Cllrs Rowe, Lind. A quorum was present. The meeting opened at 7.30pm.
-> present: Rowe, Lind
== same person twice
Present: Councillor Ann Rowe (Chair), Cllr A Rowe, Bob Lind
-> present: Ann Rowe [Chair], Bob Lind
== organisations
In attendance: Ann Rowe (Vale Police), Bob Lind, Vale Trust, Cara Frome - Fennick Housing Ltd
-> in attendance: Ann Rowe [Vale Police], Bob Lind [Vale Trust], Cara Frome [Fennick Housing Ltd]
== county councillor
Present: Cllrs Rowe & Lind; County Councillor P Dale; Borough Cllr Q Pell; Mrs R Ash (Clerk)
-> present: Rowe, Lind, P Dale, Q Pell, R Ash [Clerk]
== clerk webb
Present: Cllr Rowe (Chair), Cllrs Lind, Frome, County Cllr Webb and the Clerk.
-> present: Rowe [Chair], Lind, Frome, Webb, the Clerk [Clerk]
== clerk with the name after
Present: Cllrs Rowe, Lind, the Clerk (Mrs Ash) and one member of the public.
-> present: Rowe, Lind, Ash [Clerk]
== clerk in apposition
Present: Cllrs Rowe, Lind and Mrs C Ash, Parish Clerk
-> present: Rowe, Lind, C Ash [Parish Clerk]
== names in capitals
PRESENT: COUNCILLORS A. ROWE, B. LIND, C. O'FROME AND D. MCASH
-> present: A. ROWE, B. LIND, C. O'FROME, D. MCASH
== particles
Present: Ludo van den Berg, Maria de la Cruz, Jan van Dyck, Ana da Silva, Sean O'Dea, Eva von Hohen
-> present: Ludo van den Berg, Maria de la Cruz, Jan van Dyck, Ana da Silva, Sean O'Dea, Eva von Hohen
== accents
Present: Cllr Siân Rhŷs, Cllr Íde Ó Néill, Kahurangi Tūhoe, Zoë Fröme
-> present: Siân Rhŷs, Íde Ó Néill, Kahurangi Tūhoe, Zoë Fröme
== single forenames
Present: Ann (AR), Bob (BL), Cara
Apologies: Don, Eve
-> present: Ann (AR), Bob (BL), Cara
-> apologies: Don, Eve
== welsh
Present: Cllr A Rowe (Chair), Cllr B ap Lind, Cllr C Frome
-> present: A Rowe [Chair], B ap Lind, C Frome
== absent with reasons
Present: Cllr A Rowe
Absent: Cllr B Lind (no apologies received), Cllr C Frome
-> present: A Rowe
-> absent: B Lind, C Frome
== absent without apology
Present: Cllr A Rowe
Absent without apologies: Cllr B Lind
-> present: A Rowe
-> absent: B Lind
== not present
Present: Cllr A Rowe
Not present: Cllr B Lind
-> present: A Rowe
-> absent: B Lind
== minute taker
Present: Ann Rowe, Bob Lind
Minute taker: Cara Frome
Distribution: all members, Don Ash
-> present: Ann Rowe, Bob Lind
-> in attendance: Cara Frome [Minute taker]
== staff and visitors
Present: Ann Rowe, Bob Lind
Staff and visitors present: Cara Frome (Clerk), Don Ash
-> present: Ann Rowe, Bob Lind
-> in attendance: Cara Frome [Clerk], Don Ash
== officers present semicolons over lines
Officers present: Ann Rowe, Head of Early Help and
Children's Safeguarding; Bob Lind, Democratic
Services Officer
-> in attendance: Ann Rowe [Head of Early Help and Children's Safeguarding], Bob Lind [Democratic Services Officer]
== role in brackets over lines
Present: Ann Rowe (Chair of
the Council), Bob
Lind
-> present: Ann Rowe [Chair of the Council], Bob Lind
"""  # noqa: E501

# An item's title, its text, and who is read from it.
ITEMS = """
== apologies item
Apologies for absence
Apologies were received from Cllrs Dale and Pell.
-> apologies: Dale, Pell
== label
Apologies
Cllr A Dale, Cllr B Pell
-> apologies: A Dale, B Pell
== had been received, initials
Apologies for absence
Apologies had been received from Tom Foyle (TF) and Jo Bell (JB).
-> apologies: Tom Foyle (TF), Jo Bell (JB)
== from officers
Apologies for Absence
Apologies for absence were received from Nicky Dale, Co-optee, Abdul
Pell, Youth Mayor and Andy Thorn, Strategic Director Peoples Services
-> apologies: Nicky Dale [Co-optee], Abdul Pell [Youth Mayor], Andy Thorn [Strategic Director Peoples Services]
== none
Apologies
There were no apologies for absence.

== none 2
Apologies for absence
None.

== nil
Apologies
Nil

== reason
Apologies
Apologies were received from Cllr Dale (work) and Cllr Pell due to illness. The Clerk reported that the hall was cold.
-> apologies: Dale, Pell
== accepted
Apologies for absence
Apologies for absence from Cllrs Dale and Pell were accepted. RESOLVED to approve the reasons.
-> apologies: Dale, Pell
== had sent
Apologies
Cllrs Dale and Pell had sent their apologies. Mrs Thorn was late.
-> apologies: Dale, Pell
== sent 2
Apologies
Cllr A Dale sent apologies.
-> apologies: A Dale
== on behalf of
Apologies for absence
An apology for absence was submitted on behalf of Councillor Dale.
-> apologies: Dale
== submitted by
Apologies for absence
Apologies for absence were submitted by Councillors Dale, Pell and Thorn.
-> apologies: Dale, Pell, Thorn
== apologies of
Apologies
It was RESOLVED to accept the apologies of Cllr Dale.
-> apologies: Dale
== agreed from
To receive apologies for absence
It was resolved to accept apologies for absence from Cllr Dale (holiday) and Cllr Pell.
-> apologies: Dale, Pell
== absent in the item
Apologies for absence
Apologies: Cllr Dale. Absent: Cllr Pell.
-> apologies: Dale
-> absent: Pell
== given for
Apologies
Apologies were given for Ann Dale and Bob Pell.
-> apologies: Ann Dale, Bob Pell
== tendered
Apologies
Apologies were tendered by Mr Dale, who is ill, and noted.
-> apologies: Dale
== nz
APOLOGIES
Councillor Rowe/Councillor Lind
That apologies for absence from Councillors Dale and Pell be accepted.
That apologies for lateness from Councillor Thorn be accepted.
CARRIED
-> apologies: Dale, Pell, Thorn
== nz leave
Apologies & Leave of Absence
Leave of absence had previously been granted to Councillor Dale.
An apology was received from Councillor Pell.
-> apologies: Dale, Pell
== two statements
Apologies
Apologies received from Cllr Dale. Apologies also received from County Cllr Pell.
-> apologies: Dale, Pell
== police
Apologies
PCSO Dale, Cllr Pell and the Clerk.
-> apologies: Dale [PCSO], Pell, the Clerk [Clerk]
== names then verb
Apologies for absence
Mr Dale & Mrs Pell.
-> apologies: Dale, Pell
== not apologies
Footpaths
Cllr Dale sent apologies to the school for the noise.

== roll call
ROLL CALL
Present: Green, King, Thorn - 3
Absent: Pell - 1
-> present: Green, King, Thorn
-> absent: Pell
== attendance item
Attendance
Cllrs A Dale (Chair), B Pell, C Thorn; Clerk D Rowe
-> present: A Dale [Chair], B Pell, C Thorn, D Rowe [Clerk]
== present item
Present
Cllr A Dale (Chair)
Cllr B Pell
In attendance: D Rowe (Clerk)
-> present: A Dale [Chair], B Pell
-> in attendance: D Rowe [Clerk]
== present and apologies
Attendance and apologies
Present: A Dale, B Pell
Apologies: C Thorn
-> present: A Dale, B Pell
-> apologies: C Thorn
== call to order
CALL TO ORDER
Mayor Dale called the meeting to order at 7:00 p.m. with the following members present: Council Members Pell, Thorn and Rowe.
-> present: Pell, Thorn, Rowe
== joined
ROLL CALL
Present: Green - 1
Councilmember Pell joined the meeting after roll call.
-> present: Green, Pell <joined the meeting after roll call>
== welcome
Welcome and apologies
The Chair welcomed everyone. Apologies were received from Cllr Dale.
-> apologies: Dale
== apologies welsh title
To receive and approve apologies for absence
Apologies received and accepted from Cllr Dale, Cllr Pell
-> apologies: Dale, Pell
== apologies before an item with a compound number
Apologies
Cllr Dale.

31/2 Planning
Alterations to the barn by Mr Quarmby for a workshop.
-> apologies: Dale
== apologies before an application
Apologies
Cllr Dale.

Planning

Application 31/01432/FUL by Mr Quarmby for a workshop.
-> apologies: Dale
== an apology
Apologies
An apology from Cr Pell was received.
-> apologies: Pell
"""


def cases(table: str) -> dict[str, tuple[list[str], list[str]]]:
    """The lines of each case of a table, and what is expected of them."""
    found = {}
    for case in table.replace("<tab>", "\t").split("\n== ")[1:]:
        name, *lines = case.strip("\n").split("\n")
        found[name] = ([line for line in lines if not line.startswith("->")], sorted(line[3:] for line in lines if line.startswith("->")))
    return found


def told(each: Attendance) -> str:
    """A person as the tables above write one."""
    marks = (f"[{each.role}]" if each.role else "", f"({each.initials})" if each.initials else "", f"<{each.part}>" if each.part else "")
    return " ".join((each.name, *(mark for mark in marks if mark)))


def listed(found: tuple[Attendance, ...]) -> list[str]:
    """The people, status by status."""
    by_status: dict[str, list[str]] = {}
    for each in found:
        by_status.setdefault(each.status, []).append(told(each))
    return sorted(f"{status}: {', '.join(people)}" for status, people in by_status.items())


@pytest.mark.parametrize(("lines", "people"), cases(LISTS).values(), ids=cases(LISTS))
def test_a_list(lines: list[str], people: list[str]) -> None:
    """Everyone on the list is found once, with role, initials and part as printed, and nobody else."""
    assert listed(attendance(lines, [], "\n".join(lines))) == people


@pytest.mark.parametrize(("lines", "people"), cases(ITEMS).values(), ids=cases(ITEMS))
def test_an_item(lines: list[str], people: list[str]) -> None:
    """Apologies and the roll may be an item; an item on another matter lists nobody."""
    text = "\n".join(lines[1:])
    assert listed(attendance([], [(lines[0], text)], text)) == people


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("Councillor Lind withdrew from the meeting at 2.07pm.", "withdrew from the meeting at 2.07pm"),
        ("Cllr Lind left the meeting at 8.15 pm. Cllr Lind rejoined the meeting at 8.40 pm.", "left the meeting at 8.15 pm; rejoined the meeting at 8.40 pm"),
        ("Councillor\nLind joined the meeting at\n1.07pm.", "joined the meeting at 1.07pm"),
        ("Mr Lind arrived late.", "arrived late"),
        ("Cllr Lindley left the meeting at 8.15 pm.", None),
    ],
)
def test_coming_and_going(said: str, part: str | None) -> None:
    """What the text says of somebody's coming and going is kept as printed, for that person alone."""
    text = f"Present: Cllrs Rowe and Lind\n{said}"
    assert [each.part for each in attendance(["Present: Cllrs Rowe and Lind"], [], text)] == [None, part]


@pytest.mark.parametrize(
    "piece", ["Cllr ", "Rowe, ", "A B ", "Ann Rowe (", "(Mr A Rowe) ", "- ", "Ann Rowe – ", "the Clerk ", "\n", "x", "Present: ", "; ", "Director, Roads and "]
)
def test_no_list_takes_long(piece: str) -> None:
    """A hundred thousand characters of one kind are read in a moment."""
    text = piece * (100_000 // len(piece))
    began = time.thread_time()  # of others' work on the machine it knows nothing
    list(read_names(text, "present"))
    attendance([text, *text[:5000].split("\n")], [("Apologies", text), ("Roll call", text)], text)
    assert time.thread_time() - began < 5
