"""The world `reports` against the documents: what must come out, over many seeds.

Each test names its source (a claim of story/evidence/reports.yaml) and its tolerance. The documents give moves, gaps
and a few levels. The bands for volatility, persistence and correlation are ours; tests that hold them say so.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import log
from statistics import correlation, fmean, median, pstdev
from time import process_time

import pytest

from engine.era import CURRENCY, Era
from engine.luck import Luck
from engine.prices import Prices
from story import atlas, library
from story.declared import Declared
from story.desk import Desk
from story.lessons import Evidence
from story.marks import read

CITIES = ("pyongyang", "sinuiju", "hyesan")
OTHERS = CITIES[:2]
SEEDS = 60
FEBRUARY = [f"2020-02-{day:02}" for day in range(8, 25)]


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def days(first: str, last: str, step: int = 1) -> range:
    return range(ordinal(first), ordinal(last) + 1, step)


@pytest.fixture(scope="module")
def declared() -> Declared:
    charted = atlas.world("reports")
    assert charted.problems == ()
    return charted.declared


@pytest.fixture(scope="module")
def era(declared: Declared) -> Era:
    assert declared.era is not None
    return declared.era


@pytest.fixture(scope="module")
def plays(era: Era) -> list[Prices]:
    return [Prices(era, Luck(seed)) for seed in range(SEEDS)]


def mean(prices: Prices, name: str, day: str | int) -> float:
    """Return the average of the three cities on a day, won."""
    when = ordinal(day) if isinstance(day, str) else day
    return fmean(prices.mid(name, city, when) for city in CITIES) / 100


def gap(prices: Prices, day: str | int, other: str) -> float:
    """Return how much dearer rice is at Hyesan than in another city, percent."""
    when = ordinal(day) if isinstance(day, str) else day
    return 100 * (prices.mid("rice", "hyesan", when) / prices.mid("rice", other, when) - 1)


def holds(values: Iterable[float], middle: tuple[float, float], most: tuple[float, float]) -> None:
    """Assert that the median over the seeds lies in one band and nine in ten of them in another."""
    known = sorted(values)
    assert middle[0] <= median(known) <= middle[1], known
    tenth = len(known) // 20
    assert most[0] <= known[tenth], known
    assert known[-1 - tenth] <= most[1], known


# ---- the border closes ----------------------------------------------------------------------------------------------


def test_rice_rises_by_about_36_percent_at_first(plays: list[Prices]) -> None:
    """covid-rice-initial-rise: the average, against early December; median 36 % ± 2, nine plays in ten ± 5."""
    rises = [100 * (fmean(mean(p, "rice", d) for d in FEBRUARY) / mean(p, "rice", "2019-12-05") - 1) for p in plays]
    holds(rises, (34, 38), (31, 41))


def test_rice_is_29_percent_above_december_and_25_above_a_year_before_on_7_march(plays: list[Prices]) -> None:
    """covid-rice-march-level: medians ± 1.5, nine plays in ten ± 5."""
    december = [100 * (mean(p, "rice", "2020-03-07") / mean(p, "rice", "2019-12-05") - 1) for p in plays]
    holds(december, (27.5, 30.5), (24, 34))
    year = [100 * (mean(p, "rice", "2020-03-07") / mean(p, "rice", "2019-03-07") - 1) for p in plays]
    holds(year, (23.5, 26.5), (20, 30))


def test_in_calm_times_hyesan_is_five_to_ten_percent_dearer(plays: list[Prices]) -> None:
    """hyesan-premium-normal: the average of each play inside the band; four days in five too (our choice of noise)."""
    calm = days("2012-01-01", "2019-12-31", 5)
    for other in OTHERS:
        for prices in plays[:15]:
            gaps = [gap(prices, day, other) for day in calm]
            assert 6 < fmean(gaps) < 9
            assert sum(5 <= each <= 10 for each in gaps) / len(gaps) > 0.75


def test_after_the_border_closes_the_gap_is_above_20_percent_over_both(plays: list[Prices]) -> None:
    """hyesan-premium-closure: the average of 8 to 24 February in every play, and 19 days in 20."""
    for other in OTHERS:
        gaps = [[gap(prices, day, other) for day in FEBRUARY] for prices in plays]
        assert min(map(fmean, gaps)) > 19.5
        every = [each for play in gaps for each in play]
        assert sum(each > 20 for each in every) / len(every) > 0.95


def test_when_the_ceiling_bites_the_gap_is_below_what_is_normal(plays: list[Prices]) -> None:
    """ceiling-gap-below-normal: under 5 % on 7 March, in 19 plays of 20."""
    for other in OTHERS:
        gaps = [gap(prices, "2020-03-07", other) for prices in plays]
        assert sum(each < 5 for each in gaps) / len(gaps) >= 0.95
        assert 0 < median(gaps) < 4


def test_the_ceiling_near_5000_is_breached_at_6300_in_hyesan_on_18_march(plays: list[Prices]) -> None:
    """ceiling-5000, ceiling-hyesan-6300: medians ± 2 %, nine plays in ten ± 5 %."""
    holds((mean(p, "rice", "2020-03-07") for p in plays), (4900, 5150), (4800, 5250))
    holds((p.mid("rice", "hyesan", ordinal("2020-03-18")) / 100 for p in plays), (6175, 6425), (5985, 6615))


def test_behind_the_ceiling_rice_is_withheld_and_sold_in_hiding_at_a_risk(plays: list[Prices]) -> None:
    """ceiling-three-outcomes: the sizes are ours."""
    for prices in plays[:20]:
        bound = prices.quotation("rice", "hyesan", ordinal("2020-03-07"))
        assert bound.supply < 50
        assert bound.hidden > 1.15 * bound.ask
        assert 5 < bound.risk < 10
        free = prices.quotation("rice", "hyesan", ordinal("2020-03-18"))
        assert (free.hidden, free.risk) == (free.ask, 0)
        assert free.supply in (0, *range(75, 90))


def test_prices_rise_on_rumour_while_supply_is_as_ever(plays: list[Prices]) -> None:
    """covid-hoarding: before the border closes rice has risen by 3 to 8 %; the size is ours."""
    eve = ordinal("2020-01-21")
    holds((100 * (mean(p, "rice", eve) / mean(p, "rice", eve - 8) - 1) for p in plays), (3.5, 7), (1, 10))
    assert {prices.supply("rice", city, eve) for prices in plays for city in CITIES} == {100}


def test_petrol_rises_by_46_percent_in_hyesan_and_38_in_the_country(plays: list[Prices]) -> None:
    """gas-price-hyesan: late December to 25 February; medians ± 1.5, nine plays in ten ± 6."""
    first, last = ordinal("2019-12-27"), ordinal("2020-02-25")
    north = [100 * (p.mid("petrol", "hyesan", last) / p.mid("petrol", "hyesan", first) - 1) for p in plays]
    holds(north, (44.5, 47.5), (40, 52))
    holds((100 * (mean(p, "petrol", last) / mean(p, "petrol", first) - 1) for p in plays), (36.5, 39.5), (32, 44))


# ---- the years before -----------------------------------------------------------------------------------------------


def test_rice_is_dear_before_the_autumn_harvest_and_cheap_at_the_turn_of_the_year(plays: list[Prices]) -> None:
    """rice-seasonality-autumn, rice-seasonality-supply: the size, 8 to 22 % over the years, is ours."""
    autumn = [f"{year}-{month}-{day}" for year in range(2012, 2020) for month in ("09", "10") for day in ("05", "20")]
    turn = [f"{year}-{day}" for year in range(2013, 2020) for day in ("12-10", "12-25", "01-05", "01-20")]
    for prices in plays:
        assert (
            1.08 < fmean(mean(prices, "rice", d) for d in autumn) / fmean(mean(prices, "rice", d) for d in turn) < 1.25
        )


def test_early_in_2017_rice_falls_yet_april_2014_was_cheaper(plays: list[Prices]) -> None:
    """rice-2017-drop, rice-drop-size: the fall, 8 to 20 %, is ours."""
    falls = [100 * (1 - mean(p, "rice", "2017-02-08") / mean(p, "rice", "2016-12-20")) for p in plays]
    holds(falls, (8, 16), (1, 24))
    assert median(mean(p, "rice", "2014-04-10") - mean(p, "rice", "2017-02-08") for p in plays) < 0


def test_from_the_spring_of_2014_rice_keeps_to_a_narrower_band(plays: list[Prices]) -> None:
    """rice-stability-kim-jong-un: day by day by a quarter less at least; the ratio is ours."""
    for prices in plays[:15]:
        before, after = (
            pstdev(returns(prices, "rice", "hyesan", days(*span)))
            for span in (("2012-01-01", "2014-02-28"), ("2014-07-01", "2016-09-30"))
        )
        assert after < 0.8 * before


def test_in_july_2016_rice_and_the_dollar_stay_calm_whatever_harvest_is_forecast(plays: list[Prices]) -> None:
    """S88, fao-market-calm: against the year before, season for season; the band of 12 % is ours."""
    for name in ("rice", "USD"):
        holds(
            [100 * abs(mean(p, name, "2016-07-15") / mean(p, name, "2015-07-15") - 1) for p in plays], (0, 8), (0, 16)
        )


def test_no_price_is_kept_of_the_money_before_the_reform_of_2009(era: Era) -> None:
    """S89, data-2009-reform: prices in two moneys are never in one world, nor a chapter in a year without prices."""
    assert era.first >= ordinal("2010-01-01")
    assert atlas.world("after_2002").declared.era is None


def test_the_dollar_stays_near_8000_and_the_yuan_near_1200_while_notes_grow_scarce(plays: list[Prices]) -> None:
    """fx-usd-rate, fx-cny-rate, fx-shortage: ± 3 % in August 2019, ± 5 % from 2018 on; how scarce is ours."""
    for name, rate in (("USD", 8000), ("CNY", 1200)):
        for prices in plays:
            assert mean(prices, name, "2019-08-06") == pytest.approx(rate, rel=0.03)
            assert all(
                mean(prices, name, day) == pytest.approx(rate, rel=0.05) for day in days("2018-01-01", "2020-04-30", 30)
            )
        ample, scarce = (
            [p.supply(name, "hyesan", ordinal(day)) for p in plays] for day in ("2017-01-10", "2019-08-06")
        )
        assert min(ample) == 100
        assert max(scarce) <= 40


def changes(prices: Prices, name: str, span: range, read: Callable[[float], float] = float) -> list[float]:
    return [read(b) - read(a) for a, b in pairwise(mean(prices, name, day) for day in span)]


def test_rice_and_maize_are_linked_by_half_until_they_are_not(plays: list[Prices]) -> None:
    """pricing-rice-corn-link: 500 won for 1,000, ± 60 in every play to 2016; under 250 from the spring of 2017."""
    for prices in plays[:30]:
        slopes = []
        for span in (days("2012-01-01", "2016-09-30", 30), days("2017-03-01", "2019-12-31", 30)):
            rice, maize = changes(prices, "rice", span), changes(prices, "maize", span)
            slopes.append(sum(r * m for r, m in zip(rice, maize, strict=True)) / sum(r * r for r in rice))
        assert slopes[0] == pytest.approx(0.5, abs=0.06)
        assert slopes[1] < 0.25


def test_rice_goes_with_the_rate_until_2016_and_its_own_way_from_2017(plays: list[Prices]) -> None:
    """fx-rice-comove, pricing-rice-fx-decoupled: correlation of monthly changes; the sizes are ours."""
    found = []
    for span in (days("2012-01-01", "2016-09-30", 30), days("2017-03-01", "2019-12-31", 30)):
        found.append([correlation(changes(p, "rice", span, log), changes(p, "USD", span, log)) for p in plays])
    assert 0.35 < median(found[0]) < 0.7
    assert abs(median(found[1])) < 0.12


def test_pork_is_withheld_then_dear_then_cheaper(plays: list[Prices]) -> None:
    """pricing-pork-withholding: the course; its sizes are ours."""
    peaks, ends = [], []
    for prices in plays:
        for city in CITIES:
            before = fmean(prices.mid("pork", city, day) for day in days("2017-02-08", "2017-02-18"))
            assert min(prices.supply("pork", city, day) for day in days("2017-02-24", "2017-03-04")) < 60
            peaks.append(max(prices.mid("pork", city, day) for day in days("2017-02-24", "2017-03-20")) / before)
            ends.append(prices.mid("pork", city, ordinal("2017-05-10")) / before)
    assert 1.15 < median(peaks) < 1.27
    assert sum(peak > 1.1 for peak in peaks) / len(peaks) > 0.95
    assert median(ends) == pytest.approx(1, abs=0.04)
    assert {prices.supply("pork", "hyesan", ordinal("2017-05-10")) for prices in plays} == {100}


def test_a_coupon_of_30_dollars_is_resold_at_32_when_the_pump_asks_35(declared: Declared, plays: list[Prices]) -> None:
    """coupon-arbitrage: the sums to the dollar; the world's own pump at 30 and 35 dollars, medians ± 1.5."""
    coupon = declared.coupons["petrol_coupon"]
    assert (coupon.amount, coupon.issue, coupon.resale(3500), coupon.saving(3500)) == (15_000, 3000, 3200, 300)

    def pump(day: str) -> float:
        return median(
            15 * p.mid("petrol", "pyongyang", ordinal(day)) / p.mid("USD", "pyongyang", ordinal(day)) for p in plays
        )

    assert pump("2017-08-20") == pytest.approx(30, abs=1.5)
    assert pump("2017-09-20") == pytest.approx(35, abs=1.5)
    assert pump("2017-04-10") < 22, "it soared in April"


