"""What the one writer of a library can do. Every document comes or goes in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index import generations, late, storing, token_vectors
from index.catalogue import Catalogue
from index.disk import write_whole
from index.encoder import Encoder, Vectors
from index.errors import IndexDamaged, ModelMismatch
from index.generations import Generation, Snapshot, in_step
from index.records import Mended
from ingest.domain import Format, Minutes, Passage

if TYPE_CHECKING:
    from index.library import Library

ORIGINALS = "originals"
_MANY = 512  # passages encoded anew at a time


class Writer:
    """What the one writer can do."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self.library = library
        self.catalogue = catalogue

    def add(self, path: str, data: bytes, minutes: Minutes, passages: Sequence[Passage], mended: Mended | None = None) -> int:
        """Take minutes in, with the corrections they were read with; when this returns they are safe. Gives the number of passages encoded."""
        encoder, along = self.library.encoder, self._directions()
        made = list(late.read(encoder, along, [(each.encoded, each.text, each.sentences) for each in passages]))
        self.keep_original(minutes.document.id, minutes.document.format, data)
        with self.catalogue.transaction():
            gone = storing.store(self.catalogue, path, minutes, passages, made, mended)
        self._drop(gone)
        return len(passages)

    def link(self, path: str, document_id: str) -> None:
        """Note one more path of a document that is held."""
        with self.catalogue.transaction():
            gone = storing.add_path(self.catalogue, path, document_id)
        self._drop(gone)

    def remove(self, name: str) -> str:
        """Take a document out; gives its full name.

        Raises:
            NoSuchDocument: none or several go by that name.

        """
        document = self.catalogue.one_named(name)
        with self.catalogue.transaction():
            gone = storing.forget(self.catalogue, document.key)
        self._drop(gone)
        return document.name

    def publish(self, *, anew: bool = False) -> Generation | None:
        """Bring both indexes in step with the catalogue and publish them; None when they are already.

        What is damaged, or everything with `anew`, is built from the catalogue; nothing is encoded.
        """
        library = self.library
        base, why = (None, "") if anew else self._base()
        if base is not None and in_step(base, self.catalogue):
            return None
        generation = generations.publish(library.folder, self.catalogue, base)
        if why or anew:
            count = self.catalogue.counts()["passages"]
            library.notice(f"The indexes were rebuilt from the catalogue{why}: {count} passages, none encoded again.")
        library.reopen()
        return generation

    def _base(self) -> tuple[Snapshot | None, str]:
        """(the indexes to start from, why there are none to start from though there should be)."""
        try:
            base = self.library.published()
        except IndexDamaged as error:
            return None, f" ({error})"
        about = self.catalogue.about()
        if base is not None and base.generation.model != about.get("model_sha256", ""):
            return None, f" (they were made by another model than {about.get('model')})"
        if base is None and len(self.catalogue.keys()):  # a library publishes its first generation while it is empty
            return None, f" ({generations.CURRENT} is missing)"
        return base, ""

    def encode_anew(self, encoder: Encoder, progress: Callable[[int, int], None]) -> None:
        """Encode every passage with another model, in one transaction; `progress` is told (done, of).

        Raises:
            ModelMismatch: the model would not read every passage whole.

        """
        keys = [int(key) for key in self.catalogue.keys()]
        connection = self.catalogue.connection
        with self.catalogue.transaction():
            along = token_vectors.choose(connection, encoder)
            for start in range(0, len(keys), _MANY):
                texts = self.catalogue.encoded_texts(keys[start : start + _MANY])
                longest = max(encoder.count(list(texts.values())), default=0)
                if longest > encoder.limit:
                    what = f"{encoder.name} reads at most {encoder.limit} tokens; the library holds a passage of {longest}, of which it would drop the end."
                    todo = "Make a new library with it: minutes ingest FOLDER --model NAME --library NEW-FOLDER"
                    raise ModelMismatch(what, where=str(self.library.folder), todo=todo)
                held = self.catalogue.passages(texts)
                given = [(text, held[key].text, held[key].sentences) if key in held else (text, "", ()) for key, text in texts.items()]
                for key, (vector, kept) in zip(texts, late.read(encoder, along, given), strict=True):
                    connection.execute("UPDATE passages SET vector = ? WHERE key = ?", (vector.astype(np.float16).tobytes(), key))
                    if key in held:
                        token_vectors.keep(connection, key, kept)
                progress(start + len(texts), len(keys))
            self.catalogue.describe({"model": encoder.name, "model_sha256": encoder.sha256, "dimension": str(encoder.dimension)})
        self.library.adopt(encoder)
        self.publish(anew=True)

    def _directions(self) -> Vectors:
        """The directions along which token vectors are kept, chosen when they are first needed."""
        connection, encoder = self.catalogue.connection, self.library.encoder
        found = token_vectors.directions(connection, encoder.dimension)
        if found is None:
            with self.catalogue.transaction():
                found = token_vectors.choose(connection, encoder)
        return found

    def keep_original(self, document_id: str, form: Format, data: bytes) -> None:
        """The file as it came, on disk before the catalogue speaks of it."""
        path = self.library.folder / ORIGINALS / f"{document_id}.{form}"
        if path.exists() and path.read_bytes() == data:
            return
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)

    def mend_original(self, document_id: str, data: bytes) -> None:
        """Put back the original of a document that is held, when it is no longer there whole."""
        (form,) = self.catalogue.connection.execute("SELECT format FROM documents WHERE id = ?", (document_id,)).fetchone()
        path = self.library.folder / ORIGINALS / f"{document_id}.{form}"
        if not path.exists() or path.stat().st_size != len(data):
            self.keep_original(document_id, form, data)

    def drop_originals(self) -> None:
        """Remove what a crash left: originals of documents that have gone or never came, and half written ones."""
        held = {f"{row['id']}.{row['format']}" for row in self.catalogue.connection.execute("SELECT id, format FROM documents")}
        for path in (self.library.folder / ORIGINALS).glob("*"):
            if path.name not in held:
                path.unlink(missing_ok=True)

    def _drop(self, gone: Sequence[str]) -> None:
        for name in gone:
            (self.library.folder / ORIGINALS / name).unlink(missing_ok=True)
