"""The pages that need several features, under one name."""

from apiflask import APIBlueprint

site = APIBlueprint("site", __name__, enable_openapi=False)
