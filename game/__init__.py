"""Playing: screens, the plain player, saves, narration, the command line; shows the rules and knows none of them."""
