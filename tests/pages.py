"""Reading a page as its reader does: by headings, sentences and links rather than by strings of HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Between these no space is shown that is not written.
INLINE = {"a", "b", "del", "em", "i", "ins", "mark", "q", "small", "span", "strong", "time"}


@dataclass(eq=False)
class Node:
    """An element of a page, with what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what is read in it, on one line."""
        return " ".join("".join(self._pieces()).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, tag: str = "", **attributes: str) -> list["Node"]:
        """Return every element below with this tag and these attributes; a class may be one of several."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [node for node in self._below() if (not tag or node.tag == tag) and node._has(wanted)]

    def one(self, tag: str = "", **attributes: str) -> "Node":
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    def link(self, words: str) -> str:
        """Return the address behind the only link with these words."""
        found = {node["href"] for node in self.all("a") if node.text == words}
        assert len(found) == 1, f"{len(found)} links say {words!r}: {[node.text for node in self.all('a')]}"
        return found.pop()

    def links(self) -> list[str]:
        return [node["href"] for node in self.all("a")]

    def _has(self, wanted: dict[str, str]) -> bool:
        return all(value in self.classes if name == "class" else self[name] == value for name, value in wanted.items())

    def _below(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child._below()

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in {"script", "style"}:
                space = "" if child.tag in INLINE else " "
                yield space
                yield from child._pieces()
                yield space


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        # The portal closes what it opens, which html-validate holds it to.
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(html: str) -> Node:
    """Return the page as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def main_of(html: str) -> Node:
    """Return what the page says itself, without the frame that all pages share."""
    return read_page(html).one("main")


def levels_of(html: str) -> dict[str, str]:
    """Return the level of each provision on a page of "What applies to us", by label."""
    main = main_of(html)
    spoken = {each["id"]: each.classes[1] for each in main.all("article", class_="ob")}
    silent = [each["id"] for each in main.all("section", id="g_not_addressed") for each in each.all("li") if each["id"]]
    return {**spoken, **dict.fromkeys(silent, "not_addressed")}
