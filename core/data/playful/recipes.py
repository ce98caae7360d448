"""Recipes that nobody should cook: what is needed, what is done with it in turn, and how it ends."""

from random import Random

from core.data.playful.words import NUMBERS, listed, some_people

FAMILY = {"she": ("Grandma", "Aunt"), "he": ("Grandpa", "Uncle")}
TITLES = ("Cousin", "Captain", "Doctor", "Neighbour", "Old")
MOODS = (
    "nervous lazy proud secret stormy midnight sleepy brave famous noisy honest rainy grumpy royal runaway polite "
    "wobbly lucky forgotten homesick thirsty cheerful impossible"
).split()
DISHES = (
    "pancakes soup stew pie pudding dumplings noodles cake salad goulash waffles biscuits casserole omelette "
    "sandwiches muffins porridge lasagne meatballs jelly"
).split()
DRY = (
    "200 grams of flour", "300 grams of sugar", "a cup of oats", "half a cup of rice", "a bag of lentils",
    "150 grams of cocoa", "two cups of breadcrumbs", "a spoonful of baking powder", "a handful of raisins",
    "100 grams of grated cheese",
)  # fmt: skip
WET = (
    "a cup of milk", "half a litre of cream", "a glass of apple juice", "a jar of honey", "a bottle of cold tea",
    "a litre of water", "two spoons of vinegar", "a ladle of old soup", "a mug of melted butter",
    "a can of coconut milk",
)  # fmt: skip
WHOLE = (
    "three onions", "four carrots", "a cabbage", "two pumpkins", "seven tomatoes", "twelve potatoes", "five apples",
    "one leek", "a cucumber", "two lemons", "six mushrooms", "a cauliflower", "nine radishes", "a bunch of spinach",
)  # fmt: skip
SPICES = (
    "pepper", "cinnamon", "ginger", "paprika", "nutmeg", "salt", "mint", "thyme", "curry", "vanilla", "garlic",
    "dust",
)  # fmt: skip
ODD = (
    "one clean sock", "a rubber duck", "the number of a good plumber", "an umbrella", "a trumpet", "a patient friend",
    "a spare tablecloth", "two left gloves", "a fire engine, just in case", "a map of the kitchen", "a bicycle pump",
    "earplugs", "a letter of apology to the neighbours", "a whistle", "a medium-sized goat",
)  # fmt: skip
DO_DRY = (
    "Sift the {x} into a large bowl.", "Tip the {x} into a pan and stir until your arm complains.",
    "Toast the {x} until it smells like a campfire.", "Spread the {x} on the table and draw a face in it.",
    "Mix in the {x}, slowly, so that it does not notice.",
    "Throw the {x} into the bowl from at least one metre away.",
)  # fmt: skip
DO_WET = (
    "Pour in the {x} and pretend that it was on purpose.",
    "Warm up the {x}, but do not let it boil, or it will sulk.", "Add the {x} drop by drop. This takes about a week.",
    "Stir in the {x} from left to right.", "Whisk the {x} until it looks like a small cloud.",
    "Add the {x}, except for the part that you spill.",
)  # fmt: skip
DO_WHOLE = (
    "Chop the {x} into small cubes.", "Peel the {x} and apologise.", "Slice the {x} as thin as your patience.",
    "Roll the {x} across the kitchen until {pet} brings it all back.", "Grate the {x}, and stop before your fingers.",
    "Boil the {x} for {n} minutes, then look surprised.",
    "Cut the {x} in half, and the halves in half, and so on until supper.",
)  # fmt: skip
DO_SPICE = (
    "Add a pinch of {x}.", "Season with {x} until somebody sneezes.", "Add {x}, then more {x}, then regret it.",
    "Hide a little {x} at the bottom.", "Whisper the word “{x}” over the pot. That is usually enough.",
)  # fmt: skip
PETS = (
    "the dog", "the cat", "the parrot", "the hamster", "your little brother", "the neighbour's goose", "the tortoise",
)  # fmt: skip
TROUBLE = (
    "If it starts to sing, lower the heat.",
    "If smoke comes out of the oven, open a window. If smoke comes out of the window, run.",
    "If {pet} leaves the room, you are on the right way.", "Do not look into the pot. It does not like that.",
    "When it turns blue, {who} always said, it is nearly ready.", "Now clean the ceiling.",
    "Should it move, wait until it stops.", "At this point {who} usually ordered a pizza.",
    "Taste it. If you can still speak, add more.",
)  # fmt: skip
COOK = ("Bake it", "Simmer it", "Leave it in a cool place", "Fry it", "Steam it", "Shake it", "Keep an eye on it")
UNTIL = (
    "it is golden brown", "the neighbours come to look", "{pet} falls asleep", "the spoon stands up by itself",
    "it is done or Tuesday", "nobody remembers what it was meant to be", "the smoke alarm agrees",
    "the kitchen smells of holidays", "you hear applause",
)  # fmt: skip
SERVE = (
    "Serve it hot, with a brave smile.", "Serve it on your best plates and leave town.",
    "Serve it cold, to people who owe you money.", "Eat it with your eyes closed.",
    "It goes well with bread, and even better with other food.", "Serve at once, before it changes its mind.",
    "Put a small flag on top and call it traditional.", "Decorate it with parsley. Parsley forgives everything.",
)  # fmt: skip
TIPS = (
    "Leftovers can be used to mend a roof.", "It keeps for {n} days, or for ever if nobody is told.",
    "Without the {x} it tastes better, but then it is only {dish}.", "{who} won a prize with it, for courage.",
    "Children love it as long as they need not eat it.", "The recipe can be doubled, but why?",
    "Never cook it during a thunderstorm. {who} did, once.", "For a lighter version, give half of it to {pet}.",
)  # fmt: skip
GUESTS = ("bear", "uncle", "football team", "choir", "goat", "mayor")
HEADS = (("You need", "Tip"), ("Take", "A word of advice"), ("Ingredients", "Please note"))


