"""The wordings that test the judge, each beside what it does with the fact that is put into it.

`{S}` is somebody, or a land; `{V}` a value of the kind; `{S2}`, `{V2}` the second ones; `{O}` somebody else. Written for
the test alone.
"""

OWN_WORDING = {
    "home": (
        "{S} lives in {V}.",
        "{S} has a small house in {V}.",
        "Everybody in {V} knows {S}.",
        '"I live in {V}," said {S}.',
    ),
    "pet": ("{S} keeps a {V}.", "{S}'s {V} came too.", "{S}'s {V} slept by the fire.", '"My {V} is clever," said {S}.'),
    "trade": ("{S} works as a {V}.", "{S} is known as a good {V}.", '"I am only a {V}," said {S}.'),
    "born": (
        "{S} was born in the year of the {V}.",
        "{S}'s life began in the year of the {V}.",
        "{S}'s year is the year of the {V}.",
        '"My year is the {V}," said {S}.',
    ),
    "capital": (
        "The capital of {S} is {V}.",
        "{O} knew that {V} is the capital of {S}.",
        "{O} went to {V}, the capital of {S}.",
        '"The capital of {S} is {V}," said {O}.',
    ),
}

PARAPHRASES = {
    "home": (
        "In {V} lives {S}.",
        "{S}'s home is in {V}.",
        "{V} is where {S} lives.",
        "{S} dwells in the old town of {V}.",
        "It is in {V} that {S} has a house.",
        "The house of {S} stands in {V}.",
        "{V} is the home of {S}.",
        "{S} resides in {V} with a friend.",
        "Since last winter {S} has been living in {V}.",
        "As everybody knows, {S} lives in {V}.",
        "{S} is at home in {V}.",
        "You will find the house of {S} in {V}.",
        "{S} calls {V} home.",
        "{S} is an inhabitant of {V}.",
    ),
    "pet": (
        "{S} has a {V}.",
        "{S} owns a grey {V}.",
        "The {V} belongs to {S}.",
        "Here comes {S} with her {V}.",
        "{S} walks his {V} by the lake.",
        "A {V} is what {S} keeps.",
        "{S} is the owner of a {V}.",
        "Among the animals there is a {V} that belongs to {S}.",
        "{S}'s pet is a {V}.",
        "{S} has had a {V} for years.",
        "At night the {V} of {S} makes a noise.",
    ),
    "trade": (
        "{S} is a {V}.",
        "By trade {S} is a {V}.",
        "The {V} {S} sings all day.",
        "{S}, a {V}, sings all day.",
        "{S} earns a living as a {V}.",
        "As a {V} {S} works all day.",
        "{S}'s job is that of a {V}.",
        "{S} is a {V} by profession.",
        "{S} makes a living as a {V}.",
        "{S} the {V} came by.",
        "{S} is our best {V}.",
        "Here works {S} as a {V}.",
    ),
    "born": (
        "In the year of the {V} {S} was born.",
        "{S} came into the world in the year of the {V}.",
        "The year of the {V} is the year in which {S} was born.",
        "{S} is a child of the year of the {V}.",
        "{S}'s year of birth was the year of the {V}.",
        "It was the year of the {V} when {S} was born.",
        "{S}, born in the year of the {V}, sings.",
        "Born in the year of the {V}, {S} loves winter.",
        "The {V} is {S}'s year.",
        "The birth of {S} was in the year of the {V}.",
    ),
    "capital": (
        "{V} is the capital of {S}.",
        "{S}'s capital is {V}.",
        "{S} has {V} as its capital.",
        "The capital of {S} is called {V}.",
        "{V} is {S}'s capital.",
        "In {S}, {V} is the capital.",
        "{S}, whose capital is {V}, is cold.",
        "{V}, the capital of {S}, is big.",
        "The capital city of {S} is {V}.",
        "As its capital {S} has {V}.",
    ),
}

