"""The codes of problems, each explained for authors in plain words; a new code is one line here.

YML reading YAML · FRM form · REF ids · EXP expressions · TXT texts · VRB verbs · STY the story as a whole ·
EVD evidence · WLK walks · LES lessons.
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
    "YML12": Code("number with a leading zero", "Some programs read 010 as eight. Write 10 for the number, or '010' for the text."),
    "YML13": Code("anchors and aliases", "`&name` and `*name` (one piece of YAML used twice) are not part of the story format. Write it out, or put the text in quotes if a text was meant."),
    "YML14": Code("merge key", "`<<` (taking over another map) is not part of the story format. Write the keys out."),
    "YML15": Code("tag", "`!name` (a type) is not part of the story format. If a text begins with !, put it in quotes."),
    "YML16": Code("two documents", "A line of `---` begins a second document. A file of a story holds one: use two files. For a line of dashes inside a text, use a block."),
    "YML17": Code("directive", "A line that begins with % gives orders to the YAML reader. The story format has none: remove it."),
    "YML18": Code("not UTF-8", "The file is kept in another encoding than UTF-8, so its letters cannot be told. Save it as UTF-8."),
    "YML19": Code("byte order mark", "The file begins with an invisible mark (BOM) that some editors write. It was skipped; save as UTF-8 without BOM.", "warning"),
    "YML20": Code("character that cannot be seen", "A control character or an invisible separator stands here, often pasted from elsewhere. Delete it and type a space or a line break."),
    "YML21": Code("file too big", "A file of a story is at most 2 MB. Split it: scenes may stand in any number of files."),
    "YML22": Code("nested too deep", "Lists and maps inside one another go 40 deep at most; no story needs more."),
    "YML23": Code("empty file", "There is nothing in this file but perhaps comments. Write something or remove it."),
    "YML24": Code("backslash in double quotes", "In double quotes a backslash begins a special letter. Use single quotes, or write two backslashes.", example="say: \"C:\\files\"   ->   say: 'C:\\files'"),
    "YML25": Code("colon missing", "In a map each line is `key: value`; this one has no colon. If it goes on with the text above, indent it further or use a block."),
    "YML26": Code("file cannot be opened", "The file is there but could not be read: it may be open in another program, or you may lack the right to read it."),
    "YML27": Code("list on the line of its key", "The items of a list stand on the lines below the key, each after a dash; or in [ ] on its line.", example="choices: - go   ->   choices:\n  - go"),
    "YML28": Code("space missing after a colon", "A colon divides a key from its value only when a space follows.", example="{weight:3}   ->   {weight: 3}"),
    # ---- form ----
    "FRM01": Code("unknown key", "The story format knows no such key here. Look for a slip of spelling, or at the indentation: the key may belong one level up."),
    "FRM02": Code("key missing", "Something without which this cannot work was left out."),
    "FRM03": Code("wrong kind of value", "Another kind of value is wanted here: a text, a whole number, yes or no, a list or a map."),
    "FRM04": Code("list or map confused", "A list has a dash before each item; a map has `key: value` lines. This should be the other of the two."),
    "FRM05": Code("unit missing", "Each amount carries its unit, so that nobody has to guess.", example="pay: 50   ->   pay: 50 KPW"),
    "FRM06": Code("unit wrong", "The unit is not one this can be counted in.", example="gain: rice 5 l   ->   gain: rice 5 kg"),
    "FRM07": Code("number out of range", "The number is smaller or larger than makes sense here."),
    "FRM08": Code("not a date", "Dates are written year-month-day, and the day must exist.", example="starts: 23.1.1995   ->   starts: 1995-01-23"),
    "FRM09": Code("read as yes or no", "A plain `yes`, `no`, `true` or `false` means yes or no. For the word, use quotes.", example="say: no   ->   say: 'no'"),
    "FRM10": Code("not an id", "Ids are lower_case_with_underscores and begin with a letter, so that expressions can name them."),
    "FRM11": Code("same id twice", "Two things bear one id, in this file or in another that is included. Rename or remove one."),
    "FRM12": Code("not one of the words", "Only certain words may stand here."),
    "FRM13": Code("format version", "The story is written in a version of the format that this program does not know."),
    "FRM14": Code("keys exclude each other", "Of these keys only one may be used."),
    "FRM15": Code("not a share", "A share is a number with a percent sign.", example="spread: 8   ->   spread: 8 %"),
    "FRM16": Code("file missing", "A file that belongs to the scenario is not there."),
    "FRM17": Code("empty", "A list, map or text that should hold something is empty."),
    "FRM18": Code("not a quantity", "An amount is a number and a unit; a good and its amount are an id, a number and a unit.", example="give: 60 kg pork   ->   give: pork 60 kg"),
    "FRM19": Code("word that means something else", "This id is a word of the expressions (such as `day`, `weather` or `worth`), so it could not be told apart."),
    # ---- ids ----
    "REF01": Code("unknown scene", "No scene has this id."),
    "REF02": Code("unknown choice", "The scene has no choice with this id."),
    "REF03": Code("unknown good", "No good has this id; goods are declared in `goods`, often in a world that must be included."),
    "REF04": Code("unknown currency", "No currency has this id; currencies are declared in `currencies`."),
    "REF05": Code("unknown place", "No place has this id; places are declared in `places`."),
    "REF06": Code("unknown market", "No market has this id; markets are declared in `markets`."),
    "REF07": Code("unknown stall", "No stall has this id; stalls are declared in `stalls`."),
    "REF08": Code("unknown person", "No person of the household has this id; they are declared in `people`."),
    "REF09": Code("unknown duty", "No duty has this id, or the person may not do it; duties are declared in `duties`."),
    "REF10": Code("unknown number, flag or dial", "Nothing has this id; declare it in `numbers`, `flags` or `dials`."),
    "REF11": Code("unknown creditor", "No creditor has this id; they are declared in `creditors`."),
    "REF12": Code("unknown patrol", "No patrol has this id; they are declared in `patrols`."),
    "REF13": Code("unknown codex entry", "No entry has this id; entries are declared in `codex`."),
    "REF14": Code("unknown document", "No document has this id; documents are declared in the evidence files."),
    "REF15": Code("unknown world or evidence file", "No file of this name is in story/worlds or story/evidence, or beside the scenario."),
    "REF16": Code("unknown policy", "policies.yaml has no policy of this name."),
    "REF17": Code("unknown kind of weather", "`degrees` in `weather` names the kinds of weather; this is none of them."),
    "REF18": Code("good not traded here", "The market does not trade this good."),
    "REF19": Code("unknown picture", "The assets hold no picture of this name."),
    "REF20": Code("unknown ending", "The story has no such ending."),
    # ---- expressions: the codes come from engine.errors.ExpressionError ----
    "EXP01": Code("expression cannot be read", "A condition or sum is not written as the format has it.", example="when: heat = 5   ->   when: heat == 5"),
    "EXP02": Code("unknown name in an expression", "Nothing of this name has a value here."),
    "EXP03": Code("kinds do not fit", "Money, goods, days, numbers and yes/no cannot stand for one another.", example="when: cash.KPW > 5 kg   ->   when: cash.KPW > 5 KPW"),
    "EXP04": Code("unit in an expression", "The unit is missing or unknown, or the amount is finer than the unit can be divided."),
    "EXP05": Code("expression too long", "An expression is at most 400 characters long and 30 brackets deep: divide it, perhaps with a flag."),
    "EXP06": Code("function", "The function is unknown, or what stands in its brackets is not what it wants.", example="when: visited   ->   when: visited(the_offer)"),
    # ---- texts ----
    "TXT01": Code("brace not closed", "In a text { begins a value and } ends it. For a brace itself write {{ or }}."),
    "TXT02": Code("unknown format", "After | stands how the value is written: money, rice, weight, days, number, date or name."),
    "TXT03": Code("format does not fit", "This kind of value cannot be written that way."),
    "TXT04": Code("no text", "There is nothing to read here."),
    "TXT05": Code("text may not fit the screen", "Past about 1,200 characters a scene does not fit a screen of 80 by 24 beside its choices. Shorten it or divide the scene.", "warning"),
    "TXT06": Code("choice too long", "Past 72 characters a choice takes a second line.", "warning"),
    # ---- verbs ----
    "VRB01": Code("unknown verb", "No verb of the format has this name."),
    "VRB02": Code("verb not complete", "The verb lacks something it needs."),
    "VRB03": Code("two verbs in one item", "Each verb has its own dash.", example="- pay: 5 KPW\n  say: Done   ->   - pay: 5 KPW\n- say: Done"),
    "VRB04": Code("not written as a verb", "A verb is `- verb: what`; a list of them has a dash before each."),
    "VRB05": Code("verb cannot stand here", "This verb has no meaning at this place."),
    # ---- the story as a whole ----
    "STY01": Code("scene cannot be reached", "No choice, event, patrol or creditor leads here from the first scene."),
    "STY02": Code("dead end", "The scene is no ending, and no choice leads out of it."),
    "STY03": Code("no ending can be reached", "From here the story goes round for ever, or stops without an ending."),
    "STY04": Code("all choices may be barred", "Each choice has a condition, so a day may come when none is open. Leave one without `when`, or make sure two exclude each other.", "warning"),
    "STY05": Code("choice without a way", "Outside a hub each choice, or each of its outcomes, says where it leads: `go` or `visit`."),
    "STY06": Code("nothing to come back to", "`back` leads to where a visit or an interrupt came from, or to the first hub. Here there is none of these."),
    "STY07": Code("event never comes", "The event's condition never holds, or its weight is never above 0."),
    "STY08": Code("ending with choices", "An ending ends the story: it has no choices, and nothing leads out of it."),
    "STY09": Code("no hub", "The story uses the days, but has no scene with `hub: yes` to come back to.", "warning"),
    "STY10": Code("first scene", "`first` names the scene the story begins with; an event or an ending cannot be it."),
    "STY11": Code("days pass before the end of a list", "`pass` and `carry_on` stand last in their list, because something may interrupt them."),
    "STY12": Code("never used", "Nothing in the story ever asks for this.", "note"),
    "STY13": Code("flag never set", "A condition asks for this flag, but nothing ever sets it, so it always stays as it starts.", "warning"),
    "STY14": Code("never open", "The condition can never hold.", "warning"),
    "STY15": Code("condition that always holds", "The condition holds always, so it may be left out.", "note"),
    "STY16": Code("no ending", "The story has no scene with `ending`."),
    "STY17": Code("outcomes that may all be impossible", "Each outcome has a condition or may weigh nothing, so that none may be left to draw.", "warning"),
    "STY18": Code("dial out of reach", "No scene with `plan: yes` lets the player turn this dial, and no verb sets it.", "warning"),
    "STY19": Code("number never changes", "A condition asks for this number, but nothing ever changes it.", "warning"),
    "STY20": Code("scene comes only by chance", "A scene that leads to an ending which nothing but chance can bring.", "note"),
    # ---- evidence ----
    "EVD01": Code("unknown claim", "No evidence file of this scenario has this claim; `evidence` in scenario.yaml lists the files."),
    "EVD02": Code("scene stands on nothing", "Each scene says what it stands on: claims, or `invented` with the reason.", "warning"),
    "EVD03": Code("claim never used", "Nothing cites this claim.", "note"),
    "EVD04": Code("price stands on nothing", "A price or rate that players learn from says which claim it comes from.", "warning"),
    "EVD05": Code("claim without a document", "A claim names a document that the evidence file declares."),
    "EVD06": Code("figure stands on nothing", "The figures of a stall or patrol say which claims they come from.", "warning"),
    # ---- walks ----
    "WLK01": Code("step cannot be done", "The walk wants something that the game does not allow at that point."),
    "WLK02": Code("other scene", "The walk is in another scene than it says."),
    "WLK03": Code("expectation not met", "What the walk expects does not hold."),
    "WLK04": Code("other ending", "The walk ends in another way than it says, or not at all."),
    "WLK05": Code("pin without a draw", "Luck has no stream of this name."),
    "WLK06": Code("choice not barred", "The walk says that a choice is shown and barred, but it is open or hidden."),
    "WLK07": Code("save and reload differ", "After saving and reloading the game is not the same: that is our mistake, please tell us."),
    # ---- lessons ----
    "LES01": Code("no questions", "A lesson lives by its questions.", "note"),
    "LES02": Code("unknown system", "Systems are S01 to S97."),
    "LES03": Code("line of the witness without evidence", "What the witness lived is told from the document, so each line cites it.", "warning"),
}  # fmt: skip
