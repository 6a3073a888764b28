"""Page furniture: what stands around an article on a page and was never written as part of it.

A paragraph is furniture only when every sentence in it is: a real sentence beside a plea for
subscribers keeps the paragraph whole.
"""

import re

_FILLER = r"[^.!?。！？]{0,90}"
_LETTER = (
    r"(?:e-?)?(?:newsletters?|nieuwsbrief|boletín|boletim|bulletin|lettre d'information|infolettre"
    r"|updates|alerts"
    r"|mailing list|e-?mails?|rss|feed|channel|account|compte|konto|cuenta|conta|digital edition|app\b)"
)
_SITES = (
    r"(?:facebook|twitter|x\b|instagram|linkedin|whatsapp|telegram|pinterest|reddit|youtube|weibo"
    r"|e-?mail|mail|bluesky|mastodon)"
)
# Sentences by which sites ask for something. Each must fit from the beginning to the end.
_PLEAS = (
    # English
    rf"(?:please )?(?:subscribe|sign up|register|log in|sign in)(?:(?: now| today| here| free)+"
    rf"|{_FILLER}{_LETTER}{_FILLER})?",
    rf"(?:get|receive) {_FILLER}(?:newsletter|(?:in|to) your inbox|by e-?mail){_FILLER}",
    rf"(?:share|tweet|pin|e-?mail|print|save|bookmark)(?: this)?(?: (?:article|story|page|post"
    rf"|link))?(?: (?:on|via|by|to) {_SITES}(?:(?:,| and| or)* {_SITES})*)?",
    rf"(?:follow|like|find|join) us (?:on|at) {_FILLER}",
    rf"(?:click|tap) here{_FILLER}",
    rf"(?:read|see) (?:more|also|next|the full (?:article|story))(?: ?[:>»→-]{_FILLER})?",
    r"(?:related|recommended|more|most read|most popular|trending)(?: (?:articles?|stories|news"
    r"|coverage|topics))?:?",
    r"(?:continue reading|advertisement|advertising|sponsored content|skip to content|back to top"
    r"|load(?:ing)? more)",
    rf"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies{_FILLER}",
    rf"by (?:continuing|using|browsing){_FILLER}cookies{_FILLER}",
    r"(?:\d+ )?(?:comments?|shares?|views)(?: \(\d+\))?",
    r"(?:leave|post|add|write) a (?:comment|reply)(?: below)?",
    rf"[^.!?]{{2,60}} publishes in \d+ (?:countries|languages){_FILLER}",
    r"image (?:source|caption), .{2,120}|@\w{2,30}(?: on \w+)?|skip (?:past )?(?:newsletter promotion"
    r"|navigation)",
    r"(?:listen to (?:this )?(?:article|story)|listen|copy link"
    r"|gift (?:this )?article)(?: \(?\d+ min\w*\)?)?",
    r"(?:(?:estimated )?reading time|read time|lesezeit|lesedauer|temps de lecture|durée de lecture|leestijd"
    r"|tiempo de lectura|tempo di lettura|tempo de leitura|время чтения"
    r"|lästid)\s*:?\s*(?:\w+ )?\d+ ?\w{0,8}\.?",
    r"\d+[ -]?(?:min(?:ute)?s?\.?)?[ -](?:read|min(?:ute)?s? (?:read|to read|de lecture|lesezeit|leestijd"
    r"|de lectura))",
    r"(?:sent from my|get outlook for|gesendet von (?:meinem|mit)|von meinem \w+ gesendet|envoyé de mon"
    r"|enviado desde mi|inviato da|verzonden (?:met|vanaf)) [^.!?]{2,40}",
    # French
    rf"abonnez-vous{_FILLER}|(?:inscrivez|connectez)-vous(?:{_FILLER}{_LETTER}{_FILLER})?",
    rf"(?:partager|partagez)(?: cet article)?(?: (?:sur|par|via) {_SITES}{_FILLER})?",
    rf"suivez-nous sur {_FILLER}",
    rf"(?:lire|voir) (?:aussi|également|la suite|plus)(?: ?:{_FILLER})?",
    rf"(?:nous utilisons|ce site utilise|notre site utilise) des cookies{_FILLER}",
    r"(?:publicité|à lire aussi|sur le même sujet|contenu sponsorisé)",
    # German
    rf"(?:abonnieren sie|melden sie sich|jetzt abonnieren|hier anmelden){_FILLER}{_LETTER}{_FILLER}"
    rf"|jetzt abonnieren",
    rf"(?:auf {_SITES} teilen|(?:artikel )?teilen|teilen auf {_SITES}|artikel drucken|per e-?mail versenden)",
    rf"folgen sie uns (?:auf|bei) {_FILLER}",
    rf"(?:lesen sie auch|mehr zum thema|lesen sie mehr|weiterlesen|siehe auch)(?: ?:{_FILLER})?",
    rf"(?:wir verwenden|diese (?:web)?seite verwendet|diese website nutzt) cookies{_FILLER}",
    r"(?:anzeige|werbung|zur startseite|nach oben)",
    # Spanish, Portuguese
    rf"(?:suscríb[ae]se|suscríbete|regístr[ae]se|regístrate|inscreva-se|assine"
    rf"|cadastre-se)(?:{_FILLER}{_LETTER}{_FILLER})?",
    rf"(?:compart(?:ir|a|e|ilhar|ilhe)|partilhar|partilhe)(?: (?:en|no|na|por|via) {_SITES})?",
    rf"(?:síguenos|síganos|siga-nos) (?:en|no|na) {_FILLER}",
    rf"(?:le[ae]|leia|lee|ver) (?:también|tamb[ée]m|más|mais)(?: ?:{_FILLER})?",
    rf"(?:usamos|utilizamos|este sit[ei]o? (?:web )?(?:usa|utiliza)) cookies{_FILLER}",
    r"(?:publicidad|publicidade|noticias relacionadas|notícias relacionadas)",
    # Italian, Dutch
    rf"(?:iscriviti|abbonati|registrati|accedi)(?:{_FILLER}{_LETTER}{_FILLER})?",
    rf"(?:condividi|condividere)(?: su {_SITES})?",
    rf"seguici su {_FILLER}",
    rf"leggi (?:anche|tutto|di più)(?: ?:{_FILLER})?",
    rf"(?:utilizziamo i|questo sito (?:utilizza|usa) i?) ?cookie{_FILLER}",
    r"(?:pubblicità|articoli correlati)",
    rf"(?:abonneer (?:je|u)|schrijf (?:je|u) in|meld (?:je|u) aan)(?:{_FILLER}{_LETTER}{_FILLER})?",
    rf"(?:deel (?:op|via) {_SITES}|volg ons op {_FILLER})",
    rf"lees (?:ook|meer|verder)(?: ?:{_FILLER})?",
    rf"(?:wij|we|deze (?:web)?site) (?:gebruiken|gebruikt|maakt gebruik van) cookies{_FILLER}",
    r"(?:advertentie|gerelateerde artikelen)",
    # Russian, Ukrainian, Polish, the North
    rf"(?:подпис(?:аться|ывайтесь|ка)|читайте (?:также|нас|ещё)|поделиться|смотрите также)(?: ?:)?{_FILLER}",
    r"(?:реклама|поделиться|по теме|комментарии|материалы по теме)",
    rf"(?:czytaj (?:także|też|więcej)|zobacz (?:także|też)|zapisz się){_FILLER}|reklama|udostępnij",
    rf"(?:läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere))(?: ?:{_FILLER})?|annons|annonse"
    rf"|dela artikeln",
    # Arabic
    rf"(?:اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|شاهد أيضا|اشترك في|تابعونا على)(?: ?[:：])?{_FILLER}|إعلان|شارك"
    rf"|مشاركة",
    # Chinese, Japanese
    r"(?:分享到|分享至|转发到|轉發到|订阅|訂閱|关注我们|關注我們|扫描二维码|掃描二維碼|点击这里|點擊這裡).{0,30}",
    r"[(（]?(?:责任编辑|責任編輯|编辑|編輯)\s*[:：].{0,20}",
    r"(?:相关阅读|相關閱讀|相关新闻|相關新聞|延伸阅读|延伸閱讀|广告|廣告)(?:[:：].{0,60})?",
    r"(?:シェアする|ツイート|関連記事|会員登録|メルマガ登録|広告|続きを読む)(?:[:：].{0,60})?",
)
_PLEA = re.compile("|".join(f"(?:{plea})" for plea in _PLEAS), re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*(?=\S)")
_CREDIT = re.compile(
    r"(?:[^.!?:]{0,60}\b(?:getty images|afp|reuters|ap|epa|dpa|ansa|efe|keystone|belga|imago)\b[^.!?:]{0,30}"
    r"/[^.!?:]{1,40}|\(?(?:file|stock|courtesy|handout|archive) (?:photo|image|picture)\)?)",
    re.IGNORECASE,
)
_PHOTO_STUB = re.compile(
    r"[\w .&'’\-/]{2,50}(?:\bphotos?|\bpictures?|\bimages?|\bfoto|\bbild)|(?:photos?|pictures?|images?"
    r"|fotos?|bild|foto)"
    r"(?: (?:by|de|di|von|door|par))?\s*[:/©][^.!?]{2,80}"
    r"|图片来源.{0,30}|圖片來源.{0,30}|図：.{0,30}|写真：.{0,30}",
    re.IGNORECASE,
)
_OPEN_STUB = re.compile(r"[^.!?()]{2,90}\(\s*")
_MOSTLY_PUNCTUATION = re.compile(r"[\W_]{1,200}")
LONGEST = 400
"""No furniture is longer than so many code points."""
CAPTION_WORDS = 8
_CREDITED = re.compile(
    r".{3,330}?(?:[(\[](?:[^()\[\]]{2,50}/[^()\[\]]{2,50}|(?:(?:photo|foto|image|picture|credit"
    r"|bild) ?(?:by|:|/) ?"
    r"|(?:ap|afp|reuters|file|epa|dpa|getty) (?:photo|image|file)s?/?)[^()\[\]]{0,60})[)\]]"
    r"|\s(?:photo(?:graph)?|picture|image|credit|foto|photographie|crédit(?: photo)?|bild|fotografía"
    r"|fotografia)"
    r"s?(?: by)? ?[:©] ?[^.!?]{2,60}|\s© ?[^.!?]{2,60})\.?",
    re.IGNORECASE,
)
"""A picture's description with the photographer after it."""


def is_furniture(line: str) -> bool:
    """Is this whole paragraph page furniture?"""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return False
    if _MOSTLY_PUNCTUATION.fullmatch(line):
        return True
    if is_caption_stub(line) or is_caption(line):
        return True
    sentences = [_bare(sentence) for sentence in _SENTENCE_END.split(line)]
    return all(_PLEA.fullmatch(sentence) for sentence in sentences if sentence)


def is_caption_stub(line: str) -> bool:
    """Is this what is left of a picture: '… Photo', 'The artists at work (' or an agency's credit?"""
    line = line.strip()
    words = len(line.split())
    if _OPEN_STUB.fullmatch(line) and words <= 14:
        return True
    if words > CAPTION_WORDS or line[-1:] in ".!?":
        return bool(_CREDIT.fullmatch(line.rstrip("."))) and words <= CAPTION_WORDS + 4
    return bool(_PHOTO_STUB.fullmatch(line) or _CREDIT.fullmatch(line))


def is_caption(line: str) -> bool:
    """Is this a picture's description, with its photographer named at the end?"""
    line = line.strip()
    return len(line) <= LONGEST and len(line.split()) <= 45 and bool(_CREDITED.fullmatch(line))


def _bare(sentence: str) -> str:
    return sentence.strip(" \t.!…>»→|•·*-–—。！")
