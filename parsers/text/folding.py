"""One form for every character, and stand-ins for markup: a folded text is exactly as long as the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from parsers.text.expression import expression

# The traditional characters of the form's labels, of these reports' headings and sentences, and of places' names.
_TRADITIONAL = (
    "總計規範處強訴訟複議結轉務機構關開請數絕類屬護權過執檔詢無現補內復業會費發條項標說額購採許罰決廢糾維審經沒續辦"
    "確認獲實際單萬減組織報後徵當訪舉對號書員網頁長區縣鎮鄉廳環財衛動勞險農稅監質產資園黨醫殘聯應電視廣傳見調評證據"
    "終責違團體專題將進還問時間與為從個兩導領點戶門簡況國於場設館隊衆編製們準轄該來統優獎營勵歸歷濟灣濱漢龍興雲陽陰"
    "臨齊魯滬寧東陝蘇贛黃島嶺橋豐樂義雙慶莊溝灘鹽鐵銀錦鋼鑒錄鍵鐘閉閱陸階隨隱難雜離順須預頒顯風飛馬駐驗魚齡訂訓記診"
    "試詳誤課談論諾講識讀變讓貢貨貧貴貸貿賦賬贈趙跡踐車軌軍軟較載輔輕輪輸運達遠適選遲遷遺郵鄰鄭釋紀約級納細紹絡給綜"
    "綠緊線緩績羅聲職肅舊藝藥蘭虛蟲裝覽觀億價儀償儲冊則創劃劇劉勝協參啟嚴圍圖塊墊壓壞夢奪婦孫學尋層嶽幫幹庫廠張彈彙"
    "徑態慮懷戰擁擇擊擔擴擾攝敗斷暫曉楊極槍樓樣樹橫檢歐殺毀氣淺測湯滅滿漁漲潔潛澤災煉煙熱爭爾狀獨獻畢畫異療盡盤瞭礎"
    "礦禮種稱穩窮競筆節築簽糧係偽傷劑吳喪嘗圓塵壇壽夠奧寫寶屆峽嵐帶師幣祕覆麵鳳訊託併臺衹麼繼繳這"
)
_SIMPLIFIED = (
    "总计规范处强诉讼复议结转务机构关开请数绝类属护权过执档询无现补内复业会费发条项标说额购采许罚决废纠维审经没续办"
    "确认获实际单万减组织报后征当访举对号书员网页长区县镇乡厅环财卫动劳险农税监质产资园党医残联应电视广传见调评证据"
    "终责违团体专题将进还问时间与为从个两导领点户门简况国于场设馆队众编制们准辖该来统优奖营励归历济湾滨汉龙兴云阳阴"
    "临齐鲁沪宁东陕苏赣黄岛岭桥丰乐义双庆庄沟滩盐铁银锦钢鉴录键钟闭阅陆阶随隐难杂离顺须预颁显风飞马驻验鱼龄订训记诊"
    "试详误课谈论诺讲识读变让贡货贫贵贷贸赋账赠赵迹践车轨军软较载辅轻轮输运达远适选迟迁遗邮邻郑释纪约级纳细绍络给综"
    "绿紧线缓绩罗声职肃旧艺药兰虚虫装览观亿价仪偿储册则创划剧刘胜协参启严围图块垫压坏梦夺妇孙学寻层岳帮干库厂张弹汇"
    "径态虑怀战拥择击担扩扰摄败断暂晓杨极枪楼样树横检欧杀毁气浅测汤灭满渔涨洁潜泽灾炼烟热争尔状独献毕画异疗尽盘了础"
    "矿礼种称稳穷竞笔节筑签粮系伪伤剂吴丧尝圆尘坛寿够奥写宝届峡岚带师币秘复面凤讯托并台只么继缴这"
)
_SIMPLER = dict(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True))
_ANY = expression(f"[{_TRADITIONAL}]")


def simplify(text: str) -> str:
    """The text in simplified characters and the words of the mainland: exactly as long as the text."""
    return _mainland(text.translate(_SIMPLER)) if _ANY.search(text) else text


# What converters that also change words to those of Taiwan make of the form's: each as long as the word it means.
_TAIWANESE = (("资讯", "信息"), ("规范性档案", "规范性文件"), ("采购专案", "采购项目"))


def _mainland(text: str) -> str:
    for word, meant in _TAIWANESE:
        text = text.replace(word, meant)
    return text


_FOLD: dict[int, str] = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_FOLD |= dict.fromkeys((0x5F, 0xFF3F, 0xA0, 0x3000, 0x202F, 0x205F, 0x1680, *range(0x2000, 0x200B)), " ")
# Invisible characters; `?` and U+FFFD stand where an encoder had no character, quotation marks around printed cells.
_FOLD |= dict.fromkeys((0x27, 0x3F, 0xFF07, 0xFF1F, 0xFFFD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), "\u200b")
_FOLD |= dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\u200b")
_FOLD |= dict.fromkeys(range(0x2500, 0x2580), "─")
_FOLD |= dict.fromkeys(map(ord, "│┃║┆┇┊┋╎╏￨∣"), "|")
_FOLD |= dict.fromkeys(map(ord, "−﹣‐‑‒–"), "-")
_FOLD |= {ord("―"): "—", ord("〔"): "(", ord("〕"): ")"}
_FOLD |= _SIMPLER
_FOLDED = {chr(code): stand_in for code, stand_in in _FOLD.items() if chr(code) != stand_in}


def replaced(text: str, stand_ins: Mapping[str, str]) -> str:
    """The text with each of these characters replaced, as `translate` does, but fast; none stands in for another."""
    for char in stand_ins.keys() & set(text):
        text = text.replace(char, stand_ins[char])
    return text


def fold(text: str) -> str:
    """The text with full-width forms, spaces, bars and traditional characters made one, and its markup hidden."""
    folded = _mainland(replaced(text, _FOLDED))
    for signs, noise, stand_in in _NOISE:
        if all(sign.search(folded) for sign in signs):
            folded = noise.sub(stand_in, folded)
    return _without_line_numbers(folded.replace('"', "\u200b"))


_NUMBERED = expression(r"\n[ \u200b|]*(\d{1,3})[ |\t]+(?![.、) |\t\n\u200b])")
FEWEST_LINES = 6


def _without_line_numbers(folded: str) -> str:
    """Hide the numbers that only count lines, as a printed data frame has them before each of its rows."""
    numbered: set[tuple[int, int]] = set()
    run: list[tuple[int, int]] = []
    expected = -1
    for match in _NUMBERED.finditer("\n" + folded):
        number, (start, end) = int(match[1]), match.span(1)
        run = [*(run if number == expected else ()), (start - 1, end - 1)]
        expected = number + 1
        if len(run) >= FEWEST_LINES:
            numbered.update(run)
    pieces, last = [], 0
    for start, end in sorted(numbered):
        pieces += [folded[last:start], "\u200b" * (end - start)]
        last = end
    return "".join([*pieces, folded[last:]]) if numbered else folded


def _hidden(match: re.Match[str]) -> str:
    return "\u200b" * len(match.group())


_CELL_END = expression(r"</(?:\w+:)?(?:td|th|cell|tc|entry|table-cell)\s*>|<(?:td|th|cell|entry)\s*/>", re.IGNORECASE)
_ROW_END = expression(r"</(?:\w+:)?(?:tr|row|table-row)\s*>|<br\s*/?>", re.IGNORECASE)


def _tag(match: re.Match[str]) -> str:
    """A cell's end is a bar, a row's end a line's end, a space entity room; every other tag is nothing."""
    word = match.group()
    stand_in = "|" if _CELL_END.fullmatch(word) else "\n" if _ROW_END.fullmatch(word) else "\u200b"
    if word[0] == "&":
        from html import unescape  # its table of names is large, and few reports need it

        meant = unescape(word)
        stand_in = " " if meant.isspace() else meant[:1].translate(_FOLD)
    return stand_in + "\u200b" * (len(word) - 1)


