"""Reading: the language in which the pages of a class are read, whatever the server's own is."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from engine.said import Sentence
from game import tongue


def read_in(language: str) -> Middleware:
    """Return what has each answer of a site written in a language."""

    @web.middleware
    async def reads(request: web.Request, handler: Handler) -> web.StreamResponse:
        tongue.begin(language)
        return await handler(request)

    return reads


def shown(text: str) -> str:
    """Return a sentence that was said where nobody read yet, in the reader's language: a marked one, or a refusal."""
    return tongue.told(text) if isinstance(text, Sentence) else tongue.tr(text)
