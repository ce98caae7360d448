"""Reports of football matches between towns that do not exist: goals in order, and a score that adds up."""

from collections.abc import Sequence
from random import Random

from core.data.playful.words import NUMBERS, Person, sentence, some_people

TOWNS = (
    "Millbrook Puddleton Northgate Applewick Sandbury Greyport Fernhill Oldbridge Winterfield Mossley Hazelton "
    "Kingsmead Duckworth Ravenhill Saltby Longford Cloverton Thornbury Ashfield Drybrook"
).split()
CLUBS = ("United", "Rovers", "City", "Wanderers", "Town", "Athletic", "Thistle", "Rangers")
WEATHER = (
    "in the rain", "in glorious sunshine", "in fog so thick that the goalkeepers had to shout", "in a strong wind",
    "on a muddy pitch", "in the snow", "on a warm evening", "under a rainbow", "between two thunderstorms",
    "on the first day of spring",
)  # fmt: skip
CROWDS = (
    "spectators", "spectators and a cow", "spectators, most of them awake", "fans and their grandmothers",
    "people and one lost tourist",
)  # fmt: skip
SCORES = (
    "{who} scored with a header", "{who} ran past {n} defenders and scored", "{who} scored from {far} metres",
    "a shot by {who} went in off the post", "{who} slipped, fell, and scored with {his} knee",
    "{who} scored from a corner", "{who} turned twice and found the net",
    "the ball hit {who} on the nose and went in", "{who} scored while tying {his} shoelaces",
    "{who} chipped the ball over {keeper}", "{who} scored a penalty with {his} eyes shut",
    "a gust of wind carried a cross by {who} into the goal", "{keeper} dropped the ball, and {who} said thank you",
    "{who} scored with {his} weaker foot, which is also {his} only good one",
)  # fmt: skip
MISSES = (
    "{who} hit the bar, and the bar is still shaking.", "{who} missed an empty goal and blamed the moon.",
    "{keeper} saved a penalty and asked for a photograph.", "{who} shot so high that the ball has not come down yet.",
    "A dog ran onto the pitch and beat {n} men before it lost interest.",
    "{who} was shown a yellow card for singing.",
    "The ball landed in the river, and the ducks would not give it back.",
    "The referee, {ref}, blew {rhis} whistle and swallowed it.", "{who} asked for a new pair of legs.",
    "The floodlights went out, and for {n} minutes nobody noticed.", "{who} dived, and the judges gave {him} a nine.",
    "{keeper} was found behind the goal, eating a pie.",
    "{ref}, the referee, stopped play to look for a contact lens.", "A balloon was booked for time-wasting.",
)  # fmt: skip
BREAKS = (
    "At half-time there was tea and {n} kinds of cake.", "At half-time the band played the only song that it knows.",
    "At half-time both teams went into the wrong dressing room.",
    "During the break a hedgehog was named player of the half.",
    "At half-time the coach, {coach}, drew a plan that looked like a spider.",
    "At half-time the sausages ran out, and many left.",
)  # fmt: skip
WON = (
    "“We wanted it more,” said {coach}, the coach of {winner}.",
    "“I have no idea how we did it,” said {coach} of {winner}.",
    "The fans of {winner} carried {best} home, although {he} lives quite far away.",
    "“Football is simple,” said {best}. “You kick it and hope.”",
    "{winner} are now {n} places above the place below them.",
    "“The plan was to lose,” said {coach}. “They never listen.”",
    "{loser} go home with a long face and a short list of excuses.",
    "“It was the grass,” said the captain of {loser}.",
)  # fmt: skip
DRAWN = (
    "“A point is a point,” said {coach}, who teaches geometry.", "Both teams celebrated, to be on the safe side.",
    "“Nobody lost, so everybody is angry,” said {coach}.", "The fans sang until the last bus had gone.",
    "“Next time we will shoot at the goal,” said {coach}.",
    "After {n} minutes of thought both captains called it a draw.",
)  # fmt: skip
NEXT = (
    "Next week {home} play in {town}.", "Next Saturday {away} travel to {town}, if the bus starts.",
    "{home} have not lost since {day}.", "The return match is in {month}.",
    "{away} are looking for a striker and a goalkeeper and a ball.", "Tickets for {town} cost {n} coins or a cake.",
)  # fmt: skip
ORDER = (
    "In the {m}th minute {what}", "After {m} minutes {what}", "{what} in minute {m}",
    "With {m} minutes on the clock {what}",
)  # fmt: skip
MONTHS = "January February March April May September October November".split()
LAST_GOAL = 90


def report(rng: Random) -> str:
    """One match: headline, how it went, what was said."""
    (home_town, away_town, town), clubs = rng.sample(TOWNS, 3), rng.sample(CLUBS, 2)
    home, away = f"{home_town} {clubs[0]}", f"{away_town} {clubs[1]}"
    coach, ref, *players = some_people(rng, 12)
    squads = players[:5], players[5:]  # of each, the first keeps the goal
    words = {"ref": ref.name, "rhis": ref.his, "home": home, "away": away, "town": town, "coach": coach.name}

    def one_of(wordings: Sequence[str], who: Person = coach, keeper: str = "", **more: str) -> str:
        facts = {
            "who": who.name,
            "he": who.he,
            "his": who.his,
            "him": who.him,
            "keeper": keeper,
            "n": rng.choice(NUMBERS),
        }
        facts |= {
            "far": str(rng.randrange(12, 45)),
            "day": rng.choice(("Easter", "last summer", "breakfast", "the war of the bakers")),
        }
        return rng.choice(wordings).format(**facts, **words, month=rng.choice(MONTHS), **more)

    score, story, scorers = [0, 0], list[str](), list[Person]()
    minutes = sorted(rng.sample(range(2, LAST_GOAL), rng.choice((1, 2, 3, 3, 4, 4, 5, 6))))
    rested = False
    for minute in minutes:
        if minute > LAST_GOAL // 2 and not rested:
            story.append(one_of(BREAKS))
            rested = True
        side = rng.randrange(2)
        score[side] += 1
        scorer = rng.choice(squads[side][1:])
        what = one_of(SCORES, scorer, squads[1 - side][0].name)
        scorers.append(scorer)
        order = rng.choice(ORDER[1:] if str(minute)[-1] in "123" else ORDER)
        story.append(f"{sentence(order.format(m=minute, what=what))}: {score[0]}–{score[1]}.")
        if rng.random() < 0.5:
            story.append(one_of(MISSES, rng.choice(squads[1 - side][1:]), squads[side][0].name))
    if score[0] == score[1]:
        verdict = one_of(DRAWN)
    else:
        winner, loser = (home, away) if score[0] > score[1] else (away, home)
        of_winner = [one for one in scorers if one in squads[score[0] < score[1]]]
        best = of_winner[-1]
        verdict = one_of(WON, best, winner=winner, loser=loser, best=best.name)
    return "\n".join(
        [
            f"{home} {score[0]}, {away} {score[1]}",
            f"{home} met {away} {rng.choice(WEATHER)}, before {rng.randrange(12, 990)} {rng.choice(CROWDS)}.",
            " ".join(story),
            f"{verdict} {one_of(NEXT)}",
        ]
    )
