"""Contracts for import-linter about rooms: what a module of a feature is (models, rules, queries, …) says its name.

A room may be split by noun, so `rules_in_force` is of the room `rules`. import-linter's own wildcards replace whole
names only, so it cannot say this by itself.
"""

from collections.abc import Iterable
from typing import TypedDict

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.domain.imports import ModuleExpression


class WrongImport(TypedDict):
    """An import that goes up, or to a room beside."""

    importer: str
    imported: str


def room_of(module: str) -> str | None:
    """Name the room of a module; what stands in the portal itself, and the features, are in none."""
    path = module.split(".")
    return path[-1].partition("_")[0] if len(path) > len(["portal", "feature"]) else None


def modules_of(graph: ImportGraph, rooms: Iterable[str]) -> set[ModuleExpression]:
    wanted = set(rooms)
    return {ModuleExpression(module) for module in graph.modules if room_of(module) in wanted}


class RoomReach(ForbiddenContract):
    """Modules of some rooms import neither the rooms nor the modules that are forbidden to them."""

    rooms = fields.SetField(subfield=fields.StringField())
    forbidden_rooms = fields.SetField(subfield=fields.StringField())
    source_modules = fields.SetField(subfield=fields.ModuleExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - import-linter calls it so
        self.source_modules = modules_of(graph, self.rooms)
        self.forbidden_modules = self.forbidden_modules | modules_of(graph, self.forbidden_rooms)
        return super().check(graph, verbose)


class RoomOrder(Contract):
    """Inside one feature, a room imports only rooms that stand below it; `a | b` stand side by side."""

    rooms = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001 - import-linter calls it so
        ranks = self.ranks()
        wrong = [
            WrongImport(importer=importer, imported=imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if goes_wrong(importer, imported, ranks)
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def ranks(self) -> dict[str | None, int]:
        return {room.strip(): rank for rank, rooms in enumerate(self.rooms) for room in rooms.split("|")}

    def render_broken_contract(self, check: ContractCheck) -> None:
        for found in check.metadata["wrong"]:
            output.print_error(f"{found['importer']} imports {found['imported']}, which does not stand below it")


def goes_wrong(importer: str, imported: str, ranks: dict[str | None, int]) -> bool:
    one_feature = importer.rpartition(".")[0] == imported.rpartition(".")[0]
    above, below = room_of(importer), room_of(imported)
    if not one_feature or above == below or above not in ranks or below not in ranks:
        return False
    return ranks[above] >= ranks[below]