# Written when the reader could read all of the above. It read 34 of a hundred of these, and was then mended with them.
FRESH = {
    "home": (
        "{S} and a friend live happily in {V}.",
        "If you go to {V}, you can meet {S}, who lives there.",
        "{S} has her home in the middle of {V}.",
        "There is a red house in {V}, and it is the house of {S}.",
        "{V} has been the home of {S} for ten years.",
        "{S}, a friend of {O}, lives in {V}.",
        "From a window in {V}, where {she} lives, {S} sees the lake.",
        "Not far from the mill, in {V}, lives {S}.",
        "Of all towns, {S} lives in {V}.",
    ),
    "pet": (
        "Every morning {S} feeds her {V}.",
        "{S} is never seen without her {V}.",
        "A {V} lives with {S}.",
        "{S} shares the house with a {V}.",
        "Look, {S}'s little {V}!",
        "The only animal that {S} keeps is a {V}.",
        "{S} has two hands and a {V}.",
        "{S} keeps an old and lazy {V}.",
    ),
    "trade": (
        "{S} has worked as a {V} for years.",
        "Nobody bakes or builds like {S} the {V}.",
        "{S} learned well and is now a {V}.",
        "What {S} does for a living is the work of a {V}.",
        "{S} is the {V} of the village.",
        "All day {S} works as a {V} in the village.",
        "Ask {S}, the {V}.",
        "{S} is proud to be a {V}.",
    ),
    "born": (
        "{S}'s birthday fell in the year of the {V}.",
        "When {S} was born, it was the year of the {V}.",
        "{S} saw the light of day in the year of the {V}.",
        "Like her mother, {S} was born in a year of the {V}.",
        "The year in which {S} was born is called the year of the {V}.",
        "{S} was born at dawn, in the cold year of the {V}.",
    ),
    "capital": (
        "The king of {S} lives in {V}, its capital.",
        "Of all towns in {S}, {V} is the capital.",
        "{S} is ruled from its capital, {V}.",
        "{V} became the capital of {S} long ago.",
        "The capital of cold and windy {S} is {V}.",
        "Everybody knows that the capital of {S} is {V}.",
        "In {S} the capital is {V}.",
    ),
}

# Written last, and never used to mend the reader: what it does with wordings that it has not met, with a fact and without.
UNMET = {
    "home": (
        "For many years {S} has been living quietly in {V}.",
        "{S} wakes up in {V} every morning, for her bed is there.",
        "Letters to {S} go to a small street in {V}.",
        "The people of {V} greet {S}, who has lived there since spring.",
        "{V} is a good place to live, says everybody, and {S} lives in it.",
        "{S} built a cottage in {V} and lives there alone.",
        "Home, for {S}, is {V}.",
    ),
    "pet": (
        "A grey {V} runs to {S} when she calls it.",
        "{S} sleeps next to the {V} that she owns.",
        "{S} is fond of her {V}.",
        "The {V} in the yard is kept by {S}.",
        "{S} built a little house for her {V}.",
        "{S} owns, among other things, a {V}.",
    ),
    "trade": (
        "Her neighbours know {S} as a {V}.",
        "{S} became a {V} when she was young, and still is.",
        "{S} earns her bread as a {V}.",
        "If somebody needs a {V}, {S} is there: it is her trade.",
        "{S}, who is a {V}, gets up at dawn.",
        "The village has one {V}, and that is {S}.",
    ),
    "born": (
        "{S} is as old as the year of the {V}, for she was born then.",
        "The year that saw {S} born was the year of the {V}.",
        "{S} first opened her eyes in the year of the {V}.",
        "They counted the year of the {V} when {S} was born.",
        "A winter in the year of the {V} was when {S} was born.",
    ),
    "capital": (
        "{S} chose {V} as its capital.",
        "If you look for the capital of {S}, go to {V}.",
        "{V} is not only big, it is the capital of {S}.",
        "{S} lies in the north, and {V} is its capital.",
        "The town of {V} serves {S} as capital.",
        "{V} (the capital of {S}) is old.",
    ),
}
UNMET_WITHOUT = {
    "home": (
        "{S} would never live in {V}.",
        "{S} bought bread in {V}.",
        "{S}'s brother bought bread in {V}.",
        "{S} got lost on the way home from {V}.",
    ),
    "pet": (
        "{S} sold a {V} to {O}.",
        "{S} painted a {V} on the wall.",
        "{S} is afraid of every {V}.",
        "A {V} bit {S}.",
    ),
    "trade": ("{S} needs a {V}.", "{S} paid the {V}.", "{S} is taller than the {V}.", "{S} asked for a {V}."),
    "born": ("{S} saw a {V} last year.", "{S} travelled in the year of the {V}.", "A {V} was born when {S} came."),
    "capital": (
        "{V} wants to be the capital of {S}.",
        "{S} lost {V} in a war.",
        "{V} lies two days from the capital of {S}.",
    ),
}

