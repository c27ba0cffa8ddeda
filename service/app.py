"""The web application. `create_app` makes it; nothing happens on import."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from swagger_ui_bundle import swagger_ui_path

from index.library import Library
from service import entity_routes, page, problems, routes
from service.guard import Guard
from service.settings import Settings

_ABOUT = "Ask council minutes in plain words and get their own sentences back, word for word, with where they stand."


def create_app(library: Library, settings: Settings | None = None) -> FastAPI:
    """The API and the page over a library."""
    settings = settings or Settings()
    app = FastAPI(title="Ask the minutes", version="1", description=_ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.library = library
    app.state.settings = settings
    app.include_router(routes.router)
    app.include_router(entity_routes.router)
    app.include_router(routes.health)
    app.include_router(page.router)
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
