"""The scripts of East Asia as classes of characters, and the two sets of Chinese characters.

Ranges are those of the Unicode blocks; only letters count, so that a `・` or a `ー` alone makes nothing Japanese.
"""

from __future__ import annotations

from publisher.patterns import lazily

SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN, ENGLISH = "zh-Hans", "zh-Hant-TW", "ja", "ko", "en"
CHINESE, UNTOLD = "zh", ""
"""Of a sentence: Chinese without a sign of either set; ideographs, or nothing, that any language might have."""

HIRAGANA_RANGE = "\u3041-\u3096"
KATAKANA_RANGE = "\u30a1-\u30fa"
HANGUL_RANGE = "\uac00-\ud7a3"
HAN_RANGE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

KANA = lazily(f"[{HIRAGANA_RANGE}{KATAKANA_RANGE}]")
HANGUL = lazily(f"[{HANGUL_RANGE}]")
KANA_OR_HANGUL = lazily(f"[{HIRAGANA_RANGE}{KATAKANA_RANGE}{HANGUL_RANGE}]")
LATIN = lazily("[A-Za-z\u00c0-\u024f]")
_LATIN_WORD = lazily("[A-Za-z\u00c0-\u024f]{2,}")
_LETTER = lazily(f"[{HIRAGANA_RANGE}{KATAKANA_RANGE}{HANGUL_RANGE}{HAN_RANGE}]")
# A sentence of a Chinese text holds a の of a shop's name; a Japanese one has particles and endings in kana.
_LEAST_KANA, _KANA_SHARE, _HANGUL_SHARE = 2, 0.15, 0.3
_LEAST_WORDS = 5
# Words of Chinese that Japanese does not write so; 的, 了, 被, 没 alone stand in 目的, 完了, 被害, 没収 too.
_CHINESE_WORDS = lazily(
    "[这這们們吗嗎吧呢她你您很么麼哪它让讓给跟嘅喺咗唔佢哋]|不是|没有|沒有|了[一两兩]|自己的|[人中上年]的"
)
# Forms of ideographs that only Japan prints.
_JAPANESE_FORMS = lazily(
    "[駅気対図円広売読楽実変経済発続択帰関鉄両囲検験権拠拡挙歩毎浜涙渋焼犠獣様豊転辺込働峠畑沢渓県総緑縄聴脳臓荘蔵薬訳観覧譲賛"
    "軽遅酔鉱銭闘隠雑霊顕駆騒髪黒斎仮価児戦労単塩圧増壊嬢専巣帯庁弐弾恵悪懐応戸払択掲捜揺摂暁栄桜検歯歳殴氷満滝瀬炉畳稲穂穏粋絵]"
)