def test_a_jacket_of_7000_won_is_more_than_two_months_of_a_wage_of_3000() -> None:
    """wage-average, wage-jacket-price: in a world of its own, since its won is not that of `reports`."""
    charted = atlas.world("after_2002")
    assert charted.problems == ()
    jacket = charted.declared.markets["marketplace"].quotes["jacket"]
    wage = charted.declared.wages["labourer"]
    assert (jacket.mid, wage.month) == (700_000, 300_000)
    assert wage.months(jacket.mid) == pytest.approx(2.33, abs=0.01)
    assert charted.declared.era is None, "no price of it stands beside those of another money"


# ---- they look like prices ------------------------------------------------------------------------------------------


QUIET = ("2014-09-20", "2016-09-20")
"""Two years without a dated shock, and with one size of chance."""


def returns(prices: Prices, name: str, city: str, span: range) -> list[float]:
    return [log(b / a) for a, b in pairwise(prices.mid(name, city, day) for day in span)]


def half_life(values: Sequence[float]) -> float:
    """Return the half-life of an AR(1) through values, days."""
    centre = fmean(values)
    off = [value - centre for value in values]
    keeps = sum(a * b for a, b in pairwise(off)) / sum(a * a for a in off[:-1])
    return log(0.5) / log(keeps)


