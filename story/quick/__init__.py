"""Quick plays: a scenario's scenes as Python functions over one turn, for whoever plays thousands of times.

What is known is written out: conditions, numbers, flags, cash, texts, draws, ways. Whatever else a story says is done
by the engine's own verbs and rules on the same turn, so that a quick play is the play that a session would have been.
"""
