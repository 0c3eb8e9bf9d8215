"""The portal as plain WSGI, for any server that takes `app:app`."""

from portal import create_app

app = create_app()
