"""The API is asked as any program asks it: without a cookie, by the portal's own clock."""

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from tests.make import StoppedClock, stop_clock


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    """Return a program that asks an empty portal, in the morning of April 9, 2012."""
    stop_clock(app)
    return app.test_client()


@pytest.fixture
def clock(client: FlaskClient) -> StoppedClock:
    """Return the clock that the portal reads."""
    clock: StoppedClock = client.application.extensions["portal-clock"]
    return clock
