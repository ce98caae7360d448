"""Jokes, old ones and new ones, told by people to each other."""

from collections.abc import Sequence
from random import Random

from core.data.playful.words import NUMBERS, Person, a, sentence, some_people

RIDDLES = (
    ("What do you call a bear without teeth?", "A gummy bear"), ("What do you call a sleeping bull?", "A bulldozer"),
    ("What do you call a fish without an eye?", "A fsh"),
    ("What do you call a dog that does magic?", "A labracadabrador"),
    ("What do you call cheese that is not yours?", "Nacho cheese"),
    ("What do you call a pig that does karate?", "A pork chop"), ("What do you call a snowman in July?", "A puddle"),
    ("What do you call a lazy kangaroo?", "A pouch potato"), ("What has hands but cannot clap?", "A clock"),
    ("What has a neck but no head?", "A bottle"), ("What gets wetter the more it dries?", "A towel"),
    ("What has four wheels and flies?", "A rubbish van"), ("What is orange and sounds like a parrot?", "A carrot"),
    ("What is brown and sticky?", "A stick"), ("What goes up and never comes down?", "Your age"),
    ("What can you catch but never throw?", "A cold"), ("What runs but never walks?", "Water"),
    ("What has a bed but never sleeps?", "A river"), ("What do sea monsters eat?", "Fish and ships"),
    ("What do cows read at breakfast?", "The moospaper"),
    ("What did the ocean say to the beach?", "Nothing, it just waved"),
    ("What did one wall say to the other?", "Meet you at the corner"),
    ("What did the zero say to the eight?", "Nice belt"),
    ("What did the big chimney say to the small one?", "You are too young to smoke"),
    ("Why did the bicycle fall over?", "It was two-tired"),
    ("Why did the scarecrow win a prize?", "He was outstanding in his field"),
    ("Why do bees hum?", "They forgot the words"), ("Why are ghosts bad at lying?", "You can see right through them"),
    ("Why did the tomato turn red?", "It saw the salad dressing"),
    ("Why was the maths book sad?", "It had too many problems"),
    ("Why do birds fly south in autumn?", "It is too far to walk"),
    ("Why can you never trust an atom?", "They make up everything"),
    ("Why did the banana go to the doctor?", "It was not peeling well"),
    ("Why are fish so clever?", "They live in schools"), ("Why did the computer sneeze?", "It had a virus"),
    ("Why did the cookie cry?", "Its mother was a wafer so long"), ("Why was the broom late?", "It overswept"),
    ("Why do elephants never use computers?", "They are afraid of the mouse"),
    ("How do you make a tissue dance?", "You put a little boogie in it"),
    ("How does the moon cut its hair?", "Eclipse it"), ("How do trees get online?", "They log in"),
    ("How do you stop a bull from charging?", "You take away its credit card"),
    ("Where do sheep get a haircut?", "At the baa-baa shop"), ("Where do pencils go on holiday?", "To Pennsylvania"),
    ("Which room has no doors?", "A mushroom"), ("Which letter is the wettest?", "The C"),
)  # fmt: skip
KNOCKS = (
    ("Lettuce", "Lettuce in, it is cold out here"), ("Boo", "Do not cry, it is only a joke"), ("Atch", "Bless you"),
    ("Cows go", "No, cows go moo"), ("Olive", "Olive next door and lost my key"),
    ("Harry", "Harry up, it is raining"), ("Ice cream", "Ice cream every time I see a spider"),
    ("Nobel", "Nobel, so I knocked"), ("Wooden shoe", "Wooden shoe like to know"), ("Tank", "You are welcome"),
    ("Justin", "Justin time for supper"), ("Canoe", "Canoe help me with my homework"),
    ("Police", "Police open the door"), ("Figs", "Figs the doorbell, it is broken"),
    ("Dozen", "Dozen anybody want to let me in"),
)  # fmt: skip
PUZZLED = (
    "{b} did not know.", "{b} thought about it for a week.", "{b} scratched {his} head.", "{b} gave up.",
    "{b} asked {his} teacher.", "“I am afraid to ask,” said {b}.", "{b} looked it up in three books.",
    "“No idea,” said {b}.", "{b} guessed wrong twice.", "“You told me that one yesterday,” said {b}.",
    "{b} pretended to be asleep.", "“Is it an owl?” asked {b}.",
)  # fmt: skip
AFTER = (
    "Nobody laughed except the dog.", "{b} laughed until the soup was cold.", "{b} groaned.",
    "The goldfish rolled its eyes.", "{b} moved to another town.", "Even the teacher smiled.",
    "{b} fell off {his} chair.", "It was very quiet after that.", "{b} wrote it down for later.",
    "Somewhere an owl sighed.", "{b} laughed a day later, on the bus.", "Grandpa still tells it.",
    "The plants in the room died.", "“That is terrible,” said {b}. “Tell me another one.”",
    "{b} wanted {his} money back.",
)  # fmt: skip
ANIMALS = (
    "penguin duck horse bear goat snail hedgehog parrot camel frog kangaroo giraffe sheep octopus mole goose walrus owl"
).split()
SHOPS = {
    "bakery": ("baker", "bread", "cakes"), "library": ("librarian", "books", "quiet"),
    "bank": ("clerk", "money", "coins"), "shoe shop": ("shoemaker", "shoes", "boots"),
    "pharmacy": ("chemist", "pills", "plasters"), "cinema": ("usher", "films", "popcorn"),
    "flower shop": ("florist", "roses", "tulips"), "post office": ("postman", "stamps", "parcels"),
    "garage": ("mechanic", "tyres", "oil"), "barber's": ("barber", "haircuts", "shaves"),
    "fish market": ("fishmonger", "herring", "crabs"), "school": ("teacher", "homework", "chalk"),
}  # fmt: skip
WISHES = (
    "an umbrella", "a ladder", "two tickets to the moon", "a hot bath", "half a piano", "some advice", "a warm scarf",
    "a second opinion", "a nap",
)  # fmt: skip
HURRIES = (
    "my taxi is a tortoise", "it is raining in my suitcase", "I left the oven on in March",
    "my mother is waiting in a tree", "I am late for the ice age", "the bus leaves last week",
    "my sandwich is getting cold", "I am only here on loan",
)  # fmt: skip
LEAVES = (
    "“You do not see that every day,” said the {keeper}. “No,” said the cleaner, “it usually pays by card.”",
    "The {keeper} wrapped up the {other} and said nothing.", "Since then the {shop} has been closed on Mondays.",
    "“Strange,” said the {keeper}. “Yesterday it was {a_animal2}.”", "The {keeper} decided to take a holiday.",
    "“And they say that {animal}s have no manners,” said the {keeper}.",
    "It left a tip, too: never trust {a_animal2}.",
)  # fmt: skip
ILLS = (
    ("I think I am a dog", "Sit down, please. No, not on the carpet"),
    ("I think I am a pair of curtains", "Pull yourself together"),
    ("I feel like a pack of cards", "I will deal with you later"), ("everybody ignores me", "Next, please"),
    ("I think I am invisible", "I cannot see you just now"),
    ("I keep forgetting things", "Then please pay in advance"), ("I have only 59 seconds to live", "Wait a minute"),
    ("I swallowed a clock", "There is no cause for alarm"), ("I think I am a bridge", "What has come over you?"),
    ("I feel like a spoon", "Sit still and do not stir"),
    ("I see spots before my eyes", "Stop reading with your sandwich"),
    ("I think I am shrinking", "You must be a little patient"),
    ("I think I am a moth", "Then I had better turn off the lamp"),
    ("I swallowed a bone", "Then you will never be a dog's friend again"), ("I think I am a sheep", "That is baaad"),
    ("I cannot sleep", "Lie on the edge of the bed, and you will soon drop off"),
)  # fmt: skip
IN_SOUP = "fly spoon sock button frog comb beetle key stamp snail feather boat shoe spider sandwich goldfish".split()
WAITERS = (
    "Do not shout, or everybody will want one", "That is not the soup, that is the bill", "It is on the house",
    "Sorry, the other half is in the kitchen", "How nice, it has been missing since Easter", "That costs extra",
    "Then we are out of soup", "It was cheaper than an onion", "The cook wondered where he had put it",
    "That is the decoration", "Wait until you see the pudding", "It is only learning to swim",
)  # fmt: skip
WORKERS = {
    "teachers": "to give it homework", "cats": "to push it off the table",
    "plumbers": "to say that the last one did it wrong", "grandmothers": "to ask if it has eaten",
    "ghosts": "to complain about the brightness", "pirates": "to look for the X on the ceiling",
    "football fans": "to sing about the old bulb", "magicians": "to turn it into a rabbit",
    "scientists": "to ask for more money", "babies": "to put it in their mouths",
    "detectives": "to ask where it was last night", "poets": "to compare it to the moon",
    "chefs": "to add a little salt", "penguins": "to stand around looking well dressed",
    "robots": "to wait for an update", "sheep": "to follow the first one up the ladder",
    "snails": "to set out on Monday", "librarians": "to tell it to be quiet",
}  # fmt: skip
RELATIVES = "brother sister uncle aunt cousin grandpa grandma teacher neighbour dentist boss coach".split()
SO = {
    "slow": (
        "came second in a race against {a_thing}",
        "needs a whole day to watch a short film",
        "was overtaken by {a_thing} on a hill",
    ),
    "tall": (
        "has snow on the hat in June",
        "must sit down to see {a_thing}",
        "hears the rain before we do",
    ),
    "lazy": (
        "married somebody with a dog, so that the walks are done",
        "sleeps in the car park to be near the bed",
        "asked {a_thing} to do the dishes",
    ),
    "forgetful": (
        "hid {a_thing} and then made a new one",
        "waved at the mirror and waited for an answer",
        "went to town to buy a better memory and forgot why",
    ),
    "loud": (
        "scared {a_thing} from two villages away",
        "does not need a telephone",
        "once woke up {a_thing} by thinking",
    ),
    "strong": (
        "carried {a_thing} home because it looked tired",
        "opened a tin by staring at it",
        "lifted {a_thing} to dust under it",
    ),
    "polite": (
        "apologises to {a_thing} before sitting on it",
        "holds the door open for the wind",
        "thanked {a_thing} for the parking ticket",
    ),
    "careful": (
        "wears a helmet to read about {a_thing}",
        "looks left and right before opening the fridge",
        "keeps {a_thing} in the safe",
    ),
}  # fmt: skip
THINGS = (
    "statue", "lighthouse", "snail", "tractor", "piano", "cupboard", "cactus", "bus stop", "haystack", "wheelbarrow",
    "mountain", "sofa", "church bell", "ferry",
)  # fmt: skip
PLACES = {
    "road": "get to the other side", "river": "avoid the bridge toll", "playground": "get to the other slide",
    "desert": "see whether it had an end", "kitchen": "get to the fridge before Grandpa",
    "stage": "be in the second act", "street at night": "show the hedgehog that it could be done",
    "football pitch": "ask the referee for the time", "lake": "prove that it was no chicken",
    "internet": "get to the other site",
}  # fmt: skip
LESSONS = (
    ("Why are you late?", "The sign said: School, go slow"), ("Name two pronouns.", "Who, me?"),
    ("Where is your homework?", "The dog ate it. The dog is feeling much better"),
    ("What comes after three?", "The bus home"), ("Who broke the window?", "Do I get points if I know?"),
    ("Use “because” in a sentence.", "No, because"), ("How much is half of eight?", "From above or from the side?"),
    ("Did your father help you with this?", "No, he did it all by himself"),
    ("What is water?", "A colourless liquid that turns black when I wash my hands"),
    ("What is the capital of Italy?", "The I"), ("Where was the treaty signed?", "At the bottom"),
    ("Why is your test empty?", "I wanted to leave room for your opinion"),
)  # fmt: skip


