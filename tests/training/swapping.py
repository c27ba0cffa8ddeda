"""Names of a stretch in exchange for others of their kind and form, so that what stands around a name is learnt and not the name."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.name_rules import BUILDING, STREET
from tests.training.stretches import Span, Stretch

KINDS = ("PERSON", "ORG", "PLACE")
SHARE = 0.6  # of the names of a stretch that are exchanged
INVENTED = 0.7  # of people and settlements that get a name of the lists below, others one that stands elsewhere
FORENAMES = (
    "Alan Barbara Colin Deirdre Edwin Fiona Graham Hester Ivan Judith Kevin Lorna Malcolm Nuala Oscar Priya Quentin Rosalind Stephen Tamsin Umar "
    "Valerie Wesley Yvonne Aroha Hemi Wiremu Jamal Latoya Carlos Maria Mei Sanjay Fatima Siobhan Eoin Gareth Megan Callum Isla Brent Cheryl "
    "Darrell Tiffany Doug Brenda Wayne Jean Pierre Marguerite Piet Anneke"
).split()
SURNAMES = (
    "Abbott Barraclough Cartwright Dunmore Ellery Fothergill Garside Haldane Ibbotson Jessop Kershaw Lockwood Mowbray Nettleton Ormerod "
    "Penhaligon Quilter Ravenscroft Satterthwaite Tattersall Umpleby Verity Wainwright Yardley Gallagher Kavanagh MacLeod McBride O’Rourke "
    "FitzGerald Ngata Parata Tipene Rodriguez Nguyen Patel Okafor Kowalski Tremblay Gauthier Lavoie Washington Jefferson Boudreaux Landry Schmidt "
    "Van-Dyke Hart-Davis Bose Singh Hussain Lim Cox Hunt Fox Bell Rose West Banks Stone Price Long Young King Knight"
).split()
SETTLEMENTS = (
    "Ashcombe Barnfleet Coldmere Dunhallow Eastrigg Fernleigh Garthdale Holmbury Inverlachan Kilbracken Llanfechan Marlswick Netherby Oakhanger "
    "Pennycross Ravensby Saltmarsh Thornaby Ulcombe Wexcombe Yelverham Ballymore Knocknagree Clonard Rathbane Tauwhare Ruapuna Waimana Otakiri "
    "Brookhaven Cedarville Fairmont Greenwater Hollister Maplewood Northfield Pinehurst Riverton Springdale Winfield Leicester Exeter Carlisle "
    "Truro Boise Fresno Tauranga Timaru Oamaru Sudbury Guelph Sligo Athlone Paisley Dundee Swansea Wrexham Devon Dorset Fife Ohio Alberta Otago "
    "Kerry"
).split()
Form = tuple[object, ...]
_SETTLEMENT: Form = ("PLACE", False, False, False)


def pools(stretches: Iterable[Stretch]) -> dict[Form, list[str]]:
    """The names of all stretches by kind and form."""
    held: dict[Form, list[str]] = defaultdict(list)
    for stretch in stretches:
        for start, end, label in stretch.names:
            words = " ".join(stretch.text[start:end].split())
            if label in KINDS and len(words) > 1:
                held[_form(label, words)].append(words)
    return held


def _form(label: str, words: str) -> Form:
    many = len(words.split())
    if label == "PERSON":
        return (label, min(many, 3), bool(re.match(r"[A-Z]\.? ?[A-Z]?\.? ", words)))
    if label == "ORG":
        return (label, words.isupper() and many == 1, min(many, 3), bool(re.search(r"(?:Council|Committee|Board)$", words)))
    return (label, bool(re.search(r"\d", words)), bool(re.search(rf"(?:{STREET}|{BUILDING})$", words, re.IGNORECASE)), many > 1)


def _another(held: dict[Form, list[str]], label: str, words: str, chance: random.Random) -> str:
    form = _form(label, words)
    if label == "PERSON" and chance.random() < INVENTED:
        initial = f"{chance.choice('ABCDEGHJKLMNPRSTW')}{'.' if '.' in words else ''}"
        first = initial if form[2] else chance.choice(FORENAMES)
        new = chance.choice(SURNAMES) if form[1] == 1 else f"{first} {chance.choice(SURNAMES)}"
    elif form == _SETTLEMENT and chance.random() < INVENTED:
        new = chance.choice(SETTLEMENTS)
    else:
        new = chance.choice(held.get(form) or [words])
    parts = words.split()
    if label != "PERSON" and len(parts) > 1 and parts[0].istitle() and chance.random() < 0.5:
        new = " ".join([chance.choice([*SETTLEMENTS, *SURNAMES]), *parts[1:]])  # another of the same type
    return new.upper() if words.isupper() and len(words) > 5 else new


def swapped(stretch: Stretch, held: dict[Form, list[str]], chance: random.Random) -> Stretch:
    """The stretch with some of its people, bodies and places exchanged, each for the same one wherever it stands."""
    chosen: dict[tuple[str, str], str] = {}
    text, at = "", 0
    names: list[Span] = []
    doubtful: list[Span] = []
    for start, end, label, sure in sorted([(*name, True) for name in stretch.names] + [(*name, False) for name in stretch.doubtful]):
        if start < at:
            continue
        words = stretch.text[start:end]
        if sure and label in KINDS:
            key = label, " ".join(words.split())
            if key not in chosen:
                chosen[key] = _another(held, *key, chance) if chance.random() < SHARE else words
            words = chosen[key]
        text += stretch.text[at:start] + words
        (names if sure else doubtful).append((len(text) - len(words), len(text), label))
        at = end
    return Stretch(text + stretch.text[at:], tuple(names), tuple(doubtful))
