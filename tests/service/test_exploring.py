"""What the notebooks count."""

from index.entities import entities
from index.library import Library
from service.exploring import distinguishing_words, named_together


def test_people_are_named_together_once_an_item(samples_library: Library) -> None:
    """A pair is counted once for each item whose passages name both, however often they do."""
    people = [each for each in samples_library.kept(entities).listed if each.label == "PERSON"][:4]
    with samples_library.reading() as catalogue:
        found = named_together(people, catalogue)
        item_of = dict(catalogue.connection.execute("SELECT id, item FROM passages").fetchall())
    items = {each.name: {item_of[mention.passage] for mention in each.mentions} for each in people}
    expected = {(a.name, b.name): len(items[a.name] & items[b.name]) for at, a in enumerate(people) for b in people[at + 1 :]}
    assert found == {pair: count for pair, count in expected.items() if count}
    assert found


def test_words_that_tell_groups_apart() -> None:
    """A word that every group has tells nothing; one that a group alone has tells most, and a long list in one text does not speak for its group."""
    texts = ["the council met about the bridge"] * 20 + ["the council met about the school"] * 20 + ["council " + "otter " * 50]
    found = distinguishing_words(texts, [0] * 20 + [1] * 21, 2)
    assert (found[0][0], found[1][0]) == ("bridge", "school")
    assert "otter" not in found[1]