def joke(rng: Random) -> str:
    """One joke of one of nine kinds; those with more to say more often."""
    kinds = (_riddle, _riddle, _shop, _shop, _bulb, _doctor, _soup, _knock, _cross, _lesson, _so, _so)
    return rng.choice(kinds)(rng)


def _riddle(rng: Random) -> str:
    one, other = some_people(rng, 2)
    ask, answer = rng.choice(RIDDLES)
    puzzled, after = _of(rng, PUZZLED, other), _of(rng, AFTER, other)
    return f"“{ask}” asked {one.name}. {puzzled} {_quoted(answer)} said {one.name}. {after}"


def _shop(rng: Random) -> str:
    animal, other_animal = rng.sample(ANIMALS, 2)
    shop = rng.choice(list(SHOPS))
    keeper, sold, other = SHOPS[shop]
    wish, hurry = rng.choice(WISHES), rng.choice(HURRIES)
    words = {"keeper": keeper, "shop": shop, "other": other, "animal": animal, "animal2": other_animal}
    leaves = rng.choice(LEAVES).format(**words, a_animal2=a(other_animal))
    return (
        f"{sentence(a(animal))} walks into a {shop}. “I would like {wish},” it says. “We only have {sold} and {other},” "
        f"says the {keeper}. “Then give me {rng.choice(NUMBERS)} of the {other},” says the {animal}, “but hurry: "
        f"{hurry}.” {leaves}"
    )


