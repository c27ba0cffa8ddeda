"""Ways in which the lines of minutes come to harm."""

import random
from collections.abc import Callable

Way = Callable[[list[str], random.Random], str]


def shuffled(lines: list[str], chance: random.Random) -> str:
    return "\n".join(chance.sample(lines, len(lines)))


def truncated(lines: list[str], chance: random.Random) -> str:
    text = "\n".join(lines)
    start, end = sorted(chance.choices(range(len(text) + 1), k=2))
    return text[start:end]


def doubled(lines: list[str], chance: random.Random) -> str:
    return "\n".join(line for each in lines for line in [each] * chance.choice([1, 1, 2]))


def doubled_whole(lines: list[str], chance: random.Random) -> str:
    return "\n".join(lines * 2)


def joined(lines: list[str], chance: random.Random) -> str:
    ends = chance.choices(["\n", " ", "\n\n", "\t", "", "-\n"], k=len(lines))
    return "".join(part for pair in zip(lines, ends, strict=True) for part in pair)


def on_one_line(lines: list[str], chance: random.Random) -> str:
    return " ".join(" ".join(lines).split())


def word_by_word(lines: list[str], chance: random.Random) -> str:
    return "".join(word + chance.choice(["\n", "\n", " "]) for word in " ".join(lines).split())


def wrapped_anew(lines: list[str], chance: random.Random) -> str:
    width = chance.choice([8, 20, 40, 72, 200])
    rows = [""]
    for word in " ".join(lines).split():
        rows[-1] = f"{rows[-1]} {word}".strip()
        if len(rows[-1]) > width:
            rows.append("")
    return "\n".join(rows)


def paragraphs_spaced(lines: list[str], chance: random.Random) -> str:
    return "\n\n".join(lines)


def sprinkled(lines: list[str], chance: random.Random) -> str:
    text = list("\n".join(lines))
    for _ in range(60):
        text.insert(chance.randrange(len(text) + 1), chance.choice("\t\n \xa0\u2028\x0c\x1d.:;()/0123456789a\u200b\ufeff\u00ad\U0001f600\ud800*#|•–_<&"))
    return "".join(text)


def renumbered(lines: list[str], chance: random.Random) -> str:
    """Every figure another one: numbers fall, come twice and leap."""
    return "".join(chance.choice("0123456789") if each.isdigit() else each for each in "\n".join(lines))


WAYS: tuple[Way, ...] = (
    shuffled, truncated, doubled, doubled_whole, joined, on_one_line, word_by_word, wrapped_anew, paragraphs_spaced, sprinkled, renumbered,
)  # fmt: skip
