"""Adding and removing documents over HTTP, for whoever has a write key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi import Path as PathParameter
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from index.errors import NoSuchDocument
from index.library import Library
from service.adding import MOST_FILES, Adding, Upload
from service.described import problems
from service.errors import BadForm
from service.gate import expect_writer

_ID = "4f0c1d5b8f6f7a1f3e0d5c2b9a8877665544332211ffeeddccbbaa9988776655"


class WriteRoute(APIRoute):
    """A route for writers: who asks is looked at before a byte of the body is read, as no dependency does."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler behind the check."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            expect_writer(request)
            return await handle(request)

        return checked


class FileOut(BaseModel):
    """What became of a file."""

    name: str = Field(description="Its name, without folders and marks that mean something to a system.")
    state: Literal["added", "known", "failed"] = Field(description="known: the library holds these very bytes already, and nothing was changed.")
    id: str | None = Field(description="The document's id; null for a file that failed.")
    why: str | None = Field(description="Why it failed, and what to do; null for any other.")


class FilesOut(BaseModel):
    """What became of each file, in the order in which they were sent."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "files": [
                        {"name": "2024-05-07.pdf", "state": "added", "id": _ID, "why": None},
                        {"name": "list.xlsx", "state": "failed", "id": None, "why": "Files of this kind are not read. Minutes are read from pdf, ..."},
                    ]
                }
            ]
        }
    )
    files: list[FileOut]


class RemovedOut(BaseModel):
    """A document that was taken out."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"id": _ID, "name": "2024-05-07.pdf"}]})
    id: str
    name: str


router = APIRouter(prefix="/api/v1", route_class=WriteRoute, responses=problems(403, 422, 503))


@router.post("/documents", summary="Add documents", responses=problems(408, 413))
def add_documents(
    request: Request,
    files: Annotated[
        list[UploadFile],
        File(description=f"pdf, docx, html, md or txt; up to {MOST_FILES} files, 50 MB each and 200 MB together.", examples=[["2024-05-07.pdf"]]),
    ],
) -> FilesOut:
    """Take minutes in, one file after another, and tell what became of each when all are done. A bad file stops nothing. Needs a write key."""
    if len(files) > MOST_FILES:
        raise BadForm(f"{len(files)} files are more than are taken at a time.", todo=f"Send at most {MOST_FILES} at a time.")
    adding: Adding = request.app.state.adding
    return FilesOut(files=[_out(each) for each in adding.take([(each.filename or "", each.file) for each in files])])


@router.delete("/documents/{document_id}", summary="Remove a document", responses=problems(404))
def remove_document(
    request: Request,
    document_id: Annotated[
        str, PathParameter(description="The id of a document, whole, as `GET /api/v1/documents` and every passage give it.", examples=[_ID])
    ],
) -> RemovedOut:
    """Take a document out of the library, with its original. Needs a write key."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        _expect(document_id, {each.id for each in catalogue.documents()})  # who asks for nothing need not wait for a writer
    with library.writing() as writer:
        _expect(document_id, {each.id for each in writer.catalogue.documents()})
        return RemovedOut(id=document_id, name=writer.remove(document_id))


def _expect(document_id: str, held: set[str]) -> None:
    if document_id not in held:
        raise NoSuchDocument("There is no document of that id in the library.", where=document_id, todo="Ids are given with every passage.")


def _out(upload: Upload) -> FileOut:
    state: Literal["added", "known", "failed"] = upload.state if upload.state in ("added", "known") else "failed"
    return FileOut(name=upload.name, state=state, id=upload.document, why=upload.why or None)
