"""People who come with a task, to the demonstration as it stands on April 9, 2012, and as it stood in January 2015."""

from datetime import UTC, datetime

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from portal.commands.content import import_path
from portal.common.serving import ROOT
from tests.make import stop_clock


@pytest.fixture
def visitor(shared_demonstration: APIFlask) -> FlaskClient:
    """Return somebody who comes on the Monday after both reports came out, and only reads."""
    return shared_demonstration.test_client()


@pytest.fixture
def later_visitor(demonstration: APIFlask) -> FlaskClient:
    """Return somebody who comes after the program was discontinued, when that had been brought in."""
    stop_clock(demonstration, datetime(2015, 1, 5, 14, tzinfo=UTC))
    import_path(ROOT / "content")
    return demonstration.test_client()