# Simplified, Traditional. A character that either side also writes (后, 里, 台, 面, 干, 只, 系) is no sign and stands in no pair.
_PAIRS = (
    "们們 这這 国國 来來 个個 时時 会會 说說 为為 对對 发發 学學 经經 动動 过過 还還 进進 种種 当當 从從 业業 东東 开開 长長 问問 "
    "关關 见見 现現 机機 车車 马馬 鸟鳥 鱼魚 龙龍 书書 写寫 读讀 话話 语語 让讓 认認 识識 记記 讲講 论論 设設 许許 评評 试試 "
    "诗詩 该該 请請 谁誰 调調 谈談 变變 边邊 达達 运運 远遠 选選 连連 迟遲 适適 难難 门門 间間 闻聞 阳陽 阴陰 队隊 际際 陆陸 "
    "页頁 项項 顺順 须須 预預 领領 题題 颜顏 风風 飞飛 饭飯 馆館 驱驅 验驗 鲜鮮 黄黃 齐齊 齿齒 师師 带帶 归歸 岁歲 岛島 峡峽 "
    "币幣 庆慶 应應 张張 弹彈 强強 总總 战戰 扑撲 执執 扩擴 护護 报報 拟擬 择擇 损損 换換 据據 数數 断斷 无無 旧舊 显顯 "
    "术術 权權 条條 极極 构構 标標 树樹 样樣 桥橋 欢歡 欧歐 毕畢 气氣 汉漢 汤湯 没沒 济濟 测測 湾灣 满滿 灭滅 灯燈 热熱 爱愛 "
    "状狀 独獨 环環 电電 疗療 监監 盘盤 确確 礼禮 离離 积積 稳穩 穷窮 竞競 笔筆 类類 级級 红紅 约約 纪紀 组組 细細 "
    "织織 结結 给給 统統 继繼 绩績 维維 综綜 绿綠 编編 网網 罗羅 职職 联聯 声聲 脑腦 艺藝 节節 药藥 营營 虽雖 补補 观觀 规規 "
    "视視 觉覺 计計 训訓 议議 证證 访訪 财財 责責 质質 费費 资資 赛賽 军軍 转轉 轻輕 载載 输輸 办辦 农農 双雙 叶葉 号號 员員 "
    "响響 团團 围圍 图圖 圆圓 场場 块塊 坏壞 处處 备備 头頭 夺奪 妇婦 宁寧 实實 宾賓 导導 将將 尔爾 层層 属屬 产產 亲親 亿億 "
    "仅僅 仪儀 优優 传傳 伤傷 体體 价價 债債 儿兒 党黨 兰蘭 兴興 养養 凤鳳 刘劉 则則 创創 剧劇 务務 势勢 劳勞 "
    "华華 协協 单單 卖賣 压壓 厂廠 历歷 县縣 参參 两兩 严嚴 义義 乐樂 习習 乡鄉 买買 区區 医醫 万萬 与與 专專 丰豐 临臨 举舉 "
    "线線 众眾 卫衛 爷爺 妈媽 钱錢 银銀 铁鐵 钟鐘 钢鋼 锅鍋 错錯 镇鎮 镜鏡 针針 铺鋪 销銷 锦錦 锁鎖 饮飲 饿餓 骑騎 骂罵 驻駐 "
    "闭閉 闲閒 闹鬧 阅閱 阔闊 阶階 陈陳 险險 随隨 隐隱 鸡雞 鸭鴨 麦麥 赶趕 跃躍 踪蹤 轨軌 轮輪 软軟 较較 辆輛 辉輝 辑輯 邓鄧 邮郵 "
    "郑鄭 邻鄰 酿釀 释釋 贝貝 负負 贡貢 败敗 账賬 货貨 贩販 贫貧 购購 贯貫 贴貼 贵貴 贷貸 贸貿 贺賀 贼賊 赏賞 赔賠 赖賴 赞讚 赠贈 "
    "赢贏 讨討 讯訊 诉訴 诊診 词詞 诚誠 详詳 误誤 诸諸 课課 谋謀 谓謂 谢謝 谱譜 谦謙 订訂 诺諾 询詢 诞誕 诱誘 谊誼 谅諒 谐諧 "
    "纯純 纱紗 纲綱 纳納 纵縱 纷紛 纸紙 纹紋 纺紡 练練 绍紹 终終 绕繞 络絡 绝絕 绪緒 续續 绳繩 绵綿 缓緩 缘緣 缝縫 缩縮 缴繳 "
    "罚罰 肤膚 肿腫 胁脅 胆膽 胜勝 脉脈 脏臟 脱脫 脸臉 苏蘇 苹蘋 荣榮 莱萊 萧蕭 蓝藍 虑慮 虾蝦 蚁蟻 蝇蠅 "
    "衬襯 袭襲 装裝 裤褲 览覽 触觸 誉譽 贤賢 趋趨 辞辭 辩辯 迁遷 违違 递遞 遗遺 吴吳 启啟 呜嗚 员員 响響 哑啞 唤喚 喷噴 "
    "园園 坚堅 坛壇 坝壩 垒壘 垦墾 堕墮 墙牆 壮壯 壳殼 奋奮 奖獎 妆妝 娱娛 婴嬰 孙孫 宝寶 审審 宪憲 宫宮 宽寬 寻尋 寿壽 尘塵 尝嘗 "
    "尽盡 届屆 岗崗 岭嶺 巩鞏 帅帥 帐帳 帜幟 帮幫 库庫 庙廟 废廢 异異 弃棄 弯彎 录錄 彻徹 径徑 忆憶 忧憂 怀懷 态態 恋戀 恳懇 "
    "恼惱 悬懸 惊驚 惧懼 惨慘 惩懲 惯慣 愤憤 愿願 戏戲 扬揚 扰擾 抚撫 抢搶 担擔 拥擁 拦攔 拨撥 挂掛 挡擋 挤擠 挥揮 捞撈 摄攝 摆擺 "
    "摊攤 敌敵 昼晝 晓曉 暂暫 杂雜 杨楊 枪槍 柜櫃 栏欄 档檔 桩樁 梦夢 检檢 楼樓 歼殲 残殘 毁毀 氢氫 汇匯 沟溝 沪滬 泪淚 泽澤 洁潔 "
    "浅淺 浓濃 涛濤 润潤 涨漲 渐漸 渔漁 湿濕 滨濱 滩灘 潜潛 澜瀾 灾災 炉爐 炼煉 烂爛 烟煙 烦煩 烧燒 牵牽 犹猶 狮獅 猎獵 献獻 "
    "玛瑪 琼瓊 画畫 畅暢 疯瘋 皱皺 盐鹽 盖蓋 盗盜 矿礦 码碼 砖磚 础礎 碍礙 祸禍 禅禪 税稅 窃竊 筑築 简簡 签簽 粮糧 紧緊 纠糾 "
    "聪聰 肃肅 肾腎 舰艦 舱艙 艰艱 虫蟲 蚕蠶 补補 讽諷 谎謊 谜謎 赋賦 轰轟 辅輔 酱醬 钓釣 钻鑽 铃鈴 铜銅 铝鋁 链鏈 锋鋒 键鍵 锻鍛 "
    "闪閃 闯闖 阵陣 陕陝 隶隸 雾霧 静靜 顶頂 顾顧 顿頓 频頻 颇頗 饰飾 饼餅 馈饋 驶駛 驾駕 骗騙 骤驟 鹏鵬 鹤鶴 龄齡"
)
PAIRS = tuple(dict.fromkeys(_PAIRS.split()))
TO_TRADITIONAL = str.maketrans({pair[0]: pair[1] for pair in PAIRS})
_SIMPLIFIED = "".join(pair[0] for pair in PAIRS)
_TRADITIONAL = "".join(pair[1] for pair in PAIRS)
ONLY_SIMPLIFIED = lazily(f"[{_SIMPLIFIED}]")
ONLY_TRADITIONAL = lazily(f"[{_TRADITIONAL}]")


