from game.classroom import codes


def test_a_class_code_is_three_syllables_without_letters_that_are_mistaken() -> None:
    for _ in range(500):
        code = codes.class_code()
        assert len(code) == 6
        assert set(code[::2]) <= set(codes.CONSONANTS)
        assert set(code[1::2]) <= set(codes.VOWELS)
        assert not set(code) & set("ilo10jqwxy") - {"o"}
        assert not any(part in code for part in codes.UNWANTED)


def test_words_and_names_are_listed_once_and_read_alike_in_any_case() -> None:
    for words in (codes.WORDS, codes.MANNERS, codes.CREATURES):
        assert len(set(words)) == len(words)
    assert all(word.isalpha() and word.islower() for word in codes.WORDS)
    assert len(codes.WORDS) ** 5 > 2**33


def test_what_is_typed_may_have_capitals_blanks_and_other_hyphens() -> None:
    assert codes.typed("  Maple River\u2013stone ") == "maple-river-stone"
    assert codes.typed("MEDUVA") == "meduva"
    assert codes.typed("<script>" * 1000)[:14] == "script-script-"


def test_a_nickname_is_drawn_and_never_written() -> None:
    assert codes.nicknames(codes.nickname())
    assert not codes.nicknames("Kim Jong")
    assert not codes.nicknames("=HYPERLINK(1)")


def test_when_every_nickname_is_taken_one_with_a_number_is_drawn() -> None:
    everything = {f"{manner} {creature}" for manner in codes.MANNERS for creature in codes.CREATURES}
    assert codes.nickname(everything) not in everything
