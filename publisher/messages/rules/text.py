"""The rules for raw text, and for the words of a line in any source."""

from __future__ import annotations

from publisher.messages.rules import body, furniture, head

RULES: dict[str, tuple[str, str]] = {
    **head.RULES,
    "markup": ("the file's mark-up says so", "文件的标记如此写明"),
    "heading-strong": (
        "a line all in bold, short and without a full stop",
        "整行加粗，行短且无句号",
    ),
    # --- credits and signatures
    "credit-editor": (
        "opens with a label such as “责任编辑”, “主编” or “校对”",
        "以“责任编辑”“主编”“校对”一类字样开头",
    ),
    "credit-design": (
        "opens with a label such as “制图：”, “版式：” or “策划：”",
        "以“制图：”“版式：”“策划：”一类字样开头",
    ),
    "credit-photograph": (
        "nothing but a name or an agency and “摄” or “供图”, or “资料图片”",
        "只有人名或机构名加“摄”“供图”等，或为“资料图片”",
    ),
    "credit-author": (
        "in brackets, opens with “作者”, “口述者” or the like and says who that is",
        "在括号中，以“作者”“口述者”等开头，介绍其人",
    ),
    "credit-interview": (
        "names who was interviewed, or where, behind a label such as “受访者：”",
        "写明采访的是谁或在哪里，前有“受访者：”一类标签",
    ),
    "credit-pseudonym": (
        "says in brackets or behind a mark that names were changed, such as “（文中人物均为化名）”",
        "在括号里或记号后说明用了化名，如“（文中人物均为化名）”",
    ),
    "credit-gathered": (
        "in brackets, ends in words such as “采访整理”, “供稿” or “编译”",
        "在括号中，以“采访整理”“供稿”“编译”等结尾",
    ),
    "credit-contributed": (
        "who sent the text in, and “供稿”, maybe with photographer and editor behind it",
        "供稿的单位或个人加“供稿”，后面可有摄影、编辑",
    ),
    "credit-pictures": (
        "says where the pictures are from, such as “图片均来自网络”, or is a picture agency's name alone",
        "说明图片来历，如“图片均来自网络”，或只有图片社的名称",
    ),
    "credit-broadcast": (
        "in brackets, the name of a programme with the day and hour it was on the air",
        "括号中是节目名和播出的日期、时刻",
    ),
    "credit-reporter": ("nothing but “记者” or the like and names in brackets", "括号中只有“记者”等和人名"),
    "credit-origin": (
        "opens with “原题”, “本文选自”, “摘自” or the like",
        "以“原题”“本文选自”“摘自”等开头",
    ),
    "credit-translation": (
        "opens with a label such as “译者：” or “翻译：”, or says who translated the text",
        "以“译者：”“翻译：”一类字样开头，或说明由何人翻译",
    ),
    "credit-address": ("nothing but an e-mail address", "只有电子邮件地址"),
    "credit-name": ("nothing but a name in brackets, near the end", "接近文末，括号中只有人名"),
    "attribution": (
        "a dash and a name or a work, under a paragraph: whose words those are",
        "在段落之下，破折号后接人名或书名，说明上文出自何人何书",
    ),
    "signature-right": ("a short line near the end, set far to the right", "接近文末的短行，位置靠右"),
    "signature-dated": (
        "the last line, after a blank one: short, with a date and without a full stop",
        "空行之后的最末一行，行短，有年月，无句号",
    ),
    # --- captions
    "caption-equals": (
        "no full stop, and behind “＝” when and where a picture was taken, or by whom",
        "没有句号，“＝”之后是拍摄的时间、地点或拍摄者",
    ),
    "caption-korean": (
        "a scene, then whose picture it is, such as “…모습. /한빛시 제공”",
        "先写画面，后写图片由谁提供，如“…모습. /한빛시 제공”",
    ),
    "caption-work": (
        "the title of a work of art, what it is made of, and its year, between commas",
        "作品名、材质和年份，以逗号隔开",
    ),
    "caption-opening": (
        "opens with words such as “图为”, “上图” or “图1：”",
        "以“图为”“上图”“图1：”等开头",
    ),
    "caption-triangle": (
        "opens with ▲, △ or ▼, and speaks of a picture or ends as a sentence does",
        "以▲、△或▼开头，提到图片、摄影，或以句号、括号结尾",
    ),
    "caption-credit": (
        "ends in brackets that say where the picture is from, such as “（资料图片）”",
        "以说明图片出处的括号结尾，如“（资料图片）”",
    ),
    "caption-photographer": (
        "ends, after a full stop or a blank, in a name and “摄” or “供图”",
        "句末或空格之后以人名加“摄”“供图”等结尾",
    ),
    **body.RULES,
    **furniture.RULES,
}
