"""Codes: what is written on a board, read out, typed on a phone: without letters that are mistaken for others."""

import hmac
import secrets
import unicodedata
from collections.abc import Container
from hashlib import blake2b, scrypt

from game.classroom import words_ko

CONSONANTS = "bdfghkmnprstvz"
VOWELS = "aeou"
"""No i, l, j, q, w, x, y and no digits: what is read for another, or said in more than one way."""
UNWANTED = (
    "anus", "bab", "bobo", "boner", "boob", "bozo", "bum", "dago", "dead", "dumb", "fag", "fat", "fuk", "ganja",
    "gag", "gook", "goon", "gun", "hag", "hate", "homo", "hobo", "kaka", "kak", "kike", "kuso", "mad", "naze",
    "nazo", "neger", "nude", "negro", "nut", "pedo", "pee", "pene", "penu", "poo", "popo", "porn", "pube",
    "puta", "puto", "rape", "sado", "sad", "semen", "seno", "sap", "teta", "tabu", "tupe", "turd", "vaga",
    "vago", "zob",
)  # fmt: skip
"""Parts that no code may have; ours, in a few languages of schools."""

WORDS = (
    "acorn", "amber", "apple", "autumn", "bamboo", "barley", "basket", "beacon", "birch", "blanket", "bottle",
    "branch", "bridge", "bucket", "button", "cabbage", "candle", "canvas", "carrot", "cedar", "chalk", "cherry",
    "chestnut", "clover", "cobalt", "copper", "cotton", "cricket", "curtain", "daisy", "feather", "fern",
    "field", "flint", "forest", "garden", "garlic", "ginger", "granite", "grape", "hammer", "harbour",
    "harvest", "hazel", "heron", "honey", "island", "ivory", "jacket", "juniper", "kettle", "ladder", "lantern",
    "lemon", "linen", "magpie", "maple", "marble", "meadow", "melon", "mirror", "mountain", "needle", "nutmeg",
    "oak", "olive", "onion", "orange", "orchard", "paddle", "paper", "peach", "pebble", "pencil", "pepper",
    "pine", "plum", "pocket", "poppy", "pumpkin", "radish", "rafter", "ribbon", "river", "saddle", "sandal",
    "scarf", "shovel", "shutter", "silver", "sparrow", "spoon", "spring", "station", "stone", "summer",
    "swallow", "table", "thimble", "thistle", "timber", "tomato", "tulip", "tunnel", "valley", "velvet",
    "violet", "wagon", "walnut", "willow", "window", "winter", "yarrow",
)  # fmt: skip

MANNERS = (
    "Amber", "Brave", "Bright", "Calm", "Careful", "Cheerful", "Clever", "Curious", "Early", "Fair", "Gentle", "Golden",
    "Happy", "Honest", "Kind", "Lively", "Merry", "Nimble", "Patient", "Quick", "Quiet", "Rapid", "Silver", "Steady",
    "Sunny", "Swift", "Tall", "Thoughtful", "Warm", "Wise",
)  # fmt: skip
CREATURES = (
    "Badger", "Bear", "Beaver", "Crane", "Cricket", "Cuckoo", "Deer", "Dolphin", "Dove", "Eagle", "Falcon", "Finch",
    "Fox", "Goose", "Hare", "Hawk", "Hedgehog", "Heron", "Ibex", "Kestrel", "Kingfisher", "Lark", "Lynx", "Magpie",
    "Marten", "Otter", "Owl", "Oriole", "Puffin", "Raven", "Robin", "Salmon", "Seal", "Sparrow", "Squirrel", "Stork",
    "Swallow", "Swan", "Thrush", "Tiger", "Turtle", "Wagtail", "Wren",
)  # fmt: skip

SAID = {"ko": (words_ko.WORDS, words_ko.MANNERS, words_ko.CREATURES)}
"""Language -> words for a seat, manners and creatures; English where there are none."""


def class_code(taken: Container[str] = ()) -> str:
    """Return a code of three syllables for a class, such as `meduva`; none that is taken."""
    while True:
        code = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(3))
        if code not in taken and not any(part in code for part in UNWANTED):
            return code


def seat_word(taken: Container[str] = (), language: str = "") -> str:
    """Return three words that bring a pupil back to a seat from another device; none that is taken."""
    words, _, _ = SAID.get(language, (WORDS, MANNERS, CREATURES))
    while True:
        word = "-".join(secrets.choice(words) for _ in range(3))
        if word not in taken:
            return word


def password() -> str:
    """Return a teacher's password of five words."""
    return "-".join(secrets.choice(WORDS) for _ in range(5))


def nickname(taken: Container[str] = (), language: str = "") -> str:
    """Return a nickname that is not taken, with a number where all of a hundred draws were."""
    _, manners, creatures = SAID.get(language, (WORDS, MANNERS, CREATURES))
    for _ in range(100):
        drawn = f"{secrets.choice(manners)} {secrets.choice(creatures)}"
        if drawn not in taken:
            return drawn
    return f"{drawn} {secrets.randbelow(9000) + 1000}"


def nicknames(name: str) -> bool:
    """Return whether a name is one that could have been drawn; nobody writes a nickname of their own."""
    manner, _, creature = name.partition(" ")
    drawn = ((MANNERS, CREATURES), *((manners, creatures) for _, manners, creatures in SAID.values()))
    return any(manner in manners and creature in creatures for manners, creatures in drawn)


def typed(text: str) -> str:
    """Return what somebody typed as a code or word is kept: small letters, one hyphen for whatever stood between."""
    # Some keyboards send a Korean syllable letter by letter.
    text = unicodedata.normalize("NFC", text[:400]).lower()[:80]
    return "-".join("".join(c if c.isalpha() else " " for c in text).split())


def token() -> str:
    """Return a secret for a cookie."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """Return what is kept of a secret: enough to know it again, too little to use it."""
    return blake2b(secret.encode(), digest_size=24).hexdigest()


def sealed(password: str, salt: bytes | None = None) -> str:
    """Return what is kept of a password that somebody may have chosen: slow to try out, different each time."""
    salt = salt or secrets.token_bytes(16)
    return f"{salt.hex()}${scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()}"


def opens(password: str, kept: str) -> bool:
    """Return whether a password is the one that was sealed; takes some 50 ms, so not in the loop."""
    salt, _, _ = kept.partition("$")
    return bool(kept) and same(sealed(password, bytes.fromhex(salt)), kept)


def same(one: str, other: str) -> bool:
    """Return whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
