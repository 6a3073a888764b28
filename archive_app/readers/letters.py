"""How much a decoded text looks like writing: the measure by which encodings are compared."""

import unicodedata

# The letters outside ASCII of languages that share an alphabet; a text is seldom in two of them.
LATIN = tuple(
    frozenset(letters + letters.upper())
    for letters in (
        "àâæçéèêëîïôœùûü",
        "äöüß",
        "áéíóúüñ¿¡ºª",
        "àèéìíòóù",
        "àáâãçéêíóôõúºª",
        "áäéèëíïóöúü",
        "æøåéèöä",
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýžäľĺŕô",
        "áéíóöőúüű",
        "ăâîșțşţ",
        "çğıöşüâîİ",
        "čćđšž",
        "āčēģīķļņšūžąęėįų",
        "õäöüšž",
        "áðéíóúýþæö",
    )
)
LATIN_ANY = frozenset().union(*LATIN)
PUNCTUATION = frozenset(
    "“”„‘’‚«»‹›–—…•·\u00a0€£§°©®™½¼¾²³×†‰´、。，！？：；（）「」『』《》〈〉【】〔〕　～・"
)
OPENING = frozenset("“„‘‚«‹「『《（【")
SIMPLIFIED = frozenset(
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切"
)
TRADITIONAL = frozenset(
    "這來國個說們為時會過學對裡後麼還發開無見經頭長動兩現將與進實點種聲話問機給業間電門東聽氣關並內軍產萬體別處總場師書員華報馬張難數車應計親務記邊風戰幹覺題統請愛讓認論義術結連遠資隊帶條變聯權傳紅達辦運區轉眾輕語滿識極黃臉錢黨設雙歷隻單導網專誰讀飛觀爭組視濟離雖壞興灣臺觀據議廣際"
)
JAPANESE_KANJI = frozenset(
    "日本人年大国会中出者東京事時間月見行政府発表社会員新聞市県区町村開学生活動関係首相選挙議問題経済"
)
HANGUL_COMMON = frozenset(
    "이다는의에을를가고한은로지사기도서하대자인일그리나해어시것들과만정부아수있스라보전장상원조국"
)
CYRILLIC_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчй")


def score(text: str) -> float:
    """Return how readable a text is per character outside ASCII: about 1 is prose, below 0 is not.

    Letters count by how common they are in their language and by their neighbours: an alphabet
    inside a word of another one, a capital after a small letter, a quotation mark inside a word.
    """
    total = count = 0.0
    latin: list[str] = []
    previous = " "
    length = len(text)
    for index, letter in enumerate(text):
        if letter > "\x7f":
            following = text[index + 1] if index + 1 < length else " "
            total += _weight(letter, previous, following)
            # A two-byte letter stands for what would be two letters in a one-byte encoding.
            if letter in LATIN_ANY:
                latin.append(letter)
            count += 2 if letter >= "\u1100" and letter not in PUNCTUATION else 1
        previous = letter
    if latin:
        together = max(sum(letter in alphabet for letter in latin) for alphabet in LATIN)
        total -= 0.8 * (len(latin) - together)
    return total / count if count else 0.0


def _weight(letter: str, previous: str, following: str) -> float:
    if letter in PUNCTUATION:
        return _punctuation_weight(letter, previous, following)
    if letter >= "\u2e80":
        return _east_asian_weight(letter)
    category = unicodedata.category(letter)
    if category[0] == "L":
        return _letter_weight(letter, category, previous, following)
    if category == "Mn":
        return 0.5 if unicodedata.category(previous)[0] in "LM" else -3.0
    if category in ("Cc", "Cn", "Co"):
        return -6.0
    return -2.0 if previous.isalpha() and following.isalpha() else -0.6


def _punctuation_weight(letter: str, previous: str, following: str) -> float:
    inside = previous.isalpha() and following.isalpha() and previous < "\u2e80"
    if letter == "’":
        return 1.1 if inside else 0.9
    if letter in OPENING:
        return -2.0 if inside else 0.9
    if inside and letter not in "–—·\u00a0…":
        return -2.0
    return 0.8 if letter in "”“„»«–—…\u00a0。，、" else 0.4


def _letter_weight(letter: str, category: str, previous: str, following: str) -> float:
    neighbours = [near for near in (previous, following) if near.isalpha()]
    own = _script(letter)
    if any(_script(near) != own for near in neighbours):
        return -3.0
    # Word shapes: a capital right after a small letter, or a modifier letter, is how garbage looks.
    if category == "Lu" and previous.isalpha() and previous.islower():
        return -3.0
    if category == "Lu" and following.isalpha() and following.islower() and previous.isupper():
        return -1.0
    if category == "Ll" and following.isupper():
        return -2.0
    if not neighbours and not (previous.isspace() and following.isspace()):
        return -1.0
    if own == "latin":
        return 1.0 if letter in LATIN_ANY else -1.0
    if own == "cyrillic":
        return 1.1 if letter in CYRILLIC_COMMON else 0.5
    return 0.8 if own in ("greek", "hebrew", "arabic", "thai") else -1.0


def _east_asian_weight(letter: str) -> float:
    """Weights are for two bytes: a common letter is worth two common ones of an alphabet."""
    if "\u3040" <= letter <= "\u30ff":
        return 2.0
    if "\u4e00" <= letter <= "\u9fff":
        return 2.2 if letter in SIMPLIFIED or letter in TRADITIONAL or letter in JAPANESE_KANJI else 0.3
    if "\uac00" <= letter <= "\ud7a3":
        return 2.0 if letter in HANGUL_COMMON else 0.7
    if "\uff61" <= letter <= "\uff9f":
        return -3.0
    if "\uff01" <= letter <= "\uff5e" or "\u3000" <= letter <= "\u303f":
        return 0.6
    return -4.0


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x250:
        return "latin"
    for low, high, name in (
        (0x370, 0x3FF, "greek"),
        (0x400, 0x52F, "cyrillic"),
        (0x590, 0x5FF, "hebrew"),
        (0x600, 0x6FF, "arabic"),
        (0xE00, 0xE7F, "thai"),
        (0x1E00, 0x1EFF, "latin"),
        (0x1F00, 0x1FFF, "greek"),
    ):
        if low <= code <= high:
            return name
    return "east asian" if code >= 0x2E80 else "other"
