"""What can be set, read once. `MINUTES_LIBRARY=...` in the environment, or an option of a command."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import BadSetting
from service.keys import SHORTEST, new_key


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix="MINUTES_")

    library: Path = Path("var/library")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    longest_question: int = Field(500, ge=1)
    allow_uploads: bool = False
    upload_key: SecretStr | None = None


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
