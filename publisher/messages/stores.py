"""What is said of stores that are reached by an address."""

MESSAGES: dict[str, tuple[str, str]] = {
    "cluster-missing": (
        'Addresses of stores and clusters need more than is installed ({needed}): pip install "cjk-publisher[cluster]".',
        '读写远程存储、使用集群还缺少组件（{needed}），请安装：pip install "cjk-publisher[cluster]"。',
    ),
    "store-driver-missing": (
        "What reads and writes {protocol}:// addresses is not installed: pip install {package}.",
        "还没有安装读写 {protocol}:// 地址所需的组件，请安装：pip install {package}。",
    ),
    "store-unknown": (
        "Nothing is known of {protocol}:// addresses. Usual ones are s3://bucket/folder, sftp://host/folder and gs://bucket/folder.",
        "不认识 {protocol}:// 这种地址。常用的有 s3://桶名/目录、sftp://主机/目录、gs://桶名/目录。",
    ),
    "store-no-bucket": (
        "There is no bucket of the name in {store}, or not at this endpoint. Make it, or mend the address.",
        "{store} 中的存储桶不存在，或不在当前的服务地址上。请先建立存储桶，或改正地址。",
    ),
    "store-denied": (
        "The store refuses this with the keys that were given ({fault}). Ask its keeper for leave to list, read and write below "
        "{store}.",
        "以现有的访问密钥，存储服务拒绝了这项操作（{fault}）。请向管理员申请在 {store} 下列出、读取和写入的权限。",
    ),
    "store-credentials": (
        "The store does not accept the keys, or found none ({fault}). They are looked for where its driver looks, for s3:// in "
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or ~/.aws/credentials; for sftp:// in ~/.ssh.",
        "存储服务不接受现有密钥，或没有找到密钥（{fault}）。s3:// 的密钥取自环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 或 "
        "~/.aws/credentials，sftp:// 的密钥取自 ~/.ssh。",
    ),
    "store-host-unknown": (
        "The machine that answers at {store} is not among those known, or has another key than before. If it is the right one, "
        "connect to it once with ssh (or run ssh-keyscan), so that its key stands in ~/.ssh/known_hosts.",
        "{store} 的主机密钥不在已知主机之列，或与以前不同。确认主机无误后，请先用 ssh 连接一次（或运行 ssh-keyscan），"
        "把它的密钥记入 ~/.ssh/known_hosts。",
    ),
    "store-read-only": (
        "Nothing can be written at {store}: choose a target that takes files.",
        "{store} 只能读取，不能写入。请换一个可以写入的目标。",
    ),
    "store-busy": (
        "The store was too busy or out of order {attempts} times, the last time with: {fault}. The next run tries this again.",
        "存储服务繁忙或出错，共试 {attempts} 次，最后一次的回答是：{fault}。下次运行会再试。",
    ),
    "store-time": (
        "The store did not answer in time, {attempts} times ({fault}). The next run tries this again.",
        "存储服务没有及时响应，共试 {attempts} 次（{fault}）。下次运行会再试。",
    ),
    "store-unreachable": (
        "No connection with the store could be made or kept, {attempts} times ({fault}). See that the address and the network are "
        "right, for s3:// outside Amazon also AWS_ENDPOINT_URL. The next run tries this again.",
        "无法与存储服务建立或保持连接，共试 {attempts} 次（{fault}）。请检查地址和网络；s3:// 若不在亚马逊，还要检查 "
        "AWS_ENDPOINT_URL。下次运行会再试。",
    ),
    "store-failed": (
        "The store could not do this: {fault}. See that the address {store} is right, with bucket and region.",
        "存储服务无法完成这项操作：{fault}。请检查地址 {store} 是否正确，包括存储桶和区域。",
    ),
}
