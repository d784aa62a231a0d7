"""The rules of the game: no files, no clock, no screen; frozen values in, events out."""
