"""The plain player: the same game in words, a line at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import journal
from engine.actions import Buy, Choose, Sell, SetDial
from engine.errors import Refused
from engine.session import Session, Story
from game import cli, conversation, plain, saves, typed
from game.narration import standing
from game.plain import Plain
from game.play import Play

Hear = Callable[..., list[str]]


class Heard:
    """A plain player with what it has said."""

    def __init__(self, story: Story, seed: int = 7, keep: bool = False) -> None:
        self.said: list[str] = []
        self.player = Plain(Play.fresh(Session(story, seed), keep), self.said.append)
        self.player.begin()

    @property
    def session(self) -> Session:
        return self.player.session

    def __call__(self, *lines: str) -> list[str]:
        """Type lines and return what was said to the last; a refusal is its sentence alone."""
        for line in lines:
            self.said.clear()
            try:
                self.player.hear(line)
            except Refused as refused:
                return [refused.sentence]
        return list(self.said)


@pytest.fixture
def heard(tiny: Story) -> Heard:
    return Heard(tiny)


@pytest.fixture
def at_stall(heard: Heard) -> Heard:
    heard("take")
    return heard


# ---- what is said ---------------------------------------------------------------------------------------------------


def test_it_begins_with_the_content_note_and_the_first_scene(heard: Heard) -> None:
    assert heard.said[:3] == [
        "Chapter 3: Tiny soup, winter 1995.",
        "People are hungry in this chapter.",
        "This is seed 7. Write help for what you can write, quit to leave.",
    ]
    assert heard.said[-2:] == ["1. Take the pig.", "2. Leave it."]
    assert "The counter is shut." in heard.said


def test_nothing_is_drawn_and_nothing_is_coloured(at_stall: Heard) -> None:
    everything = " ".join(
        line for said in ("status", "market", "plan", "book all", "statement", "codex", "log all", "help", "stop")
        for line in at_stall(said)
    )  # fmt: skip
    assert all(letter.isprintable() for letter in everything)
    assert not any(0x2500 <= ord(letter) < 0x2900 for letter in everything)


def test_costs_risks_and_reasons_stand_beside_the_choices(at_stall: Heard) -> None:
    said = at_stall("lamp")
    assert "3. Buy a lamp. Not possible: There is a lamp." in said
    assert any(line.startswith("4. Pay the friend. (costs 40 won (4") for line in at_stall("again")) is False
    for seed in range(40):
        other = Heard(at_stall.session.story, seed)
        said = other("take", "go_on")
        if other.session.world.scene == "sweep":
            assert "1. Run. (risk: caught with the load, about 3 in 10)" in said
            return
    pytest.fail("no patrol came under any seed")


def test_a_choice_that_cannot_be_paid_for_is_listed_with_the_reason(at_stall: Heard) -> None:
    at_stall("lamp")
    said = at_stall("again")
    assert any(line.startswith("4. Pay the friend. Not possible: This takes 40 won; you have 16") for line in said)


# ---- what is understood ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["1", " 1. ", "a", "A", "take", "TAKE", "counter.take"])
def test_a_choice_is_named_by_number_letter_or_id(heard: Heard, line: str) -> None:
    heard(line)
    assert heard.session.journal == [Choose("take")]


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("buy rice 1.5 kg", Buy("rice", 1500)),
        ("buy 1500 g of rice", Buy("rice", 1500)),
        ("buy rice 1", Buy("rice", 1000)),
        ("buy 2kg rice", Buy("rice", 2000)),
        ("buy Chinese cigarettes 2 packs", Buy("smokes", 2)),
        ("buy cig 1", Buy("smokes", 1)),
        ("sell pork 2.25 kg", Sell("pork", 2250)),
        ("sell all rice", Sell("rice", 12_000)),
        ("sell rice all", Sell("rice", 12_000)),
        ("set bowls 4", SetDial("bowls", 4)),
        ("set price 6.50", SetDial("price", 650)),
        ("set price of a bowl to 7", SetDial("price", 700)),
        ("set portion 100", SetDial("portion", 100)),
        ("set portion 0.1 kg", SetDial("portion", 100)),
        ("set carry 2 kg", SetDial("carry", 2000)),
        ("set keep rice 3", SetDial("keep_rice", 3000)),
        ("set meals 70 %", SetDial("meals", 70)),
    ],
)
def test_a_line_in_words_becomes_an_action(at_stall: Heard, line: str, action: object) -> None:
    at_stall(line)
    assert at_stall.session.journal[1:] == [action]


@pytest.mark.parametrize(
    "line", ["assign husband lookout", "assign your husband his post and then the lamp", "assign husb look"]
)
def test_a_duty_is_given_by_id_or_name(at_stall: Heard, line: str) -> None:
    assert at_stall(line) == ["Your husband: his post and then the lamp."]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("9", "There are 5 choices here: write a number from 1 to 5."),
        ("staus", "I do not understand 'staus'. Did you mean 'status'?"),
        ("buy", "Say what and how much: buy rice 2."),
        ("buy rice", "Say how much rice: buy rice 2 kg."),
        ("buy rise 2", "There is no good 'rise' here. Did you mean 'rice'?"),
        ("buy rice 1,5 kg", "Write 2.5 with a point, and thousands without a comma."),
        ("buy rice -1", "Write an amount above nothing, without a minus."),
        ("buy rice 0", "Say how much, more than nothing."),
        ("buy rice 2 packs", "Rice is counted in kg."),
        ("buy smokes 1.5", "Write a whole number of packs."),
        ("buy rice 0.0001 kg", "Nobody weighs out less than 1 g of rice."),
        ("buy rice 2 3", "Write one number at a time."),
        ("buy rice 1000 kg", "No more than 120 kg of rice is to be had today."),
        (
            "set price 6.33",
            "Price of a bowl cannot be set to that: it goes from 3 won to 12 won, in steps of 0.50 won.",
        ),
        ("set bowls", "Bowls to cook can be set from 0 to 16, in steps of 1."),
        ("assign husband stall", "There is no duty 'stall' here. There are: post and lookout."),
        ("assign", "Say who should do what, as in: assign you stall."),
        ("codex nix", "There is no open entry 'nix' here. There are: the_ration."),
        ("load 7", "Write load with the number of a saved game, as saves lists them."),
    ],
)
def test_what_cannot_be_read_gets_one_clear_sentence_and_changes_nothing(
    at_stall: Heard, line: str, sentence: str
) -> None:
    before = at_stall.session.digest()
    assert at_stall(line) == [sentence]
    assert at_stall.session.digest() == before


def test_plans_and_trades_are_refused_where_the_scene_has_none(heard: Heard) -> None:
    assert heard("buy rice 1 kg") == ["There is no market here."]
    assert heard("set bowls 4") == ["Plans are made at the hearth, before the day begins."]
    assert heard("market") == ["There is no market here."]


def test_a_question_mark_asks_for_the_price_and_buys_nothing(at_stall: Heard) -> None:
    before = at_stall.session.digest()
    (asked,) = at_stall("buy rice 2 kg?")
    assert asked.startswith("2 kg of rice would cost 20.8")
    assert at_stall("price rice 2 kg") == [asked]
    assert at_stall("price rice")[0].startswith(
        "Rice (rice): buying costs 10.40 won a kg, selling brings 9.60 won; you have 12 kg"
    )
    assert at_stall("price rice 100 kg")[0].startswith("That costs ")
    assert at_stall.session.digest() == before


def test_asking_changes_nothing(at_stall: Heard) -> None:
    before = at_stall.session.digest()
    asking = "status market plan book statement codex evidence again log help saves debrief"
    for line in [*asking.split(), "codex 1"]:
        assert at_stall(line), line
    assert at_stall.session.digest() == before


def test_again_repeats_the_scene_and_its_choices(at_stall: Heard) -> None:
    scene = [one.text for one in standing(at_stall.session) if one.kind == "prose"]
    said = at_stall("again")
    assert [line for line in said if line in scene] == scene
    assert "2. One day." in said


def test_the_codex_opens_with_what_it_stands_on(at_stall: Heard) -> None:
    assert at_stall("codex") == ["1. The ration (the_ration)"]
    assert at_stall("codex ration") == [
        "The ration.",
        "A card, twice a month.",
        "Documented: Rations had ended by early 1995 (A memoir from Hyesan, eyewitness).",
        "Invented: the days.",
    ]
    assert at_stall("codex 1") == at_stall("codex the_ration")


def test_the_end_brings_the_debrief_and_nothing_more_can_be_done(at_stall: Heard) -> None:
    said = at_stall("stop")
    for part in (
        "What happened",
        "What you decided",
        "What the witness lived",
        "To talk about",
        "1. Who carried the risk?",
    ):
        assert part in said
    assert at_stall("1") == ["There is nothing to choose here."]
    assert "The story has ended" in at_stall("go_on")[0]
    assert at_stall("book")


def test_a_command_word_is_not_shadowed_by_a_letter(at_stall: Heard) -> None:
    at_stall("q")
    assert at_stall.player.left


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["", "buy ", "sell ", "price ", "set ", "assign ", "codex ", "load ", "book ", "log "]),
    st.text(max_size=30) | st.sampled_from(["rice 1e9 kg", "rice ١ kg", "all all", "² kg rice", "price ½", "9" * 5000]),
)
def test_whatever_is_typed_is_done_or_refused_in_a_sentence(tiny: Story, verb: str, rest: str) -> None:
    heard = Heard(tiny)
    heard("take")
    heard.said.clear()
    try:
        heard.player.hear(verb + rest)
    except Refused as refused:
        assert refused.sentence.strip()  # noqa: PT017 - being done is as good as being refused


# ---- scripts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "code", "last"),
    [
        (["# a comment", "", "take", "one_day", "stop"], conversation.ENDED, "The script came to an ending."),
        (["take", "one_day"], conversation.RAN_OUT, "The script ran out before an ending."),
        (["take", "quit", "stop"], conversation.RAN_OUT, "The script ran out before an ending."),
        (["take", "", "fly", "stop"], conversation.REFUSED, "Line 3 of the script was refused: fly"),
        (["leave", "status", "book"], conversation.ENDED, "The script came to an ending."),
        (["leave", "1"], conversation.REFUSED, "Line 2 of the script was refused: 1"),
    ],
)
def test_a_script_says_how_it_ended(tiny: Story, script: list[str], code: int, last: str) -> None:
    said: list[str] = []
    player = Plain(Play.fresh(Session(tiny, 7), False), said.append)
    assert conversation.follow(player, script) == code
    assert said[-1] == last
    assert "> take" in said or "> leave" in said


def test_a_conversation_goes_on_after_a_refusal(tiny: Story) -> None:
    said: list[str] = []
    player = Plain(Play.fresh(Session(tiny, 7), True), said.append)
    assert conversation.converse(player, ["fly", "", "take", "quit", "stop"]) == conversation.ENDED
    assert said[-1].startswith("Your place is kept. To go on: ")
    assert player.session.journal == [Choose("take")]


# ---- one game in two players ----------------------------------------------------------------------------------------

PLAY: tuple[tuple[str, Callable[[Play], object]], ...] = (
    ("1", lambda play: play.choose("take")),
    ("buy rice 2 kg", lambda play: play.trade("rice", 2000)),
    ("sell pork 1.5 kg", lambda play: play.trade("pork", -1500)),
    ("set price 6.50", lambda play: play.set_dial("price", 650)),
    ("set portion 100", lambda play: play.set_dial("portion", 100)),
    ("assign husband lookout", lambda play: play.assign("husband", "lookout")),
    ("lamp", lambda play: play.choose("lamp")),
    ("2", lambda play: play.choose("one_day")),
)


def test_the_same_play_in_words_and_on_a_screen_is_the_same_world(tiny: Story) -> None:
    # game.play is what the screens act through.
    screen, words = Play.fresh(Session(tiny, 3), False), Heard(tiny, 3)
    for line, deed in PLAY:
        words(line)
        deed(screen)
        assert words.session.digest() == screen.session.digest(), line
    for play in (screen.session, words.session):
        again = journal.replay(Session(tiny, 3), play.journal)
        assert again.digest() == screen.session.digest()


def test_a_game_saved_on_a_screen_is_gone_on_with_in_words(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.shelf.from_library", lambda _: tiny)
    screen, words = Play.fresh(Session(tiny, 3), True), Heard(tiny, 3)
    for line, deed in PLAY:
        words(line)
        deed(screen)
    assert screen.recording.path is not None
    play, warnings = plain.resume(screen.recording.path)
    assert warnings == ()
    player = Plain(play, words.said.append)
    player.hear("2")
    words("2")
    assert player.session.digest() == words.session.digest()


def test_a_damaged_game_goes_on_from_its_copy_and_says_so(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.shelf.from_library", lambda _: tiny)
    play = Play.fresh(Session(tiny, 7), True)
    play.choose("take")
    play.choose("one_day")
    path = play.recording.path
    assert path is not None
    path.write_text("no")
    again, warnings = plain.resume(path)
    assert again.session.journal == [Choose("take")]
    assert warnings[-1] == "The game goes on from that copy."
    path.write_text("no")
    for copy in saves.copies(path):
        copy.unlink(missing_ok=True)
    with pytest.raises(Refused, match="is damaged"):
        plain.resume(path)


def test_a_saved_game_is_listed_and_loaded_from_within(tiny: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.shelf.from_library", lambda _: tiny)
    Heard(tiny, 3, keep=True)("take", "one_day")
    other = Heard(tiny, 7)
    assert other("saves") == ["1. Tiny soup: day 2 of 60, Tue 24 January 1995, at 'The stall'; seed 3."]
    assert "This is seed 3. Write help for what you can write, quit to leave." in other("load 1")
    assert other.session.world.day == 2


def test_a_save_that_fails_is_told_once(tiny: Story, home: Path) -> None:
    home.write_text("in the way")
    heard = Heard(tiny, keep=True)
    assert heard.said.count(next(line for line in heard.said if line.startswith("Warning: "))) == 1
    assert not any(line.startswith("Warning") for line in heard("take"))
    assert heard.session.journal == [Choose("take")]


def test_a_name_that_could_mean_two_things_is_asked_about() -> None:
    known = {"keep_rice": "rice to keep", "keep_wood": "firewood to keep"}
    with pytest.raises(typed.Unclear, match="could be keep_rice or keep_wood"):
        typed.pick("keep", known, "setting")
    assert typed.pick("Keep Wood", known, "setting") == "keep_wood"


def test_a_chapter_can_be_watched_to_its_end_without_choosing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "pork_soup", "--watch", "--seed", "3"]) == 0
    told = capsys.readouterr().out
    assert "You watch." in told
    assert "What the witness lived" in told


def test_a_policy_that_is_not_there_is_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["plain", "pork_soup", "--watch", "nobody"]) == 2
    assert "sensible" in capsys.readouterr().err