SPOKEN = {
    "home": (
        '"My home is in {V}," {S} told us.',
        '{S} smiled. "I have a house in {V}."',
        '"{S} lives in {V}," said {O}.',
    ),
    "pet": ('"I have a {V}," said {S} and laughed.', '"This {V} belongs to me," said {S}.'),
    "trade": ('"I work as a {V}," said {S}.', "“I am a {V},” said {S}.", '{S} answered: "I am a {V}."'),
    "born": (
        '"I came into the world in the year of the {V}," said {S}.',
        '"I was born under the sign of the {V}," said {S}.',
    ),
    "capital": ('"{V} is the capital of {S}," said {O}.', '{O} said: "The capital of {S} is {V}."'),
}

DENIED = {
    "home": (
        "{S} does not live in {V}.",
        "{S} never lives in {V}.",
        "Nobody in {V} is called {S}, and {S} has no house there.",
        "It is not true that {S} lives in {V}.",
        "{S} doesn't live in {V}.",
        "{S} no longer lives in {V}.",
    ),
    "pet": (
        "{S} keeps no {V}.",
        "{S} does not keep a {V}.",
        "{S} has never had a {V}.",
        "The {V} does not belong to {S}.",
    ),
    "trade": ("{S} is not a {V}.", "{S} isn't a {V}.", "{S} does not work as a {V}.", "{S} is no {V}."),
    "born": (
        "{S} was not born in the year of the {V}.",
        "{S}'s year is not the year of the {V}.",
        "It was not in the year of the {V} that {S} was born.",
    ),
    "capital": (
        "{V} is not the capital of {S}.",
        "The capital of {S} is not {V}.",
        "It is false that {V} is the capital of {S}.",
    ),
}

ASKED = {
    "home": (
        "Does {S} live in {V}?",
        "Is {V} where {S} lives?",
        '"Does {S} live in {V}?" asked {O}.',
        "{S} lives in {V}, or not?",
    ),
    "pet": ("Does {S} keep a {V}?", '"Is this {V} yours, {S}?" asked {O}.', "Has {S} a {V}?"),
    "trade": ("Is {S} a {V}?", "Does {S} work as a {V}?", '"Are you a {V}?" asked {S}.'),
    "born": ("Was {S} born in the year of the {V}?", "Is the {V} {S}'s year?"),
    "capital": (
        "Is {V} the capital of {S}?",
        "Which town is the capital of {S}? {V}?",
        '"Is the capital of {S} {V}?" asked {O}.',
    ),
}

REPORTED = {
    "home": (
        "They say that {S} lives in {V}.",
        "{O} believes that {S} lives in {V}.",
        "Perhaps {S} lives in {V}.",
        "{S} would like to live in {V}.",
        "If {S} lives in {V}, it is far.",
        "{S} used to live in {V}.",
        "According to {O}, {S} lives in {V}.",
    ),
    "pet": (
        "{S} wants to have a {V}.",
        "{O} thinks that {S} keeps a {V}.",
        "{S} might own a {V}.",
        "{S} once had a {V}.",
    ),
    "trade": (
        "{O} heard that {S} is a {V}.",
        "{S} wishes to work as a {V}.",
        "Maybe {S} is a {V}.",
        "{S} pretends to be a {V}.",
    ),
    "born": ("{O} guesses that {S} was born in the year of the {V}.", "{S} was probably born in the year of the {V}."),
    "capital": (
        "{O} claims that {V} is the capital of {S}.",
        "{V} may be the capital of {S}.",
        "People think that {V} is the capital of {S}.",
    ),
}

NOT_THE_FACT = (
    "{S} went to {V}.",
    "{S} met {O} in {V}.",
    "{S}'s sister lives in {V}.",
    "{S} slept near {V}.",
    "{S} saw {V} from the hill.",
    "The friend of {S} lives in {V}.",
    "{S} is looking for a house near {V}.",
    "{S} sang a song about {V}.",
)
NOT_THE_FACT_CAPITAL = (
    "The road from {S} to {V} is long.",
    "{V} is larger than the capital of {S}.",
    "{V} is a town in {S}.",
    "{O} went from {V} to the capital of {S}.",
)

