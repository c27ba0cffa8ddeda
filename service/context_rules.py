"""How a question leans on the one before it: rows of signs, and the words that name no topic of their own."""

from __future__ import annotations

import re

from ingest.rules import Rule, rule

OPENING: Rule = rule(
    "opening",
    r"^(?:and|but|also|so|then|plus|or)\b(?! so on)",
    ("And what did they decide?", "but who paid", "also in Fennick?"),
    ("andirons", "Did and does it", "sovereign grant"),
    re.IGNORECASE,
)
ELLIPTIC: Rule = rule(
    "elliptic", r"^(?:and |but |also |so |then |or )?(?:(?:what|how) (?:about|of)\b|same (?:for|in)\b|(?:in|at|for|on|by|from|since|before|after|until|during|between|last|this)\b)",
    ("what about 2018?", "and in Hurstcombe?", "How about the year before", "since May?"), ("what was said about it", "and who paid?"), re.IGNORECASE,
)  # fmt: skip
PRONOUN: Rule = rule(
    "pronoun", r"(?<!as )(?<!is )(?<!was )(?<!are )(?<!were )(?<!been )\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|(?:this|that|these|those)(?= (?:one|matter|meeting|item|report|motion|decision|question|idea|proposal|plan|place|happen\w*|cost|mean\w*|go|work\w*|come|pass\w*|carr\w*|vote)\b| ?[?.,;!]| ?$)|(?:did|was|is|has|does|will|about|on|for|of|against) (?:this|that|these|those)|there(?= ?[?.,;!]| ?$)|the same|the former|the latter)\b",
    ("who raised it?", "what did they decide", "did she agree", "what happened to this?", "how much did that cost", "who spoke there?"),
    ("is there a survey", "the gate that fell", "this year's budget", "as it stands", "what was said about the item"), re.IGNORECASE,
)  # fmt: skip
# A pronoun that stands for nothing before it.
EMPTY: Rule = rule(
    "empty pronoun", r"\b(?:is|was|does|did|would|will|has|can|could) it (?:(?:\w+ )?(?:true|possible|likely|legal|allowed|necessary|safe)\b|(?:cost|take|make|mean|be)\b.* to\b)|\bit (?:is|was) (?:true|possible|likely|said)\b|\bhow (?:much|long) (?:will|would|does|did) it (?:cost|take) to\b",
    ("is it true that the pool will close", "How much would it cost to mend the roof?"), ("how much did it cost?", "is it closed"), re.IGNORECASE,
)  # fmt: skip
AT_END: Rule = rule("pronoun at the end", r"\b(?:about|on|for|of|with|against|to|by|from|over|after|behind|support(?:ed)?|oppos(?:e|ed)|back(?:ed)?|fund(?:ed)?) (?:it|them|this|that|these|those|him|her)\W*$",
                    ("what does the River Board say about it?", "who voted against this", "did the mayor support it?"), ("what is it about", "about it and the bridge"), re.IGNORECASE)  # fmt: skip
# Who acts and what is done at every meeting: a question of such words alone says nothing of what it is about.
NO_TOPIC = frozenset(
    "council councils councillor councillors cllr cllrs committee board panel clerk officer officers member members chair chairman chairwoman mayor court police public "
    "resident residents person people anyone anybody someone somebody everyone nobody owner owners applicant applicants developer contractor authority meeting meetings minutes item report "
    "decide decided decides decision agree agreed agrees vote voted votes voting say says said speak spoke spoken talk talked tell told think thought ask asked asks asking answer answered answers "
    "reply replied respond responded response raise raised raises mention mentioned discuss discussed discussion report reported happen happened happens happening object objected objection "
    "objections support supported oppose opposed propose proposed second seconded approve approved refuse refused pass passed carry carried resolve resolved recommend recommended recommendation "
    "suggest suggested explain explained want wanted need needed pay paid pays cost costs price money sum amount number total end outcome result reason reasons action actions response update progress "
    "news detail details finally eventually next later earlier again long big first last year years month months week weeks time times date day go goes going went gone come came make made take took taken "
    "get got put done send sends sent reject rejected accept accepted defer deferred attend attended present absent apologies chaired many much often soon still ever yet else part thing things matter matters point points".split()
)
