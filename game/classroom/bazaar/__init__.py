"""The class market: every seat in one market, on the teacher's laptop."""
