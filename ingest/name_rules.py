"""Names of people, bodies and places by the words around and in them: rows as in `rules`, run by the same test.

They are read in text prepared by `entity_text`, in which words all in capitals have been written small.
"""

from __future__ import annotations

import re

from ingest.domain import Label
from ingest.entity_rules import Labelled, wrapped
from ingest.people_rules import FAMILY
from ingest.rules import Rule

TITLE = (
    r"(?:Mayor [Pp]ro[ -][Tt]em(?:pore)?|(?:(?:County|District|Borough|Parish|Town|City|Deputy|Acting|Vice|Lord) ?)?(?:Council ?[Mm]embers?|Councill?ors?|Cllrs?|Cmhlr|Cnllrs?|Crs?|Cms?|Clr|Ald(?:erman|erwoman)?|Mayor|President|Provost|Convenor|Commissioners?|Trustees?|Supervisors?|Superintendent"
    r"|Senator|Chairman|Chairwoman|Chairperson|Chief(?! \w+ Officer)|Inspector|Insp|Sergeant|Sgt|Constable|PCSOs?|PC)|Members? (?=[A-Z]\. ?[A-Z])|Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Professor|Rev|Revd|Reverend|Pastor|Canon|Fr|Sir|Dame|Lord|Lady|Baroness|Judge|Justice|Coach|Hon|Sister)\b\.?"
)
_NOBODY = (
    rf"(?!(?:{TITLE}|Chair\w*|Vice\w*|Mayor|Deputy|Clerk|Parish|Town|County|District|City|Council\w*|Board|Committee|Members?|Officers?|Report\w*|The|This|That|These|And|For|From|To|In|On|At|Of|By|With|Was|Were|Is|Has|Had|All|Also|However|Therefore|There|It|He|She|They|We|I"
    r"|Apologies|Present|Absent|Attendance|Minutes?|Agenda|Item|Motion|Moved|Seconded|Proposed|Resolved|Resolution|Carried|Lost|Noted|Agreed|Action|None|Nil|Public|Residents?|Staff|Questions?|Planning|Finance|Highways|Date|Time|Place|Venue|Page|Director|Manager|Head|Chief|Executive"
    r"|Senior|Assistant|Principal|Acting|Secretary|Treasurer|Superintendent|Representative|Street|Road|Lane|Avenue|Ward|Hall|Park|Church|School|University|College|Department|Service\w*|Office|Team|Group|Trust|Society|Association|Ltd|(?<!Time )Limited|Inc|Act|Section|Order|New|Community|Government"
    r"|January|February|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Yeas|Nays|Ayes|Noes|Against|Abstain\w*|Vote\w*|Recused|Nominated|Second|Leader|Portfolio|Elect|Election|Appointment|Welcome|Policy|Budget|Strategic|Corporate|Notes?|Draft|Ordinary|Special|Annual|Meeting|Wellbeing|Health|Education|Environment\w*|Development|Operations?|Engineer\w*|Technical|Project|Property|Water|Roads?|Transport\w*|Library|Fire|Police|Scheme|Traffic|Calming|Project|Programme|Program|Strategy|Plan|Plans|Deadline|Submitting|Transmitting|Received|Receive|Comments?|Reply|Discussion|Update|Approve|Approval|Consider|Review|Request|Application\w*|Signed|Dated?|Re|Cn|Ref|Yes|No|Not|If|As|An|A|Our|Your|Their|His|Her|Item|Number|Thanks?|Dear|Email|Letter|Cc|Invocation|Pledge|Travel\w*|Expenses|Salary|Labour|Oath|Other|Visit|Read|Consent|Calendar|Ordinance|Zoning|Docket|Bus|Car|Play|Village|Bank|Club|Precept|Precepts|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Several|Approximately|Invoices?|Payments?|Declarations?|Standing|Matters|Correspondence|Carry|Unanimous\w*|Adopt(?:ed|ion)?|Brief|Hearings?|Communications?|Appeals?|Administrative|Withdrawn?|Postponed?|Deferred?|Amended|Exec|Supt|Presentations?|Class|Part|Regulations?)\b)"
)
WORD = _NOBODY + FAMILY.removesuffix(r"\.?")  # a full stop behind a name ends a sentence
_INITIALS = r"(?:[A-Z]\. ?){1,3}|(?:[A-Z] ){1,2}|(?!(?:MP|MS|TD|PC|CC|DC|CE|UK|US|EU|NO) )[A-Z]{2} "
_LABEL = r"(?<=\n)\w+:"  # of the next line of a form
NAME = rf"(?:(?:{_INITIALS})?{WORD}(?: (?!{_LABEL})(?:[A-Z]\. |[A-Z] )?{WORD}){{0,2}}(?:,? (?:Jr|Sr|III|II|IV)\b\.?)?)"
PLAIN = rf"{_NOBODY}[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)*"  # a word of a name that is no initial
AND = r"(?:,? and |,? & |, |/| - |; )"
# What stands before names: the word of a vote or a list, and of a motion.
LISTING = r"(?i:Yeas|Ayes?|Nays|Noes|Absent|Present|Recused|Abstain(?:ed|ing)?|Abstentions?|In [Ff]avou?r|Opposed|For|Against|Excused)(?: ?\(\d+\))?:"
_NAMED = r"(?=\.?(?:[,;)/\n]| and | & | [Ss]econded|$)| ?[-–(]|\. )"  # behind a name, and not behind the first words of a thing
MOVING = r"\b(?<![Tt]he )(?<!\ba )(?<!\bany )(?<!\bthis )(?<!\bof )(?:Moved|Seconded|Proposed|Mover|Seconder|Proposer|Nominated|moved|seconded|proposed|Prop|Sec)\b(?: and (?:seconded|carried))?(?: by)?\.?:?"
NAME_LIST = rf"{NAME}(?: \([A-Z]{{1,2}}\))?(?:{AND}(?:{TITLE} )?{NAME}(?: \([A-Z]{{1,2}}\))?)*"


