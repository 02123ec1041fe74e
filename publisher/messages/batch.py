"""What is said of a batch: of its sources, its journal, and of articles that could not be made."""

MESSAGES: dict[str, tuple[str, str]] = {
    "article-time": (
        "The article took longer than it may ({limit} seconds), so nothing was made of it. If it is long in earnest, allow more "
        "(--limit-time, 0 for no limit) and give --retry-failed; else look for a huge table, or at the theme.",
        "文章处理用时超过上限（{limit} 秒），没有生成。如果文章确实很长，请调高上限（--limit-time，0 为不限）并加上 --retry-failed；"
        "否则请检查有没有特大的表格，或版式是否有问题。",
    ),
    "article-memory": (
        "The article took more memory than it may ({limit}), so nothing was made of it. If it is long in earnest, allow more "
        "(--limit-memory, 0 for no limit) and give --retry-failed; else look for a huge table or picture.",
        "文章处理所需内存超过上限（{limit}），没有生成。如果文章确实很长，请调高上限（--limit-memory，0 为不限）并加上 --retry-failed；"
        "否则请检查有没有特大的表格或图片。",
    ),
    "article-crash": (
        "The process that made this article broke down ({reason}). Please report it with the text; --retry-failed tries it again.",
        "处理这篇文章的进程意外中止（{reason}）。请附上原文反馈给我们；用 --retry-failed 可以再试。",
    ),
    "article-killed": (
        "The process that made this article was ended from outside ({reason}), perhaps for want of memory. The next run tries it again.",
        "处理这篇文章的进程被系统或他人中止（{reason}），可能是内存不足。下次运行会再试。",
    ),
}
