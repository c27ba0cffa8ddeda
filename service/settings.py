"""What can be set, read once. `MINUTES_LIBRARY=...` in the environment, or an option of a command."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import BadSetting
from service.keys import SHORTEST, new_key

_OWN_RATE, _PUBLIC_RATE = "12000/minute", "600/minute"


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix="MINUTES_")

    library: Path = Path("var/library")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    longest_question: int = Field(500, ge=1)
    allow_uploads: bool = False
    upload_key: SecretStr | None = None
    rate: str | None = None
    failed_keys: str = "10/minute"
    asks_at_once: int = Field(32, ge=1)
    hosts: str = ""
    cors_origins: str = ""

    @property
    def public(self) -> bool:
        """Whether others than this machine can reach the server, by its address or, where it has names of its own, through a proxy."""
        return bool(self.names) or not is_loopback(self.host)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the server answers to, in small letters; empty where none are set."""
        return _parts(self.hosts.lower())

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may read the API; empty where none are set."""
        return _parts(self.cors_origins)

    @property
    def rate_of_each(self) -> str:
        """How much each key, or each address without one, may ask. On one's own machine a notebook should never notice."""
        return self.rate or (_PUBLIC_RATE if self.public else _OWN_RATE)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(",") if each.strip())


def with_key(settings: Settings) -> tuple[Settings, str | None]:
    """The settings with a key where minutes may be added from the page, and the key where it was made here.

    Raises:
        BadSetting: the key that is set is too short.

    """
    if not settings.allow_uploads:
        return settings, None
    if settings.upload_key is not None:
        if len(settings.upload_key.get_secret_value()) < SHORTEST:
            raise BadSetting(
                f"The key has fewer than {SHORTEST} characters.", where="MINUTES_UPLOAD_KEY", todo="Choose a longer one, or leave it out to have one made."
            )
        return settings, None
    made = new_key()
    return settings.model_copy(update={"upload_key": SecretStr(made)}), made


def read_settings() -> Settings:
    """The settings of this run.

    Raises:
        BadSetting: the environment sets something to what it cannot be.

    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"MINUTES_{first['loc'][0]}".upper()
        raise BadSetting(f"{first['input']!r} will not do: {first['msg']}.", where=name, todo=f"Mend it, or leave it out: unset {name}") from error
