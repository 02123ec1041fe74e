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
    "credit-gathered": (
        "in brackets, ends in words such as “采访整理”, “供稿” or “编译”",
        "在括号中，以“采访整理”“供稿”“编译”等结尾",
    ),
    "credit-reporter": ("nothing but “记者” and names in brackets", "括号中只有“记者”和人名"),
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
