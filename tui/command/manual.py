"""The pages that `--help` prints: what each command is for, by example, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

_ZH_GENERAL = """
通用选项
  --lang zh|en        语言（默认按系统：英文系统用英文，其余用中文）
  --version           版本
  -h, --help          说明；各命令另有一页，如 gouji check --help
"""

_EN_GENERAL = """
Options of every command
  --lang zh|en        language (English in an English locale, else Chinese)
  --version           version
  -h, --help          help; each command has a page: gouji check --help
"""

_OPEN = {
    "zh": f"""
gouji（勾稽）— 核对、改正抓取出错的政府信息公开年报表格，导出可信的数字

  gouji [路径…]                打开工作台（不写路径：当前文件夹）
  gouji check 路径…            列出哪些报告需要人看
  gouji extract 路径… --json   提取全部数字，每份报告一行 JSON
  gouji export 路径… -o 文件   导出为 Excel、CSV 或 Parquet
  gouji import 工作簿.xlsx     取回在工作簿里所作的改正
  gouji demo                   用样例学一遍：八个键改好一份报告
  gouji doctor [路径…]         查看本机情况；有路径则查看、恢复修改记录

路径可以是文件或文件夹（含子文件夹，跳过隐藏的）；“-”为标准输入。
没有终端时（如 gouji 文件 | cat），gouji 等同 gouji check。

要做的事
  先学一遍              gouji demo
  看哪些需要核对        gouji check 年报/
  改一份                gouji 年报/某局2023.docx
  一份一份改            gouji 年报/
  全部交上去            gouji export 年报/ -o 汇总.xlsx
  别人在表里改了        gouji import 汇总.xlsx
  给程序用              gouji extract 年报/ --json --corrected
  在服务器上看          ssh 服务器 gouji check 年报/
  出了毛病              gouji doctor 年报/

工作台里先用这些键
  方向键   移动，原文中同时标出出处   n  N     下一个、上一个问题
  数字     直接改，Enter 确定         a        采纳建议
  空格键   确认无误                  u        撤销
  Ctrl+E   导出                      Ctrl+S   标为完成（改动随时已保存）
  ?        全部按键                  Ctrl+Q   退出
{_ZH_GENERAL}  --theme light|dark|ansi|mono|full
                      颜色（默认看终端；SSH、NO_COLOR、少于 256 色时 ansi）
  --mouse/--no-mouse  是否使用鼠标
  --ambiguous 1|2     “ ” — … ① 等字符占一格还是两格（默认自动测定）

退出码：0 正常 · 1 有需要人看的 · 2 有文件无法读取或命令有误 · 130 Ctrl+C
""",
    "en": f"""
gouji (勾稽): turns badly scraped tables of Chinese disclosure reports into
figures one can trust

  gouji [PATH…]                open the workbench (no PATH: this folder)
  gouji check PATH…            list which reports want a person
  gouji extract PATH… --json   every figure, one JSON object a report and line
  gouji export PATH… -o FILE   write Excel, CSV or Parquet
  gouji import BOOK.xlsx       take corrections made in a workbook back
  gouji demo                   learn it on the samples, in eight keys
  gouji doctor [PATH…]         about this machine; with paths, mend journals

A path is a file or a folder (with its subfolders, hidden ones skipped); "-" is
standard input. Without a terminal (gouji FILE | cat) it does what check does.

What do you want to do?
  learn it                  gouji demo
  see which want work       gouji check reports/
  correct one               gouji reports/bureau2023.docx
  go through all            gouji reports/
  hand them in              gouji export reports/ -o all.xlsx
  take back a workbook      gouji import all.xlsx
  feed a program            gouji extract reports/ --json --corrected
  look from afar            ssh server gouji check reports/
  find out what is wrong    gouji doctor reports/

Keys to start with
  arrows   move; the text shows the source   n  N     next, previous finding
  digits   type over, Enter commits          a        accept the suggestion
  Space    confirm as it stands              u        undo
  Ctrl+E   export                            Ctrl+S   mark as done
  ?        all keys                          Ctrl+Q   leave (edits are kept)
{_EN_GENERAL}  --theme light|dark|ansi|mono|full
                      colours (ansi over SSH, with NO_COLOR, below 256 colours)
  --mouse/--no-mouse  whether the mouse is used
  --ambiguous 1|2     cells that “ ” — … ① take (found out at start by default)

Exit status: 0 fine · 1 something wants a person · 2 a file could not be read,
or the command is wrong · 130 Ctrl+C
""",
}

_CHECK = {
    "zh": f"""