def _not_japanese(characters: str) -> str:
    """Those that level 1 of JIS X 0208 (lead bytes B0 to CF in EUC-JP) has not: 国 and 時 are as Japanese as Chinese."""
    coded = ((character, character.encode("euc_jp", "ignore")) for character in characters)
    return "".join(character for character, code in coded if len(code) != 2 or code[0] >= 0xD0)


CHINESE_ALONE = lazily(lambda: f"[{_not_japanese(_SIMPLIFIED + _TRADITIONAL)}]")
"""Characters of either set that Japan does not print."""


def weight(text: str) -> int:
    """How much there is of a text: a letter of Chinese, Japanese or Korean counts as three Latin ones."""
    return len(_LETTER.findall(text)) + len(LATIN.findall(text)) // 3


def is_chinese(text: str) -> bool:
    """Whether `text` has a sign of Chinese beside ideographs that Japanese has too."""
    return bool(_CHINESE_WORDS.search(text)) or len(CHINESE_ALONE.findall(text)) > len(_JAPANESE_FORMS.findall(text))


def language_of_sentence(sentence: str) -> str:
    """`zh-Hans`, `zh-Hant-TW`, `zh`, `ja`, `ko` or `en`; empty where any might be meant."""
    letters = len(_LETTER.findall(sentence))
    if not letters:
        return ENGLISH if len(_LATIN_WORD.findall(sentence)) >= _LEAST_WORDS else UNTOLD
    if len(HANGUL.findall(sentence)) > _HANGUL_SHARE * letters:
        return KOREAN
    kana = len(KANA.findall(sentence))
    if kana >= _LEAST_KANA and kana > _KANA_SHARE * letters:
        return JAPANESE
    if not is_chinese(sentence):
        return JAPANESE if len(_JAPANESE_FORMS.findall(sentence)) > 1 else UNTOLD
    simplified, traditional = len(ONLY_SIMPLIFIED.findall(sentence)), len(ONLY_TRADITIONAL.findall(sentence))
    if simplified == traditional:
        return CHINESE
    return SIMPLIFIED if simplified > traditional else TRADITIONAL
