"""Telling: what has happened in sentences, a file for each sort of event; `game.narration` puts them in order."""
