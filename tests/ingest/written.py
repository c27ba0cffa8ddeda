"""Two minutes of invented councils, written once, and what they say."""

from dataclasses import dataclass

from tests.ingest.rendering import Block

Person = tuple[str, str | None, str, str | None]  # name, role, status, initials
Made = tuple[str, str | None, str | None, str, tuple[int | None, int | None, int | None] | None]  # first words, proposer, seconder, outcome, vote


@dataclass(frozen=True)
class Written:
    """Minutes as written, and what they say."""

    name: str
    blocks: tuple[Block, ...]
    meeting: tuple[str, str, str, str | None, str | None]
    people: tuple[Person, ...]
    decisions: dict[str, tuple[Made, ...]]
    actions: dict[str, tuple[tuple[str, str | None, str | None], ...]]
    counted: bool = True  # whether Word could count its numbers itself

    @property
    def items(self) -> list[tuple[str, str]]:
        return [tuple(text.split(" ", 1)) for kind, text in self.blocks if kind == "item"]  # type: ignore[misc]


HARBOUR = Written(
    "plain numbers",
    (
        ("title", "Wickmere Borough Council"),
        ("title", "Harbour Committee"),
        ("text", "Minutes of the meeting held on Tuesday 4 June 2024 at 7.00 pm in the Town Hall, Quay Street"),
        ("text", "Present: Councillors Morwenna Pellow (Chair), Jago Thrane (Vice-Chair), Ada Yeo, Bertram Quill and Constance Ivory"),
        ("text", "In attendance: Hester Lamb (Harbour Master), Tobias Finch (Clerk)"),
        ("text", "Apologies for absence: Councillors Rosalind Oke and Edmund Vane"),
        ("item", "1. Declarations of interest"),
        ("text", "Councillor Yeo declared an interest in item 4 as the owner of a boat in the inner basin."),
        ("item", "2. Minutes of the meeting held on 2 April 2024"),
        (
            "text",
            "RESOLVED: That the minutes of the meeting held on 2 April 2024 be approved as a correct record and signed by the Chair. (Proposed by Councillor Thrane, seconded by Councillor Quill.)",
        ),
        ("item", "3. Matters arising"),
        (
            "text",
            "a) Minute 17 (lamps on the north quay) - the Harbour Master said that four of the lamps had been mended and that the fifth waited for a part.",
        ),
        ("text", "b) Minute 21 (gulls) - the Clerk reported that no further complaints had come in since the bins were covered."),
        ("item", "4. Dredging of the inner basin and the approaches to the fish quay during the winter season of 2024 to 2025"),
        (
            "text",
            "The Harbour Master explained that silt had risen to the lower steps. The boats could be moved to the outer wall for a week, and the fishermen had been asked.",
        ),
        (
            "text",
            "RESOLVED:\n(a) that the inner basin be dredged in November;\n(b) that the approaches be surveyed first; and\n(c) that £14,500 be taken from the harbour reserve.",
        ),
        ("text", "Proposed by Councillor Ivory and seconded by Councillor Thrane. Carried, 4 votes for, 0 against, 1 abstention."),
        ("item", "5. Mooring fees"),
        ("text", "The Committee considered the fees for the coming year:"),
        ("table", "Length of boat | Fee now | Fee proposed\nUp to six metres | £210 | £220\nSix to ten metres | £340 | £360\nOver ten metres | £515 | £550"),
        ("text", "Councillor Quill moved that the fees be left as they were. There was no seconder and the motion fell."),
        ("text", "It was resolved that the fees proposed be adopted from 1 April 2025."),
        ("text", "ACTION: Write to all holders of moorings (Tobias Finch, by 30 September 2024)"),
        ("item", "6. Date of next meeting"),
        ("text", "The next meeting will be held on Tuesday 9 July 2024. The meeting closed at 8.40 pm."),
    ),
    ("Wickmere Borough Council", "Harbour Committee", "2024-06-04", "7.00 pm", "8.40 pm"),
    (
        ("Morwenna Pellow", "Chair", "present", None),
        ("Jago Thrane", "Vice-Chair", "present", None),
        ("Ada Yeo", None, "present", None),
        ("Bertram Quill", None, "present", None),
        ("Constance Ivory", None, "present", None),
        ("Hester Lamb", "Harbour Master", "in attendance", None),
        ("Tobias Finch", "Clerk", "in attendance", None),
        ("Rosalind Oke", None, "apologies", None),
        ("Edmund Vane", None, "apologies", None),
    ),
    {
        "2.": (("RESOLVED: That the minutes", "Thrane", "Quill", "carried", None),),
        "4.": (
            ("(a) that the inner basin be dredged in November", "Ivory", "Thrane", "carried", (4, 0, 1)),
            ("(b) that the approaches be surveyed first", "Ivory", "Thrane", "carried", (4, 0, 1)),
            ("(c) that £14,500 be taken from the harbour reserve", "Ivory", "Thrane", "carried", (4, 0, 1)),
        ),
        "5.": (
            ("Councillor Quill moved that the fees be left as they were", "Quill", None, "lost", None),
            ("It was resolved that the fees proposed be adopted", None, None, "carried", None),
        ),
    },
    {"5.": (("ACTION: Write to all holders of moorings", "Tobias Finch", "30 September 2024"),)},
)