def _bulb(rng: Random) -> str:
    who = rng.choice(list(WORKERS))
    count = rng.choice(NUMBERS)
    (one,) = some_people(rng, 1)
    return (
        f"How many {who} does it take to change a light bulb? {sentence(count)}, says {one.name}: one to hold "
        f"the bulb, and the others {WORKERS[who]}."
    )


def _doctor(rng: Random) -> str:
    patient, doctor = some_people(rng, 2)
    ill, advice = rng.choice(ILLS)
    after = _of(rng, AFTER, doctor)
    return f"“Doctor, doctor,” said {patient.name}, “{ill}.” {_quoted(advice)} said Doctor {doctor.name}. {after}"


def _soup(rng: Random) -> str:
    guest, waiter = some_people(rng, 2)
    return (
        f"“Waiter, there is {a(rng.choice(IN_SOUP))} in my soup!” cried {guest.name}. "
        f"“{rng.choice(WAITERS)},” said {waiter.name}. {_of(rng, AFTER, guest)}"
    )


def _knock(rng: Random) -> str:
    one, other = some_people(rng, 2)
    name, answer = rng.choice(KNOCKS)
    return (
        f"“Knock, knock,” said {one.name}. “Who is there?” asked {other.name}. “{name}.” “{name} who?” “{answer}!” "
        f"{_of(rng, AFTER, other)}"
    )


