"""Which language a text is in: by its script, and for Chinese by the characters that only one of its two sets has.

Simple and honest: kana make Japanese, hangul makes Korean, else Chinese; Simplified or Traditional is a count of characters.
Hong Kong and Taiwan write the same set, so that Hong Kong is only ever asked for (`lang`).
"""

from __future__ import annotations

import re

SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN = "zh-Hans", "zh-Hant-TW", "ja", "ko"

# Frequent characters that only Simplified, or only Traditional Chinese has, in pairs.
_PAIRS = (
    "们們 这這 国國 来來 个個 时時 会會 说說 为為 对對 发發 学學 经經 动動 过過 还還 进進 种種 当當 从從 业業 东東 开開 长長 问問 "
    "关關 见見 现現 机機 车車 马馬 鸟鳥 鱼魚 龙龍 书書 写寫 读讀 话話 语語 让讓 认認 识識 记記 讲講 论論 设設 许許 评評 试試 "
    "诗詩 该該 请請 谁誰 调調 谈談 变變 边邊 达達 运運 远遠 选選 连連 迟遲 适適 还還 门門 间間 闻聞 阳陽 阴陰 队隊 际際 陆陸 难難 "
    "页頁 项項 顺順 须須 预預 领領 题題 颜顏 风風 飞飛 饭飯 馆館 驱驅 验驗 鲜鮮 黄黃 齐齊 齿齒 师師 带帶 归歸 岁歲 岛島 峡峽 "
    "币幣 庆慶 应應 张張 弹彈 强強 总總 战戰 户戶 扑撲 执執 扩擴 护護 报報 拟擬 择擇 损損 换換 据據 数數 断斷 无無 旧舊 显顯 "
    "术術 权權 条條 极極 构構 标標 树樹 样樣 桥橋 欢歡 欧歐 毕畢 气氣 汉漢 汤湯 没沒 济濟 测測 湾灣 满滿 灭滅 灯燈 热熱 爱愛 "
    "状狀 独獨 环環 电電 疗療 监監 盘盤 众眾 确確 礼禮 离離 积積 稳穩 穷窮 竞競 笔筆 类類 级級 红紅 约約 纪紀 线線 组組 细細 "
    "织織 结結 给給 统統 继繼 绩績 维維 综綜 绿綠 编編 网網 罗羅 职職 联聯 声聲 脑腦 艺藝 节節 药藥 营營 虽雖 补補 观觀 规規 "
    "视視 觉覺 计計 训訓 议議 证證 访訪 财財 责責 质質 费費 资資 赛賽 军軍 转轉 轻輕 载載 输輸 办辦 农農 双雙 叶葉 号號 员員 "
    "响響 团團 围圍 图圖 圆圓 场場 块塊 坏壞 处處 备備 头頭 夺奪 妇婦 宁寧 实實 宾賓 导導 将將 尔爾 层層 属屬 产產 亲親 亿億 "
    "仅僅 仪儀 优優 传傳 伤傷 体體 价價 传傳 债債 儿兒 党黨 兰蘭 兴興 养養 几幾 凤鳳 划劃 刘劉 则則 创創 剧劇 务務 势勢 劳勞 "
    "华華 协協 单單 卖賣 压壓 厂廠 历歷 县縣 参參 两兩 严嚴 义義 乐樂 习習 乡鄉 买買 区區 医醫 万萬 与與 专專 丰豐 临臨 举舉"
)
_ONLY_SIMPLIFIED = re.compile(f"[{''.join(pair[0] for pair in _PAIRS.split())}]")
_ONLY_TRADITIONAL = re.compile(f"[{''.join(pair[1] for pair in _PAIRS.split())}]")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
HANGUL = re.compile("[\uac00-\ud7a3]")
_LETTER = re.compile(r"[^\W\d_]")
# Enough to be sure, little enough to cost nothing on a book.
_SAMPLE = 30_000


def detect_language(text: str) -> str:
    """BCP 47 tag of `text`: `ja`, `ko`, `zh-Hant-TW`, or `zh-Hans`, which is also the answer where nothing tells."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample)) or 1
    if len(HANGUL.findall(sample)) > 0.2 * letters:
        return KOREAN
    # A Chinese text about Japan holds a の or a product's name; Japanese has no sentence without kana.
    if len(KANA.findall(sample)) > 0.1 * letters:
        return JAPANESE
    traditional = len(_ONLY_TRADITIONAL.findall(sample))
    return TRADITIONAL if traditional > len(_ONLY_SIMPLIFIED.findall(sample)) else SIMPLIFIED
