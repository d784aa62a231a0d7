"""Widgets: what screens are made of; each draws lines set to a measure, and none knows a rule of the game."""