def test_prices_are_volatile_correlated_and_close_their_gaps(era: Era, plays: list[Prices]) -> None:
    """Bands of our choosing: a day's move 0.4 to 1.5 %, correlation 0.4 to 0.97, gaps halved in 4 to 20 days."""
    for name in era.processes:
        moves, together, gaps = [], [], []
        for prices in plays[:15]:
            one, other = (returns(prices, name, city, days(*QUIET)) for city in ("pyongyang", "hyesan"))
            moves.append(pstdev(other))
            together.append(correlation(one, other))
            levels = [[log(prices.mid(name, city, day)) for day in days(*QUIET)] for city in ("pyongyang", "hyesan")]
            gaps.append(half_life([b - a for a, b in zip(*levels, strict=True)]))
        assert min(moves) > 0.004, name
        assert max(moves) < 0.015, name
        assert min(together) > 0.4, name
        assert max(together) < 0.97, name
        assert 4 < median(gaps) < 15, name
        assert max(gaps) < 20, name


def test_no_jump_that_no_event_explains(era: Era, plays: list[Prices]) -> None:
    """In quiet years no day moves by six deviations, and tails are normal: excess kurtosis under 1."""
    for name in era.processes:
        for prices in plays[:15]:
            moves = returns(prices, name, "hyesan", days(*QUIET))
            centre, size = fmean(moves), pstdev(moves)
            assert max(abs(move - centre) for move in moves) < 6 * size
            assert abs(fmean(((move - centre) / size) ** 4 for move in moves) - 3) < 1


