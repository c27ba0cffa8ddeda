"""Pages of an invented council as a well-known meetings site prints them: the agenda with the minutes filled in."""

HEAD = """<!DOCTYPE html><html><head><title>Agenda for Harbour Committee on Tuesday, 4th March 2025, 7.00 pm - Wickmere Borough Council</title></head><body>
<div class="mgHeader"><nav><a href="/">Home</a> <a href="/council">Council and democracy</a></nav></div>
<div id="modgov"><div class="mgContent"><h1 class="mgMainTitleTxt">Agenda and minutes</h1><h2 class="mgSubTitleTxt">Harbour Committee - Tuesday, 4th March, 2025 7.00 pm</h2>
<div class="mgLinks"><ul><li><a href="mgListAttendance.aspx">Attendance details</a></li><li><a href="ie.aspx">Agenda frontsheet</a> <span class="mgFileSize">PDF 301 KB</span></li></ul></div>
<p>Venue: Harbour Room, Town Hall, Quay Street, Wickmere</p><p>Contact: Ottilie Brandreth, Democratic Services</p>
<h2>Items</h2>
<table class="mgItemTable" id="mgItemTable"><tr><th class="mgHide" scope="col">No.</th><th class="mgHide" scope="col">Item</th></tr>
"""
FOOT = """</table></div></div><footer>Wickmere Borough Council, Town Hall</footer></body></html>"""

ITEMS = (
    ("Apologies for Absence", "", "<p>To receive any apologies for absence.</p>", "<p>Apologies were received from Councillors Pellow and Thrane.</p>", "", ""),
    (
        "Minutes of the Previous Meeting", "PDF 143 KB", "<p>To approve as a correct record the minutes of the meeting held on 4 February 2025.</p>",
        "<p><b>RESOLVED:</b> That the minutes of the meeting held on 4 February 2025 be approved as a correct record.</p>", "", "",
    ),
    (
        "Dredging of the Inner Basin", "PDF 1 MB", "<p>The report of the Harbour Master recommends that the Committee approves the programme.</p>",
        "<p>The Harbour Master said that silt had reached the lower steps.</p><p>Councillor Yeo asked whether the fishing boats could move for a week.</p>",
        "<p>That the programme of dredging be approved.</p>", "<li><a>Appendix A - Survey of the basin</a> <span class='mgFileSize'>PDF 2 MB</span></li><li><a>Appendix B - Tide tables</a> <span class='mgFileSize'>PDF 77 KB</span></li>",
    ),
    ("Mooring Fees", "PDF 96 KB", "<p>To set the fees for the coming year.</p>", "<p>The Committee considered the fees.</p><p>The fees were last raised in 2022.</p>", "", ""),
    ("Urgent Business", "", "<p>To consider any business that the Chair rules urgent.</p>", "", "", ""),
)  # fmt: skip


def page(number: str = '<td class="mgItemNumberCell"><p class="mgAiTitleTxt">{}.</p></td>', first: int = 1, after_title: str = "") -> str:
    """The page; `number` is the cell of an item's number, `after_title` what follows its title, with its place on the agenda."""
    rows = []
    for at, (title, size, purpose, minutes, decision, documents) in enumerate(ITEMS):
        told = title + after_title.format(at + 1)
        shown = f'<a class="mgLinks" href="r.pdf">{told}</a>&nbsp;<span class="mgFileSize">{size}</span>' if size else told
        cell = f'<p class="mgAiTitleTxt">{shown}</p><div class="mgWordPara">{purpose}</div>'
        if documents:
            cell += f'<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgNonBulletTitleList">{documents}</ul>'
        if decision:
            cell += f'<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara">{decision}</div>'
        if minutes:
            cell += f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{minutes}</div>'
        rows.append(f"<tr>{number.format(first + at)}<td>{cell}</td></tr>")
    return HEAD + "\n".join(rows) + FOOT
