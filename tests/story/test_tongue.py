"""Tongues: particles after whatever was put in, counters, days and dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.korean import KOREAN, PARTICLES, particle
from story.tongue import ENGLISH, tongue_of


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("쌀을(를) 판다", "쌀을 판다"), ("돼지을(를) 판다", "돼지를 판다"), ("쌀은(는)", "쌀은"), ("나은(는)", "나는"),
        ("국이(가) 식는다", "국이 식는다"), ("솥과(와) 화덕", "솥과 화덕"), ("화덕와(과) 솥", "화덕과 솥"),
        ("혜산(으)로", "혜산으로"), ("서울(으)로", "서울로"),
        ("평양역로(으로)", "평양역으로"), ("무산(이)다", "무산이다"),
        ("46원이(가) 남는다", "46원이 남는다"), ("2kg을(를)", "2kg을"), ("3km(으)로", "3km로"), ("10을(를)", "10을"),
        ("1(으)로", "1로"), ("3(으)로", "3으로"), ("5은(는)", "5는"),
        ("80 %이(가)", "80 %가"), ('"쌀"을(를)', '"쌀"을'),
        ("46원 (쌀 4.5kg)이(가)", "46원 (쌀 4.5kg)이"), ("USD은(는)", "USD는"),
        ("말을(를) 안 한다(정말)", "말을 안 한다(정말)"),
    ],
)  # fmt: skip
def test_a_particle_goes_by_the_sound_before_it(written: str, reads: str) -> None:
    assert KOREAN.finish(written) == reads


@given(st.text(max_size=12), st.sampled_from(sorted(PARTICLES)))
def test_whatever_stands_before_it_a_particle_takes_one_of_its_two_forms(before: str, written: str) -> None:
    assert particle(before, written) in PARTICLES[written]


@given(st.text(alphabet="가나다쌀 원.", max_size=20))
def test_a_text_without_particles_is_left_as_it_is(text: str) -> None:
    assert KOREAN.finish(text) == text


def test_korean_counts_behind_the_number_and_dates_by_month_and_day() -> None:
    assert KOREAN.count("3", "갑") == "3갑"
    assert KOREAN.count("3", "국 #그릇") == "국 3그릇"
    assert KOREAN.several("국 #그릇") == "국 그릇"
    assert KOREAN.days(4) == "4일"
    assert KOREAN.date(date(1995, 1, 23)) == "1월 23일"
    assert KOREAN.span(date(1995, 1, 24), date(1995, 1, 27)) == ("1월 24일", "27일")
    assert KOREAN.sum("1,500", "원") == "1,500원"


def test_english_counts_before_it() -> None:
    assert ENGLISH.count("3", "pack") == "3 packs"
    assert ENGLISH.count("1", "bowl of soup", one=True) == "1 bowl of soup"
    assert ENGLISH.count("2", "bowl of soup") == "2 bowls of soup"
    assert ENGLISH.span(date(1995, 1, 30), date(1995, 2, 2)) == ("30 January", "2 February")


def test_a_language_that_nobody_taught_is_written_as_english_is() -> None:
    assert tongue_of("xx") is ENGLISH
