"""The web application. `create_app` makes it; nothing happens on import."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from swagger_ui_bundle import swagger_ui_path

from index.library import Library
from service import (
    adding_page,
    coverage_page,
    entity_routes,
    export_routes,
    held_routes,
    item_page,
    link_routes,
    list_routes,
    meeting_page,
    original_page,
    page,
    person_page,
    problems,
    routes,
    search_routes,
    sign_in_page,
    useful_page,
    whole_routes,
    writing,
)
from service.adding import Adding
from service.gate import Gate
from service.guard import Guard
from service.keyring import Keyring
from service.keys import Doorkeeper
from service.openapi import Described
from service.pins import Pins
from service.settings import Settings, is_loopback

_ABOUT = "Ask council minutes in plain words and get their own sentences back, word for word, with where they stand."


def create_app(library: Library, settings: Settings | None = None) -> FastAPI:
    """The API and the page over a library."""
    settings = settings or Settings()
    app = Described(title="Ask the minutes", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.library = library
    app.state.settings = settings
    app.state.pins = Pins()
    key = settings.upload_key if settings.allow_uploads else None
    ring = Keyring(library.folder)
    app.state.doorkeeper = Doorkeeper(key.get_secret_value(), ring) if key else None
    app.state.readers = Doorkeeper(None, ring, writes=False)
    app.state.adding = Adding(library)
    app.include_router(routes.router)
    for api in (search_routes, link_routes, list_routes, held_routes, whole_routes, entity_routes, export_routes, writing):
        app.include_router(api.router)
    app.include_router(routes.health)
    for each in (page, adding_page, item_page, meeting_page, person_page, coverage_page, original_page, useful_page, sign_in_page):
        app.include_router(each.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/swagger", StaticFiles(directory=swagger_ui_path))
    problems.install(app)
    _surround(app, settings, ring)
    return app


def _surround(app: FastAPI, settings: Settings, ring: Keyring) -> None:
    """What a request passes before it comes to a route; what is added last comes first."""
    app.add_middleware(Gate, settings=settings, ring=ring, readers=app.state.readers)
    app.add_middleware(Guard, loopback=is_loopback(settings.host), names=settings.names)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_credentials=False,  # a page elsewhere sends a key of its own, never the cookie of whoever looks at it
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("Authorization", "Content-Type"),
            expose_headers=("Link", "Retry-After", "WWW-Authenticate", "Content-Disposition", "Minutes-Rows", "Minutes-Complete", "Minutes-Generation"),
        )
