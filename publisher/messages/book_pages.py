"""What is said of the pages of a book of many articles."""

MESSAGES: dict[str, tuple[str, str]] = {
    "book-place-unknown": (
        "A link leads to “{name}”, which is nowhere in the book. A theme's template that makes such a link is wrong.",
        "有一处链接指向“{name}”，书中没有这个位置。请检查生成这处链接的版式模板。",
    ),
}