def _row(label: Label, name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...]) -> Labelled:
    return Labelled(label, Rule(name, re.compile(wrapped(pattern)), accepts, refuses))


# Where people are named without doubt. The group `names` holds one or more of them.
PEOPLE = (
    _row("PERSON", "title and name", rf"\b{TITLE} (?:\((?:Mr|Mrs|Ms|Miss|Dr|Rev|Hon)\b\.?\) )?(?P<names>{NAME})", ("Cllr Sue Lind", "Cllr (Mrs) Pell", "Mayor Pro Tem Lind", "Alderwoman Lind", "Mr. K. Rowe", "Pastor Ann Lee", "Mayor Tom Pell", "Dr de Vries"), ("Mayor of Ashvale", "Cllrs were")),
    _row("PERSON", "titles and names", rf"\b(?:Council ?[Mm]embers|Councill?ors|(?:Cllrs|Cnllrs|Crs|Messrs)\b\.?|Commissioners|Trustees|Board Members|Members|Supervisors)\b:? (?P<names>{NAME_LIST})", ("Councillors Lind, Rowe and Pell", "Cllrs A Lind & B Rowe", "Councillors Lind (J), Lind (K), Rowe"), ("Councillors present", "Members. Read a first")),
    _row("PERSON", "vote", rf"(?:^|(?<=\n)|(?<=[.;] )|(?<=\W)){LISTING} ?(?:\d+ ?[-–] ?)?(?P<names>{NAME_LIST})", ("Yeas: Green, Hall, Lind - 3", "Absent: Rowe", "YEAS: Rowe"), ("For: the motion",)),
    _row("PERSON", "mover", rf"{MOVING} (?:{TITLE} |(?<=[Bb]y )|(?<=: )|(?={NAME}{_NAMED})|(?=[A-Z]\. ?{WORD}))(?P<names>{NAME}(?:(?: and |, |/| & )(?:{TITLE} )?{NAME})?)", ("Moved by: Green", "Seconded A. Lind", "proposed by Lind", "Proposed Lind, seconded Rowe"), ("moved to", "Moved: that", "the proposed Ashvale scheme", "Proposed Pump Track at")),
    _row("PERSON", "mover and seconder before the outcome", rf"(?<![\w/])(?P<names>{NAME} ?/ ?{NAME})(?= +(?:CARRIED|Carried|LOST|Lost)\b)", ("Lind/Rowe CARRIED",), ("Bridge/Road closed",)),
    _row("PERSON", "mover before the verb", rf"(?:^|(?<=\n)|(?<=[(.] )|(?<=\())(?P<names>{NAME})(?= (?:moved|seconded|proposed|nominated)\b)", ("Lind proposed, Rowe seconded",), ("It proposed",)),
    _row("PERSON", "initials and surname", rf"(?<![\w.])(?P<names>[A-Z]\. ?(?:[A-Z]\. ?){{0,2}}(?=\w{{2}}|\w['’]){WORD}(?:-{FAMILY})?)(?![\w])(?! (?:Street|Road|Avenue|Ave|St|Drive|Lane|Ltd|Inc)\b)", ("L. Lind, T. Rowe: That", "J.P. Pell"), ("A. Street", "U.S. Department")),
    _row("PERSON", "name and honours", rf"(?<!\w)(?P<names>{NAME})(?=,? (?:MP|MSP|MLA|MS|TD|OBE|MBE|CBE|BEM|JP|QC|KC|QSM|Ph\.?D|Ed\.?D|Esq)\b)", ("Ann Lee MSP",), ("the MP",)),
    _row("PERSON", "name and office", rf"(?:^|(?<=\n)|(?<=[,;:–-] ))(?P<names>{WORD}(?: [A-Z]\.)? {WORD}(?: {WORD})?)(?= ?(?:\(|, |[-–] )(?:the )?(?:(?:Parish|Town|City|Deputy|Assistant|Acting|Vice|Committee|Minutes?|Executive|Senior|Group|Interim|Legal|Chief|Fire|Operations|Head|Principal|County|District)[ -])*(?:Clerk|Chair\w*|Director|Manager|Officer|Secretary|Treasurer|Engineer|Superintendent|Principal|Planner|Solicitor|Adviser|Advisor|Executive|Attorney|Counsel|President|Lead|of)\b)", ("Ann Lee (Clerk)", "Tom Rowe, Senior Planner"), ("Ann (Clerk)", "The Clerk, Director")),
)  # fmt: skip

