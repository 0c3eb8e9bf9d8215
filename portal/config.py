"""The settings of the portal, read from the environment and validated at start."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "PORTAL_"
FOLDER = "file://"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# A demonstration listens on loopback only and holds nothing worth forging, so that its key may be known;
# a fixed one makes its check codes the same wherever the same content is loaded.
DEMONSTRATION_KEY = "the demonstration has no secrets"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names the variable."""


class Settings(BaseSettings):
    """One field per variable; the names in the environment are these with PORTAL_ before them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    database_url: str = "sqlite:///instance/portal.sqlite3"
    secret_key: str | None = None
    base_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    proxies: int = Field(default=0, ge=0, le=10)
    files_url: str = "file://instance/files"
    mail_url: str = "file://instance/outbox"
    # From whom mails come; without it, noreply at the host of the base URL.
    mail_from: str | None = None
    demo: bool = False
    # Only a government agency that serves its own official site may say so on every page.
    official: bool = False
    demo_password: str | None = None
    clock: AwareDatetime | None = None

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, value: str) -> str:
        if value.startswith("sqlite:///") and len(value) > len("sqlite:///"):
            return _absolute_sqlite(value)
        if value.startswith("postgresql+psycopg://"):
            return value
        message = "use sqlite:///FILE or postgresql+psycopg://…"
        raise ValueError(message)

    @field_validator("files_url")
    @classmethod
    def _files_lie_in_a_folder(cls, value: str) -> str:
        if not value.startswith(FOLDER) or not value.removeprefix(FOLDER).strip("/"):
            message = "use file://instance/files or file:///srv/portal/files"
            raise ValueError(message)
        return value

    @field_validator("mail_url")
    @classmethod
    def _mail_goes_somewhere(cls, value: str) -> str:
        if value.startswith(FOLDER) and value.removeprefix(FOLDER).strip("/"):
            return value
        parts = urlsplit(value)
        if parts.scheme == "smtp" and parts.hostname and _has_port(value):
            return value
        message = "use file://instance/outbox or smtp://user:password@host:port?tls=1"
        raise ValueError(message)

    @field_validator("base_url")
    @classmethod
    def _base_url_is_whole(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            message = "give a scheme and a host, as in https://portal.example.gov"
            raise ValueError(message)
        return value.rstrip("/")

    @model_validator(mode="after")
    def _demonstration_is_fenced(self) -> "Settings":
        if self.demo and self.host not in LOOPBACK:
            message = "PORTAL_HOST: a demonstration listens on 127.0.0.1 only; unset PORTAL_DEMO to serve others"
            raise ValueError(message)
        if self.clock is not None and not self.demo:
            message = "PORTAL_CLOCK: only a demonstration may set the clock; set PORTAL_DEMO=1 or unset it"
            raise ValueError(message)
        if not self.demo and not self.secret_key:
            message = "PORTAL_SECRET_KEY: required outside the demonstration; use a long random text"
            raise ValueError(message)
        return self

    @property
    def key(self) -> str:
        """Return the secret from which signing keys are derived."""
        return self.secret_key or DEMONSTRATION_KEY

    @property
    def clock_start(self) -> datetime | None:
        """Return the instant at which a demonstration's clock starts, or None for the real time."""
        return self.clock


def read_settings(**given: object) -> Settings:
    """Read the environment; `given` stands before it. Raises SettingsError with a line for each wrong variable."""
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks each value by its own field
    except ValidationError as error:
        raise SettingsError("\n".join(_line(detail["loc"], detail["msg"]) for detail in error.errors())) from error


def _has_port(url: str) -> bool:
    try:
        return urlsplit(url).port is None or bool(urlsplit(url).port)
    except ValueError:
        return False


def _line(place: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ")
    return f"{PREFIX}{str(place[0]).upper()}: {said}" if place else said


def _absolute_sqlite(url: str) -> str:
    # Flask-SQLAlchemy would put a relative file under its own instance folder, a second time.
    path = Path(url.removeprefix("sqlite:///")).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"
