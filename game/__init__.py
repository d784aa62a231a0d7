"""Playing: screens, the plain player, saves, narration and the command line; shows the rules, and knows none of them."""