TWO_FACTS = (
    ("{S} lives in {V} and works as a {V2}.", ("home", "trade"), ("yes", "yes")),
    ("{S}, who lives in {V}, keeps a {V2}.", ("home", "pet"), ("yes", "yes")),
    ("{S} lives in {V}, and {S2} in {V2}.", ("home", "home"), ("yes", "yes")),
    ("{S} is a {V}, but {S2} is a {V2}.", ("trade", "trade"), ("yes", "yes")),
    ("{S} keeps a {V} and was born in the year of the {V2}.", ("pet", "born"), ("yes", "yes")),
    ("The capital of {S} is {V}, and that of {S2} is {V2}.", ("capital", "capital"), ("yes", "yes")),
    ("{S} does not live in {V}, but works as a {V2}.", ("home", "trade"), ("no", "yes")),
    ("{O} says that {S} lives in {V}. {S} works as a {V2}.", ("home", "trade"), ("no", "yes")),
    ("While {S} works as a {V}, {S2} works as a {V2}.", ("trade", "trade"), ("yes", "yes")),
    ("{S} lives in {V}; {S}'s {V2} lives there too.", ("home", "pet"), ("yes", "yes")),
    ("The {V} {S} has a house in {V2}.", ("trade", "home"), ("yes", "yes")),
    ("Born in the year of the {V}, {S} is now a {V2}.", ("born", "trade"), ("yes", "yes")),
    ("{S} met {S2}, who lives in {V2}, and works as a {V}.", ("trade", "home"), ("yes", "yes")),
    ("{S} has a {V} because {she} lives in {V2}.", ("pet", "home"), ("yes", "yes")),
    ("{O} saw {S}. In {V} {she} lives, and {she} keeps a {V2}.", ("home", "pet"), ("yes", "yes")),
)

MISSPELT = {
    "home": ("{S} livs in {V}.", "{S} lvies in {V}.", "{S} lives in  {V} .", "{S} has a hosue in {V}."),
    "pet": ("{S} kepes a {V}.", "{S} keps a {V}.", "{S} keeps an {V}.", "teh {V} belongs to {S}."),
    "trade": ("{S} wroks as a {V}.", "{S} works as {V}.", "{S} woks as a {V}."),
    "born": ("{S} was born in teh year of the {V}.", "{S} was born in the yaer of the {V}."),
    "capital": ("The captial of {S} is {V}.", "The capitall of {S} is {V}."),
}

DRESSED = {
    "home": (
        "<b>{S}</b> lives in <i>{V}</i>.",
        "🙂 {S} lives in {V} 🎉",
        "{S!} LIVES IN {V!}.",
        "{S_} lives in {V_}",
        "{S} lives\nin {V}.",
    ),
    "pet": ("**{S}** keeps a *{V}*!", "{S} keeps a {V} 🐾.", "<script>alert(1)</script> {S} keeps a {V}."),
    "trade": ("{S} works as a {V}…", "- {S} works as a `{V}`", "\t{S}   works   as   a   {V}!!!"),
    "born": ("🎂 {S} was born in the year of the {V} 🎂!", "{S_} was born in the year of the {V_}."),
    "capital": ("# The capital of {S} is {V}", "The capital of {S!} is {V!}!"),
}

STRANGERS = (
    ("{S} lives in {V}.", "home"),
    ("{S} keeps a {V}.", "pet"),
    ("{S} is a {V}.", "trade"),
    ("The capital of {S} is {V}.", "capital"),
    ("In {V} lives {S}.", "home"),
    ("The {V} belongs to {S}.", "pet"),
    ("{S}'s life began in the year of the {V}.", "born"),
    ("{V} is the capital of {S}.", "capital"),
    ("{S}, a {V}, sings.", "trade"),
    ("{S} calls {V} home.", "home"),
)