gouji check 路径… [--json | --csv]

核对报告，每份一行，最需要处理的排在前面；只有一份时逐条列出问题、出处和建议。
改正过的报告按改正后的数字核对；同一机关各年度的报告在一起时，核对上下年衔接。

  --json   每份一行 JSON，含全部问题
  --csv    逗号分隔，可用 Excel 打开

例
  gouji check 年报/
  gouji check 年报/ --csv > 核对.csv
  gouji check 某局.txt && echo 无问题
  cat 某局.txt | gouji check -

Ctrl+C 随时停下，已看过的照样列出。
{_ZH_GENERAL}
退出码：0 全部无问题 · 1 有需要人看的 · 2 有文件无法读取或命令有误 · 130 Ctrl+C
""",
    "en": f"""
gouji check PATH… [--json | --csv]

Check reports, a line each, the neediest first; a single one with its findings,
where they stand and what would mend them. Corrected reports are checked as
corrected; reports of one agency are compared year by year.

  --json   one JSON object a report and line, with all findings
  --csv    comma-separated, opens in Excel

Examples
  gouji check reports/
  gouji check reports/ --csv > checked.csv
  gouji check bureau.txt && echo clean
  cat bureau.txt | gouji check -

Ctrl+C stops at any time; what was seen is listed.
{_EN_GENERAL}
Exit status: 0 all clean · 1 something wants a person · 2 a file could not be
read, or the command is wrong · 130 Ctrl+C
""",
}

_EXTRACT = {
    "zh": f"""
gouji extract 路径… [--json] [--corrected]

提取每个数字及其在原文中的位置、来源和疑点，按给出的顺序一份一行 JSON（UTF-8）。

  --json        即默认格式
  --corrected   采用人工改正后的数字（不写则为原文所载）

例
  gouji extract 年报/ --json > 全部.ndjson
  gouji extract 某局.txt | python -m json.tool
{_ZH_GENERAL}
退出码：0 正常 · 2 有文件无法读取（其余照常输出）或命令有误 · 130 Ctrl+C
""",
    "en": f"""
gouji extract PATH… [--json] [--corrected]

Every figure with its place in the text, where it came from and what is
doubtful: one JSON object a report and line, in the order given (UTF-8).

  --json        the format, and the default
  --corrected   with a person's corrections (else: what the text alone says)

Examples
  gouji extract reports/ --json > all.ndjson
  gouji extract bureau.txt | python -m json.tool
{_EN_GENERAL}
Exit status: 0 fine · 2 a file could not be read (the others are printed), or
the command is wrong · 130 Ctrl+C
""",
}

_EXPORT = {
    "zh": f"""
gouji export 路径… -o 文件 [--format xlsx|csv|parquet] [--sheets 表] [--force]

把改正后的报告写成文件，要么完整写成，要么不动原来的。工作簿（xlsx）含法定表式、
长表、问题和修改记录，多份时另有汇总、合计和图表；csv 与 parquet 为长表，一行
一个数字。超过 500 份的分写几本，汇总、合计和图表在总的一本里。

  -o, --output 文件   写到哪里
  --format 格式       xlsx、csv 或 parquet（默认按文件名）
  --sheets 表         只要哪些：报告,汇总,合计,图表,问题,修改记录,长表；
                      csv 可选长表或汇总
  --force             覆盖不是 gouji 写的、或写后被人改过的文件

例
  gouji export 某局.txt -o 某局.xlsx
  gouji export 年报/ -o 汇总.xlsx
  gouji export 年报/ -o 长表.csv
  gouji export 年报/ -o 汇总.csv --sheets 汇总
{_ZH_GENERAL}
退出码：0 已写 · 1 已写，仍有存疑数字 · 2 没有写成，或文件无法读取 · 130 Ctrl+C
""",
    "en": f"""
gouji export PATH… -o FILE [--format xlsx|csv|parquet] [--sheets NAMES]
             [--force]

