"""The words of the invented country that mean something to a lesson: in lists, in synonyms, in opposites.

Knows nothing of people and towns (their names are made in world_names) and nothing of sentences (world_prose).
Where a list may follow "a", none of its words asks for "an".
"""

LISTS: dict[str, tuple[str, ...]] = {
    "pet": tuple("cat dog goat hen duck pony rabbit parrot donkey turtle goose raven".split()),
    "animal": tuple(
        "fox hare crow deer bear wolf frog swan mouse lynx boar mole".split()
    ),  # wild, and what years are called after
    "thing": tuple("lamp basket key ring book drum coat hat map spoon bell box".split()),
    "food": tuple("bread cheese butter fish rice milk cake".split()),
    "place": tuple("market mill harbour bridge well school tower inn lake".split()),
    "number": tuple("two three four five six seven eight nine ten".split()),
    "season": ("spring", "summer", "autumn", "winter"),
    "time": ("dawn", "noon", "dusk", "midnight"),
}

MATERIALS = {  # a trade and what its hands need
    "baker": "flour",
    "cook": "salt",
    "doctor": "herbs",
    "gardener": "seeds",
    "painter": "paint",
    "potter": "clay",
    "sailor": "ropes",
    "shepherd": "grass",
    "smith": "iron",
    "tailor": "thread",
    "teacher": "chalk",
    "weaver": "wool",
}
TRADES = tuple(MATERIALS)

SYNONYMS = (  # wherever the prose says one of the two, a coin decides which
    ("elegant", "fancy"),
    ("big", "large"),
    ("small", "little"),
    ("quick", "fast"),
    ("happy", "glad"),
    ("angry", "cross"),
    ("tired", "weary"),
    ("clever", "smart"),
    ("pretty", "lovely"),
    ("quiet", "silent"),
    ("strange", "odd"),
    ("whole", "entire"),
    ("shop", "store"),
    ("road", "street"),
    ("path", "trail"),
    ("forest", "woods"),
    ("stone", "rock"),
    ("boat", "ship"),
    ("gift", "present"),
    ("cup", "mug"),
    ("supper", "dinner"),
    ("child", "kid"),
    ("began", "started"),
    ("shouted", "yelled"),
    ("answered", "replied"),
    ("mended", "repaired"),
)

OPPOSITES = (  # they stand in the same places and mean the contrary
    ("hot", "cold"),
    ("heavy", "light"),
    ("full", "empty"),
    ("early", "late"),
    ("left", "right"),
    ("open", "closed"),
    ("slowly", "quickly"),
)
