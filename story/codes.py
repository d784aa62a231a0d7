"""The codes of problems, each explained for authors in plain words; a new code is one line here.

YML reading YAML · FIL and DUP files · FRM form · REF ids · EXP expressions · TXT texts · VRB verbs ·
STY the story as a whole · EVD evidence · LES lessons.
"""

from typing import NamedTuple


class Code(NamedTuple):
    """What a code means: a title, an explanation, how grave it is, and an example of the mistake with its cure."""

    title: str
    explanation: str
    level: str = "error"
    """error (cannot be played), warning (can, but look), note (for completeness)."""
    example: str = ""


CODES: dict[str, Code] = {
    # ---- reading YAML ----
    "YML01": Code("cannot be read", "The file stops making sense to the reader here. Look at this line and the one above: a missing colon, quote or bracket, or a line that is indented differently."),
    "YML02": Code("colon in plain text", "A colon followed by a space divides a key from its value. A text that holds one stands in quotes or in a block.", example="say: Look: a bowl   ->   say: 'Look: a bowl'"),
    "YML03": Code("tab", "Lines are indented with spaces only, because a tab is as wide as each program likes. Set your editor to insert spaces."),
    "YML04": Code("indentation", "This line begins at a column that fits none of the lines above. Keys of one map stand exactly below one another."),
    "YML05": Code("quote not closed", "A text begins with a quote, and the closing one is missing. A single quote inside single quotes is written twice.", example="say: 'It's late'   ->   say: \"It's late\""),
    "YML06": Code("bracket not closed", "A list opened by [ ends with ], a map opened by { ends with }, and what stands between is divided by commas."),
    "YML07": Code("text after a closing quote", "What begins with a quote ends at the closing quote. Put the whole text in quotes of the other kind, or in a block.", example="say: \"Finished,\" she says.   ->   say: '\"Finished,\" she says.'"),
    "YML08": Code("text begins with a sign", "A plain text cannot begin with @ ` % * & ! | > [ ] { } , # ? or a dash and a space: put it in quotes."),
    "YML09": Code("key twice", "The same key stands twice in one map, so one of the two would be lost. Rename or remove one."),
    "YML10": Code("yes or no as a key", "`yes`, `no`, `true` and `false` mean yes or no and are no ids.", example="no: {say: ...}   ->   say_no: {say: ...}"),
    "YML11": Code("key is no word", "A key is a word such as `text` or `big_piece`; not a number, a list, a map or nothing."),
    "YML12": Code("not UTF-8", "The file is kept in another encoding than UTF-8, so its letters cannot be told. Save it as UTF-8."),
    "YML13": Code("anchors and aliases", "`&name` and `*name` (one piece of YAML used twice) are not part of the story format. Write it out, or put the text in quotes if a text was meant."),
    "YML14": Code("merge key", "`<<` (taking over another map) is not part of the story format. Write the keys out."),
    "YML15": Code("tag", "`!name` (a type) is not part of the story format. If a text begins with !, put it in quotes."),
    "YML16": Code("two documents", "A line of `---` begins a second document. A file of a story holds one: use two files. For a line of dashes inside a text, use a block."),
    "YML17": Code("directive", "A line that begins with % gives orders to the YAML reader. The story format has none: remove it."),
    "YML18": Code("number with a leading zero", "Some programs read 010 as eight. Write 10 for the number, or '010' for the text."),
    "YML19": Code("byte order mark", "The file begins with an invisible mark (BOM) that some editors write. It was skipped; save as UTF-8 without BOM.", "warning"),
    "YML20": Code("character that cannot be seen", "A control character or an invisible separator stands here, often pasted from elsewhere. Delete it and type a space or a line break."),
    "YML21": Code("file too big", "A file of a story is at most 2 MB. Split it: scenes may stand in any number of files."),
    "YML22": Code("nested too deep", "Lists and maps inside one another go 40 deep at most; no story needs more."),
    "YML23": Code("empty file", "There is nothing in this file but perhaps comments. Write something or remove it."),
    "YML24": Code("backslash in double quotes", "In double quotes a backslash begins a special letter. Use single quotes, or write two backslashes.", example="say: \"C:\\files\"   ->   say: 'C:\\files'"),
    "YML25": Code("colon missing", "In a map each line is `key: value`; this one has no colon. If it goes on with the text above, indent it further or use a block."),
    "YML26": Code("list on the line of its key", "The items of a list stand on the lines below the key, each after a dash; or in [ ] on its line.", example="choices: - go   ->   choices:\n  - go"),
    "YML27": Code("space missing after a colon", "A colon divides a key from its value only when a space follows.", example="{weight:3}   ->   {weight: 3}"),
    "YML28": Code("text cut off by #", "What follows a space and # is a note to yourself and is not read. A text that holds one stands in quotes.", "warning", "say: Take pot #3.   ->   say: 'Take pot #3.'"),
    # ---- files ----
    "FIL01": Code("file missing", "A file that the scenario needs or names is not there, or cannot be opened."),
    "FIL02": Code("format version", "The story is written in a version of the format that this program does not know."),
    "FIL03": Code("file that is not read", "Stories are read from files that end in .yaml: scenario.yaml, policies.yaml and lesson.yaml in the story's folder, scenes in scenes/, walks in walks/. Rename or move this one. Some systems hide how a name ends: scenes.yaml may be scenes.yaml.txt.", "warning", "scenes/market.yml   ->   scenes/market.yaml"),
    "FIL04": Code("picture that is not there", "The game has no picture of this name, so none would be shown. Pictures come with the game; leave `art` out where none fits.", "warning", "art: homme   ->   art: home"),
    "DUP01": Code("same id twice", "Two things bear one id, in one file or in two that belong together. Rename or remove one."),
    # ---- form ----
    "FRM01": Code("unknown key", "The story format knows no such key here. Look for a slip of spelling, or at the indentation: the key may belong one level up."),
    "FRM02": Code("key missing", "Something without which this cannot work was left out."),
    "FRM03": Code("wrong kind of value", "Another kind of value is wanted here: a text, a whole number, yes or no, a list with dashes, or a map of `key: value` lines.", example="say: no   ->   say: 'no'"),
    "FRM04": Code("not one of the words", "Only certain words may stand here.", example="at: evening   ->   at: trade"),
    "FRM05": Code("number out of range", "The number is smaller or larger than makes sense here."),
    "FRM06": Code("unit missing or wrong", "Each amount carries its unit, so that nobody has to guess.", example="pay: 50   ->   pay: 50 KPW"),
    "FRM07": Code("not a date", "Dates are written year-month-day, and the day must exist.", example="starts: 23.1.1995   ->   starts: 1995-01-23"),
    "FRM08": Code("not an id", "Ids are lower_case_with_underscores and begin with a letter, so that expressions can name them."),
    "FRM09": Code("keys that exclude each other", "Of these keys one may stand here, not both.", example="visit: market, go: yard   ->   visit: market"),
    # ---- ids ----
    "REF01": Code("unknown id", "Nothing of that kind has this id. It may be misspelled, or be declared in a world that `include` does not name."),
    "REF02": Code("prices follow each other", "A price may take over the moves of another, but not of one that, at first or second hand, takes over its own."),
    # ---- expressions: the codes come from engine.errors.ExpressionError ----
    "EXP01": Code("expression cannot be read", "A condition or sum is not written as the format has it.", example="when: heat = 5   ->   when: heat == 5"),
    "EXP02": Code("unknown name in an expression", "Nothing of this name has a value here."),
    "EXP03": Code("kinds do not fit", "Money, goods, days, numbers and yes/no cannot stand for one another.", example="when: cash.KPW > 5 kg   ->   when: cash.KPW > 5 KPW"),
    "EXP04": Code("unit in an expression", "The unit is missing or unknown, or the amount is finer than the unit can be divided."),
    "EXP05": Code("expression too long", "An expression is at most 400 characters long and 30 brackets deep: divide it, perhaps with a flag."),
    "EXP06": Code("function", "The function is unknown, or what stands in its brackets is not what it wants.", example="when: visited   ->   when: visited(the_offer)"),
    # ---- texts ----
    "TXT01": Code("brace", "In a text { begins a value and } ends it. For a brace itself write {{ or }}."),
    "TXT02": Code("format of a value", "After | stands how the value is written: money, rice, weight, days, number, date or name; and it must fit the value.", example="{cash.KPW | weight}   ->   {cash.KPW | money}"),
    "TXT03": Code("text may not fit the screen", "Past about 1,200 characters a scene does not fit a screen of 80 by 24 beside its choices. Shorten it or divide the scene.", "warning"),
    "TXT04": Code("choice too long", "Past 72 characters a choice takes a second line.", "warning"),
    # ---- verbs ----
    "VRB01": Code("unknown verb", "No verb of the format has this name."),
    "VRB02": Code("verb not complete", "A verb is `- verb: what`, each after a dash of its own, with all it needs.", example="give: 60 kg pork   ->   give: pork 60 kg"),
    "VRB03": Code("days pass before the end of a list", "`pass` and `carry_on` stand last in their list, because something may interrupt them."),
    "VRB04": Code("verb cannot stand here", "What happens on arrival, in a day's duty or at the beginning is nobody's choice: it can need nothing, and no days can pass by it.", example="enter: [pay: 5 KPW]   ->   enter: [lose: 5 KPW]"),
    # ---- the story as a whole ----
    "STY01": Code("no scenes", "A scenario lives by its scenes, in scenes/*.yaml."),
    "STY02": Code("leads nowhere", "Outside a hub each choice, or each of its outcomes, says where it leads: `go` or `visit`."),
    "STY03": Code("scene cannot be reached", "No choice, event, patrol or creditor leads here from the first scene.", "warning"),
    "STY04": Code("dead end", "The scene is no ending, and nothing leads out of it."),
    "STY05": Code("no ending can be reached", "From here the story goes round for ever."),
    "STY06": Code("all choices may be barred", "Each choice has a condition or a cost, so that a day may come when none is open. Leave one without, or let two exclude each other.", "warning", "when: heat > 40 / when: heat > 60   ->   when: heat > 40 / when: heat <= 40"),
    "STY07": Code("nothing to come back to", "`back` leads to where a visit or an interrupt came from, or to the first hub. Here there is none of these."),
    "STY08": Code("event never comes", "Its condition never holds, its weight is 0, or it comes at trade and no duty tends a stall, or on the road where there are no routes.", "warning"),
    "STY09": Code("ending with choices", "An ending ends the story: nobody can choose any more."),
    "STY10": Code("story ends where it begins", "The first scene is an ending."),
    "STY11": Code("no ending", "The story has no scene with `ending`."),
    "STY12": Code("never used", "Nothing in the story ever asks for this.", "note"),
    "STY13": Code("flag never set", "A condition asks for this flag, but nothing ever sets it, so it stays as it starts.", "warning"),
    "STY14": Code("can never hold", "What hangs on this condition, or on a weight of 0, can never come.", "warning"),
    "STY15": Code("visit that never comes back", "From a visited scene a way leads `back`. If none does, write `go` instead of `visit`.", "warning"),
    "STY16": Code("dial out of reach", "No scene with `plan: yes` lets the player turn this dial, and no verb sets it.", "warning"),
    "STY17": Code("number never changes", "A condition asks for this number, but nothing ever changes it.", "warning"),
    "STY18": Code("no hub", "Days go by, but no scene has `hub: yes` for them to come back to.", "warning"),
    "STY19": Code("days without prices", "A world with an `era` has prices from one date to another, and the whole chapter must lie between them: `starts` and `lasts`."),
    "STY20": Code("road that leads nowhere", "A scene with `roads: yes` lets the player set out, but no route begins at its place.", "warning"),
    "STY21": Code("checkpoint nobody meets", "A checkpoint is met where a route names it, and no route does.", "warning"),
    "STY22": Code("paper nobody issues", "A route, a checkpoint or a condition asks for this paper, but no deed `issue` gives it.", "warning"),
    "STY23": Code("route nobody takes", "Journeys begin in scenes with `roads: yes`, or by a deed `depart`. For this route there is neither.", "warning"),
    "STY24": Code("good without a mass", "In a story with a road, a good counted in its own word says what one weighs, or it cannot be carried.", "warning", "unit: pack   ->   unit: pack, mass: 30 g"),
    "STY25": Code("debt in another money", "`owed` and `called` count one money: the chapter's, or the one the creditor's `money` names. This debt is in another, so they are always 0.", "warning"),
    "STY26": Code("moved scene is still there", "`moved` says where a saved game goes on whose scene is gone. This one is still there, so its games go on in it: take the line out, or the scene.", "warning"),
    "STY27": Code("debt that cannot be changed", "A debt that is carried over into another money is changed at the rate of the chapter's first day. Here nobody deals in the money it was left in, and no era has its rate."),
    "STY28": Code("value out of range", "A number or dial is set to what lies beyond its `from` and `to`; it stays at the end of its range. Change the value, or the range.", "warning", "set: {heat: 500}   ->   set: {heat: 100}"),
    # ---- evidence ----
    "EVD01": Code("unknown claim", "No evidence file of this scenario has this claim; `evidence` in scenario.yaml lists the files."),
    "EVD02": Code("scene stands on nothing", "Each scene says what it stands on: claims, or `invented` with the reason.", "warning"),
    "EVD03": Code("claim never used", "Nothing cites this claim.", "note"),
    "EVD04": Code("price stands on nothing", "Players learn from prices, so each says which claim it comes from.", "warning"),
    "EVD05": Code("figures stand on nothing", "The figures of a stall, a patrol, a shock, a ceiling, a cartel, a coupon, a wage, a route, a checkpoint, a courier, a share, a post, a ration or a due say which claims they come from.", "warning"),
    "EVD06": Code("named person stands on nothing", "A name of two words or more may be a real person's. Say which claim names them, or that the name is invented; or call them by what they do.", "warning", "name: Kim Sun Hee   ->   name: the neighbour"),
    # ---- translations ----
    "TRN01": Code("not translated yet", "Texts of the story have no translation in this table, or no line in it; players read the author's. `translate` writes the lines to be filled in.", "warning"),
    "TRN02": Code("changed since it was translated", "The author has changed the text. Players still read the old translation: mend it, and take the mark away. `translate` brings the author's text beside it up to date.", "warning"),
    "TRN03": Code("translated and gone", "The table has a text that the story has no more. `translate` marks it; take it out when nothing of it is wanted any longer.", "note"),
    "TRN04": Code("values do not match", "A translation puts in the same values in braces as the author's text, each at least once, in whatever order. Until it does, players read the author's text.", "warning", "source: You have {cash.KPW | money}.   ->   text: 가진 돈은 {cash.KPW | money}이다."),
    "TRN05": Code("translation does not fit", "On a screen of 80 by 24 a Korean, Chinese or Japanese letter takes two places. Past 72 places a choice takes a second line, and past about 1,200 a scene does not fit beside its choices.", "warning"),
    "TRN06": Code("table of another language", "The file of a table is named after its language: text/ko.yaml holds `language: ko`.", "warning"),
    # ---- lessons ----
    "LES01": Code("unknown system", "`shows` and `systems` name systems S01 to S97.", "warning"),
    "LES03": Code("lesson without a part", "The printable pack has aims, questions before playing, a worksheet with answers, a plan for a double lesson and a page for parents; what is missing is left out of it.", "note"),
    "LES04": Code("plan of another length", "`plan` is for a lesson of 45 minutes and `double` for one of 90; its steps add up to something else.", "warning"),
    "LES02": Code("witness without evidence", "What the witness lived is told from the document, so each line cites it.", "warning"),
}  # fmt: skip