# Words that say what a body is.
_BODY_END = (
    r"(?:Council|Committee|Sub-?[Cc]ommittee|Board|Trust|Ltd\.?|(?<!Time )Limited|LLC|LLP|L\.L\.C\.|Inc\.?|Incorporated|PLC|plc|Corporation|Corp\.?|Association|Society|Club|Group|Partnership|Authority|Commission|Agency|School District|Department|Directorate|Division|Branch|Services?|Team|School|Schools|Academy|Academies"
    r"|College|University|Union|Company|& Co\.|Foundation|Institute|Federation|Forum|Panel|Ministry|Constabulary|Police|Bank(?! Holiday)|FC|RFC|AFC|GAA|HA|CIC|CC|DC|PC(?! (?!Minutes|Meeting)[A-Z][a-z])|Parliament|Assembly|Senate|Cabinet|Consortium|Network|Alliance|Charity|Fellowship|Ministries|Scouts|Guides|Brownies|Rotary|Legion|Surgery|Practice"
    r"|Cooperative|Co-operative|Coalition|Taskforce|Task Force|Unit|Diocese|Chamber of Commerce|(?<!Affordable )(?<!Social )(?<!Sheltered )Housing|Homes|Solutions|Associates|Contractors|Consulting|Consultants|Architects|Engineering|Builders|Bros|& Sons?|and Sons?|Museums|(?<!Chief )Executive|Regulator|Inspectorate|Bureau|Court|District Council|Church|Congregation|Regulatory Office|National School|Primary|Nursery|Kindergarten|Playgroup|Preschool|Pre-school|Tribunal|Municipal District|Residents['’]? Association|Tidy Towns|(?:Wo)?[Mm]en['’]?s Sheds?|Senior Citizens|Rovers|United|Gaels|Choir|Brass Band|Orchestra|Singers|Ambulance|Hospice|Food ?[Bb]ank|Productions|Excavating|Excavation|Haulage|Landscapes|Landscaping|Resource Centre|Clinic|Working (?:Group|Party)|Committee in Common)"
)
_CAP = r"(?:[A-Z][\w'’.-]*[\w'’]|[A-Z]&[A-Z]|[A-Z]|[A-Z][\w'’-]*(?=,? (?:Inc|LLC)))"
_SMALL = r"(?:(?:of|for)(?: the)?|and|the|&|de|la)"
_WHEN = r"(?:January|February|March|April|June|July|August|September|October|November|December|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?"
_NO_OFFICE = "".join(
    f"(?<!{word})"
    for word in ("Engineer", "Officer", "Accountant", "Director", "Manager", "Chair", "Clerk", "Planner", "Adviser", "Executive", "Secretary", "Treasurer")
)
_SUBJECT = rf"(?!{_BODY_END}\b){_CAP}(?: (?!{_BODY_END}\b){_CAP})?"
_COMMA = rf"{_NO_OFFICE}, (?={_SUBJECT}(?:, {_SUBJECT}){{0,8}},? (?:and|&) {_CAP}(?: |$|[.,;)]))"
_START = rf"(?!(?:The|This|That|A|An|In|On|At|By|To|For|From|Of|And|With|As|When|If|All|Our|Your|Their|No|Any|Some|Each|Cllrs?|Councill?ors?|Mr|Mrs|Ms|Dr|Report|Minutes|Agenda|Item|Chair|Chairman|Director|Manager|Apologies|Present|Meeting|Members?|Action|Resolved|Motion|Letter|Email|Update|Also|It|There|Following|Both|Presentation|Correspondence|Mayor(?!['’])|Clerk|Coach|Pastor|Reverend|Judge|Appointment|Submitting|Transmitting|Honou?ring|Requesting|Received|Receive|Referred|Consider|Election|Draft|Notes|Request|Approval|Award|Re|These|Those|Proposed|Ratification|Declaration|Discontinuing|Reducing|Amending|Adoption|Acceptance|Disposal|Directing|Authori[sz]ing|Passing|Previous|Potential|Where|Whereas|WHEREAS|Therefore|THEREFORE|THAT|Resolutions?|Recommendations?|Venue|(?:Council )?Chamber|Notice|{_WHEN}|(?:Regular|Special|Ordinary|Extraordinary|Annual|Monthly) (?:Meeting|Session))\b)"
_BODY = rf"{_START}{_CAP}(?:/{_CAP})?(?:(?: |- ?|{_COMMA})(?:{_SMALL} )?(?!(?:Councill?or|Cllr|Mr|Mrs|Ms|That|{_WHEN}|The (?:Council|Committee|Board|Group|Trust|Association))\b){_CAP}){{0,6}}?(?: (?:{_SMALL} )?|, (?=Inc|LLC|Ltd)){_BODY_END}(?:(?: (?!The\b){_CAP}){{0,4}}? (?!(?<=County )Council|(?<=City )Council|(?<=Town )Council|(?<=Parish )Council){_BODY_END})*"
_HEAD_OF = r"(?:Department|Ministry|Office|Bank|University|College|Church|Friends|House|Diocese|Institute|Institution|Board|Council|Association|Society|Federation|Council of the City|Court|Chamber|Bureau|Division|Secretary of State|League|Court|Royal College|School|Home|Confederation|Guild|Trustees|(?:Municipal|Metropolitan) District)"
BODIES = (
    _row("ORG", "body", rf"(?<![\w-])(?P<e>{_BODY}(?: of (?:the )?(?!The\b|(?:Council|Board|Committee)\b){_CAP}(?: {_CAP}){{0,2}}| for {_CAP})?)(?![\w-])(?! (?:Tax|Scheme|Project|Programme|Program|Fund|Chamber|Chambers|House|Road|Street|Lane|Drive|Hall|Plan|Act|Room|Offices)\b)",
         ("Ashvale Parish Council", "Elm Signs Ltd", "Pond Justice Committee", "Ponds and Drainage Services", "Pond Action, Fish Stocks and Drainage Policy Committee", "Township of Arden Council", "Ash Rovers FC"), ("the Council", "Council Tax")),
    _row("ORG", "body of", rf"(?<![\w-])(?P<e>(?:{_START}{_CAP} ){{0,2}}?{_HEAD_OF} (?:of|for)(?: the)?(?: City of| County of)? {_CAP}(?:(?: and| of| &| for| of the|-|{_COMMA})? ?(?<=[ \n-])(?!(?:Held|Minutes|Agenda|Regular|Report|January|February|March|April|May|June|July|August|September|October|November|December|Was|Is|At|On|In|By|For|With|From|That|Meeting)\b)(?!(?:Councill?or|Cllr|Mr|Mrs|Ms|To|The)\b){_CAP}){{0,4}})(?![\w-])",
         ("Department of Pond Drainage", "Department of Ponds, Local Streams and Fish", "Board of Drainage", "Bank of Arden", "Council of the City of Arden"), ("Head of Service", "the office of")),
    _row("ORG", "department of a council", rf"(?<![\w-])(?P<e>(?:(?!(?:DC|CC|TC|PC)\b)(?:[A-Z]{{1,4}}C|BC[A-Z]{{2,5}})|{_CAP}(?: {_CAP}){{0,2}} (?:County|City|Borough|District) Council) (?:Highways|Planning|Housing|Environmental Health|Legal|Building Control|Countryside|Streetscene))(?![\w-])(?! (?:[A-Z]|[Aa]pplication|[Pp]olicy|[Pp]ermission))",
         ("reported to ACC Highways", "Arden County Council Highways has"), ("AGM Planning Application", "NPPF Planning", "SEND Housing", "the Highways")),
    _row("ORG", "branch of a union", rf"(?<![\w-])(?P<e>(?:{_START}{_CAP}(?:[ /]{_CAP}){{0,3}},? (?:Local|Lodge)|[A-Z]{{2,6}}(?<!C) Chapter)(?: No\.?| #)? ?\d{{1,4}})(?![\w-]|\.\d)", ("Potters Local No. 12", "ABKL Chapter 40"), ("Chapter 12", "the local 12", "Pond Code Chapter 40", "the ARC Chapter 4")),
)  # fmt: skip
NATIONAL = _row("ORG", "national body", r"(?<![\w&])(?:NHS(?: England| Scotland| Wales)?|HSE|Ofsted|OFSTED|HMRC|DEFRA|Defra|DfE|DfT|BBC|ITV|RSPCA|RSPB|RNLI|NSPCC|CQC|FEMA|EPA|FBI|USDA|NASA|NZTA|RCMP|UNESCO|UNICEF|WHO|Environment Agency|Network Rail|Royal Mail|Post Office Ltd|Citizens Advice|Age UK|British Legion|Salvation Army|Red Cross|YMCA|YWCA|Liberal Democrats?|(?:Conservative|Labour|Green|Republican|Democratic) Party)(?!\w)", ("Ofsted said", "the NHS"), ("SEND",))  # fmt: skip

