"""Watching: a policy plays, nothing is saved, and whoever watches can stop at any time."""

from game import saves


async def test_a_play_is_watched_step_by_step_and_leaves_nothing_behind(open_app, tiny) -> None:
    async with open_app(begun=False) as player:
        from engine.session import Session

        player.app.look_on(Session(tiny, 7))
        await player.settle()
        await player.settle()
        assert player.screen == "WatchScreen"
        play = player.app.screen.play
        for _ in range(400):
            if play.ended:
                break
            await player.press("1")
        assert play.ended
        assert [line for beat in play.beats for line in beat.told if line.kind == "ending"]
        assert saves.slots() == []


async def test_whoever_watches_can_look_at_the_books_but_not_trade_or_plan(open_app, tiny) -> None:
    async with open_app(begun=False) as player:
        from engine.session import Session

        player.app.look_on(Session(tiny, 7))
        await player.settle()
        await player.settle()
        await player.press("m", "p")
        assert player.screen == "WatchScreen"
        await player.press("l")
        assert player.screen == "LedgerScreen"
        await player.press("escape", "2")
        assert player.screen == "TitleScreen"