def _commas(match: re.Match[str]) -> str:
    return _COMMA.sub(lambda m: "|" if m.group() == "," else m.group(), match.group())


_COMMA = expression(r'"[^"\n]*"|,')
_FIELD = r'[ ]?(?:"[\d.,]*"|[\d./\-—]*|NaN|无)'
_CELL = r"[\u200b \"\[\]]*"

_NOISE: tuple[tuple[tuple[re.Pattern[str], ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    # a page's or a document's own tags
    (
        (expression(r"</?[a-zA-Z][\w:]*[ />]|&(?:nbsp|#160|#xa0|e[nm]sp|amp);"),),
        expression(r"<[/!a-zA-Z][^<>]{0,2000}>|&#?\w{2,8};"),
        _tag,
    ),
    # attributes of wiki cells, and the keys of printed data
    (
        (expression(r"[={\"]"), expression(r"(?:style|width|span|align) ?= ?\S|\"\d+\"\s*:|\{[.#]")),
        expression(r"[a-z]+ ?= ?(?:\"[^\"\n]*\"|[\w%#.]+)|\"\d+\"\s*:|\{[.#][^{}\n]*\}"),
        _hidden,
    ),
    # escapes of Markdown
    ((expression(r"\\[-+.|]"),), expression(r"\\(?=[-+.|(){}\[\]*#])"), _hidden),
    # the lines that part the rows of a wiki's table
    ((expression(r"\|-\n"), expression(r"^\|-\n", re.MULTILINE)), expression(r"^\|[-}](?=\n)", re.MULTILINE), _hidden),
    # the reading that some mirrors put behind a character, even twice: 項(xiàng)
    (
        (expression(r"\([a-z]"), expression(r"[\u3400-\u9fff]\([a-z]")),
        expression(r"(?<=[\u3400-\u9fff])(?:\([a-zü\u00e0-\u00fc\u0100-\u01dc]{1,7}\))+"),
        _hidden,
    ),
    # a row's seven figures joined by commas, as no number has six of them
    (
        (expression(r"\d,\d+,\d+,\d+,\d"),),
        expression(r"(?<![\d,.])\d+(?:, ?\d+){6}(?![\d,.])"),
        lambda match: match.group().replace(",", ";"),
    ),
    # rows of comma-separated files
    (
        (
            expression(rf",(?:{_FIELD},){{6}}"),
            expression(rf"(?:^.*,(?:{_FIELD},){{6}}{_FIELD}[ ]*\n+){{3}}", re.MULTILINE),
        ),
        expression(r"^[^,\n]{0,40},.*,.*$", re.MULTILINE),
        _commas,
    ),
    # lines that hold a page number and nothing else
    (
        (expression(r"^[ \u200b]*(?:[-—·第P]|\d{1,3} ?/)", re.MULTILINE),),
        expression(
            r"^[ \u200b]*(?:[-—·]+ ?\d{1,3} ?[-—·]+|第 ?\d{1,3} ?页[^\n]{0,12}"
            r"|(?:Page|P\.) ?\d{1,3}\b[^\n]{0,8}|\d{1,3} ?/ ?\d{1,3})[ \u200b]*$",
            re.MULTILINE,
        ),
        _hidden,
    ),
    # cells joined by commas
    (
        (
            expression(rf",{_CELL}[\d/—-]{_CELL},"),
            expression(rf"(?:[\u3400-\u9fff)]{_CELL},{_CELL}[\d/—-]{_CELL},{_CELL}[^\n]*\n*){{6}}"),
        ),
        expression(r"[^\n]+"),
        _commas,
    ),
)
"""What tells the markup (all of it, the quickest to look for first), what is hidden, and what stands in for that."""
