"""What a meeting says of itself: body, committee, day, times, kind, place and state, of councils that are invented."""

import pytest

from ingest.dates import dates, us_order
from ingest.domain import Document
from ingest.parse import parse

# The top of the minutes (`@` names the file, `@@` its folder), and behind `=>` body, committee, day, times, kind, place, state.
MEETINGS = """
== plain
Nether Pellow Parish Council
Minutes of the meeting held on Tuesday 7 May 2024 at 7.30 pm in the Village Hall
Present: Cllr A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-07 | 7.30 pm - ? | ? | the Village Hall | ?
== committee
Ostley Borough Council
Planning Committee
Minutes of a meeting held in the Council Chamber, Town Hall, Ostley on 3 June 2024 at 6.00pm
Present: Councillor Rowe (Chair)
The meeting closed at 7.10 pm.
=> Ostley Borough Council | Planning Committee | 2024-06-03 | 6.00pm - 7.10 pm | ? | the Council Chamber, Town Hall, Ostley | ?
== minutes of the x committee of y
MINUTES OF THE MEETING OF THE ENVIRONMENT AND HIGHWAYS COMMITTEE OF OSTLEY BOROUGH COUNCIL HELD ON WEDNESDAY, 12 JUNE 2024 AT 10.00 AM
PRESENT: Councillor Rowe
=> Ostley Borough Council | Environment and Highways Committee | 2024-06-12 | 10.00 AM - ? | ? | ? | ?
== annual parish council meeting
NETHER PELLOW PARISH COUNCIL
Minutes of the Annual Parish Council Meeting held on Monday 13th May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Annual Parish Council Meeting | 2024-05-13 | ? - ? | annual | ? | ?
== extraordinary
Nether Pellow Parish Council
Minutes of an Extraordinary Meeting of the Parish Council held at 7 pm on 1st day of March 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-03-01 | 7 pm - ? | extraordinary | ? | ?
== special meeting us
CITY OF WEXLEY
CITY COUNCIL SPECIAL MEETING MINUTES
March 5, 2024
The meeting was called to order at 6:30 p.m. by Mayor Rowe.
Present: Council Members Lind, Frome
The meeting adjourned at 8:05 p.m.
=> City of Wexley | City Council | 2024-03-05 | 6:30 p.m. - 8:05 p.m. | extraordinary | ? | ?
== us figures
Town of Wexley
Board of Trustees Regular Meeting
05/21/2024
Present: Trustee Rowe
=> Town of Wexley | Board of Trustees | 2024-05-21 | ? - ? | ordinary | ? | ?
== previous minutes above
Nether Pellow Parish Council
The minutes of the meeting held on 4 April 2024 were approved.
Meeting held on 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== posting date
Posted on 9 May 2024
Nether Pellow Parish Council
Minutes of the meeting of 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== printed date alone
09/05/2024
Nether Pellow Parish Council
Minutes of the meeting held on Thursday 2nd May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== signature
Nether Pellow Parish Council
Minutes of the meeting held on 2 May 2024
Signed ................ Dated 6 June 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== signature above
Nether Pellow Parish Council
Signed ................ Date: 6 June 2024
Minutes of the meeting held on 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== next meeting above
Nether Pellow Parish Council
Next meeting: 6 June 2024
Minutes: 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== no year
Nether Pellow Parish Council
GENERAL MEETING MONDAY 6 MAY
Present: A Rowe
@ 2024-05-06-minutes.txt
=> Nether Pellow Parish Council | General Meeting | 2024-05-06 | ? - ? | ? | ? | ?
== no year, another day than the file
Nether Pellow Parish Council
Minutes of the meeting held on Thursday 2nd May
Present: A Rowe
@ 2024-05-09-minutes.txt
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== broken over lines
Nether Pellow Parish Council
Minutes of the meeting held on
2
May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== letter O
Nether Pellow Community Council
Minutes of meeting 4th March 2O24
Present: A Rowe
=> Nether Pellow Community Council | Community Council | 2024-03-04 | ? - ? | ? | ? | ?
== misspelt month
Nether Pellow Parish Council
Minutes of the meeting held on 12 DECEMEBER 2023
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2023-12-12 | ? - ? | ? | ? | ?
== trademark
Nether Pellow Parish Council
Minutes of the meeting held on the 15™ day of May, 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-15 | ? - ? | ? | ? | ?
== weekday month day
Nether Pellow Parish Council
MONDAY SEPTEMBER 3RD 2012
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2012-09-03 | ? - ? | ? | ? | ?
== two digits
Nether Pellow Parish Council
Minutes 29/03/19
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2019-03-29 | ? - ? | ? | ? | ?
== dots
Nether Pellow Parish Council
Minutes of the meeting on 29.3.2019 at 19:30
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2019-03-29 | 19:30 - ? | ? | ? | ?
== irish
COMHAIRLE CONTAE BALLYVALE
BALLYVALE COUNTY COUNCIL
MINUTES OF ORDINARY MEETING OF THE MUNICIPAL DISTRICT OF KILPELLOW HELD IN ÁRAS AN CHONTAE, KILPELLOW, CO. VALE, ON WEDNESDAY, 15TH MAY, 2024, AT 10.30 A.M.
PRESENT IN THE CHAIR: Councillor A. Rowe
=> Ballyvale County Council | Municipal District of Kilpellow | 2024-05-15 | 10.30 A.M. - ? | ordinary | ÁRAS AN CHONTAE, KILPELLOW, CO. VALE | ?
== scottish
Vale Community Council
Minute of Meeting held on Tuesday 14 May 2024 in the Scout Hall at 7.00pm
Sederunt: A Rowe
=> Vale Community Council | Community Council | 2024-05-14 | 7.00pm - ? | ? | the Scout Hall | ?
== scottish council committee
The Vale Council
Minute of Meeting of the Education Committee
Held by Teams on 14 May 2024
Present: A Rowe
=> Vale Council | Education Committee | 2024-05-14 | ? - ? | ? | by Teams | ?
== nz
Wairua District Council
Strategy and Policy Committee
Minutes of a meeting held in the Council Chamber, 5 Queen Street, Wairua on Tuesday, 4 June 2024 at 1.00pm.
Present: Mayor Rowe
The meeting closed at 3.15pm.
=> Wairua District Council | Strategy and Policy Committee | 2024-06-04 | 1.00pm - 3.15pm | ? | the Council Chamber, 5 Queen Street, Wairua | ?
== australia
SHIRE OF WANDALONG
ORDINARY COUNCIL MEETING
MINUTES
Held in Council Chambers, Wandalong
21 May 2024
Commencing at 3.00pm
PRESENT: Cr A Rowe
=> Shire of Wandalong | Council | 2024-05-21 | 3.00pm - ? | ordinary | Council Chambers, Wandalong | ?
== australia city council
City of Wandalong
MINUTES
Ordinary Council Meeting
Tuesday 21 May 2024
PRESENT: Cr A Rowe
=> City of Wandalong | Council | 2024-05-21 | ? - ? | ordinary | ? | ?
== canada
THE CORPORATION OF THE TOWNSHIP OF ELLOW
MINUTES
Regular Council Meeting
Tuesday, May 21, 2024 at 6:30 p.m.
Present: Mayor Rowe
=> Township of Ellow | Council | 2024-05-21 | 6:30 p.m. - ? | ordinary | ? | ?
== county us
VALE COUNTY BOARD OF SUPERVISORS
MINUTES OF REGULAR MEETING
MAY 21, 2024
Present: Supervisor Rowe
=> Vale County | Board of Supervisors | 2024-05-21 | ? - ? | ordinary | ? | ?
== cabinet
Ostley Metropolitan Borough Council
Cabinet
Date: 3 June 2024
Time: 6.30 pm to 7.45 pm
Venue: Committee Room 2, Town Hall
Present: Councillor Rowe
=> Ostley Metropolitan Borough Council | Cabinet | 2024-06-03 | 6.30 pm - 7.45 pm | ? | Committee Room 2, Town Hall | ?
== draft
DRAFT
Nether Pellow Parish Council
Minutes of the meeting held on 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | draft
== subject to approval
Nether Pellow Parish Council
Minutes of the meeting held on 2 May 2024 (subject to approval at the next meeting)
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | draft
== confirmed
Nether Pellow Parish Council
Confirmed Minutes of the meeting held on 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | confirmed
== draft local plan is no draft
Nether Pellow Parish Council
Meeting on the Draft Local Plan held on 2 May 2024
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== body beside another
Nether Pellow Parish Council
Minutes of the joint meeting with Ostley Borough Council held on 2 May 2024
Present: A Rowe
1. Report of Ostley Borough Council
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
== label date and time
Nether Pellow Parish Council
Date of meeting: Thursday 2 May 2024
Time: 19:30 – 21:15
Location: Online (Teams)
Present: A Rowe
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | 19:30 - 21:15 | ? | Online (Teams) | ?
== started and finished
Nether Pellow Parish Council
Minutes of the meeting of 2 May 2024
Present: A Rowe
The Chairman opened the meeting at 7.32pm.
There being no further business the meeting closed at 9.05 pm. Next meeting 6 June 2024 at 7.30pm.
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | 7.32pm - 9.05 pm | ? | ? | ?
== noon and words
Nether Pellow Parish Council
Minutes of the meeting of 2 May 2024 starting at noon
Present: A Rowe
Meeting finished at 1.15 p.m.
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | noon - 1.15 p.m. | ? | ? | ?
== hours
Nether Pellow Parish Council
Minutes of the meeting of 2 May 2024 held at 1930hrs
Present: A Rowe
The meeting ended at 21.05 hrs
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | 1930hrs - 21.05 hrs | ? | ? | ?
== adjournment is no end
Nether Pellow Parish Council
Minutes of the meeting of 2 May 2024 at 7pm
Present: A Rowe
The meeting adjourned at 7.40pm for public questions and resumed at 7.55pm.
The meeting closed at 9pm.
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | 7pm - 9pm | ? | ? | ?
== school board
Vale Unified School District
Board of Education
Minutes
Regular Meeting
May 14, 2024
Present: Ann Rowe, president
=> Vale Unified School District | Board of Education | 2024-05-14 | ? - ? | ordinary | ? | ?
== town council committee
Ostley Town Council
Minutes of the Finance & General Purposes Committee meeting held on Monday 3rd June 2024 at the Guildhall
Present: A Rowe
=> Ostley Town Council | Finance & General Purposes Committee | 2024-06-03 | ? - ? | ? | the Guildhall | ?
== sub-committee
Ostley Town Council
Staffing Sub-Committee
Minutes, 3 June 2024
Present: A Rowe
=> Ostley Town Council | Staffing Sub-Committee | 2024-06-03 | ? - ? | ? | ? | ?
== working group
Ostley Town Council
Neighbourhood Plan Working Group
Notes of the meeting held on 3 June 2024
Present: A Rowe
=> Ostley Town Council | Neighbourhood Plan Working Group | 2024-06-03 | ? - ? | ? | ? | ?
== full council
Ostley Town Council
Minutes of the Full Council meeting held 3 June 2024
Present: A Rowe
=> Ostley Town Council | Council | 2024-06-03 | ? - ? | ? | ? | ?
== parish meeting
Nether Pellow Annual Parish Meeting
Minutes of the Annual Parish Meeting held on 2 May 2024 in St. Mary's Church
Present: A Rowe
@@ nether-pellow-parish-council
=> Nether Pellow Parish Council | Annual Parish Meeting | 2024-05-02 | ? - ? | annual | St. Mary's Church | ?
== folder only
Minutes of the meeting held on 2 May 2024
Present: A Rowe
@@ nether-pellow-parish-council
=> Nether Pellow Parish Council | Parish Council | 2024-05-02 | ? - ? | ? | ? | ?
"""
ITEMS = "\n\n1. Apologies\nThere were none.\n\n2. Footpaths\nThe path was mended.\n\n3. Trees\nThe tree fell.\n"


