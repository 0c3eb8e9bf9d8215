"""The fields of a mapping in a file, read as what they are meant to be; whatever is wrong is reported with its line."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from portal.common.issues import Issues
from portal.common.moments import FORM, DateOrInstant, read_moment
from portal.common.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText


class Fields:
    """One mapping; a field that is missing or wrong reads as empty, so that reading always comes to its end."""

    def __init__(
        self,
        mapping: YamlMapping,
        *,
        file: str,
        issues: Issues,
        known: Sequence[str],
        required: Iterable[str] = (),
    ) -> None:
        """Report at once which fields are unknown or missing.

        Args:
            mapping: What stands in the file.
            file: The name of the file, for the issues.
            issues: Takes what is wrong.
            known: The names of all fields that may stand here.
            required: Those that must stand here, with something in them.
        """
        self._entries = mapping.entries
        self._file = file
        self._issues = issues
        self.line = mapping.line
        self.lines = {name: entry.line for name, entry in mapping.entries.items()}
        self._report_unknown(known)
        self._report_missing(required)

    def report(self, message: str, field: str) -> None:
        """Report what is wrong with a field, on its line; on the first line of the mapping where it is missing."""
        self._issues.report(message, file=self._file, line=self.lines.get(field, self.line), field=field)

    def text(self, name: str) -> str:
        """Read a text, without the spaces around it; empty where there is none."""
        node = self._node(name)
        if node is None:
            return ""
        if isinstance(node, YamlText):
            return node.text.strip()
        self.report(f"{name} must be a text; it is a list or a mapping. If it is a text, put it in quotes.", name)
        return ""

    def number(self, name: str) -> int | None:
        """Read a whole number from 1 to 9999."""
        text = self.text(name)
        if text.isascii() and text.isdecimal() and 1 <= int(text[:5]) <= 9999:  # noqa: PLR2004 - said in the docstring
            return int(text)
        if text:
            self.report(f"{name} is “{text}”; write a whole number, such as 2.", name)
        return None

    def moment(self, name: str) -> DateOrInstant | None:
        """Read a date or an instant."""
        text = self.text(name)
        moment = read_moment(text)
        if text and moment is None:
            self.report(f"{name} is “{text}”; write {FORM}.", name)
        return moment

    def day(self, name: str) -> date | None:
        """Read a civil date."""
        moment = self.moment(name)
        if isinstance(moment, datetime):
            self.report(f"{name} is an instant; write a date like 2011-08-05.", name)
            return None
        return moment

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts; a single text counts as a list of one."""
        node = self._node(name)
        items = node.items if isinstance(node, YamlList) else () if node is None else (node,)
        texts = [item.text.strip() for item in items if isinstance(item, YamlText)]
        if len(texts) < len(items) or not all(texts):
            self.report(f"{name} must be a list of texts, none of them empty; put each of them in quotes.", name)
        return tuple(text for text in texts if text)

    def mappings(self, name: str) -> tuple[YamlMapping, ...]:
        """Read a list of mappings."""
        node = self._node(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, YamlList) else (node,)
        if not isinstance(node, YamlList) or not all(isinstance(item, YamlMapping) for item in items):
            self.report(f"{name} must be a list, each of whose items has fields; begin each with a dash.", name)
        return tuple(item for item in items if isinstance(item, YamlMapping))

    def mapping_or_text(self, name: str) -> YamlMapping | str:
        """Read a field that may be a mapping, or a text alone; empty text where there is neither."""
        node = self._node(name)
        return node if isinstance(node, YamlMapping) else self.text(name)

    def _node(self, name: str) -> YamlNode | None:
        entry = self._entries.get(name)
        if entry is None or (isinstance(entry.value, YamlText) and entry.value.is_null):
            return None
        return entry.value

    def _report_unknown(self, known: Sequence[str]) -> None:
        for name in self._entries:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                advice = f"did you mean {near[0]}?" if near else f"the fields here are {', '.join(known)}."
                self.report(f"There is no field {name or '(nothing)'}; {advice}", name)

    def _report_missing(self, required: Iterable[str]) -> None:
        for name in required:
            node = self._node(name)
            if node is None or _is_empty(node):
                self.report(f"{name} is missing; write it.", name)


def _is_empty(node: YamlNode) -> bool:
    return not node.text.strip() if isinstance(node, YamlText) else isinstance(node, YamlList) and not node.items
