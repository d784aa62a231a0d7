"""Lessons and evidence: lesson.yaml, and the claims that scenes, prices and rules stand on."""

from dataclasses import dataclass, field

from engine.evidence import Claim, Concept, Document, Lesson, Task, WitnessLine
from engine.scene import Spot
from story.desk import Desk, Fields, Form
from story.desk import Field as F
from story.marks import Node

EVIDENCE = Fields({"documents": F("map", True, "the documents"), "claims": F("map", True, "the claims")})
LESSON = Fields(
    {
        "concepts": F("list", True, "what the chapter teaches"),
        "witness": F("list", True, "what the document's witness lived"),
        "questions": F("list", True, "to talk about"),
        "plan": F("list", True, "how to spend a lesson of 45 minutes"),
        "double": F("list", False, "how to spend a double lesson of 90 minutes"),
        "aims": F("list", False, "what pupils can do afterwards"),
        "before": F("list", False, "questions before playing"),
        "worksheet": F("list", False, "tasks, with answers for the teacher"),
        "parents": F("text", False, "what parents are told, on a page of its own"),
    }
)
CONCEPT = Fields(
    {
        "name": F("text", True, "its name"),
        "means": F("text", True, "what it means"),
        "systems": F("list", False, "systems it belongs to"),
    }
)
WITNESS = Fields({"text": F("text", True, "what was lived"), "evidence": F("evidence", True, "claims it stands on")})
STEP = Fields({"minutes": F("whole", True, "how long"), "do": F("text", True, "what is done")})
TASK = Fields(
    {
        "ask": F("text", True, "the task"),
        "answer": F("text", True, "what a good answer says, for the teacher"),
        "lines": F("whole", False, "lines left for writing, 3 unless said"),
    }
)
DOCUMENT = Fields(
    {
        "title": F("text", True, "what it is called"),
        "kind": F("text", True, "what sort of document"),
        "note": F("text", False, "a word on it"),
    }
)
CLAIM = Fields(
    {
        "document": F("id", True, "where it stands"),
        "grade": F("text", True, "documented or derived"),
        "witness": F("text", False, "who says so: eyewitness, reported, hearsay"),
        "statement": F("text", True, "the claim in our words"),
        "line": F("text", False, "where in the document"),
    }
)


@dataclass(slots=True)
class Evidence:
    """The claims a scenario may cite."""

    desk: Desk
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def read(self, file: str, node: Node) -> None:
        """Read one evidence file."""
        form = Form(self.desk, file, node, "An evidence file", EVIDENCE)
        for name, entry in form.items("documents"):
            inner = Form(self.desk, file, entry, f"Document {name!r}", DOCUMENT)
            self.documents[name] = Document(name, inner.text("title"), inner.text("kind"), inner.text("note"))
        for name, entry in form.items("claims"):
            if name in self.claims:
                self.desk.note("DUP01", f"Claim {name!r} is declared twice.", file, entry)
                continue
            inner = Form(self.desk, file, entry, f"Claim {name!r}", CLAIM)
            grade = inner.word("grade", ("documented", "derived"), "documented")
            document = inner.ref("document", self.documents, "document")
            self.claims[name] = Claim(name, document, grade, inner.text("witness"), inner.text("statement"), inner.spot)


def lesson_of(desk: Desk, found: tuple[str, Node] | None) -> Lesson:
    """Return the lesson of a scenario, empty where there is none."""
    if found is None:
        return Lesson()
    file, node = found
    form = Form(desk, file, node, "A lesson", LESSON)
    concepts = []
    for concept in form.forms("concepts", "A concept", CONCEPT):
        systems = tuple(text for text, _ in concept.texts("systems"))
        concepts.append(Concept(concept.text("name"), concept.text("means"), systems, concept.spot))
    witness = [
        WitnessLine(w.text("text"), w.cited().claims, w.spot)
        for w in form.forms("witness", "A line of the witness", WITNESS)
    ]
    tasks = [
        Task(t.text("ask"), t.text("answer"), t.whole("lines", 3, 0, 30))
        for t in form.forms("worksheet", "A task", TASK)
    ]
    return Lesson(
        tuple(concepts),
        tuple(witness),
        tuple(text for text, _ in form.texts("questions")),
        _plan(form, "plan"),
        _plan(form, "double"),
        tuple(text for text, _ in form.texts("aims")),
        tuple(text for text, _ in form.texts("before")),
        tuple(tasks),
        form.text("parents"),
        {"": form.spot} | {key: Spot(file, *place) for key, place in (node.keys or {}).items()},
    )


def _plan(form: Form, key: str) -> tuple[tuple[int, str], ...]:
    steps = form.forms(key, "A step of the plan", STEP)
    return tuple((step.whole("minutes", 0, 0, 600), step.text("do")) for step in steps)