def _cross(rng: Random) -> str:
    animal, place = rng.choice(ANIMALS), rng.choice(list(PLACES))
    one, other = some_people(rng, 2)
    return (
        f"“Why did the {animal} cross the {place}?” asked {one.name}. “To {PLACES[place]},” said {other.name}. "
        f"{_of(rng, AFTER, one)}"
    )


def _lesson(rng: Random) -> str:
    teacher, pupil = some_people(rng, 2)
    ask, answer = rng.choice(LESSONS)
    return (
        f"“{pupil.name}, I have a question,” said the teacher. “{ask}” {_quoted(answer)} said {pupil.name}. "
        f"{_of(rng, AFTER, teacher)}"
    )


def _so(rng: Random) -> str:
    how = rng.choice(list(SO))
    one, other = some_people(rng, 2)
    mine, yours = rng.sample(RELATIVES, 2)
    first, second = (did.format(a_thing=a(rng.choice(THINGS))) for did in rng.sample(SO[how], 2))
    return (
        f"“My {mine} is so {how},” said {one.name}, “my {mine} {first}.” “That is nothing,” said {other.name}. "
        f"“My {yours} is so {how}, my {yours} {second}.”"
    )


def _of(rng: Random, said: Sequence[str], who: Person) -> str:
    """One of these sentences, about that person."""
    return rng.choice(said).format(b=who.name, his=who.his)


def _quoted(said: str) -> str:
    """
    >>> _quoted("A stick"), _quoted("Who, me?")
    ('“A stick,”', '“Who, me?”')
    """
    return f"“{said}”" if said.endswith("?") else f"“{said},”"