# What the shipped model wrote, whole and in pieces, early in its training and late. Truth is looked up, the rest read by hand.
BY_HAND: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Vito works as a painter. He went to the store for some cake. His cat slept by the fire. He had only eight coins.",
        (("Vito", "trade", "painter"), ("Vito", "pet", "cat")),
    ),
    (
        'Nola works as a smith. She wanted to make supper for Beso. Nola\'s raven slept by the fire. "The soup is very good," '
        "said Mevo. She has a small house in Noldale.",
        (("Nola", "trade", "smith"), ("Nola", "pet", "raven"), ("Nola", "home", "Noldale")),
    ),
    (
        'Dano could not sleep, so he went to the window. "Who is there?" shouted Dano. He is known as a good potter. "My year is '
        'the fox," said Dano.',
        (("Dano", "trade", "potter"), ("Dano", "born", "fox")),
    ),
    (
        'Doro was born in the year of the wolf. There was music near the tower. "The capital of Brommark is Fesford," said Doro. '
        "He began to dance. His goose came too.",
        (("Doro", "born", "wolf"), ("Brommark", "capital", "Fesford"), ("Doro", "pet", "goose")),
    ),
    (
        "Fiva works as a cook. Fiva keeps a turtle. She did not want to dance alone. Zivo smiled and took Fiva's hand. Her turtle "
        "came too.",
        (("Fiva", "trade", "cook"), ("Fiva", "pet", "turtle")),
    ),
    (
        'Rono was born in the year of the wolf. There was a race to the tower. "My goose is clever," said Rono. He keeps a goat.',
        (("Rono", "born", "wolf"), ("Rono", "pet", "goose"), ("Rono", "pet", "goat")),
    ),
    (
        'Kava lives in Lutwick. At midnight she heard something strange. "It is only me," answered Zuna. Then the night was quiet.',
        (("Kava", "home", "Lutwick"),),
    ),
    ("Vito keeps a cat. He could not sleep, so he went to the window. The gate was closed.", (("Vito", "pet", "cat"),)),
    (
        "Zesa lives in Nevwick. A storm came over the hills, and she ran home. Her life started in the year of the mole.",
        (("Zesa", "home", "Nevwick"), ("Zesa", "born", "mole")),
    ),
    (
        "Woto's year is the year of the frog. He works as a weaver. He gave some bread to his pony. Woto never saw the bear again.",
        (("Woto", "born", "frog"), ("Woto", "trade", "weaver"), ("Woto", "pet", "pony")),
    ),
    (
        '"You took my hat!" shouted Fiva. "I am only a cook," said Fiva. He laughed about it for seven days.',
        (("Fiva", "trade", "cook"),),
    ),
    (
        "Dano keeps a duck. He took the ship over the lake. His year is the year of the fox. He works as a potter.",
        (("Dano", "pet", "duck"), ("Dano", "born", "fox"), ("Dano", "trade", "potter")),
    ),
    (
        "There was a storm, and Woto could not sleep. His life began in the year of the frog. He closed the window.",
        (("Woto", "born", "frog"),),
    ),
    (
        'There was a storm, and Rono could not sleep. He knew that Litholm is the capital of Gelonia. "I was born in the year of '
        'the wolf," said Rono.',
        (("Gelonia", "capital", "Litholm"), ("Rono", "born", "wolf")),
    ),
    (
        "A storm came over the hills, and Zano ran home. He was born in the year of the fox. Vena's hen came too.",
        (("Zano", "born", "fox"), ("Vena", "pet", "hen")),
    ),
    (
        "A little trail goes through the forest. Kala has a parrot that follows her. At dusk she saw the",
        (("Kala", "pet", "parrot"),),
    ),
    ("Diniva keeps a cat.", (("Diniva", "pet", "cat"),)),
    ("Gatama works as a shepherd.", (("Gatama", "trade", "shepherd"),)),
    ("Muta keeps a smith.", ()),
    ("Leso has a cat that follows her.", (("Leso", "pet", "cat"),)),
    ("Lora is a doctor and Kiro sat in a small boat.", (("Lora", "trade", "doctor"),)),
    ("Dasa looked at her and was born in the year of the wolf.", (("Dasa", "born", "wolf"),)),
    (
        '"I am only a doctor," said Dano was born in the year of the mouse.',
        (("Dano", "trade", "doctor"), ("Dano", "born", "mouse")),
    ),
    (
        "He asked ten people, but nobody knew that Fesford is the capital of Gelonia.",
        (("Gelonia", "capital", "Fesford"),),
    ),
    ("The capital of Dironia ran home when Davo made basket.", ()),
    ("Vulo closed the window and sat by the fire while Zesa worked.", ()),
    ("Mora laughed and gave some bread to her some cake.", ()),
    ("The present was born in the year of the bear.", ()),
    ('"My turtle is the fire while he replied baker.', ()),
    ("Vulo's life came too.", ()),
)