def test_no_day_of_all_the_years_moves_a_price_by_more_than_8_percent(era: Era, plays: list[Prices]) -> None:
    for name, process in era.processes.items():
        for prices in plays[:4]:
            for city in process.places:
                assert max(map(abs, returns(prices, name, city, range(era.first, era.last + 1)))) < 0.08


def test_rice_reverts_to_its_level(plays: list[Prices]) -> None:
    """Our choice: what luck adds is halved within 15 to 60 days, so that no play drifts away for good."""
    flat = [median(mean(p, "rice", day) for p in plays) for day in days(*QUIET)]
    lives = []
    for prices in plays[:20]:
        level = [mean(prices, "rice", day) for day in days(*QUIET)]
        lives.append(half_life([log(a / b) for a, b in zip(level, flat, strict=True)]))
    assert 10 < median(lives) < 50


def test_different_seeds_are_different_courses(plays: list[Prices]) -> None:
    moves = [returns(prices, "rice", "hyesan", days(*QUIET)) for prices in plays[:12]]
    found = [correlation(a, b) for number, a in enumerate(moves) for b in moves[:number]]
    assert max(map(abs, found)) < 0.2
    assert abs(fmean(found)) < 0.03


def test_every_price_is_above_nothing_and_every_ask_above_its_bid(era: Era, plays: list[Prices]) -> None:
    for name, process in era.processes.items():
        for city in process.places:
            for bid, ask in plays[0].posted(name, city, era.first, era.last):
                assert 0 < bid < ask