PARISH = Written(
    "minute numbers of the year",
    (
        ("title", "MINUTES OF THE MEETING OF LOWER SNODLEY PARISH COUNCIL"),
        ("title", "held in the Village Hall on Monday 11 March 2024 at 7.30pm"),
        ("text", "PRESENT:\nCllr Winifred Astley (WA) - Chairman\nCllr Percy Dunnock (PD)\nCllr Olive Ferrier (OF)\nCllr Hugh Stannage (HS)"),
        ("text", "IN ATTENDANCE:\nMrs Beryl Coxon - Clerk\nCounty Cllr Denzil Marsh"),
        ("item", "31/24 Apologies for absence"),
        ("text", "Apologies were received from Cllr Gwen Tapper."),
        ("item", "32/24 Declarations of interest"),
        ("text", "None."),
        ("item", "33/24 To approve the minutes of the meeting held on 12 February 2024 and of the extraordinary meeting held on 26 February 2024"),
        (
            "text",
            "It was proposed by Cllr Dunnock, seconded by Cllr Ferrier and RESOLVED that both sets of minutes be signed as a true record. All were in favour.",
        ),
        ("item", "34/24 County Councillor’s report"),
        (
            "text",
            "Cllr Marsh reported that the bridge at Tolley Ford would close for six weeks. WA asked whether the bus could be sent by the mill. See also minute 22/24 of the last meeting.",
        ),
        ("item", "35/24 Finance"),
        ("text", "The following payments were put before the Council:"),
        ("table", "Payee | For | Amount\nSnodley Print | Newsletter | £84.00\nB Coxon | Salary | £412.10\nFenland Electric | Street lamps | £61.35"),
        ("text", "RESOLVED that the payments be approved (proposed PD, seconded HS)."),
        ("item", "36/24 Planning"),
        ("text", "a) 24/00217/FUL - two houses on land behind the Old Forge. OF said that the lane was too narrow."),
        ("text", "On being put to the vote a motion to support the application was LOST by 1 vote to 3."),
        ("text", "b) 24/00231/HOU - extension at 4 Mill Row. The Council had no objection."),
        ("item", "37/24 Verges and ditches"),
        ("text", "Clerk to ask the drainage board when the ditch in Cold Lane will be cleared."),
        ("item", "38/24 Date of next meeting"),
        ("text", "Monday 8 April 2024 at 7.30pm. The meeting closed at 8.55pm."),
    ),
    ("Lower Snodley Parish Council", "Parish Council", "2024-03-11", "7.30pm", "8.55pm"),
    (
        ("Winifred Astley", "Chairman", "present", "WA"),
        ("Percy Dunnock", None, "present", "PD"),
        ("Olive Ferrier", None, "present", "OF"),
        ("Hugh Stannage", None, "present", "HS"),
        ("Beryl Coxon", "Clerk", "in attendance", None),
        ("Denzil Marsh", None, "in attendance", None),
        ("Gwen Tapper", None, "apologies", None),
    ),
    {
        "33/24": (("It was proposed by Cllr Dunnock, seconded by Cllr Ferrier and RESOLVED", "Dunnock", "Ferrier", "carried", None),),
        "35/24": (("RESOLVED that the payments be approved", "PD", "HS", "carried", None),),
        "36/24": (("On being put to the vote a motion to support the application was LOST", None, None, "lost", (1, 3, None)),),
    },
    {"37/24": (("Clerk to ask the drainage board", "Clerk", None),)},
    counted=False,
)
