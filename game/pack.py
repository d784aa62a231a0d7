"""Pack: a chapter's lesson as one HTML file to print: for the teacher, a worksheet for pupils, a page for parents."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files

from engine.evidence import Task
from engine.scenario import Scenario
from game import aloud, words
from game.debrief import Source, sources, witness
from game.export import table
from game.published import odds
from game.sources import GRADES
from game.tongue import tongue, tr


def html(scenario: Scenario) -> str:
    """Return the pack of a chapter as one file that needs nothing else and runs nothing."""
    title, style = (
        escape(tr("{title}: a lesson", title=scenario.title)),
        (files("assets") / "styles" / "pack.css").read_text("utf-8"),
    )
    body = "\n".join([*_teacher(scenario), *_worksheet(scenario), *_answers(scenario), *_parents(scenario)])
    return (
        f'<!doctype html>\n<html lang="{tongue().code}"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{style}</style></head><body>\n{_contents(scenario)}\n{body}\n</body></html>\n"
    )


def _contents(scenario: Scenario) -> str:
    parts = [("teacher", tr("For the teacher"))]
    parts += [("worksheet", tr("Worksheet")), ("answers", tr("Answers"))] if scenario.lesson.worksheet else []
    parts += [("parents", tr("For parents"))] if scenario.lesson.parents else []
    return "<nav>" + "".join(f'<a href="#{name}">{said}</a>' for name, said in parts) + "</nav>"


# ---- for the teacher ------------------------------------------------------------------------------------------------


def _teacher(scenario: Scenario) -> Iterator[str]:
    lesson = scenario.lesson
    yield '<section id="teacher">'
    yield from _head(scenario)
    yield from _paragraphs(scenario.blurb)
    if scenario.content_note:
        yield f'<h2>{tr("Content note")}</h2><div class="note">'
        yield from _paragraphs(scenario.content_note)
        yield "</div>"
    yield from _list(tr("Aims"), lesson.aims, tr("Afterwards pupils can"))
    if lesson.concepts:
        yield f"<h2>{tr('Concepts')}</h2><dl>"
        yield from (f"<dt><b>{escape(c.name)}</b></dt><dd>{escape(c.means)}</dd>" for c in lesson.concepts)
        yield "</dl>"
    yield from _list(tr("Before playing"), lesson.before, tr("To ask first"))
    plans = ((tr("A lesson of 45 minutes"), lesson.plan), (tr("A double lesson of 90 minutes"), lesson.double))
    for name, steps in plans:
        if steps:
            yield f"<h2>{name}</h2>"
            yield table((tr("Minutes"), tr("What")), ((str(minutes), do) for minutes, do in steps))
    yield from _list(tr("To talk about afterwards"), lesson.questions)
    if told := odds(scenario):
        yield f"<h2>{tr('How plays end')}</h2>"
        yield from (f"<p>{escape(sentence)}</p>" for sentence in told)
    if lived := witness(scenario):
        yield f"<h2>{tr('What the witness lived')}</h2>"
        for line in lived:
            yield from _paragraphs(line.text)
            yield from _sources(line.sources)
    yield from _evidence(scenario)
    yield "</section>"


def _evidence(scenario: Scenario) -> Iterator[str]:
    """Yield the documents with how much of the chapter stands on each grade, and what was invented."""
    yield f"<h2>{tr('Sources')}</h2><dl>"
    for document in scenario.documents.values():
        yield f"<dt><b>{escape(document.title)}</b></dt><dd>{escape(document.note or document.kind)}</dd>"
    yield "</dl>"
    cited = dict.fromkeys(name for scene in scenario.scenes.values() for name in scene.cited.claims)
    invented = dict.fromkeys(why for scene in scenario.scenes.values() for why in scene.cited.invented)
    found = sources(scenario, cited, invented)
    grades = "; ".join(f"{tr(grade)}: {tr(means)}" for grade, means in GRADES.items())
    yield f"<p>{escape(tr('Every scene, price and rule says what it stands on: {grades}.', grades=grades))}</p>"
    for grade in GRADES:
        lines = [source for source in found if source.grade == grade]
        if lines:
            said = tr("{grade}: {number}", grade=words.capital(tr(grade)), number=len(lines))
            yield f"<details><summary>{escape(said)}</summary><ul>"
            yield from (f"<li>{escape(source.statement)}</li>" for source in lines)
            yield "</ul></details>"


# ---- for pupils and parents -----------------------------------------------------------------------------------------


def _worksheet(scenario: Scenario) -> Iterator[str]:
    tasks = scenario.lesson.worksheet
    if not tasks:
        return
    yield '<section id="worksheet">'
    yield f"<h1>{escape(scenario.title)}</h1>"
    yield f'<p class="name">{tr("Nickname")} <span></span> {tr("Date")} <span></span></p>'
    for number, task in enumerate(tasks, 1):
        yield f'<div class="task"><p><b>{number}.</b> {escape(task.ask)}</p>{_lines(task)}</div>'
    yield "</section>"


def _lines(task: Task) -> str:
    return '<div class="write"></div>' * task.lines


def _answers(scenario: Scenario) -> Iterator[str]:
    tasks = scenario.lesson.worksheet
    if not tasks:
        return
    yield '<section id="answers">'
    yield f"<h1>{escape(tr('{title}: answers', title=scenario.title))}</h1>"
    yield f"<p>{tr('For the teacher. Plays differ: figures are examples, reasons count.')}</p><ol>"
    yield from (f"<li><p>{escape(task.ask)}</p><p>{escape(task.answer)}</p></li>" for task in tasks)
    yield "</ol></section>"


def _parents(scenario: Scenario) -> Iterator[str]:
    if not scenario.lesson.parents:
        return
    yield '<section id="parents">'
    yield f"<h1>{escape(tr('For parents: {title}', title=scenario.title))}</h1>"
    yield from _paragraphs(scenario.lesson.parents)
    if scenario.content_note:
        yield f"<h2>{tr('What is in it')}</h2>"
        yield from _paragraphs(scenario.content_note)
    yield f"<h2>{tr('What is kept')}</h2>"
    kept = tr(
        "Pupils play under a nickname that is drawn for them. What they do in the game is kept on the teacher's "
        "computer with the time, and erased after some weeks or at once. No name, mail or address of a device is kept, "
        "and nothing goes to the internet."
    )
    yield f"<p>{escape(kept)}</p>"
    yield "</section>"


# ---- parts ----------------------------------------------------------------------------------------------------------


def _head(scenario: Scenario) -> Iterator[str]:
    yield f"<h1>{escape(scenario.title)}</h1>"
    facts = [scenario.subtitle, tr("about {minutes} minutes", minutes=scenario.minutes) if scenario.minutes else ""]
    facts += [tr("ages {ages}", ages=scenario.ages) if scenario.ages else ""]
    yield f'<p class="facts">{escape(" · ".join(filter(None, facts)))}</p>'


def _paragraphs(text: str) -> Iterator[str]:
    yield from (f"<p>{escape(part)}</p>" for part in words.paragraphs(text))


def _list(head: str, items: Sequence[str], first: str = "") -> Iterator[str]:
    if items:
        yield f"<h2>{head}</h2>"
        yield f"<p>{first}</p><ul>" if first else "<ol>"
        yield from (f"<li>{escape(item)}</li>" for item in items)
        yield "</ul>" if first else "</ol>"


def _sources(found: Iterable[Source]) -> Iterator[str]:
    yield from (f'<p class="source">{escape(aloud.source(source))}</p>' for source in found)