def cases() -> dict[str, tuple[str, str, str, str]]:
    """Text, file name, folder and what is expected, case by case."""
    found = {}
    for case in MEETINGS.split("\n== ")[1:]:
        name, *lines = case.strip("\n").split("\n")
        given = {mark: next((line[len(mark) :] for line in lines if line.startswith(mark)), None) for mark in ("@ ", "@@ ", "=> ")}
        text = "\n".join(line for line in lines if line[:2] not in ("@ ", "@@", "=>"))
        found[name] = (text, given["@ "] or "minutes.txt", given["@@ "] or "inbox", given["=> "] or "")
    return found


@pytest.mark.parametrize(("text", "name", "folder", "expected"), cases().values(), ids=cases())
def test_a_meeting(text: str, name: str, folder: str, expected: str) -> None:
    """Everything is read as printed, what is not printed is unknown, and nothing is another meeting's."""
    held = parse(Document("id", name, folder, "txt", text + ITEMS)).meeting
    times = f"{held.start_time or '?'} - {held.end_time or '?'}"
    assert " | ".join(str(each or "?") for each in (held.body, held.committee, held.date, times, held.kind, held.place, held.state)) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 4 June 2024 and June 5, 2024", ["2024-06-04", "2024-06-05"]),
        ("on the 1st day of May, 2020", ["2020-05-01"]),
        ("06/05/2024", ["2024-05-06"]),
        ("06/05/2024 and 06/25/2024", ["2024-06-05", "2024-06-25"]),
        ("06/25/2024 and 25/06/2024", ["2024-06-25", "2024-06-25"]),
        ("12 DECEMEBER 2O23, 3 Feburary 2024", ["2023-12-12", "2024-02-03"]),
        ("14/506664, 196/20, 30 Febuary 2024, 12 Mayors 2024, 99/99/2024", []),
    ],
)
def test_dates(text: str, found: list[str]) -> None:
    """Dates are read as written, misspelt or not; in figures the month comes first only where the text proves it."""
    assert [str(day) for _, day in dates(text, us=us_order(text))] == found