Write reports as corrected, whole or not at all. A workbook (xlsx) holds the
official form, the long table, findings and corrections; of several reports a
summary, totals and charts too. csv and parquet hold the long table, a figure a
row. More than 500 reports fill several workbooks and one over all of them.

  -o, --output FILE   where to
  --format FORMAT     xlsx, csv or parquet (else by the file's name)
  --sheets NAMES      only these: reports,summary,totals,charts,findings,
                      corrections,long; for csv long or summary
  --force             replace a file that gouji did not write, or that was
                      changed since

Examples
  gouji export bureau.txt -o bureau.xlsx
  gouji export reports/ -o all.xlsx
  gouji export reports/ -o long.csv
  gouji export reports/ -o summary.csv --sheets summary
{_EN_GENERAL}
Exit status: 0 written · 1 written, with doubtful figures left · 2 not written,
or a file could not be read · 130 Ctrl+C
""",
}

_IMPORT = {
    "zh": f"""
gouji import 工作簿.xlsx [文件夹…] [--dry-run]

把在 Excel、WPS 或 LibreOffice 里对导出的工作簿所作的改正取回各报告的修改记录，
每份报告记一步，按 u 可撤销。报告按内容在文件夹（默认为工作簿所在的）里查找。

  --dry-run   只列出会取回什么，不写入

改数、清空、把合计公式换成数字，都取；本程序写的合计公式不取，由各项得出；
“/”“-”“—”“无”为空；其他文字不取，列出地址；批注记为备注。
导出后报告里也改过的同一格，两边都列出，不取。

例
  gouji import 汇总.xlsx --dry-run
  gouji import 汇总.xlsx 年报/
{_ZH_GENERAL}
退出码：0 已取回，或没有改动 · 1 有的没有取，需要人看 · 2 没有取回
""",
    "en": f"""
gouji import BOOK.xlsx [FOLDER…] [--dry-run]

Take corrections that were made in an exported workbook (in Excel, WPS or
LibreOffice) back into the journals of its reports: one act a report, which u
undoes. Reports are looked for by their bytes, beside the workbook by default.

  --dry-run   only list what would be taken

Changed figures, emptied cells and sums replaced by figures are taken; our own
sums are not, they follow; "/", "-" and the like are blanks; other text is
refused by its address; comments become notes. A cell that was changed in the
report too since the export is shown with both figures and not taken.

Examples
  gouji import all.xlsx --dry-run
  gouji import all.xlsx reports/
{_EN_GENERAL}
Exit status: 0 taken, or nothing was changed · 1 some were not taken and want a
person · 2 not taken
""",
}

_DEMO: Mapping[str, str] = {
    "zh": f"""
gouji demo

把样例复制到一个临时文件夹，打开有一个数字识别有误的一份；最后一行说明按哪个键，
八个键走完：看原文、采纳建议、撤销、重做、换表、导出、退出。样例原件不会改动，
复制件留着，退出时说明在哪里，可以接着练。没有终端时列出样例的核对结果。

例
  gouji demo
  gouji demo --lang en
{_ZH_GENERAL}
退出码：0 正常 · 没有终端时同 check
""",
    "en": f"""
gouji demo

Copies the sample reports to a temporary folder and opens one in which a figure
was misread. The last line says which key to press: eight of them look at the
text, take the repair, undo, redo, turn to the next table, export and leave. The
samples themselves are not touched; the copy stays, and where it is is said at
the end. Without a terminal it prints what check says of the samples.

Examples
  gouji demo
  gouji demo --lang en
{_EN_GENERAL}
Exit status: 0 fine · without a terminal as check
""",
}

_DOCTOR: Mapping[str, str] = {
    "zh": f"""
gouji doctor [文件或文件夹…]

不带路径：列出版本、终端、颜色、字符宽度、语言、状态目录等，报告问题时附上即可。
带路径：查看各报告的修改记录是否完好；损坏的恢复能恢复的各步，说明丢失了哪些行，
损坏的原件改名留在旁边（.damaged）；没有对应报告的修改记录也会指出。

例
  gouji doctor
  gouji doctor 年报/
{_ZH_GENERAL}
退出码：0 完好 · 1 有损坏或无主的修改记录 · 2 有报告无法读取
""",
    "en": f"""
gouji doctor [FILE or FOLDER…]

Without paths: versions, terminal, colours, widths, language, folders; good to
have in a bug report. With paths: whether the journals of the reports are whole.
Of a damaged one all that can be recovered is recovered, what is lost is named,
and the damaged file is kept beside it (.damaged). Journals without a report are
named too.

Examples
  gouji doctor
  gouji doctor reports/
{_EN_GENERAL}
Exit status: 0 whole · 1 a journal was damaged or has no report · 2 a report
could not be read
""",
}

PAGES: Mapping[str, Mapping[str, str]] = {
    "open": _OPEN,
    "check": _CHECK,
    "extract": _EXTRACT,
    "export": _EXPORT,
    "import": _IMPORT,
    "demo": _DEMO,
    "doctor": _DOCTOR,
}
