"""Reads what the grammar of the invented country does not: statements in other words, such as "In Milford lives Mira".

People say one thing in many ways, so here a sentence is read by its clues: a value (a town, a trade …), near it words that
make it a home or a trade ("dwells in", "earns her living as a"), somebody whom it is about, and nothing that takes it back.
What is denied, asked, supposed, wished, past, or only somebody's word ("they say that") states nothing. Speech in
quotation marks does: the country's own tales tell facts in this way, too. Knows nothing of what is true.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from core.caches import cache
from core.data.world_grammar import literal_words
from core.data.world_words import LISTS, TRADES

LONGEST = 600  # characters of a sentence; whatever is longer is none
QUOTES = str.maketrans("“”„«»‟’‘", '""""""\'\'')
TOKEN = re.compile(r"'s\b|n't\b|[^\W\d_]+?(?=n't\b)|[^\W_]+|[,;:.!?()\u2013\u2014-]")
SPEECH = re.compile(r'"([^"]*)"')
TURNS = (  # turns of phrase that look like a doubt or a denial and are none
    (re.compile(r"\bif you (?:go|come|travel)\b", re.IGNORECASE), ""),
    (re.compile(r"\byou (?:will|can|may) (?:find|see|meet)\b", re.IGNORECASE), "meet"),
    (re.compile(r"\bnever (?:\w+ )?without\b", re.IGNORECASE), "always with"),
)
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|[*_`#~]+")

# Tags: P a person, U a name that nobody bears (of whatever kind), T a town, L a land, A a pet, J a trade, Y a wild animal.
OTHER = r"(?:(?!(?:and|but|while|who|whose|which|that|because|though|although|so|or)\b)[a-z]+ )"  # a word of the clause
LOOSE = OTHER + "{0,5}"
PLAIN = r"(?:(?!(?:of|in|at|with|by|for|to|from|like|as|near|than|and|but|who|that)\b)[a-z]+ ){0,3}"  # no preposition
LIVES = r"(?:lives?|living|dwells?|dwelling|resides?|residing|settled|lodges?)"
HOUSE = r"(?:home|house|cottage|hut|flat|address|hometown|bed|roof|rooms?)"
FOLK = r"(?:inhabitants?|residents?|citizens?|townsman|townswoman|villagers?)"
OWNS = r"(?:keeps?|keeping|has|have|having|owns?|owning|possesses)"
IS = r"(?:is|'s|am|are)"
JOB = r"(?:trade|job|profession|craft|occupation|work|calling|living)"
WORKS = (
    r"(?:works?|worked|working|employed|known|earns? (?:her|his|a|my) living|makes? (?:her|his|a|my) living|serves?)"
)
BORN = r"(?:born|birth|birthday|life began|life started|came into the world|came to the world|saw the light|saw the light of day)"
CLUES = {
    "home": (
        rf"{LIVES} {LOOSE}(?:in|at|inside) {LOOSE}(?P<v>[TU])",
        rf"(?:in|at|inside) {LOOSE}(?P<v>[TU]) {LOOSE}{LIVES}",
        rf"{HOUSE} (?:of (?P<s>[PU]) )?{LOOSE}(?:in|at|is|stands) {LOOSE}(?P<v>[TU])",
        rf"(?:in|at) {LOOSE}(?P<v>[TU]) {LOOSE}(?:stands|lies|is) {LOOSE}(?:(?P<s>[PU]) 's )?{LOOSE}{HOUSE}",
        rf"(?P<v>[TU]) (?:is|has been) {LOOSE}(?:(?P<s>[PU]) 's )?{LOOSE}{HOUSE}(?: of (?P<o>[PU]))?",
        rf"(?P<v>[TU]) is {LOOSE}(?:where|in which) (?:(?P<s>[PU])|she|he|i) {LOOSE}{LIVES}",
        rf"(?:where|in which) (?:(?P<s>[PU])|she|he|i) {LIVES} is {LOOSE}(?P<v>[TU])",
        rf"in (?P<v>[TU]) that (?:(?P<s>[PU])|she|he|i) {LOOSE}(?:{LIVES}|{HOUSE})",
        rf"calls? (?P<v>[TU]) {LOOSE}home",
        rf"{FOLK} of {LOOSE}(?P<v>[TU])",
        r"(?:(?P<s>[PU]) 's|her|his|my) (?:home )?town is (?P<v>[TU])",
        rf"to (?P<v>[TU]) , {LOOSE}meet (?P<s>[PU]) , who {LIVES} there",
        rf"(?:in|at) (?P<v>[TU]) ,? ?{LIVES}",
        rf"(?P<v>[TU]) ,? ?where (?:(?P<s>[PU])|she|he|i) {LIVES}",
    ),
    "pet": (
        rf"{OWNS} (?:had )?(?:a|an|one|the|her|his|my) {PLAIN}(?P<v>A)",
        rf"(?:(?P<s>[PU]) 's|her|his|my) {PLAIN}(?P<v>A)(?! (?:and|or|but)? ?\w* ?'s)",
        rf"(?P<v>A) (?:that |which )?{LOOSE}(?:belongs|is owned|is kept) {LOOSE}(?:to|by) (?:(?P<s>[PU])|her|him|me)",
        r"(?P<v>A) is (?P<s>[PU]) 's",
        rf"(?P<v>A) is what (?:(?P<s>[PU])|she|he|i) {OWNS}",
        rf"(?:pet|companion) {LOOSE}is {PLAIN}(?P<v>A)",
        rf"owner of {PLAIN}(?P<v>A)",
        r"(?P<v>A) of (?P<s>[PU])",
        r"(?P<v>A) (?:as|for) a pet",
        rf"(?:a|one) {PLAIN}(?P<v>A) lives with (?P<s>[PU])",
        rf"shares {LOOSE}with (?:a|one|her|his) {PLAIN}(?P<v>A)",
        rf"animal that (?:(?P<s>[PU])|she|he|i) {OWNS} is {PLAIN}(?P<v>A)",
        rf"{OWNS} {LOOSE}and (?:a|an|one) {PLAIN}(?P<v>A)",
        rf"{OWNS} (?:a|an|one|the|her|his|my) [a-z]+ and [a-z]+ (?P<v>A)",
    ),
    "trade": (
        rf"(?:proud|glad|happy|known|said) to be {PLAIN}(?P<v>J)",
        rf"work of {PLAIN}(?P<v>J)",
        rf"{WORKS} (?:(?P<s>[PU]) )?(?:[a-z]+ ){{0,3}}?as {PLAIN}(?P<v>J)",
        rf"{IS} (?:(?:now|also|only|just|really|still|by trade|by profession) )*(?:(?:a|an|the|our) {PLAIN})?(?P<v>J)(?! 's)",
        rf"{JOB} {IS} (?:that of |being )?{PLAIN}(?P<v>J)",
        r"(?P<v>J) (?:is )?by (?:trade|profession)",
        rf"(?:the|our) {PLAIN}(?P<v>J) (?P<s>[PU])",
        rf"(?P<s>[PU]) ,? ?(?:the|a|our) {PLAIN}(?P<v>J)",
        rf"(?:trade|job|profession|craft|work) of {PLAIN}(?P<v>J)",
        rf"as {PLAIN}(?P<v>J) (?P<s>[PU]) {LOOSE}(?:works|earns|makes)",
    ),
    "born": (
        rf"{BORN} {LOOSE}(?:, )?{LOOSE}(?P<v>Y)",
        rf"year of {LOOSE}(?P<v>Y) ,? ?{LOOSE}(?:(?P<s>[PU]) (?:'s )?)?{LOOSE}{BORN}",
        rf"(?:(?P<s>[PU]) 's|her|his|my) year {IS} {LOOSE}(?P<v>Y)",
        rf"(?P<v>Y) is (?:(?P<s>[PU]) 's|her|his|my) {LOOSE}year",
        rf"year of {LOOSE}(?P<v>Y) is {LOOSE}(?:(?P<s>[PU]) 's|her|his|my) {LOOSE}(?:birth|year)",
        rf"year of {LOOSE}(?P<v>Y) is {LOOSE}year (?:in which |{LOOSE})(?:(?P<s>[PU])|she|he) was born",
        rf"birth of (?P<s>[PU]) was {LOOSE}year of {LOOSE}(?P<v>Y)",
        rf"when (?P<s>[PU]) was born ,? ?{LOOSE}year of {LOOSE}(?P<v>Y)",
        rf"year in which (?P<s>[PU]) was born {LOOSE}year of {LOOSE}(?P<v>Y)",
        rf"child of {LOOSE}year of {LOOSE}(?P<v>Y)",
    ),
    "capital": (
        rf"capital {LOOSE}of (?P<s>[LU]) ,? ?(?:{IS} |{LOOSE}(?:called|named) ){LOOSE}(?P<v>[TU])",
        rf"(?P<v>[TU]) ,? ?(?:{IS} )?{PLAIN}capital {PLAIN}of {LOOSE}(?P<s>[LU])",
        rf"(?P<s>[LU]) 's capital ,? ?(?:(?:{IS}|called|named) )?{LOOSE}(?P<v>[TU])",
        rf"(?P<v>[TU]) ,? ?(?:{IS} )?(?P<s>[LU]) 's capital",
        rf"(?P<s>[LU]) has {LOOSE}(?P<v>[TU]) (?:as|for) (?:its|a|the) capital",
        rf"as its capital ,? ?(?P<s>[LU]) has {LOOSE}(?P<v>[TU])",
        rf"(?P<s>[LU]) has its capital in {LOOSE}(?P<v>[TU])",
        rf"(?P<s>[LU]) ,? ?(?:whose|with its|and its) capital ,? ?(?:{IS} )?(?:called |named )?(?P<v>[TU])",
        rf"(?:in|of) (?P<s>[LU]) ,? ?(?P<v>[TU]) {IS} the capital",
        r"(?P<s>[LU]) is ruled from its capital ,? ?(?P<v>[TU])",
        rf"capital of [a-z]+ (?:and [a-z]+ )?(?P<s>[LU]) {IS} {LOOSE}(?P<v>[TU])",
        rf"in (?P<s>[LU]) {LOOSE}capital {IS} (?P<v>[TU])",
        r"of (?P<s>[LU]) lives in (?P<v>[TU]) , its capital",
        rf"(?P<v>[TU]) became {PLAIN}capital of (?P<s>[LU])",
        rf"capital of (?P<s>[LU]) {LOOSE}(?:in|at) (?P<v>[TU])",
        rf"(?P<v>[TU]) ,? ?(?:in|of) (?P<s>[LU]) ,? ?{IS} (?:its|the) capital",
        rf"capital , (?P<v>[TU]) , {LOOSE}of (?P<s>[LU])",
    ),
}
PATTERNS = {kind: tuple(re.compile(rf"(?:(?<= )|^){clue}(?= |$)") for clue in clues) for kind, clues in CLUES.items()}
GAPPED = re.compile(
    r"(?:(?<= )|^)(?:and |but |, )+(?:(?:rather|instead|now|also) )?(?:(?P<s>[PUL]) )?"
    r"(?:(?:that|those|the one|the capital) of (?P<o>[LU]) (?:is )?)?"
    r"(?:in |at |as |a |an |the |that of |of )*(?P<v>[TAJYU])(?= |$)"
)

DENIES = frozenset("not n't never no nobody neither nor none cannot hardly without nowhere false untrue wrong unlike"
                   " far".split())  # fmt: skip
SUPPOSES = frozenset(
    "if whether maybe perhaps possibly probably might may could would should will shall wish wishes hope hopes want wants"
    " wanted dream dreams dreamt dreaming pretends pretended imagine imagines suppose supposedly allegedly apparently unless"
    " rumour rumours rumor rumors gossip say says said saying think thinks thought believe believes believed heard hear"
    " hears claims claimed claim guess guesses doubts doubt doubted swears told tells according suspects feared fears asks"
    " asked wonders wonder wondered lie lied lies seems seem looks once formerly used almost nearly were"
    " longed plans planned intends ever seemingly reportedly likely until before".split()
)
FALSE_SPEECH = frozenset("lied asked joked dreamt".split())  # speech with one of these states nothing
ALONE = {  # the tag of the value, and words one of which must be there
    "home": ("T", frozenset("live lives living home house dwells dwelling resides residing cottage hut hometown roof".split())),
    "pet": ("A", frozenset("keeps keeping own owns pet has lives feeds shares without her his 's with companion".split())),
    "trade": ("J", frozenset("work works worked working trade job profession living be become became known craft".split())),
    "born": ("Y", frozenset("born birth birthday light life".split())),
    "capital": ("T", frozenset(("capital",))),
}  # fmt: skip
ASTRAY = frozenset(
    "near than from to towards between toward about looking saw sees met meets meet bought sold lost found likes loves fears"
    " hates painted visited visits passed left like for dreams sang sings gave gives".split()
)
KNOWS = frozenset(("know", "knows", "knew"))  # "nobody knew that" says it all the same
KIN = frozenset(
    "sister brother mother father friend neighbour neighbor uncle aunt daughter son wife husband cousin twin grandmother"
    " grandfather child guest enemy parents sisters brothers friends neighbours niece nephew master".split()
)
ASKS = frozenset("does do did is are was has have".split())  # a sentence that begins so asks, with a mark or without
PRONOUNS = {"she": True, "her": True, "he": False, "his": False, "him": False, "hers": True}
BREAKS = frozenset(", ; : ( ) - – — and but while who whose because though although so that where or".split())
COMMON = frozenset(
    "the a an in at on of to and but or it its they their we you there this that these those then now today yesterday"
    " tomorrow some all every each many most one two how why when where who what which whose as with without by for from"
    " if while because although though since after before every everybody everyone somebody someone nobody living born"
    " working home people rumour perhaps maybe once indeed yes no not never is was are were has have do does did oh well"
    " hello i my me mine our here did you know remember listen note fact dear only just also still even so both either"
    " near far long ago according apparently everyone's next first last between among town capital life early late good"
    " great old young little big true false believe suppose imagine let look see came come coming go goes went says said"
    " tell tells told ask asked asks keeping owning during under over inside outside like unlike whether until than"
    " neither nor any anybody anyone nothing something would could should might may must can will shall wish hope pet"
    " year years trade job profession work house cottage".split()
)
CLUE_WORDS = frozenset(word for word in re.findall(r"[a-z]{5,}", " ".join((LIVES, HOUSE, OWNS, JOB, WORKS, BORN)))) | {
    "belongs",
    "capital",
    "keeps",
    "lives",
    "works",
    "year",
}


@dataclass(frozen=True)
class Statement:
    """Somebody or some land, the kind of fact, and the value; the subject "she", "he" or "I" was named before, if at all."""

    subject: str
    kind: str
    value: str


class Reader:
    """Reads sentences with the names of one world."""

    def __init__(
        self, women: Collection[str], men: Collection[str], towns: Collection[str], lands: Collection[str]
    ) -> None:
        kinds: dict[str, Collection[str]] = {
            "P": (*women, *men), "T": towns, "L": lands, "A": LISTS["pet"], "J": TRADES, "Y": LISTS["animal"],
        }  # fmt: skip
        self.known = {word.lower(): (tag, word) for tag, words in kinds.items() for word in words}
        self.women = frozenset(women)

    def read(self, sentence: str) -> list[Statement]:
        """All that a sentence states, in its order."""
        if len(sentence) > LONGEST:
            return []
        plain = MARKUP.sub(" ", sentence.translate(QUOTES))
        for turn, meant in TURNS:
            plain = turn.sub(meant, plain)
        outside = SPEECH.sub(" , ", plain)
        speaker = next((word for tag, word in self._tagged(outside) if tag in "PU"), None)
        parts = [(said, speaker) for said in SPEECH.findall(plain)]
        if FALSE_SPEECH & {word.lower() for word in re.findall(r"\w+", outside)}:
            parts = []
        found = [one for said, who in (*parts, (outside, None)) for one in self._part(said, who)]
        return list(dict.fromkeys(found))

    def _tagged(self, text: str) -> list[tuple[str, str]]:
        """The words of a text, each with its tag, or with itself in small letters where it has none."""
        found = []
        for match in TOKEN.finditer(text):
            word = match[0]
            small = word.lower()
            if small in self.known:
                tag, word = self.known[small]
            elif len(small) > 3 and small.endswith("s") and self.known.get(small[:-1], " ")[0] in "AJ":
                tag = small  # goats: not one of them
            elif self._is_name(word, small):
                tag = "U"
            else:
                tag = _mended(small) if len(small) >= 4 else small
            found.append((tag, word))
        return found

    def _is_name(self, word: str, small: str) -> bool:
        if not word[0].isalpha() or small in COMMON or small in PRONOUNS or small in SUPPOSES or small in DENIES:
            return False
        if word in literal_words() or small in literal_words() or _mended(small) in CLUE_WORDS:
            return False
        return word[0].isupper() or word.lower() == word.upper()  # scripts without capitals, too

    def _part(self, text: str, speaker: str | None) -> Iterator[Statement]:
        """What one piece of speech, or the words around it, state."""
        tagged = self._tagged(text)
        if not tagged or "?" in text or tagged[0][0] in ASKS:
            return
        tags = " ".join(tag for tag, _ in tagged)
        starts = [match.start() for match in re.finditer(r"\S+", tags)]
        index = {start: i for i, start in enumerate(starts)}
        matches = []
        for kind, patterns in PATTERNS.items():
            for pattern in patterns:
                for match in pattern.finditer(tags):
                    subject = index[match.start("s")] if match.groupdict().get("s") else None
                    matches.append((index[match.start()], index[match.start("v")], subject, kind))
        matches.sort(key=lambda match: (match[1], match[2] is None, match[1] - match[0]))
        taken: dict[int, str] = {}
        met: set[tuple[int, str]] = set()
        for start, value, subject, kind in matches:
            if (value, kind) in met:
                continue
            met.add((value, kind))
            taken[value] = kind
            if not self._taken_back(tagged, start, value):
                yield from self._about(tagged, start, value, subject, kind, speaker)
        yield from self._gapped(tagged, tags, index, taken, speaker)
        yield from self._alone(tagged, {kind for _, kind in met}, speaker)

    def _alone(self, tagged: list[tuple[str, str]], read: set[str], speaker: str | None) -> Iterator[Statement]:
        """What no pattern fits, but where one name, one value and a word for the kind of fact stand alone together."""
        words = [tag for tag, _ in tagged]
        for kind, (value, about) in ALONE.items():
            values = [i for i, tag in enumerate(words) if tag == value]
            subjects = [i for i, tag in enumerate(words) if tag in ("L" if kind == "capital" else "P", "U")]
            if kind in read or len(values) != 1 or len(subjects) != 1 or not about & set(words) or ASTRAY & set(words):
                continue
            place, subject = values[0], subjects[0]
            if self._taken_back(tagged, min(place, subject), max(place, subject)) or self._kin(tagged, subject):
                continue
            yield Statement(tagged[subject][1], kind, tagged[place][1])

    def _gapped(
        self,
        tagged: list[tuple[str, str]],
        tags: str,
        index: Mapping[int, int],
        taken: dict[int, str],
        speaker: str | None,
    ) -> Iterator[Statement]:
        """What leaves its verb out: "… and Tolo in Selwick", "… but in Selwick", "… and a hen"."""
        for match in GAPPED.finditer(tags):
            value = index[match.start("v")]
            before = [i for i in taken if i < value]
            if value in taken or not before:
                continue
            kind = taken[max(before)]
            same = tagged[value][0] == tagged[max(before)][0]
            stated = " ".join(tag for tag, _ in tagged[value + 1 : value + 2])
            if not same or stated in ("knows", "is", "'s", "lives", "works", "keeps", "has"):
                continue
            taken[value] = kind
            start = index[match.start()]
            if not self._taken_back(tagged, start + 1, value):
                subject = next((index[match.start(name)] for name in ("o", "s") if match[name]), None)
                if subject is None and kind == "capital":
                    subject = next((i for i in range(value, -1, -1) if tagged[i][0] == "L"), None)
                yield from self._about(tagged, start, value, subject, kind, speaker)

    @staticmethod
    def _taken_back(tagged: list[tuple[str, str]], start: int, value: int) -> bool:
        """Is it denied in its own clause, or supposed anywhere before in the sentence?"""
        words = [tag for tag, _ in tagged]
        turn = max(
            (i + 1 for i in range(value) if words[i] in ("but", ";")), default=0
        )  # what follows stands by itself
        if SUPPOSES & set(words[turn:value]):
            return True
        first = next((i for i in range(start, -1, -1) if words[i] in BREAKS and i < start), -1) + 1
        last = next((i for i in range(value + 1, len(words)) if words[i] in BREAKS or words[i] == "."), len(words))
        if (
            first > 0
            and words[first - 1] == "that"
            and DENIES & set(words[: first - 1])
            and not KNOWS & set(words[:first])
        ):
            return True
        return bool((DENIES | SUPPOSES) & set(words[first:last]))

    def _about(
        self, tagged: list[tuple[str, str]], start: int, value: int, subject: int | None, kind: str, speaker: str | None
    ) -> Iterator[Statement]:
        """The statement with whom it is about; two where two names stand side by side; none where nobody does."""
        if kind == "capital":
            if subject is not None and subject != value:
                yield Statement(tagged[subject][1], kind, tagged[value][1])
            return
        where = subject if subject is not None else self._subject(tagged, start, value)
        if where is None or where == value or self._kin(tagged, where):
            return
        for name in self._named(tagged, where, speaker):
            yield Statement(name, kind, tagged[value][1])

    def _named(self, tagged: list[tuple[str, str]], where: int, speaker: str | None) -> Iterator[str]:
        tag, word = tagged[where]
        if tag in ("i", "my", "me"):
            yield speaker or "I"
        elif tag in PRONOUNS:
            woman = PRONOUNS[tag]
            before = [
                name for one, name in tagged[:where] if one in "PU" and (one == "U" or (name in self.women) == woman)
            ]
            after = [name for one, name in tagged[where:] if one == "P" and (name in self.women) == woman]
            yield before[-1] if before else after[0] if len(after) == 1 else "she" if woman else "he"
        else:
            if where > 1 and tagged[where - 1][0] == "and" and tagged[where - 2][0] in "PU":
                yield tagged[where - 2][1]
            yield word
            following = tagged[where + 1 : where + 3]
            if (
                len(following) == 2
                and following[0][0] == "and"
                and following[1][0] in "PU"
                and where
                and self._ends(tagged, where + 3)
            ):
                yield following[1][1]

    @staticmethod
    def _ends(tagged: list[tuple[str, str]], place: int) -> bool:
        return place >= len(tagged) or tagged[place][0] in (".", "!", ",")

    @staticmethod
    def _kin(tagged: list[tuple[str, str]], where: int) -> bool:
        """Is it not the person but the person's sister: "Mira's sister", "the sister of Mira", "her sister"?"""
        tags = [tag for tag, _ in tagged]
        after = tags[where + 1 : where + 4] if tags[where] in "PU" else ["'s", *tags[where + 1 : where + 3]]
        own = after[:1] == ["'s"] and bool(KIN & set(after[1:])) and tags[where] not in ("she", "he", "i", "him", "me")
        return own or (where > 1 and tags[where - 1] == "of" and tags[where - 2] in KIN)

    @staticmethod
    def _subject(tagged: list[tuple[str, str]], start: int, value: int) -> int | None:
        """Whom a clue is about: somebody before it in its clause, or in it, or behind it, or whom the sentence began with."""
        tags = [tag for tag, _ in tagged]
        people = [
            i for i, tag in enumerate(tags) if i != value and (tag in ("P", "U", "i", "my", "me") or tag in PRONOUNS)
        ]
        joints = [i for i in range(start) if tags[i] in BREAKS and not (tags[i] == "and" and i and tags[i - 1] in "PU"
                                                                        and tags[i + 1] in "PU")]  # fmt: skip
        first = max(joints, default=-1) + 1
        last = next((i for i in range(value + 1, len(tags)) if tags[i] in BREAKS), len(tags))
        in_clause = [i for i in people if first <= i < start]
        if in_clause:
            names = [i for i in in_clause if tags[i] in "PU" or tags[i] in ("she", "he", "i")]
            return (names or in_clause)[-1]
        inside = [i for i in people if start <= i < last]
        earlier = [i for i in people if i < first]
        if inside and (not earlier or tags[first - 1] != "and" or inside[0] < value):
            return inside[0]
        if earlier:
            relative = first and tags[first - 1] in ("who", "whose", "that")
            begin = max((i for i in range(first - 1) if tags[i] in BREAKS - {",", "and", "who", "whose"}), default=-1)
            of_clause = [i for i in earlier if i > begin] or earlier
            return earlier[-1] if relative else of_clause[0]
        return next((i for i in people if i >= last), None)


@cache
def _mended(word: str) -> str:
    """A word of the clues that lost, doubled or swapped a letter; any other word as it is ("loves" is not "lives").

    >>> _mended("livs"), _mended("wroks"), _mended("loves")
    ('lives', 'works', 'loves')
    """
    if word in CLUE_WORDS or word in literal_words() or word in COMMON:
        return word
    for clue in sorted(CLUE_WORDS):
        long, short = (clue, word) if len(clue) > len(word) else (word, clue)
        if len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
            return clue
        if len(clue) == len(word) and any(
            clue == word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)
        ):
            return clue
    return word
