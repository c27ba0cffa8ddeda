"""What a run leaves: failures until they are mended or gone, and how far it came."""

import datetime as dt
from pathlib import Path

from index.failures import failures, last_run
from index.intake import take_in
from index.library import Library
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write


def reasons(library: Library) -> dict[str, str]:
    with library.reading() as catalogue:
        return {Path(each.path).name: each.what for each in failures(catalogue)}


def test_a_failure_is_kept_until_the_file_comes_in(small_library: Library, tmp_path: Path) -> None:
    """A file that could not be read is kept with its reason, over a restart, until it can be."""
    fill(small_library, write(tmp_path / "in" / "bad.txt", ""), write(tmp_path / "in" / "good.txt", minutes(1)))
    assert reasons(Library(small_library.folder, load_hash_encoder)) == {"bad.txt": "The file is empty."}
    fill(small_library, write(tmp_path / "in" / "bad.txt", minutes(2)))
    assert reasons(small_library) == {}


def test_a_failure_goes_with_its_file(small_library: Library, tmp_path: Path) -> None:
    """A failure ends when the file is gone from a folder that is gone through again, and not before."""
    one, other = write(tmp_path / "one" / "a.txt", ""), write(tmp_path / "other" / "b.txt", "")
    fill(small_library, one, other)
    one.unlink()
    other.unlink()
    fill(small_library, tmp_path / "one")
    assert reasons(small_library) == {"b.txt": "The file is empty."}


def test_a_run_tells_how_far_it_is(small_library: Library, tmp_path: Path) -> None:
    """While a run goes on readers see how many files it is to go through; at its end that it has ended; stopped, that it is not heard of."""
    paths = [write(tmp_path / f"{number}.txt", minutes(number) if number else "") for number in range(3)]
    with small_library.reading() as catalogue:
        assert last_run(catalogue) is None
    events = take_in(small_library, paths)
    next(events)
    next(events)  # the empty one: told at once
    with small_library.reading() as catalogue:
        run = last_run(catalogue)
    assert run
    assert (run.done, run.files, run.ended) == (1, 3, False)
    assert not run.quiet(run.seen + dt.timedelta(minutes=1))
    assert run.quiet(run.seen + dt.timedelta(hours=1))
    list(events)
    with small_library.reading() as catalogue:
        ended = last_run(catalogue)
    assert ended
    assert (ended.done, ended.files, ended.ended) == (3, 3, True)
    assert not ended.quiet(ended.seen + dt.timedelta(hours=1))
