"""What is said of a batch: of its sources, its journal, and of articles that could not be made."""

MESSAGES: dict[str, tuple[str, str]] = {
    "batch-same-place": (
        "{target} holds the sources: outputs would lie among them, and be taken for articles. Name another folder; it may lie in "
        "this one.",
        "{target} 就是原文所在的文件夹：成品混在原文中，下次会被当作文章。请另指定文件夹，放在它里面也可以。",
    ),
    "batch-several-addresses": (
        "Of addresses one SOURCE can be given at a time. A pattern, such as s3://house/texts/**/*.txt, names several files.",
        "SOURCE 是地址时一次只能给一个。可用 s3://house/texts/**/*.txt 这样的通配式指多个文件。",
    ),
    "batch-running": (
        "Another run is at work on this target (journal {journal}). Wait for it, or stop it; then run again.",
        "另一次运行正在处理这个目标（日志 {journal}）。请等它结束，或先停止它，再重新运行。",
    ),
    "batch-empty": (
        "No article was found there. Articles are files with the suffixes .txt, .md, .html, .docx, .epub, .json and .jsonl.",
        "没有找到文章。文章应是 .txt、.md、.html、.docx、.epub、.json 或 .jsonl 文件。",
    ),
    "report-kind": (
        "A report is .jsonl or .html, and {report} is neither. Give it a name that ends so.",
        "报告只能是 .jsonl 或 .html，{report} 都不是。请改用这样结尾的文件名。",
    ),
    "scheduler-without-dask": (
        "Without --engine dask no Dask cluster is asked, and --scheduler names one.",
        "--scheduler 指定的是 Dask 集群，须同时给出 --engine dask。",
    ),
    "journal-failed": (
        "The journal could not be written: {fault}. What was made by now is whole; run again once that is mended.",
        "日志无法写入：{fault}。已生成的文件是完整的；排除故障后再次运行即可。",
    ),
    "journal-damaged": (
        "The journal is damaged. It is kept as {aside}, and a new one is made from what the outputs say of themselves.",
        "日志已损坏，原件另存为 {aside}；现根据成品中的记录重建。",
    ),
    "journal-version": (
        "The journal is of another program version ({version}). It is kept as {aside}, and a new one is made from the outputs.",
        "日志由另一版本的程序写成（{version}），原件另存为 {aside}；现根据成品中的记录重建。",
    ),
    "journal-foreign": (
        "The file in the journal's place is none of ours. It is kept as {aside}, and a new one is made from the outputs.",
        "日志位置上的文件不是本程序的日志，原件另存为 {aside}；现根据成品中的记录重建。",
    ),
    "journal-rebuilt": (
        "There was no journal; {count} articles were found made, by what their outputs say of themselves.",
        "原先没有日志；根据成品中的记录，已有 {count} 篇文章生成过。",
    ),
    "source-name": (
        "The name {name} is no text in UTF-8, so that no journal can hold it. Rename the file.",
        "文件名 {name} 不是 UTF-8 文字，无法记入日志。请改名。",
    ),
    "line-malformed": (
        "Line {number} is no JSON: {fault}. Each line of a .jsonl file must hold one article.",
        "第 {number} 行不是 JSON：{fault}。.jsonl 文件每行应是一篇文章。",
    ),
    "article-time": (
        "The article took longer than it may ({limit} seconds), so nothing was made of it. If it is long in earnest, allow more "
        "(--limit-time, 0 for no limit) and give --retry-failed; else look for a huge table, or at the theme.",
        "文章处理用时超过上限（{limit} 秒），没有生成。如果文章确实很长，请调高上限（--limit-time，0 为不限）并加上 --retry-failed；"
        "否则请检查有没有特大的表格，或版式是否有问题。",
    ),
    "article-memory": (
        "The article took more memory than it may ({limit}), so nothing was made of it. If it is long in earnest, allow more "
        "(--limit-memory, 0 for no limit) and give --retry-failed; else look for a huge table or picture.",
        "文章处理所需内存超过上限（{limit}），没有生成。如果文章确实很长，请调高上限（--limit-memory，0 为不限）"
        "并加上 --retry-failed；"
        "否则请检查有没有特大的表格或图片。",
    ),
    "article-crash": (
        "The process that made this article broke down ({reason}). Please report it with the text; --retry-failed tries it again.",
        "处理这篇文章的进程意外中止（{reason}）。请附上原文反馈给我们；用 --retry-failed 可以再试。",
    ),
    "article-killed": (
        "The process that made this article was ended from outside ({reason}), perhaps for want of memory. The next run tries it "
        "again.",
        "处理这篇文章的进程被系统或他人中止（{reason}），可能是内存不足。下次运行会再试。",
    ),
}

SUMMARY: dict[str, tuple[str, str]] = {
    "states": (
        "{made} made, {unchanged} unchanged, {adopted} adopted, {failed} failed",
        "新生成 {made} 篇，无变动 {unchanged} 篇，沿用已有成品 {adopted} 篇，失败 {failed} 篇",
    ),
    "fault": ("  {code}: {count} ({first})", "  {code}：{count} 篇（{first}）"),
    "remarks": ("remarks: {codes}", "提示：{codes}"),
    "gone": (
        "{count} articles of earlier runs have no source any more; their outputs stay",
        "以前的 {count} 篇文章已没有原文，成品仍然保留",
    ),
    "passed-over": ("files that are no articles, by suffix: {kinds}", "不是文章的文件（按后缀）：{kinds}"),
    "report": ("report: {path}", "报告：{path}"),
}
"""The lines at the end of a run."""

REPORT: dict[str, tuple[str, str]] = {
    "title": ("Report of the archive", "资料库出版报告"),
    "state": ("State", "结果"),
    "articles": ("Articles", "文章"),
    "codes": ("What was said, by code", "提示与错误（按代码）"),
    "times": ("Times", "次数"),
    "name": ("Source and outputs", "原文与成品"),
    "said": ("Said of it", "提示"),
    "seconds": ("Seconds", "秒"),
    "made": ("made", "新生成"),
    "adopted": ("adopted", "沿用成品"),
    "unchanged": ("unchanged", "无变动"),
    "failed": ("failed", "失败"),
    "gone": ("source gone", "原文已无"),
    "error": ("error", "错误"),
    "warning": ("warning", "警告"),
    "info": ("info", "说明"),
}
"""The words of a report's page."""
