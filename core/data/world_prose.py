"""The sentences of the invented country: how its facts are told, and the little scenes that happen there.

Every sentence is an example. It tells of Mira, the scene's person, and maybe of Tolo, who is of the other sex.
Words in braces vary:

- {Mira}, {Tolo}: their names. {She}, {she}, {Her}, {her}, {her/him} are Mira again, {He}, {he}, {His}, {his}, {him/her}
  are Tolo. Where a scene has not named the person yet, the name stands there instead, and it returns now and then.
- {home}, {pet}, {trade}, {born}, {capital}: the value of a fact. A sentence with such a slot tells that fact.
- {thing}, {animal}, {food}, {season}, {land}...: a word of that list, the same one all through a scene.
  {number} is new each time.
- {elegant}, {road}...: this word or its synonym, at random. {hot/cold}: one of two opposites, at random.

Knows nothing of who exists, and nothing of how sentences are read back.
"""

from dataclasses import dataclass

# The first wording of a kind is the plain one, in which the model will be asked: its value comes last.
FACTS: dict[str, tuple[str, ...]] = {
    "home": (
        "{She} lives in {home}.",
        "{She} has a {small} house in {home}.",
        "{She} had come from {home}, where {she} lives.",
        "Everybody in {home} knows {her/him}.",
        '"I live in {home}," said {Mira}.',
    ),
    "pet": (
        "{She} keeps a {pet}.",
        "{Her} {pet} came too.",
        "{Her} {pet} slept by the fire.",
        "{She} has a {pet} that follows {her/him}.",
        "{She} gave some bread to {her} {pet}.",
        '"My {pet} is {clever}," said {Mira}.',
    ),
    "trade": (
        "{She} works as a {trade}.",
        "{She} is a {trade} and needs {material} every day.",
        "{She} is known as a good {trade}.",
        '"I am only a {trade}," said {Mira}.',
        "{She} needs {material}, for {she} is a {trade}.",
    ),
    "born": (
        "{She} was born in the year of the {born}.",
        "{Her} life {began} in the year of the {born}.",
        "{Her} year is the year of the {born}.",
        '"I was born in the year of the {born}," said {Mira}.',
        '"My year is the {born}," said {Mira}.',
    ),
    "capital": (
        "The capital of {land} is {capital}.",
        "{She} knew that {capital} is the capital of {land}.",
        "{She} went to {capital}, the capital of {land}.",
        '"The capital of {land} is {capital}," said {Mira}.',
    ),
}


@dataclass(frozen=True)
class Theme:
    """A kind of scene. A scene takes one sentence of some stages, in order; any choice makes sense with any other."""

    opening: tuple[str, ...]
    event: tuple[str, ...]
    turn: tuple[str, ...]
    ending: tuple[str, ...]


