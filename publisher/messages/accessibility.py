"""What a book says of its own accessibility, in its own language: facts that the rest of its metadata does not tell."""

from __future__ import annotations

SUMMARY: dict[str, dict[str, str]] = {
    "still": {
        "zh-Hans": "书中没有声音、视频和脚本，图片都是静止的。", "zh-Hant": "書中沒有聲音、影片和程式，圖片都是靜止的。",
        "ja": "音声、動画、スクリプトを含まず、画像はすべて静止画です。",
        "ko": "소리, 동영상, 스크립트가 없으며 그림은 모두 정지 화상입니다.",
        "en": "It holds no sound, no video and no scripts; all its pictures are stills.",
    },
    "plain": {
        "zh-Hans": "书中没有图片、声音、视频和脚本。", "zh-Hant": "書中沒有圖片、聲音、影片和程式。",
        "ja": "画像、音声、動画、スクリプトを含みません。", "ko": "그림, 소리, 동영상, 스크립트가 없습니다.",
        "en": "It holds no pictures, no sound, no video and no scripts.",
    },
    "captions": {
        "zh-Hans": "有 {count} 幅图片以图注为文字说明。", "zh-Hant": "有 {count} 幅圖片以圖說為文字說明。",
        "ja": "画像 {count} 点の説明は、その見出し文によります。", "ko": "그림 {count}점은 그림 설명을 대체 텍스트로 씁니다.",
        "en": "Captions are all that describes {count} of its pictures.",
    },
    "undescribed": {
        "zh-Hans": "有 {count} 幅图片没有文字说明。", "zh-Hant": "有 {count} 幅圖片沒有文字說明。",
        "ja": "画像 {count} 点には説明がありません。", "ko": "그림 {count}점에는 설명이 없습니다.",
        "en": "Nothing describes {count} of its pictures.",
    },
    "notes": {
        "zh-Hans": "{count} 条注释与正文相互链接。", "zh-Hant": "{count} 條註釋與正文相互連結。",
        "ja": "注 {count} 件は本文と相互にリンクしています。", "ko": "주 {count}개는 본문과 서로 연결되어 있습니다.",
        "en": "Its notes ({count}) and the places that call them are linked both ways.",
    },
    "languages": {
        "zh-Hans": "外语词句已标明语种。", "zh-Hant": "外語詞句已標明語種。", "ja": "他の言語の語句には言語が示されています。",
        "ko": "다른 언어로 된 부분에는 언어가 표시되어 있습니다.", "en": "Passages in other languages are marked as such.",
    },
    "unjudged": {
        "zh-Hans": "以上由制作程序得出，未经人工评定。", "zh-Hant": "以上由製作程式得出，未經人工評定。",
        "ja": "以上は制作プログラムによるもので、人による評価は受けていません。",
        "ko": "이상은 제작 프로그램이 판단한 것이며 사람의 평가를 거치지 않았습니다.",
        "en": "This is what the program that made it knows; nobody has evaluated it.",
    },
}  # fmt: skip
"""In the order they are said. `count` is a number."""
