from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from engine.bazaar.actions import Ask, Bid, Enter, Pass, Strike
from engine.bazaar.fair import even_share, fair
from engine.bazaar.market import Market
from engine.bazaar.rules import Rules
from engine.errors import Refused
from game import cli
from story import bazaar

OURS = bazaar.find("hyesan_rice")


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], bazaar.Loaded]:
    """Return what reads our market with one piece of its text changed."""

    def load(old: str, new: str) -> bazaar.Loaded:
        text = OURS.read_text("utf-8")
        assert old in text
        path = tmp_path / "mine.yaml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return bazaar.load(path)

    return load


def ours() -> Rules:
    found = bazaar.load(OURS).rules
    assert found is not None
    return found


def test_the_market_that_ships_has_no_problems_and_every_claim_it_cites() -> None:
    assert bazaar.names() == ["hyesan_rice"]
    assert bazaar.load(OURS).problems == ()


def test_it_opens_at_what_the_documents_give_for_hyesan_and_orders_the_ceiling_that_was_reported() -> None:
    rules = ours()
    # 3,900 won on the average early in December, and five to ten percent more at Hyesan.
    assert 3900 * 1.05 <= rules.opening <= 3900 * 1.10
    assert rules.ceiling.price == 5000


def even(frontier: bool) -> list[int]:
    """Return the yardstick of each day of a market of thirty where all bring an even share and buy what pays."""
    market, found = Market(ours(), 1), []
    for seat in range(1, 31):
        market.act(Enter(seat))
    while not market.state.over:
        if market.state.wave == 0:
            if frontier and market.state.day == 3:
                market.act(Strike("frontier"))
            found.append(price := fair(market.rules, market.state))
            share = even_share(market.rules, market.state) // 20
            for seat in market.state.traders:
                role, free = market.rules.role_of(seat), market.state.free(seat)
                wants = role.eats + (role.cooks if price < role.takings else 0) - free.grain
                with suppress(Refused):
                    if role.sells:
                        market.act(Ask(seat, price, min(share, free.grain)))
                    else:
                        market.act(Bid(seat, price, min(wants, free.cash // price)))
        market.act(Pass())
    return found


def test_where_all_bring_an_even_share_rice_costs_what_it_did_and_a_shut_frontier_lifts_it_as_reported() -> None:
    calm, shut = even(False), even(True)
    assert all(abs(price - ours().opening) <= 0.05 * ours().opening for price in calm[1:])
    # 36 percent dearer at first, by the report.
    assert all(1.31 <= price / other <= 1.44 for price, other in zip(shut[2:], calm[2:], strict=True))


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("title: Rice at Hyesan", "titel: Rice", "FRM01", "titel"),
        ("opening: 4200 won", "opening: 4200", "FRM06", "50 won"),
        ("opening: 4200 won", "opening: 4210 won", "FRM05", "steps of 50"),
        ("tick: 50 won", "tick: 0 won", "FRM05", "between 1"),
        ("grain: 60 kg", "grain: 60 won", "FRM06", "50 kg"),
        ("grain: 60 kg", "grain: -5 kg", "FRM06", "50 kg"),
        ("  seller:", "  Seller!:", "FRM08", "no id"),
        ("sells: yes", "sells: no", "FRM03", "at least one"),
        ("amount: 150 kg", "amount: 15 kg", "FRM05", "from cheap to dear"),
        ("{at: 14000 won, amount: 0 kg}", "{at: 14000 won, amount: 1 kg}", "FRM05", "ends with 0 kg"),
        ("risk: 8 %", "risk: 800 %", "FRM05", "between 0"),
        ("[ceiling-5000,", "[ceiling-50000,", "EVD01", "ceiling-50000"),
        ("evidence_files: [reports, memoir]", "evidence_files: [reprots]", "FIL01", "reprots"),
        ("format: 1", "format: 2", "FIL02", "no other"),
        ("days: 8", "days: 800", "FRM05", "between 1 and 60"),
        ("seats: 2", "seats: two", "FRM03", "whole number"),
    ],
)
def test_a_mistake_gets_a_sentence_with_its_place_and_the_market_is_not_opened(
    changed: Callable[[str, str], bazaar.Loaded], old: str, new: str, code: str, word: str
) -> None:
    loaded = changed(old, new)
    assert loaded.rules is None
    found = [problem for problem in loaded.problems if problem.code == code]
    assert found, [(one.code, one.sentence) for one in loaded.problems]
    assert any(word in f"{one.sentence} {one.hint}" for one in found)
    assert all(one.line > 0 and one.file == "mine.yaml" for one in found)


def test_figures_without_evidence_are_a_warning_and_the_market_opens_all_the_same(
    changed: Callable[[str, str], bazaar.Loaded],
) -> None:
    loaded = changed(
        '    evidence: [covid-hoarding, {invented: "that half as much again is bought on that day"}]\n', ""
    )
    assert [(one.code, one.level) for one in loaded.problems] == [("EVD04", "warning")]
    assert loaded.rules is not None


@pytest.mark.parametrize(
    "text", ["", "just words", "- a\n- b\n", "format: 1\n", "a: [", "\x00", "roles: {seller: 3}\n"]
)
def test_a_file_that_is_no_market_at_all_is_told_and_nothing_breaks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    loaded = bazaar.load(path)
    assert loaded.rules is None
    assert loaded.problems


def test_a_name_that_is_none_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["classroom", "--market", "hyesan_rise"]) == 2
    assert "Did you mean hyesan_rice?" in capsys.readouterr().err
    assert cli.main(["classroom", "--market", "--scenario", "pork_soup"]) == 2
    assert "not both" in capsys.readouterr().err


def test_check_reads_a_market_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OURS.read_text("utf-8").replace("tick: 50 won", "tick: 50", 1), "utf-8")
    assert cli.main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert "mine.yaml:" in told
    assert "FRM06" in told
    assert cli.main(["check", str(OURS)]) == 0
