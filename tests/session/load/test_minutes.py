from fractions import Fraction

import pytest

from coursedeck.session.load.duration import DurationError, read_duration

READ = {
    "20분": 20,
    "20 분": 20,
    "１５분": 15,
    "20 min": 20,
    "20min": 20,
    "20 mins": 20,
    "20 Min.": 20,
    "20 minutes": 20,
    "1 minute": 1,
    "20'": 20,
    "20′": 20,
    "1시간": 60,
    "1시간 30분": 90,
    "1h 30m": 90,
    "1h30": 90,
    "1시간 반": 90,
    "약 2시간반": 150,
    "1時間半": 90,
    "1 hour and 15 minutes": 75,
    "2 Stunden und 5 Minuten": 125,
    "1 hour, 10 min": 70,
    "1 h 05": 65,
    "2 Std. 15": 135,
    "1시간 30": 90,
    "1h 30 s": Fraction(121, 2),
    "½ min": Fraction(1, 2),
    "1½ h": 90,
    "2 ¼ hours": 135,
    "1 hour 5 minutes": 65,
    "7.5분": Fraction(15, 2),
    "7,5 min": Fraction(15, 2),
    "20분 30초": Fraction(41, 2),
    "약 20분": 20,
    "~20 min": 20,
    "20분 정도": 20,
    "소요 시간: 20분": 20,
    "⏱️ 20분": 20,
    "15분 + 5분": 20,
    "5~10분": 10,
    "5-10 minutes": 10,
    "20 Minuten": 20,
    "20 分钟": 20,
    "20分": 20,
    "20 минут": 20,
    "5 phút": 5,
    "5 menit": 5,
    "5 dk.": 5,
    "5 dakika": 5,
    "5 นาที": 5,
    "5 मिनट": 5,
    "5 דקות": 5,
    "٥ دقائق": 5,
    "5 minuty": 5,
    "5 minuter": 5,
    "5 хвилин": 5,
    "5-min": 5,
    "約5分": 5,
    "etwa 5 Min.": 5,
    "0분": 0,
    "24시간": 1440,
    "부분": None,
    "대부분": None,
    "Bare Metal": None,
    "Nginx": None,
    "per minute": None,
    "min, max": None,
    "30초": None,
    "100m": None,
    "조별 30분": None,
    "선택, 90분": 90,
    "90 min, optional": 90,
    "35분 - 천천히": 35,
    "10분 · 둘이서": 10,
    "Gruppenarbeit | 20 Min": 20,
    "5분 후": None,
    "after 10 minutes": None,
    "5분, 10분": None,
    "3명, 10분": None,
    "": None,
}

WRONG = {
    "abc분": "not a number",
    "??분": "not a number",
    "분": "not a number",
    "x min": "not a number",
    "TBD min": "not a number",
    "five minutes": "not a number",
    "스무분": "not a number",
    "스무 분": "not a number",
    "이십분": "not a number",
    "2O분": "not a number",
    "1.2.3분": "not a number",
    "-3분": "negative",
    "−5 min": "negative",
    "1441분": "longer than a day",
    "99999999999999999999999 min": "longer than a day",
    "9" * 5000 + "분": "longer than a day",
}


@pytest.mark.parametrize("written", READ)
def test_minutes_that_are_read(written: str) -> None:
    duration = read_duration(written)
    assert (duration and duration.minutes) == READ[written]


@pytest.mark.parametrize("written", WRONG)
def test_minutes_that_are_wrong(written: str) -> None:
    with pytest.raises(DurationError, match=WRONG[written]):
        read_duration(written)