STREET = r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Dr(?!\.? [A-Z](?:\.|[a-z]+)? [A-Za-z])|Way|Court|Crescent|Cres|Place|Pl|Terrace|Gardens|Grove|Hill|Mews|Square|Row|Walk|Parade|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Bypass|By-[Pp]ass|Drove|Green|Bridge|Path|View|Rise|Croft|Wynd|Quay|Circle|Trail|Loop|Alley|Gate|Bank(?! Holiday)|Brae|Vale|Cross|Roundabout|Junction|Interchange|Footpath|Bridleway|Expressway|Freeway|Esplanade|Promenade|Viaduct|Underpass)"
BUILDING = r"(?:Hall|House|Farm|Cottage|Cottages|Lodge|Inn|Hotel|Barn|Barns|Manor|Mill|Library|Centre|Center|Building|Buildings|Stadium|Theatre|Theater|Museum|Station|Airport|Cemetery|Churchyard|Fields?|Park|Playground|Pavilion|Woods?|Forest|(?<!Business )(?<!Premium )(?<!Earmarked )(?<!General )Reserve|Lake|River|Bay|Beach|Island|Valley|Harbour|Harbor|Pond|Marina|Stream|Brook|Lagoon|Swamp|Estuary|Springs?|Wetlands?|Lakes|Rivers|Aquifer|Falls|Waterfall|Islands|Bush|Hills|Mountains?|Cliffs?|Sands|Fen|Heath|Fell|Gorge|Glen|Dam|Weir|Lock|Flats|Heights|Salon|Landfill|Plaza|Estate|Ward|County|Common(?! Seal)|Meadows?|Moor|Marsh|Burn|Loch|Creek|Canal|Reservoir|Burial Ground|Recreation Ground|Allotments|Castle|Abbey|Priory|Tower|Arena|Campus|Workspace|Bungalow|Villa|Gym|Garage|Yard|Quarry|Peninsula|Range|Wharf|Pier|Dock|Car Park|Play Area|Skatepark|Stables|Nurseries|Crossroads|Corner|Point|Township|Parish|Borough|Region|Province|National Park|Golf Course|Village|Arms|Tavern|Orchard|Aquarium|Courthouse|Depot|Terminal|Mall|Market Place|Hospital|District|Suite|Rooms?|Community Field)"
_PLACE_WORD = rf"(?!(?:(?:North|South|East|West|Rear|Side|Front|End|Part) of|{STREET}|{BUILDING}|The|This|That|On|At|In|To|From|Of|And|For|By|Cllrs?|Councill?ors?|Mr|Mrs|Ms|Dr|Report|Item|Council|Committee|Board|Proposed|Application|Off|Near|With|When|Land|Erection|Construction|Councilmembers?|Mayor|Approve|Purchase|Re|Original|Draft|Update|Refurbishment|Repairs?|Maintenance|Closure|Proposal|Temporary|Amending|Statement|Transfer|Principal|Limited|Improvement|Installation|Recommendations?|Resolutions?|Notice|Behind|Between|Opposite|Adjacent|Works|Trust|Charitable|Society|Association|Concern|Planning|Superintendent|Director|Manager|Officer|(?:Pot ?)?[Hh]oles|Potholes|{_WHEN})\b)(?![A-Z]{{2,}}\b)(?:[A-Z][\w'’-]*[\w'’]|St\.?)"
_TYPE_FIRST = rf"(?:{BUILDING}|{STREET}|School|Church|Green|Council|Land)"
_OF_LAND = r"(?:Hill|Park|Mill|Wood|Bridge|Moor|Marsh|Manor|Castle|Abbey|Valley|Forest|Meadow|Lake|River)"
_DWELLING = r"(?:House|Farm|Cottages?|Lodge|Barns?|Inn|Hotel|Villa|Bungalow)"
_NUMBER = r"(?:(?:(?:[Uu]nit|[Ff]lat|[Pp]lot|[Ll]ots?|[Nn]os?\.?) )?\d{1,5}[A-Za-z]?(?:(?:[-–/]| ?& ?| and )\d{1,5}[A-Za-z]?)? )"
PLACES = (
    _row("PLACE", "street", rf"(?<![\w.,£$€-])(?!(?<=/)\d)(?![A-Z]{{1,2}}\d)(?P<e>{_NUMBER}?(?:(?:N|S|E|W|North|South|East|West|Upper|Lower|Great|Little|Old|New)\.? )?(?:(?:{_PLACE_WORD} ){{1,3}}|(?:{_PLACE_WORD} )?{_TYPE_FIRST} |(?:The |Mc ?|St\.? ){_PLACE_WORD} )(?:{STREET}|(?:street|road|lane|avenue|drive|crescent)(?= ?[.,;)]|\b))(?: (?:North|South|East|West)\b)?)(?![\w-])(?! (?:[Cc]ouncil|Committee|Limited|Ltd)\b)",
         ("83 Elm Road", "1712 St. Orla Avenue", "on Mill Lane.", "Station Road", "Ashgrove street", "12-14 High Street", "7 Elm Dr, Ashvale"), ("the road", "On Street", "Elm School Dr Ann Lind", "Elm Assets Dr A Lind")),
    _row("PLACE", "country by its letters", r"(?<![\w.-])(?:UK|USA|U\.K\.|U\.S\.A?\.?)(?![\w-])(?! (?:Gov\w*|Parliament|Power|Sport|Youth)\b)", ("across the UK.", "the USA"), ("UKIP", "the UK Government")),
    _row("PLACE", "road number", r"(?<![\w/.£$€-])(?:[ABMNLR]\d{1,4}|[ABCU]\d{3,4}|SH ?\d{1,2}|(?:(?<=the )|(?<=on )|(?<=off )|(?<=along )|(?<=near ))I-\d{1,3}|US[- ]\d{1,3}|(?:State )?(?:Highway|Route|Hwy) \d{1,4}|Junction \d{1,2}|Highway \d+[A-Z]?)(?:\(M\))?(?![\w/-]|\.\d)(?<!A3)(?<!A4)(?<!A5)", ("the A888", "N88 road", "SH7", "Highway 98"), ("A4 paper", "PLA14", "R1.2 million")),
    _row("PLACE", "building or ground", rf"(?<![\w-])(?P<e>(?:The )?(?:{_PLACE_WORD}/)?(?:(?:{_OF_LAND} )?(?:{_PLACE_WORD} (?:(?:&|of) (?=[A-Z]))?){{1,4}}{BUILDING}(?: {BUILDING})?|{_OF_LAND} {_DWELLING}))(?![\w-])(?!(?<=Village) [A-Z])(?!(?<=District) [A-Z])(?!(?<=Parish) [A-Z])(?! (?:[Cc]ouncil|[Cc]ommittee|Board|Trust|Association|Society|Club|Group|School|Ltd|Limited|Street|Road|Lane|Tax|Levy)\b)", ("Ashdown Park", "Ashgrove Lodge", "Hill Elm Farm", "Park House", "Ash/Elm River", "Thorn Forest National Park", "Thorn Ward"), ("the Park", "Village", "Affixing the Common Seal", "the Family Farm Tax")),
    _row("PLACE", "settlement before a post code", r"(?<![\w-])(?P<e>[A-Z][a-z'’-]+)(?=,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)", ("Ashvale Wexshire AV33 9UF",), ("Ashvale 33",)),
    _row("PLACE", "place by its first word", rf"(?<![\w-])(?P<e>(?:River|Lake|Mount|Mt\.?|Loch|Lough|Port|Fort|Cape|Isle of|County|Co\.|Bayou|Pont|Sliabh|Áras) (?!(?:Council\w*|Hall|Road|Manager|Librar\w+|Clerk|Board|Officer|Administrator|Attorney|Executive|Engineer|Sheriff|Judge|Commission\w*|Treasurer|Assessor|Auditor|Surveyor|Supervisors?|Counsel|Staff|Court|Government|Fair)\b){_PLACE_WORD}(?: {_PLACE_WORD})?)(?![\w-])(?! (?:[Cc]ouncil|[Cc]ounty|Committee)\b)", ("River Ash", "Co. Ashford", "Lake Arden"), ("County Council", "the lake", "County Administrator Bill Lind")),
    _row("PLACE", "city or township of", rf"(?<![\w-])(?P<e>(?:City and County|City|Township|Town|Village|State|County|District|Borough|Parish|Province|Republic|Municipality|Royal Borough) of (?:the )?(?!(?:Planning|Children|Highways|Environment|the)\b){_PLACE_WORD}(?: (?!(?:Strategic|Annual|Official|Draft|Budget|Regular|Special|Held|Plan)\b){_PLACE_WORD}){{0,2}}(?: (?:(?:Community|Memorial|Sports|Leisure) )?(?!County|District|Parish|Ward){BUILDING})?)(?![\w-])(?! (?:Council|Committee|Board|{_BODY_END})\b)", ("City of New Arden", "Township of Ashvale"), ("City of the", "Chair of Ashvale")),
)  # fmt: skip
# Bodies whose name holds that of a place: what stands before says which.
BODY_OF_PLACE = Rule("body of a place", re.compile(wrapped(r"(?<![\w-])(?P<place>(?!The\b)[A-Z][\w'’-]++(?:(?: and | & | )[A-Z][\w'’-]++){0,3}?) (?:(?:Parish|Town|Community|City|County|District|Borough|Metropolitan|Regional|Township|Village|Rural|Municipal)(?: (?:and|&) (?:City|County|District))? )(?:Council|Board|District)\b")), ("Ashvale Parish Council", "Ash and Elm District Council", "Ash-Elm Town Council", "Ash- Elm Town Council"), ("the Parish Council",))  # fmt: skip
ADDRESS = Rule(
    "settlement behind a street",
    re.compile(wrapped(rf"(?<![\w,;])(?:[A-Z]\w+ ){STREET},? (?P<place>{_PLACE_WORD}(?: {_PLACE_WORD})?)(?=,| \d| [A-Z]{{1,2}}\d|\n|\.|$)")),
    ("Elm Road, Ashvale, Arden",),
    ("Elm Road was", "Lind, Green, Rowe, Pell"),
)

