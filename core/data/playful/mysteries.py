"""Small mysteries: something silly is gone, three people say where they were, and a clue gives one of them away."""

from random import Random

from core.data.playful.words import NUMBERS, a, sentence, some_people

CLUES = {
    "baker": "a trail of flour", "gardener": "a muddy footprint", "painter": "a drop of blue paint",
    "postman": "half a stamp", "barber": "a curl of red hair", "teacher": "a stripe of chalk",
    "tailor": "a silver thread", "beekeeper": "a spot of honey", "fisherman": "a single fish scale",
    "librarian": "a bookmark", "plumber": "a small puddle", "cellist": "a broken string",
    "carpenter": "a heap of sawdust", "shepherd": "a tuft of wool", "cook": "a slice of carrot",
    "clown": "a red nose", "doctor": "a plaster", "pilot": "a paper plane", "juggler": "a lonely ball",
    "chimney sweep": "a black handprint", "florist": "three petals", "dentist": "a tiny mirror",
    "sailor": "a knotted rope", "cheesemonger": "a smell of old cheese",
}  # fmt: skip
LOST = (
    "golden spoon", "biggest pumpkin", "left boot", "birthday cake", "stuffed owl", "silver teapot", "garden gnome",
    "lucky hat", "yellow bicycle", "alarm clock", "prize marrow", "old trumpet", "jar of pickles", "wooden leg",
    "wedding photograph", "last sausage", "chess king", "false moustache", "pet tortoise", "crown of paper",
    "book of secrets", "cherry pie",
)  # fmt: skip
PLACES = (
    "in the town hall", "at the old mill", "on the night train", "in the hotel by the lake", "at the village fair",
    "in the castle kitchen", "at the lighthouse", "in the school library", "behind the theatre",
    "at the railway museum", "in the music shop", "on the ferry",
)  # fmt: skip
DAYS = (
    "a foggy Monday", "a windy Tuesday", "a grey Wednesday", "a hot Thursday", "a stormy Friday", "a quiet Saturday",
    "a lazy Sunday", "the coldest night of the year", "the first day of spring", "a morning without coffee",
    "the evening of the full moon",
)  # fmt: skip
WERE = (
    "in bed with a cold", "at my aunt's", "in the bath, singing", "feeding the ducks", "counting my socks",
    "stuck in the lift", "asleep under a tree", "writing a letter to the king",
    "looking for my glasses, which were on my nose", "talking to a horse",
    "at the cinema, alone, for the fourth time", "teaching my parrot to whistle", "watching paint dry",
    "in the cellar with {n} jars of jam",
)  # fmt: skip
SPOTS = (
    "on the carpet", "under the window", "beside the empty shelf", "on the third stair", "behind the curtain",
    "in the sugar bowl", "on the piano",
)  # fmt: skip
COMPANIONS = (
    "a small dog", "a sleepy cat", "an old parrot", "a large sandwich", "a notebook without pages",
    "a nephew of nine", "a cold",
)  # fmt: skip
THINKS = (
    "{Detective} looked at it through a glass, then through the other end of the glass.",
    "{Detective} ate a biscuit and thought.", "“Interesting,” said {detective}, as detectives do.",
    "{Detective} walked around it {n} times.",
    "“Nobody leaves this room,” said {detective}, and then left to buy an ice cream.",
    "{Detective} wrote everything down and lost the pencil.", "The clock struck {n}. It was wrong.",
    "“Hm,” said {detective}. Everybody was impressed.",
)  # fmt: skip
FALSE_TRAILS = (
    "First they suspected the butler, but there was no butler.",
    "The window was open, but only because it was broken.", "The dog had barked {n} times, but it always does.",
    "A stranger had been seen, but it was a coat stand.",
    "There were footprints in the garden. They were the detective's own.",
    "The cat knew everything and said nothing.", "A letter was found. It said: buy milk.",
)  # fmt: skip
MOTIVES = (
    "I only wanted to see it dance", "It looked so lonely", "My parrot dared me", "I thought that it was mine",
    "I was going to bring it back on Monday", "I needed something to hold the door open", "It winked at me",
    "I wanted to be in the newspaper", "It was raining, and it had no coat",
    "I wished to surprise everybody, and now I have", "I collect them", "I lost a bet against a goose",
)  # fmt: skip
ENDINGS = (
    "It was found in the oven, warm but well.", "It had been in the bag all the time.",
    "It came back by post the next day.", "They found it under the bed, asleep.",
    "It was on the roof, with a view of the sea.", "It turned up in the soup. Nobody asked for more.",
    "It stood in the garden, and somebody had given it a name.", "It was given back, slightly chewed.",
)  # fmt: skip
PENALTIES = (
    "As a punishment {he} had to polish all the spoons in town.",
    "{Owner} forgave {him} at once, and then once more on Tuesday.",
    "{He} had to write “I am sorry” {n} hundred times.",
    "{Owner} baked a cake, and {culprit} got the smallest piece.",
    "{He} promised never to do it again before breakfast.", "The judge laughed so much that everybody went home.",
)  # fmt: skip
LAST = (
    "“Another case solved,” said {detective}, and fell over the dog.",
    "“It is always the {trade},” said {detective}. It hardly ever is.",
    "{Detective} went home by bus, as great detectives do.", "Then {detective} noticed that {dhis} own hat was gone.",
    "The newspaper got every name wrong.", "“And who are you?” asked {owner}. {Detective} smiled and was gone.",
)  # fmt: skip


def mystery(rng: Random) -> str:
    """One case. The clue is of the trade of one of three, and that one did it."""
    detective, owner, *suspects = some_people(rng, 5)
    trades, lost = rng.sample(list(CLUES), 3), rng.choice(LOST)
    guilty = rng.randrange(3)
    culprit, trade = suspects[guilty], trades[guilty]
    clue = CLUES[trade]
    words = {
        "detective": f"Inspector {detective.name}", "Detective": f"Inspector {detective.name}", "dhis": detective.his,
        "owner": owner.name, "Owner": owner.name, "culprit": culprit.name, "he": culprit.he, "He": sentence(culprit.he),
        "him": culprit.him, "trade": trade,
    }  # fmt: skip

    def one_of(wordings: tuple[str, ...]) -> str:
        return rng.choice(wordings).format(**words, n=rng.choice(NUMBERS))

    says = [
        f"“I was {where.format(n=rng.choice(NUMBERS))},” said {one.name} the {job}."
        for one, job, where in zip(suspects, trades, rng.sample(WERE, 3), strict=True)
    ]
    heads = (
        f"The Case of the Missing {lost.title()}",
        f"Who Took the {lost.title()}?",
        f"{owner.name} and the {lost.title()}",
    )
    return "\n".join(
        [
            rng.choice(heads),
            f"On {rng.choice(DAYS)} the {lost} of {owner.name} disappeared {rng.choice(PLACES)}. "
            f"Inspector {detective.name} came at once, with {rng.choice(COMPANIONS)}. {one_of(THINKS)}",
            " ".join(says),
            f"{one_of(FALSE_TRAILS)} Then, {rng.choice(SPOTS)}, Inspector {detective.name} found {clue}. "
            f"“Only {a(trade)} leaves {clue} behind,” said the inspector. “It was you, {culprit.name}!”",
            f"“{rng.choice(MOTIVES)},” said {culprit.name}, and {culprit.he} went red. {rng.choice(ENDINGS)} "
            f"{one_of(PENALTIES)} {one_of(LAST)}",
        ]
    )  # fmt: skip
