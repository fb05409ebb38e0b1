"""Minutes as people write them: ``20분``, ``20 min``, ``1h 30m``, ``7.5 minutes``, ``약 20분``, ``15:00–15:10``."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from msgspec import Struct

from coursedeck.model.units import DAY, Minutes
from coursedeck.model.values import replace


class DurationError(ValueError):
    """Text that is meant as minutes but is not valid; the message says why and what to write."""


class Duration(Struct, frozen=True):
    """Minutes, and what the author should know about how they were read."""

    minutes: Minutes
    remark: str = ""
    words: str = ""
    """What else stands with the minutes: ``optional`` of ``optional, 90 min``."""


_NUMBER = r"\d+(?:[.,]\d+)?"
_MINUTE = (
    r"(?:minutes?|minuten|minutos?|minut[aiysé]?|minut(?:t?er|it)|minutt|minuut|minuutti?a?|minút[ay]?|minūtes?"
    r"|minut[su]|minutit|minučių|mínútu[rm]?"
    r"|menit|minit|mins?\.?|mn|min\.?|perc|phút|dakika|dk\.?|분간?|分钟|分鐘|分間|分"
    r"|минут[аыи]?|мин\.?|хвилин[аи]?|хв\.?|λεπτ(?:ά|ό|α|ο|\.)|דקות|דקה|דק[׳'’]?|دقائق|دقيقة|دقیقه"
    r"|นาที|मिनट|मिनिट|মিনিট|நிமிட(?:ம்|ங்கள்)|నిమిషాలు|ನಿಮಿಷಗಳು|മിനിറ്റ്|મિનિટ|ਮਿੰਟ|منٹ|မိနစ်|នាទី|ນາທີ|წუთი|րոպե|['’′])"
)
_HOUR = r"(?:hours?|hrs?\.?|h|stunden?|std\.?|heures?|horas?|시간|時間|小时|小時|час(?:а|ов)?|ч)"
_SECOND = r"(?:seconds?|secs?\.?|s|초|秒)"
_BEFORE = re.compile(
    r"^[^\w+\-−–~?'’′_]*(?:(?:소요\s*시간|예상\s*시간|시간|duration|time|total|estimated?|est\.|총)\s*:?\s*){0,2}"
    r"(?:약|대략|約|大约|about|around|approx\.?|ca\.?|circa|etwa|rund|environ|env\.|aprox\.?|около|~|≈)?\s*"
)
_AFTER = re.compile(r"\s*(?:정도|내외|소요|예정|동안|간|total)$")
_TERM = re.compile(
    rf"(?=.)(?:(?P<hours>{_NUMBER})\s*{_HOUR}\s*(?P<half>반|半)?(?:,|and\b|und\b|et\b|y\b)?\s*)?"
    rf"(?:(?P<minutes>{_NUMBER})(?:\s*|-)(?:{_MINUTE}|(?(hours)m?|(?!)))\s*)?"
    rf"(?:(?<![\d\s(])\s*(?P<seconds>{_NUMBER})\s*{_SECOND})?"
)
_PARTS = {"½": "5", "¼": "25", "¾": "75"}
_FRACTION = re.compile(rf"(?P<whole>\d*)\s?(?P<part>[{''.join(_PARTS)}])")
_RANGE = re.compile(rf"{_NUMBER}\s*(?:{_MINUTE})?\s*[-−–~〜∼]\s*(?P<to>{_NUMBER}\s*{_MINUTE})")
_UNIT_LAST = re.compile(rf"(?P<amount>.*?)\s*(?P<unit>{_MINUTE})")
_BESIDE = re.compile(r"\s*[,;·|/]\s*|\s+[-–—]\s+")
"""What parts minutes from words about them."""
_MOMENT = re.compile(
    rf"(?:{_NUMBER})\s*(?:{_MINUTE})\s*(?:후|전|뒤|마다|後|前|后|later|after|before|ago|apart)|(?:after|every|nach|alle|cada)\s+\d.*"
)
"""A moment or a rhythm: ``5분 후``, ``after 5 minutes``."""
_WITHIN = re.compile(rf"\d[\s-]*{_MINUTE}(?![\w])")
_TIME = r"(?P<{0}_hour>[01]?\d|2[0-4])\s?[:h.]\s?(?P<{0}_minute>[0-5]\d)"
_NOON = r"\s*(?:[ap]\.?m\.?|uhr|h|時|时)?\s*"
_BETWEEN = re.compile(
    r"(?:(?:오전|오후|from|von|de|上午|下午|午前|午後)\s*)?"
    rf"{_TIME.format('from')}{_NOON}(?:[-−–—~〜∼→]|to|bis|à|a|until)\s*(?:(?:오전|오후|上午|下午|午前|午後)\s*)?{_TIME.format('to')}{_NOON}"
)
"""Two times of day: ``15:00–15:10``, ``9:50 am - 10:10 am``, ``15h00–15h10``."""
_NUMERALS = re.compile(
    r"(?:[일이삼사오육칠팔구]?[백십])+[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]\s|(?:열|스무|스물|서른|마흔|쉰)\s*(?:한|두|세|네|다섯)?"
    r"|[一二两三四五六七八九十]{1,3}"
)
_WORDS = re.compile(r"[?_…x]+|n|m|tbd|tba|n/a|one|two|three|five|ten|fifteen|twenty|thirty|forty|sixty|[a-z]{2,3}")
_ENOUGH = frozenset({"十分", "一分", "七分", "三分", "部分"})
"""Words of Chinese and Japanese that look like minutes."""
_NO_AMOUNT = frozenset({"per", "a", "the", "in", "by", "or", "and", "of", "max", "to", "for"})
_EAST_ASIAN = re.compile(r"[가-힣一-鿿ぁ-ヿ]")


_LONGEST = 200
"""Characters of the longest text that can be about minutes; patterns take time by the square of length."""


def read_duration(written: str) -> Duration | None:
    """Minutes that a piece of text says; None if it is about something else.

    >>> read_duration("1시간 30분").minutes, read_duration("7.5 min").minutes, read_duration("부분")
    (Fraction(90, 1), Fraction(15, 2), None)

    Raises `DurationError` for minutes that are no number, negative or longer than a day.
    """
    if len(written) > _LONGEST:
        if re.match(r"\s*\d{100}", written):
            raise DurationError("minutes are longer than a day: mend the number")
        return None
    text = unicodedata.normalize("NFKC", _FRACTION.sub(_decimal, written)).strip().lower()
    text = _BEFORE.sub("", text, count=1)
    if (total := _sum(text)) is not None or (total := _sum(_AFTER.sub("", text))) is not None:
        return Duration(_checked(total))
    if match := _BETWEEN.fullmatch(text):
        return Duration(_between(match))
    if match := _RANGE.fullmatch(text):
        upper = _sum(match["to"])
        if upper is not None:
            return Duration(_checked(upper), "a range of minutes: the upper end counts")
    if text[:1] in "-−–" and _sum(text[1:].strip()) is not None:
        raise DurationError("minutes cannot be negative: write for example (20분) or (20 min)")
    if (beside := _beside_words(written)) is not None:
        return beside
    if _is_no_number(text):
        raise DurationError("minutes are not a number: write for example (20분) or (20 min)")
    return None


def _beside_words(written: str) -> Duration | None:
    """The minutes of ``optional, 90 min`` or ``5분 - 시작``: one part says them, the others are words."""
    parts = [part for part in _BESIDE.split(written) if part.strip()]
    timed = [part for part in parts if mentions_minutes(part)]
    if len(parts) < 2 or len(timed) != 1 or any(char.isdigit() for part in parts for char in part if part not in timed):
        return None
    found = read_duration(timed[0])
    words = ", ".join(part.strip() for part in parts if part not in timed)
    return None if found is None else replace(found, words=words)


def _between(times: re.Match[str]) -> Minutes:
    """Minutes from one time of day to the other; of two on a clock of 12 hours, the second may be past noon."""
    start, end = (60 * int(times[f"{side}_hour"]) + int(times[f"{side}_minute"]) for side in ("from", "to"))
    twelve = max(start, end) < 13 * 60
    return Fraction((end - start) % (DAY / 2 if twelve else DAY))


def _decimal(fraction: re.Match[str]) -> str:
    """``1½`` as ``1.5``; normalising would make ``11⁄2`` of it."""
    return f"{fraction['whole'] or 0}.{_PARTS[fraction['part']]}"


def mentions_minutes(written: str) -> bool:
    """Whether minutes stand somewhere among other words, as in ``조별 30분``; ``5분 후`` is a moment."""
    text = unicodedata.normalize("NFKC", written).strip().lower()
    return bool(_WITHIN.search(text)) and not _MOMENT.fullmatch(text)


def _sum(text: str) -> Minutes | None:
    """Minutes of terms that are joined with ``+``."""
    terms = [_term(term.strip()) for term in text.split("+")]
    known = [term for term in terms if term is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(terms) else None


def _term(text: str) -> Minutes | None:
    match = _TERM.fullmatch(text)
    if match is None or not (match["hours"] or match["minutes"]):
        return None
    hours, minutes, seconds = (_number(match[part]) for part in ("hours", "minutes", "seconds"))
    return hours * 60 + (30 if match["half"] else 0) + minutes + seconds / 60


def _number(digits: str | None) -> Fraction:
    if digits is None:
        return Fraction(0)
    return Fraction(digits.replace(",", ".")) if len(digits) < 20 else DAY + 1


def _checked(minutes: Minutes) -> Minutes:
    if minutes > DAY:
        raise DurationError("minutes are longer than a day: mend the number")
    return minutes


def _is_no_number(text: str) -> bool:
    match = _UNIT_LAST.fullmatch(text)
    if match is None:
        return False
    amount, east_asian_unit = match["amount"], bool(_EAST_ASIAN.search(match["unit"]))
    if text in _ENOUGH:
        return False
    if _EAST_ASIAN.search(amount):
        return east_asian_unit and bool(_NUMERALS.fullmatch(amount))
    if re.search(r"\d", amount):
        return " " not in amount
    if east_asian_unit:
        return " " not in amount
    return amount not in _NO_AMOUNT and bool(_WORDS.fullmatch(amount))