def recipe(rng: Random) -> str:
    """One recipe. What it needs is used in turn."""
    (cook,) = some_people(rng, 1)
    who, dish, pet = f"{rng.choice(FAMILY[cook.he] + TITLES)} {cook.name}", rng.choice(DISHES), rng.choice(PETS)
    dry, wet, whole = rng.sample(DRY, 2), rng.sample(WET, rng.choice((1, 2))), rng.sample(WHOLE, rng.choice((1, 2)))
    spice, need, tip = rng.choice(SPICES), *rng.choice(HEADS)

    def written(wording: str, thing: str = "") -> str:
        return wording.format(x=_bare(thing), pet=pet, who=who, dish=dish, n=rng.choice(NUMBERS))

    steps = [
        *(written(how, thing) for how, thing in zip(rng.sample(DO_WHOLE, len(whole)), whole, strict=True)),
        *(written(how, thing) for how, thing in zip(rng.sample(DO_DRY, len(dry)), dry, strict=True)),
        *(written(how, thing) for how, thing in zip(rng.sample(DO_WET, len(wet)), wet, strict=True)),
        written(rng.choice(DO_SPICE), spice),
        written(rng.choice(TROUBLE)),
        f"{rng.choice(COOK)} for {rng.randrange(5, 95, 5)} minutes, or until {written(rng.choice(UNTIL))}.",
        rng.choice(SERVE),
    ]
    things = [*whole, *dry, *wet, f"some {spice}", rng.choice(ODD)]
    return "\n".join(
        [
            f"{who}'s {rng.choice(MOODS).capitalize()} {dish.capitalize()}",
            f"For {rng.choice(NUMBERS)} people, or one very hungry {rng.choice(GUESTS)}.",
            f"{need}: {listed(things)}.",
            " ".join(steps),
            f"{tip}: {written(rng.choice(TIPS), rng.choice(whole))}",
        ]
    )


def _bare(thing: str) -> str:
    """What is left of "200 grams of flour" once it was measured.

    >>> _bare("200 grams of flour"), _bare("three onions"), _bare("a cabbage"), _bare("pepper")
    ('flour', 'onions', 'cabbage', 'pepper')
    """
    first, _, rest = thing.rpartition(" of ")
    counted = first == "" and " " in rest
    return rest.partition(" ")[2] if counted else rest