GENERIC = frozenset(
    "a an and at by for in of on the to new old all full local joint special annual regular ordinary extraordinary general main sub other both next first second this that these any each no members member councillor councillors cllr cllrs officers officer chair chairman chairperson chairwoman mayor clerk board council councils committee committees "
    "cabinet panel group team parish town city county district borough community village municipal regional meeting meetings municipality public government authority department division service services school church hall centre park road street lane house office building room site area ward trust partnership forum report plan budget project policy "
    "working party sub-committee subcommittee executive secretary treasurer president staff resident residents chamber library station playground field police recreation ground burial car play allotments sports pavilion war memorial bus shelter shop pub churchyard cemetery township province state region east west north south company society "
    "association club union college university academy primary secondary national standing select scrutiny overview section branch agency commission elected present high listed future previous closed session open surgery recess expenses annotation speaker speakers conference conferences motion notice guest guests membership memberships finance invoices playing fields deputy vice acting lead senior chief item agenda minutes item reserve call contact shopping suite insurance company ii iii common green bridge court way square market place walk path gate cross bank view river lake".split()
)  # fmt: skip
# Between a street and a post code stand settlements, at times with nothing between them.
POSTAL = Rule(
    "settlements before a post code",
    re.compile(wrapped(rf"{STREET},? (?P<places>{_PLACE_WORD}(?:,? {_PLACE_WORD}){{1,5}}),? [A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b")),
    ("Elm Road Ash Mere Arden's Moss Wexshire AV33 9UF",),
    ("Elm Road Ashvale 33",),
)
# What a long form ends in that is no body's: a plan or a fund, which minutes shorten as they do the names of bodies.
NO_BODY = re.compile(
    r"\b(?:Allocations?|Plans?|Schemes?|Strateg(?:y|ies)|Budgets?|Assessments?|Polic(?:y|ies)|Funds?|Funding|Orders?|Framework|Reviews?|Projects?|Programmes?|Programs?|Meetings?|Reports?|Statements?|Areas?|Zones?|Levy|Tax|Licen[cs]es?|Needs|Act|Regulations?|Systems?|Agreements?|Grants?|Applications?|Payments?|Codes?|Charter|Record|Officer|Manager|Director|Model|Study|Test|Data|Vehicles?|Harm|Violence|Disorder|Certificate|Initiative|Measures?|Standards?|Guidance|Document|Permit|Rate|Account|Survey|Understanding|Education|Opportunit(?:y|ies)|Progress|Disabilities|Exploitation|Inspection|Action|Learning|Learners?|Engagement|Development|Performance|Interest|Providers?|Users?|Owners?|Persons?|Adults?|Children|Hours?|Numbers?|Resolution)$|^(?:Codes?|Terms|Schemes?|Statement|Memorandum|Declaration|Notice|Orders?|Record|Register|Freedom) of\b"
)
# A job, and what it is the head of: no body, as in `Assistant Director of Educational Services`.
JOB = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:Superintendent|Director|Manager|Head|Officer|Leader)(?:s? (?:of|for)(?: the)?|(?= [A-Z]\w+ [A-Z]|(?<=Officer) Housing)) (?:[\w&,]+ ){0,4}?(?:Services?|Schools|Operations|Division|Directorate|Team|Housing)$"
)
# Words that streets and buildings end in, and surnames as often.
SURNAMES = frozenset("Hill Green Wood Woods Ward Marsh Field Fields Lake Burn Cross Bank".split())
SPEAKS = re.compile(r" (?:said|asked|reported|presented|spoke|noted|moved|seconded|proposed|thanked|stated|advised|explained|introduced|expressed)\b")
BEHIND = re.compile(r" ?[,(–—-] ?(?:[\w-]+ ){0,3}$")
PLACE_BEFORE = re.compile(r"\b(?:[Aa]t|[Ii]n|[Oo]n|[Tt]he|near|to|of|off|along|from|\d+\w?)[ \n]$")
COMMON_END = re.compile(r"\w+(?:tions?|ments?|ures|ances?|ship|ness|ulum)$")
# Words of GENERIC that say what a committee is for: `Budget Committee` names one.
SUBJECT = re.compile(
    r"\b(?:Budget|Policy|Project|Village Hall|Police|Finance|Scrutiny|Audit|Staffing|Personnel|Highways|Environment|Housing|Education|Licensing|Appeals|Library|Cemetery|Sports|Recreation|Allotments|Burial|Playground|Planning)\b.* (?:Committee|Sub-?[Cc]ommittee|Working (?:Group|Party)|Panel|Board|Department|Commission)$"
)
# A street may be named by a word that every council has: `Church Road`.
STREET_NAME = re.compile(
    r"(?!(?:Main|Public|The|This|Each|Any|No|Parish|Village|Council|County|Local|Access|Town|Residential|Bus|Car)\b)[A-Z][\w'’]+ (?:Road|Street|Lane|Avenue|Drive|Close|Crescent|Terrace)|"
    + rf"{_OF_LAND} {_DWELLING}"
)
TOPICS = frozenset(
    "AYES NOES YEAS NAYS ABSTAIN PUT LOST THAT MOVED SECONDED MINUTES AGENDA CSE CRE SEND EHCP EHC JTAI WSOA AGM EGM AOB AOCB VAT CCTV AGAR OBE MBE CBE BEM KBE DBE MSP MEP MLA TD JP QC KC QSM QSO ONZM MNZM GDPR FOI PDF HGV EV LED MOT CIL TPO TRO SID SAM PPE GCSE ADHD ASD KPI IT ICT HR PR AI TV DVD PC ID US EU FAQ RFP RFQ CEO CFO COO CAO DBS NDP NHP SPD LDP RTI COVID BAME LGBT PTSD A&E B&B Q&A TBC TBA NB PM AM GP GPS HMO PSPO ASB MUGA CV SLA MOU RV ATV H&S M&S OK PRESENT ABSENT ACTION NOTED RESOLVED AGREED CARRIED MOTION RECOMMENDATION RECOMMENDATIONS APPROVED FRA ESSER LCAP ELA ESL STEM DD BACS EHO RFO NEET FTE CPI RPI SOP STV TOR".split()
)  # fmt: skip
ORG_CUES = re.compile(_BODY_END + r"$")
# Short forms that act or are acted for as bodies do: for the vote of the whole minutes.
ACTING = _row(
    "ORG",
    "short form that acts",
    r"(?:(?:\b(?:by|from|with|to|of|at)(?: the)? |\()(?P<e>[A-Z][A-Za-z]?[A-Z]{1,5})(?=[ ,.)]|['’]s|\n)(?! ?[\d:])|(?<![\w/-])(?P<e2>[A-Z]{2,6}|[A-Z][a-z][A-Z])(?= (?:had|has|have|will|would|were|said|advised|confirmed|informed|officers?|councillors?|representatives?|staff|website|Budget|budget)\b))",
    ("advice from ABC.", "ABC had", "(ABC)"),
    ("ABC plan",),
)
# A job around the name of what it is for: `Head of Pond Services`, `the Pond Services Manager`.
JOB_BEFORE = re.compile(r"\b(?:Superintendent|Director|Manager|Head|Officer|Leader|Lead)s?,? (?:of|for)(?: the)? $")
JOB_BEHIND = re.compile(r" (?:Managers?|Officers?|Directors?|Co-?[Oo]rdinators?|Lead|Leader|Assistants?|Supervisor|Administrator|Advis[eo]rs?)\b|-ordinator")
OF_A_JOB = re.compile(
    r"(?:[\w&,-]+ ){0,3}(?:Services?|Schools|Operations|Division|Directorate|Team|Support|Parenting|Development|Planning|Finance|Governance)$"
)
LEADS_TO_BODY = re.compile(
    r"[A-Z]{3,6} and (?=[A-Z])|(?:[A-Z] ){3,}(?=[A-Z][a-z])|Chair and (?=[A-Z])|(?:[^,]*,? )?\b(?:Director|Chair\w*|(?:Leas-)?Ch?athaoirleach|Conven[oe]r|Provost|Clerk|Manager|President|Closure|Meeting|Meetings|Minutes|Members?|Leader|Head|Officer|Secretary(?! of State)|Treasurer|Executive|Governor|Trustee|Report|Referred|Presentation|Representatives?|Update|Letter|Staff|Analyst|Counsel|Appointments?|Role|Work|Behalf|Mayor|Governors|Support|Transfer|Thanks|Grant|Donation|Principal|Intent|Notice|Exemption|Declaration|Counsels)(?: of| to| for| at| from| with|,)(?: the| and)? (?=[A-Z])"
)
HONOURS = re.compile(r"(?:,? (?:MP|MSP|MLA|MS|TD|OBE|MBE|CBE|BEM|JP|DL|QC|KC|QSM|QSO|ONZM|MNZM|Ph\.?D|Ed\.?D|Esq)\b\.?)+$")
RULES = tuple(row.rule for row in (*PEOPLE, *BODIES, NATIONAL, *PLACES, ACTING)) + (BODY_OF_PLACE, ADDRESS, POSTAL)
