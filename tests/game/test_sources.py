"""Sources: what can be met in a scene says what it stands on: prices, rates, ways, posts and dues."""

from dataclasses import replace

from engine.evidence import Cited
from engine.session import Session, Story
from game.sources import of_scene


def test_ways_posts_papers_rates_and_dues_are_cited_where_they_are_met(road: Story, calm: dict[str, float]) -> None:
    scenario, cited = road.scenario, Cited((), ("ours",))
    way, post = scenario.road.routes["valley_coast"], scenario.checkpoints["bridge_post"]
    place = scenario.markets["valley_market"]
    story = Story.of(
        replace(
            scenario,
            road=replace(scenario.road, routes=dict(scenario.road.routes) | {way.id: replace(way, cited=cited)}),
            checkpoints=dict(scenario.checkpoints) | {post.id: replace(post, cited=cited)},
            papers={name: replace(paper, cited=cited) for name, paper in scenario.papers.items()},
            coupons={name: replace(coupon, cited=cited) for name, coupon in scenario.coupons.items()},
            dues={name: replace(due, cited=cited) for name, due in scenario.dues.items()},
            posts={name: replace(post, cited=cited) for name, post in scenario.posts.items()},
            markets=dict(scenario.markets)
            | {place.id: replace(place, notes={n: replace(q, cited=cited) for n, q in place.notes.items()})},
        )
    )
    found = [stand.what for stand in of_scene(Session(story, 5, calm))]
    for what in (
        "this scene", "the rate of dollars", "petrol coupons", "the way to the coast, on the train",
        "the post at the bridge", "travel permit", "the rolling mill", "the market tax",
    ):  # fmt: skip
        assert found.count(what) == 1, what
