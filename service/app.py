"""The web application. `create_app` makes it; nothing happens on import."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from swagger_ui_bundle import swagger_ui_path

from index.library import Library
from service import (
    adding_page,
    coverage_page,
    entity_routes,
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
    useful_page,
    whole_routes,
)
from service.adding import Adding
from service.described import Described
from service.guard import Guard
from service.keys import Doorkeeper
from service.orders import Orders
from service.pins import Pins
from service.settings import Settings

_ABOUT = "Ask council minutes in plain words and get their own sentences back, word for word, with where they stand."


def create_app(library: Library, settings: Settings | None = None) -> FastAPI:
    """The API and the page over a library."""
    settings = settings or Settings()
    app = Described(title="Ask the minutes", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.library = library
    app.state.settings = settings
    app.state.entity_orders = Orders()
    app.state.pins = Pins()
    key = settings.upload_key if settings.allow_uploads else None
    app.state.doorkeeper = Doorkeeper(key.get_secret_value()) if key else None
    app.state.adding = Adding(library) if key else None
    app.include_router(routes.router)
    for each in (search_routes, link_routes, list_routes, held_routes, whole_routes, entity_routes):
        app.include_router(each.router)
    app.include_router(routes.health)
    for each in (page, adding_page, item_page, meeting_page, person_page, coverage_page, original_page, useful_page):
        app.include_router(each.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/swagger", StaticFiles(directory=swagger_ui_path))
    problems.install(app)
    app.add_middleware(Guard, loopback=_is_loopback(settings.host))
    return app


def _is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