# ---- what it stands on, and how fast it is --------------------------------------------------------------------------


def things(declared: Declared) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the claims that each price, shock, ceiling, cartel, coupon and wage cites, and whether it says anything."""
    era = declared.era
    listed = [*declared.coupons.values(), *declared.wages.values()]
    named = [*era.processes.values(), *era.shocks, *era.ceilings, *era.cartels] if era is not None else []
    for each in (*listed, *named):
        yield each.cited.claims, bool(each.cited.claims or each.cited.invented)
    for good in (*declared.goods.values(), *declared.currencies.values()):
        yield good.evidence, True


def test_every_number_says_what_it_stands_on_and_every_claim_is_there(declared: Declared) -> None:
    desk = Desk()
    evidence = Evidence(desk)
    node = read((library.HOME / "evidence" / "reports.yaml").read_text("utf-8"), "reports.yaml", desk.problems)
    assert node is not None
    evidence.read("reports.yaml", node)
    assert desk.problems == []
    both = [*things(declared), *things(atlas.world("after_2002").declared)]
    assert all(says for _, says in both)
    assert {claim for claims, _ in both for claim in claims} <= evidence.claims.keys()


def test_goods_and_currencies_are_quoted_in_all_three_cities(era: Era) -> None:
    assert (date.fromordinal(era.first), date.fromordinal(era.last)) == (date(2012, 1, 1), date(2020, 4, 30))
    for process in era.processes.values():
        assert set(process.places) == set(CITIES)
    rates = {process.id for process in era.processes.values() if process.kind == CURRENCY}
    assert rates == {"USD", "CNY", "JPY"}


def market_days(era: Era, wanted: int) -> float:
    """Return the seconds of one core that so many days of every price in the three cities take, bid and ask."""
    start, seed = process_time(), 1000
    while wanted > 0:
        last = min(era.last, era.first + wanted - 1)
        prices = Prices(era, Luck(seed))
        for process in era.processes.values():
            for city in process.places:
                for _ in prices.posted(process.id, city, era.first, last):
                    pass
        wanted, seed = wanted - (last - era.first + 1), seed + 1
    return process_time() - start


def counting() -> float:
    """Return the seconds of one core that counting to three million takes: what this machine is worth just now."""
    start = process_time()
    for _ in range(3_000_000):
        pass
    return process_time() - start


def test_ten_thousand_market_days_take_less_than_a_second(era: Era) -> None:
    gc.collect()
    gc.freeze()  # what other tests left in memory is not the market's to collect
    try:
        tries = [(market_days(era, 10_000), counting()) for _ in range(3)]
    finally:
        gc.unfreeze()
    assert min(days / max(1, 20 * floor) for days, floor in tries) < 1
