"""What is said of clusters of machines."""

MESSAGES: dict[str, tuple[str, str]] = {
    "scheduler-unreachable": (
        "The scheduler at {address} cannot be reached ({fault}). See that it runs (dask scheduler), that the address and port are "
        "those it says when it starts, and that no firewall lies between. What has been made is on record: run again to go on.",
        "无法连接 {address} 上的调度程序（{fault}）。请确认它正在运行（dask scheduler）、地址和端口与它启动时显示的一致，"
        "且未被防火墙阻断。已完成的部分都有记录，再次运行即可继续。",
    ),
    "cluster-empty": (
        "The scheduler at {address} has had no workers for a long time. Start some (dask worker {address}); what has been made is on "
        "record: run again to go on.",
        "{address} 上的调度程序长时间没有工作节点。请启动工作节点（dask worker {address}）；已完成的部分都有记录，再次运行即可继续。",
    ),
    "worker-version": (
        "The worker on {worker} was refused, for it would make other files than this machine ({differences}). Install the same "
        "versions on both; what has been made is on record: run again to go on.",
        "工作节点 {worker} 未获采用，因为它与本机版本不同，生成的文件会不一样（本机 ≠ 节点：{differences}）。"
        "请在两边安装相同版本；已完成的部分都有记录，再次运行即可继续。",
    ),
    "worker-folder": (
        "The worker on {worker} does not see the folder {folder}. Share the folder with all machines under the same path, or use an "
        "object store (s3://…) for sources and target.",
        "工作节点 {worker} 上没有文件夹 {folder}。请让各台机器以同一路径共享这个文件夹，或把原文和成品都放在对象存储（s3://…）上。",
    ),
    "worker-unfit": (
        "The worker on {worker} can make no articles: {fault}. Mend that machine; what has been made is on record: "
        "run again to go on.",
        "工作节点 {worker} 无法处理文章：{fault}。请修复该机器；已完成的部分都有记录，再次运行即可继续。",
    ),
}
