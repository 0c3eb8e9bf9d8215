"""The pages on which standard answers are written, under one name."""

from apiflask import APIBlueprint

blueprint = APIBlueprint("answers", __name__, url_prefix="/answers", enable_openapi=False)
