"""markdown-it's flat row of block tokens as a tree."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from publisher.model import NO_LINES, Lines


class Node:
    """A block token and what stands in it. `kind` is the token's type without `_open`."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.kind = token.type.removesuffix("_open")
        self.children: list[Node] = []

    @property
    def lines(self) -> Lines:
        """First and last source line, 1-based; a definition list's parts know theirs by their paragraphs."""
        if self.token.map:
            return self.token.map[0] + 1, max(self.token.map[1], self.token.map[0] + 1)
        inner = [child.lines for child in self.children if child.lines != NO_LINES]
        return (inner[0][0], inner[-1][1]) if inner else NO_LINES

    @property
    def inline(self) -> str:
        """The source of the inlines of a paragraph, heading, cell or term."""
        return "\n".join(child.token.content for child in self.children if child.kind == "inline")

    def below(self) -> Iterator[Node]:
        """The node and all in it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def tree(tokens: list[Token]) -> list[Node]:
    """The top nodes of the tokens of a document."""
    top: list[Node] = []
    open_lists = [top]
    for token in tokens:
        if token.nesting < 0:
            if len(open_lists) > 1:
                open_lists.pop()
            continue
        node = Node(token)
        open_lists[-1].append(node)
        if token.nesting > 0:
            open_lists.append(node.children)
    return top
