"""Traditional Chinese of Hong Kong and Macau or of Taiwan: they share the set of characters and differ in forms, words and places.

Every sign has a weight (`_HONG_KONG`, `_TAIWAN`); one sign counts twice at most, so that an article on a `港鐵` station does not
drown the rest. Signs are written Cantonese; forms of characters (Hong Kong: 衞 裏 綫 着 羣, by the List of Graphemes of
Commonly-used Chinese Characters; Taiwan: 衛 裡 線 著 群, by the Ministry of Education's standard forms); institutions and places;
words of daily life, of the courts, of business and sport; how foreign names are spelt. Where nothing tells it is Taiwan's, as most
of what is printed in Traditional characters is.
"""

from __future__ import annotations

from functools import cache

from publisher.patterns import lazily

HONG_KONG, TAIWAN = "zh-Hant-HK", "zh-Hant-TW"

_HONG_KONG = (
    (
        3.0,
        # Cantonese, forms, public bodies, words that Taiwan has none like
        "嘅 喺 咗 啲 唔 佢 哋 嚟 冇 嘢 睇 畀 攞 嘥 咁 噉 嗰 咩 啱 諗 搵 瞓 衞 邨 劏 埗 嶼 枱 本港 港府 港鐵 港元 港幣 "
        "特首 立法會 區議會 區議員 施政報告 財政司 政務司 律政司 食環署 運輸署 路政署 房屋署 房委會 市建局 康文署 "
        "漁護署 入境處 消防處 懲教署 廉署 廉政公署 醫管局 考評局 金管局 強積金 消委會 申訴專員 社署 社福機構 工聯會 "
        "民建聯 鄉議局 立案法團 財委會 公屋 居屋 屋苑 唐樓 工廈 商廈 差餉 小巴 的士 私家車 八達通 維港 港人 港股 恒生 "
        "恒指 港交所 港隊 港大 文憑試 茶餐廳 冰室 食肆 大排檔 粵劇 廣東話 澳門元 終審法院 裁判官 裁判法院 死因庭 "
        "資深大律師 還押 判囚 入稟 求情 警署 督察 警司 綜援 外傭 外勞 打工仔 舖位 商舖 店舖 攤檔 石屎 僭建 雪櫃 "
        "電飯煲 電單車 泊車 膠樽 課室 補習社 粟米 薯仔 三文魚 吞拿魚 三文治 朱古力 芝士 沙律 忌廉 士多 即食麵 叉燒 "
        "雲吞 腸粉 紅館 打吡 球證 入球 十二碼 騎師 練馬師 風球 紅雨 黑雨 暴雨警告 荷里活 特朗普 奧巴馬 普京 澤連斯基 "
        "意大利 沙特 悉尼 車路士 阿仙奴 美斯 朗拿度 行政總裁 呎 孖展 招股 執笠 樓齡",
    ),
    (
        2.0,
        # places, and words that Taiwan has others for
        "香港 澳門 九龍 新界 港島 中環 灣仔 銅鑼灣 北角 柴灣 金鐘 上環 尖沙咀 旺角 油麻地 長沙灣 荔枝角 觀塘 黃大仙 "
        "將軍澳 西貢 沙田 粉嶺 上水 元朗 屯門 天水圍 荃灣 葵涌 葵青 東涌 青衣 何文田 紅磡 土瓜灣 牛頭角 筲箕灣 鰂魚涌 "
        "香港仔 薄扶林 跑馬地 鴨脷洲 馬鞍山 大埔墟 長洲 落馬洲 羅湖 氹仔 路環 離島區 行政長官 特區 基本法 一國兩制 "
        "保安局 發展局 勞工處 衛生署 地政總署 民政事務 證監會 機管局 賽馬會 馬會 東華 房協 村屋 巴士 渡輪 輕鐵 電車 "
        "隧道費 質素 網絡 軟件 硬件 數碼 人工智能 電郵 短片 片段 屏幕 打印 視像 網民 雪糕 酒樓 奶茶 返工 放工 返學 "
        "放學 落車 街坊 警員 票控 急症 高等法院 區域法院 上訴庭 控方 辯方 控罪 罪成 候判 爆竊 疑兇 賊人 墮樓 不治 "
        "按年 按月 樓價 樓市 租戶 升降機 發展商 新盤 首期 按揭 供款 物業 業權 散戶 股民 息口 收市 開市 藍籌 大市 花紅 "
        "加薪 結業 生意 老人院 院舍 安老 學額 校監 中學生 小販 街市 甲組 傑志 樂壇 經理人 樂迷 旅行團 綫 羣 牀 麪 峯 "
        "迹 本報訊 報道 港聞 條例草案 修訂條例 憲報 議席 建制 司長 公帑 撥款 中六 中五 小六 露台 睡房 洗手間 波鞋 "
        "酒店 老撾 也門 尼日利亞 肯尼亞 規劃署 屋宇署 化驗所 飛行服務隊 全港 行山 聯儲局 減息 加息 欺凌 派息 事主 "
        "途人",
    ),
    (
        1.0,
        # turns of phrase
        "裏 着 啓 説 爲 昨日 今日 明日 昨晨 今早 今晨 昨午 今午 早前 現時 其後 稍後 下周 上周 本周 周一 周二 周三 "
        "周四 周五 周六 周日 周末 市民 內地 北上 大廈 懷疑 長者 幼童 當局 個案 聯絡 諮詢 輪候 始能 因應 須付 每程 "
        "大律師 單車 冷氣 手袋 地盤 口岸 成半 錄得 市值 檢獲 拘捕 涉案 案發 報稱 接報 質疑 時指 又指 續指 亦 逾半 "
        "傷者 送往 市道 升幅 跌幅 旅遊 署方 院方 資方 勞資 跟進 分析員 開支 盈利 牌照 定額罰款 投訴 舉報 未有 或會 冀 "
        "人流 暢旺 叫價 減價 分階段 落成 涉事 檢控 披露 公眾 網上 海味 首季 次季 該名 該批 該會 惟 一眾 信號",
    ),
)
_TAIWAN = (
    (
        3.0,
        # places, public bodies, forms, words that Hong Kong has none like
        "台灣 臺灣 台北 臺北 新北 桃園 台中 臺中 台南 臺南 高雄 基隆 苗栗 彰化 南投 雲林 嘉義 屏東 宜蘭 花蓮 台東 "
        "臺東 澎湖 立委 立法院 行政院 監察院 衛福部 健保 疾管署 食藥署 氣象署 農委會 陸委會 主計總處 金管會 國稅局 "
        "地檢署 地院 民進黨 國民黨 民眾黨 捷運 台鐵 臺鐵 悠遊卡 網路 軟體 硬體 台積電 便當 夜市 滷肉 阿嬤 阿公 國小 "
        "國中 高中職 學測 新台幣 公尺 公分 報導 中華隊 中職 職棒 小巨蛋 全壘打 少子化 偏鄉 長照 媽祖 台語 眷村 妳 菸 "
        "汙 裡 歌仔戲 布袋戲 三合院 古厝 柑仔店 超商 量販店 泡麵 三明治 巧克力 起司 沙拉 鮭魚 鮪魚 鳳梨 手搖飲 房仲 "
        "預售屋 建商 建案 實價登錄 打房 首購 房貸 不動產 員警 酒駕 行車紀錄器 肇事 肇責 自小客 交流道 匝道 罰鍰 函送 "
        "羈押 交保 易科罰金 有期徒刑 定讞 詐騙 車手 移工 停班停課 土石流 豪雨 芮氏規模 臉書 螢幕 雷射 列印 智慧型手機 "
        "寶特瓶 義大利 川普 歐巴馬 普丁 澤倫斯基 沙烏地 雪梨 寮國 奈及利亞 肯亞 好萊塢 執行長 縣議會",
    ),
    (
        2.0,
        # words that Hong Kong has others for
        "臺 新竹 金門 馬祖 蘭嶼 總統府 內政部 經濟部 交通部 教育部 環境部 農業部 勞動部 文化部 國防部 財政部 國發會 "
        "國科會 中研院 警政署 刑事局 消防局 衛生局 環保局 社會局 文化局 檢方 檢調 偵辦 偵查 移送 起訴 徒刑 緩刑 里長 "
        "鄉長 縣長 縣府 市府 鄉鎮 縣市 鄉公所 縣議員 市議員 議會 朝野 三讀 公投 拜票 罷免 黨團 造勢 機車 騎士 計程車 "
        "公車 客運 遊覽車 腳踏車 國道 省道 路段 追撞 數位 影片 簡訊 滑鼠 程式 網友 粉絲 光碟 人工智慧 早餐店 小吃 "
        "傳統市場 民宿 飯店 志工 新住民 原住民 部落 廟方 宮廟 遶境 進香 信眾 客家 閩南 安打 投手 大聯盟 總教練 棒球 "
        "坪 計畫 週 觀光 繪本 教室 幼兒園 補習班 掛號 急診 陽台 違建 玉米 草莓 茶農 果農 漁民 討海 農會 產銷 外送員 "
        "勞保 調薪 薪資 月薪 董事長 經紀人 攤商 攤販 兩岸 大陸 透天 歹徒 派出所 檢察官 央行 外圍環流 山區 毛小孩 北韓 "
        "食安 霸凌 聯準會 降息 升息 線上 獲利 營收 股利 高麗菜 感測器 偵訊 冷氣團 姓男 姓女 姓婦 姓民眾 用路人",
    ),
    (
        1.0,
        # turns of phrase
        "民眾 業者 廠商 品質 透過 昨天 今天 明天 前天 目前 指出 強調 總統 大樓 公寓 騎樓 房價 老闆 在地 資訊 伺服器 "
        "晶片 半導體 累積 祕 姊 您 部長 院長 鎮 鄉 縣 里民 分局 所幸 考量 送醫 路口 警方獲報 貨車 塑膠 親子 假日 農民 "
        "失業率 專利 被害人 坦承 和解 咖啡 巷 團隊 針對 像是 相當 落實 上路 營運 分析師 檢舉 法人 自來水公司 即日起 "
        "寒流 在野黨 退運 林務 農藥 校園 表演廳 展演 文化中心 美術館 廠房 車流",
    ),
)
# 著名, 顯著, 著作 are written so everywhere; 沿著, 看著 in Taiwan alone.
_ASPECT = lazily("(?<![顯名土巨原編合論專卓])著(?![名作稱述錄手重者])")
_ASPECT_WEIGHT = 2.0
_MOST = 2
_SAMPLE = 8_000


@cache
def _by_sign(rows: tuple[tuple[float, str], ...]) -> tuple[tuple[str, float], ...]:
    return tuple((sign, weight) for weight, words in rows for sign in words.split())


def region(text: str) -> str:
    """`zh-Hant-HK` or `zh-Hant-TW` for a text in Traditional characters."""
    sample = text[:_SAMPLE]
    # Nine signs in ten begin with a character that a short text has not.
    present = set(sample)
    aspect = _ASPECT_WEIGHT * min(_MOST, len(_ASPECT.findall(sample)))
    taiwan = _weight(sample, present, _by_sign(_TAIWAN)) + aspect
    return HONG_KONG if _weight(sample, present, _by_sign(_HONG_KONG)) > taiwan else TAIWAN


def _weight(sample: str, present: set[str], signs: tuple[tuple[str, float], ...]) -> float:
    return sum(weight * min(_MOST, sample.count(sign)) for sign, weight in signs if sign[0] in present)
