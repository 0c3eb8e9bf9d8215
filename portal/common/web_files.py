"""The store of files of the running portal."""

from flask import current_app

from portal.common.files import FileStore, open_store
from portal.config import Settings


def file_store() -> FileStore:
    """Return the store that PORTAL_FILES_URL names."""
    settings: Settings = current_app.config["PORTAL"]
    return open_store(settings.files_url)