THEMES = (
    Theme(  # something found
        opening=(
            "One {season} morning {she} found a {thing} on the {road}.",
            "{She} was on the way home when {she} saw a {thing}.",
            "There was a {thing} on the {path}, and {she} took it home.",
        ),
        event=(
            "The {thing} was {small} and {heavy/light}.",
            '"Who lost this {thing}?" asked {Mira}.',
            "{She} asked {number} people, but nobody knew it.",
        ),
        turn=(
            "Then {he} came down the {road}.",
            '"That is my {thing}!" {shouted} {Tolo}.',
            "{He} had lost it {number} days before.",
        ),
        ending=(
            "{He} was {happy} and took the {thing} home.",
            "So the {thing} came home again.",
            "{He} laughed and gave {her/him} some {food}.",
        ),
    ),
    Theme(  # a storm
        opening=(
            "A storm came over the hills, and {she} ran home.",
            "A cold rain {began} at {time}.",
            "There was a storm, and {she} could not sleep.",
        ),
        event=(
            "{She} closed the window and sat by the fire.",
            "A {big} tree fell on the {road}.",
            "The rain came in, so {she} put a {cup} under it.",
        ),
        turn=(
            "Then {he} stood at the door, cold and {tired}.",
            '"May I come in?" asked {Tolo}.',
            '"Come in, the fire is hot," said {Mira} to {Tolo}.',
        ),
        ending=(
            "In the morning the storm was over.",
            "{She} and {Tolo} sat by the fire until {time}.",
            "At last the wind was {quiet} again.",
        ),
    ),
    Theme(  # shopping
        opening=(
            "{She} went to the {shop} for some {food}.",
            "{She} needed some {food}, so {she} went to the market.",
            "The {shop} was {full/empty} when {she} came with {her} basket.",
        ),
        event=(
            "The {food} cost {number} coins.",
            "{She} had only {number} coins.",
            '"How much is the {food}?" asked {Mira}.',
        ),
        turn=(
            '"That is too much," {answered} {Mira}.',
            "{He} was there too, in {his} {elegant} coat.",
            '"It is a {gift} for you," said {Tolo}.',
        ),
        ending=(
            "{She} went home with a {heavy/light} basket.",
            "In the end {she} gave a {pretty} ring for it.",
            "That evening there was {food} on the table.",
        ),
    ),
    Theme(  # cooking
        opening=(
            "{She} wanted to make {supper} for {Tolo}.",
            "It was {early/late}, and {she} made {supper}.",
            "One {season} evening {she} made some soup.",
        ),
        event=(
            "The soup was hot, so {she} waited.",
            "The soup was cold, so {she} put it on the fire.",
            "The soup was good, but it needed salt.",
        ),
        turn=(
            '"The soup is very good," said {Tolo}.',
            "{He} brought some {food} and a {big} {cup}.",
            "{He} asked for a {cup} of {hot/cold} water.",
        ),
        ending=(
            "At {time} the {supper} was hot.",
            "{He} ate it all and wanted more.",
            "Nobody said a word, because the {supper} was so good.",
        ),
    ),
    Theme(  # on the water
        opening=(
            "{She} took the {boat} over the lake.",
            "The {boat} left the harbour at {time}.",
            "{She} and {Tolo} sat in a {small} {boat}.",
        ),
        event=(
            "A {quick} wind came over the water.",
            "{She} looked at the water and was {quiet}.",
            "A {big} fish came near the {boat}.",
        ),
        turn=(
            '"I want to go home," said {Tolo}.',
            '"It is a good {boat}," said {Mira} to {Tolo}.',
            "{He} looked {tired} and closed {his} eyes.",
        ),
        ending=(
            "At {time} the {boat} came to the harbour.",
            "{She} was {happy} to be home again.",
            "{He} sat on a {stone} and laughed.",
        ),
    ),
    Theme(  # in the forest
        opening=(
            "{She} went into the {forest} to look for nuts.",
            "It was {season}, and {she} was in the {forest}.",
            "A {small} {path} goes through the {forest}.",
        ),
        event=(
            "{She} went {left/right} at the {big} {stone}.",
            "Soon {she} did not know the way.",
            "It was {quiet} in the {forest}.",
        ),
        turn=(
            '"Who is there?" {shouted} {Mira}.',
            "Then {she} met {Tolo}, who knew every tree.",
            "A {animal} looked at {her/him} and ran.",
        ),
        ending=(
            "At {time} {she} saw the {road} again.",
            "{She} was {tired}, but {her} basket was {full/empty}.",
            "{He} knew the way home.",
        ),
    ),
    Theme(  # a letter
        opening=(
            "A letter came for {her/him} from {land}.",
            "{She} had waited {number} days for a letter.",
            "One {season} day there was a letter at {her} door.",
        ),
        event=(
            "The letter was long and {strange}.",
            "{She} opened it {slowly/quickly}.",
            "Nobody knew what was in it.",
        ),
        turn=(
            '"What is in it?" asked {Tolo}.',
            '"It is from {land}," {answered} {Mira}.',
            "{She} laughed so much that {Tolo} came in.",
        ),
        ending=(
            "{She} put the letter under {her} bed.",
            "In the morning {she} {answered} it.",
            "{She} was {happy} for the {whole} day.",
        ),
    ),
    Theme(  # a dance
        opening=(
            "Every {season} there is a dance at the {place}.",
            "{She} went to the dance in {her} {elegant} hat.",
            "There was music at the {place}, and {she} could hear it.",
        ),
        event=(
            "The {elegant} people stood at the door.",
            "{She} did not want to dance alone.",
            "{Her} coat was {elegant}, but {her} hat was old.",
        ),
        turn=(
            '"May I dance with you?" asked {Tolo}.',
            "{He} smiled and took {her} hand.",
            "{He} looked {elegant} in {his} new coat.",
        ),
        ending=(
            "{She} and {Tolo} danced until {time}.",
            "The music was over, but nobody wanted to go home.",
            "{She} went home {early/late} and sang.",
        ),
    ),
    Theme(  # something broken
        opening=(
            "{Her} {thing} was broken.",
            "{Her} {thing} fell from the table.",
            "{Tolo} came to {Mira} with a broken {thing}.",
        ),
        event=(
            "{She} looked at it for a long time.",
            "{She} needed {number} days for it.",
            '"Nobody has ever {mended} this {thing}," said {Tolo}.',
        ),
        turn=(
            "{He} sat by the fire while {she} worked.",
            "It was {strange}, but {she} was {clever}.",
            '"Wait {number} days," said {Mira}.',
        ),
        ending=(
            "At {time} the {thing} was {mended}.",
            "{She} {mended} it so well that it looked new.",
            "Now the {thing} is as good as new.",
        ),
    ),
    Theme(  # at night
        opening=(
            "{She} could not sleep, so {she} went to the window.",
            "It was midnight, and the moon was {big}.",
            "At midnight {she} heard something {strange}.",
        ),
        event=(
            "{She} saw {number} stars over the hills.",
            "The gate was {open/closed}.",
            "{She} opened the door {slowly/quickly}.",
        ),
        turn=(
            "It was only a {animal}.",
            '"Who is there?" {shouted} {Mira}.',
            '"It is only me," {answered} {Tolo}.',
        ),
        ending=(
            "{She} laughed and went back to bed.",
            "After that {she} slept until noon.",
            "Then the night was {quiet} again.",
        ),
    ),
    Theme(  # a race
        opening=(
            "{She} and {Tolo} ran a race to the {place}.",
            '"I am as {quick} as a {animal}," said {Tolo} to {Mira}.',
            "There was a race to the {place}, and {she} wanted to win.",
        ),
        event=(
            "{He} was {quick}, but {Mira} was {clever}.",
            "{She} ran through the {forest} and over the hills.",
            "The {road} was long, and the day was {hot/cold}.",
        ),
        turn=(
            "Then {he} fell over a {stone}.",
            '"Wait for me!" {shouted} {Tolo}.',
            "{She} was so {tired} that {she} sat down.",
        ),
        ending=(
            "In the end {she} won.",
            "In the end nobody won, and everybody laughed.",
            "After the race there was {food} for everybody.",
        ),
    ),
    Theme(  # a child's question
        opening=(
            "A {child} came to {her/him} with a question.",
            '"Why is the lake so {big}?" a {child} asked {Mira}.',
            "One {season} evening {she} told a {child} a story.",
        ),
        event=(
            '"How many stars are there?" asked the {child}.',
            "The {child} was {clever} and wanted to know more.",
            "The story was about a {clever} {animal}.",
        ),
        turn=(
            '"Nobody knows," {answered} {Mira}.',
            "{He} knew more, but {he} only smiled.",
            '"Come again in {season}," said {Mira}.',
        ),
        ending=(
            "The {child} was {happy} and ran home.",
            "The {child} laughed and wanted more.",
            "Then the {child} slept under the table.",
        ),
    ),
    Theme(  # a wild animal
        opening=(
            "{She} found a {small} {animal} near the {place}.",
            "A {animal} fell into the water near the {place}.",
            "One {season} night a {animal} came to {her} door.",
        ),
        event=(
            "The {animal} was {tired} and did not eat.",
            "{She} gave it some {food} and a {cup} of water.",
            "It looked at {her/him} and did not run.",
        ),
        turn=(
            "{He} brought some herbs.",
            '"You are a {pretty} {animal}," said {Mira}.',
            "After {number} days the {animal} ran again.",
        ),
        ending=(
            "In the end the {animal} went back into the {forest}.",
            "The {animal} came back in {season}.",
            "{She} never saw the {animal} again.",
        ),
    ),
    Theme(  # music
        opening=(
            "{She} wanted to know every song.",
            "{She} sang a song about a {animal}.",
            "There was music near the {place}.",
        ),
        event=(
            "The song was {pretty}, but very long.",
            "{She} sang it {number} times.",
            "A {animal} came near to hear it.",
        ),
        turn=(
            '"I want to hear it again," said {Tolo}.',
            "{He} closed {his} eyes and smiled.",
            "{He} {began} to dance.",
        ),
        ending=(
            "Now the {whole} village knows the song.",
            "The song was over, but nobody wanted to go home.",
            "{She} sang it on the way to the {place}.",
        ),
    ),
    Theme(  # a journey
        opening=(
            "{She} went to {land} with a {small} basket.",
            "The {road} to {land} is long and {strange}.",
            "{She} needed {number} days to go to {land}.",
        ),
        event=(
            "{She} slept at the inn for {number} days.",
            "{Her} basket was {heavy/light}, and the day was {hot/cold}.",
            "The gate was {open/closed} when {she} came.",
        ),
        turn=(
            '"How long is the way to {land}?" asked {Mira}.',
            '"It is {number} more days," {answered} {Tolo}.',
            '"Go {left/right} at the {place}," said {Tolo}.',
        ),
        ending=(
            "At {time} {she} saw the hills of {land}.",
            "{She} never saw {land} again.",
            "{She} came home {early/late}, but {she} was {happy}.",
        ),
    ),
    Theme(  # a gift
        opening=(
            "{She} got a {gift} from {Tolo}.",
            "There was a {gift} on the table, and {she} did not know why.",
            "{Tolo} had a {pretty} {gift} for {Mira}.",
        ),
        event=(
            "The {gift} was in a {pretty} box.",
            "The {gift} was {heavy/light} and as {big} as a {animal}.",
            '"May I open it now?" asked {Mira}.',
        ),
        turn=(
            "It was a {small} {thing}.",
            "It was the {elegant} {thing} from the {shop}.",
            '"It is a {thing} for you," said {Tolo}.',
        ),
        ending=(
            "{She} had never had such a {pretty} {gift}.",
            "{She} laughed and took {his} hand.",
            "{He} smiled, and {she} was {happy}.",
        ),
    ),
    Theme(  # a quarrel
        opening=(
            "{She} was {angry} with {Tolo}.",
            "{She} and {Tolo} wanted the same {thing}.",
            '"You took my {thing}!" {shouted} {Mira}.',
        ),
        event=(
            "{He} was {angry} too and closed the door.",
            "{She} did not look at {Tolo} for {number} days.",
            '"It is my {thing}," {answered} {Tolo}.',
        ),
        turn=(
            "Then {she} found the {thing} under the bed.",
            '"I am sorry," said {Tolo}.',
            "{She} made {supper} and took it to {Tolo}.",
        ),
        ending=(
            "After that {she} and {Tolo} were friends again.",
            "{She} laughed about it for {number} days.",
            "{She} was not {angry} any more.",
        ),
    ),
)
