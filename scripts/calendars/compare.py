"""Called by `compare`: three calendars day by day, and last days reckoned without the program.

The days of the program are its golden table `days.txt`, which its own test holds it to.
"""

import calendar
import datetime
import sys

import chinese_calendar

TABLES = "crates/law/src/tables/"
DAY = datetime.timedelta(days=1)
FIRST, LAST = datetime.date(2015, 1, 1), datetime.date(2026, 12, 31)


def days(first, last):
    while first <= last:
        yield first
        first += DAY


def program():
    """工 and 班 are worked, 休 and 假 are not."""
    worked, kinds = {}, {}
    for line in open(TABLES + "days.txt", encoding="utf-8"):
        if not line[:4].isdigit():
            continue
        month, signs = line.split()
        for index, sign in enumerate(signs):
            on = datetime.date(int(month[:4]), int(month[5:]), index + 1)
            worked[on], kinds[on] = sign in "工班", sign
    return worked, kinds


def compare(ours, javascript):
    lines = [
        "// scripts/calendars/compare: 本程序、chinesecalendar 1.11.0（Python）、chinese-days 1.5.7（JavaScript）逐日比较是否上班。",
        "// 年份 日数 本程序工作日 Python工作日 JavaScript工作日 不一致的日子",
    ]
    bad = 0
    for year in range(FIRST.year, LAST.year + 1):
        all_days = list(days(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
        python = {on: chinese_calendar.is_workday(on) for on in all_days}
        differ = [on for on in all_days if not ours[on] == python[on] == javascript[on]]
        bad += len(differ)
        counts = [sum(of[on] for on in all_days) for of in (ours, python, javascript)]
        lines.append(" ".join(map(str, [year, len(all_days), *counts, len(differ)] + differ)))
    with open(TABLES + "compared.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return bad


def months_later(on, months):
    index = on.year * 12 + on.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return datetime.date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def reckon(start, amount, unit, roll, worked):
    """The nominal and the last day; `None` where the calendars do not reach."""
    try:
        if unit == "工":
            on, left, step = start, amount, -DAY if roll == "前" else DAY
            if roll == "前":
                left += 1
            while left:
                on += step
                left -= worked[on]
            return on, on
        if roll == "前":
            on = start - (amount + 1) * DAY
            return on, on
        on = start + amount * DAY if unit == "日" else months_later(start, amount * (12 if unit == "年" else 1))
        last = on
        while roll == "顺" and not worked[last]:
            last += DAY
        return on, last
    except KeyError:
        return None


def wanted(kinds, start, nominal, last, unit, roll):
    """What a case shows; several cases of one sort are not needed."""
    if roll == "前":
        between = [kinds[on] for on in days(last + DAY, start - DAY) if on in kinds]
        yield "倒推，中间有假" if "假" in between else "倒推，平常"
        return
    if unit == "工":
        between = [(on, kinds[on]) for on in days(start + DAY, last)]
        for year in (2024, 2025, 2026):
            if any(sign == "假" and on.year == year and on.month <= 2 and on.day > 3 for on, sign in between):
                yield f"跨{year}年春节"
        signs = [sign for _, sign in between]
        yield "含调休上班日" if "班" in signs else "跨假日" if "假" in signs else "平常"
        if kinds[last] == "班":
            yield "末日是调休上班日"
        return
    if nominal not in kinds:
        yield "年份未装载，不顺延"
        return
    sign = kinds[nominal]
    yield {"工": "末日上班", "班": "末日是调休上班日", "休": "末日周末", "假": "末日放假"}[sign]
    if nominal == datetime.date(2024, 2, 9):
        yield "末日是2024年除夕（上班）"
    if sign == "假" and nominal.month <= 2 and nominal.day > 3:
        yield f"末日入{nominal.year}年春节"
    if unit in "月年" and nominal.day < start.day:
        yield "没有对应日"
    if unit == "日" and (nominal + DAY).day == 1:
        yield "末日是月末"


def reckoned(worked, kinds):
    lines = [
        "// scripts/calendars/compare: 由另一程序按条文（scripts/calendars/periods.txt）和两个外部日历计算，本程序不改写。",
        "// 编号 起算日 末日 情形 条文",
    ]
    for line in open("scripts/calendars/periods.txt", encoding="utf-8"):
        if line.startswith("#"):
            continue
        term, amount, unit, roll, first, last_start, article = line.split()
        first = FIRST if first == "-" else max(datetime.date.fromisoformat(first), datetime.date(1999, 1, 1))
        last_start = LAST if last_start == "-" else datetime.date.fromisoformat(last_start)
        if unit == "年" and amount == "20" and first == FIRST:
            first = datetime.date(1999, 1, 1)
        seen, found = set(), []
        recent = datetime.date(2023, 6, 1)
        order = [on for on in days(max(first, recent), last_start)] + [on for on in days(first, min(recent, last_start))]
        for start in order:
            result = reckon(start, int(amount), unit, roll, worked)
            if result is None or (unit == "工" and not FIRST <= start <= LAST):
                continue
            for case in wanted(kinds, start, *result, unit, roll):
                if case not in seen:
                    seen.add(case)
                    found.append((start, result[1], case))
        # A regime that ended before the first day of the calendars has no last day that could be compared.
        assert found or last_start < FIRST, term
        lines += [f"{term} {start} {last} {case} {article}" for start, last, case in found]
    with open(TABLES + "reckoned.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


ours, kinds = program()
javascript = {}
for row in open(sys.argv[1], encoding="utf-8"):
    on, is_worked = row.split()
    javascript[datetime.date.fromisoformat(on)] = is_worked == "1"
bad = compare(ours, javascript)
# From here on the program's own days are out of the game: only their names are used to choose cases.
reckoned(javascript, kinds)
print(f"{bad} days differ")
sys.exit(bad > 0)
