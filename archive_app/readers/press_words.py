"""Words by which lines of a press article are told apart: labels, offices, newspapers, rubrics."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


_LABELS = {
    "headline": "headline|title|titre|titel|titular|título|titolo|überschrift|schlagzeile|заголовок"
    "|rubrik titel"
    "|标题|標題|見出し|العنوان",
    "kicker": "kicker|eyebrow|surtitre|dachzeile|antetítulo|occhiello",
    "standfirst": "standfirst|deck|subtitle|subhead|chapô|chapeau|vorspann|untertitel"
    "|entradilla|sommario|ondertitel",
    "byline": "byline|author|authors|by|auteur|par|autor|autorin|autoren|von|autore|por|door|auteurs"
    "|автор|авторы"
    "|текст|författare|forfatter|作者|記者|记者|著者|كتب|كتبت|بقلم|الكاتب",
    "dateline": "dateline|ort",
    "outlet": "outlet|source|newspaper|publication|published in|journal|quelle|zeitung|fuente|periódico|fonte"
    "|giornale|jornal|bron|krant|источник|газета|издание|źródło|källa|kilde|zdroj|来源|來源|出典|媒体|المصدر",
    "published": "date|published|publication date|datum|veröffentlicht|publié le|fecha|publicado|data"
    "|pubblicato|gepubliceerd|дата|опубликовано|publicerad|udgivet|opublikowano|日期|发布时间|發布時間|日付"
    "|التاريخ|تاريخ النشر",
    "updated": "updated|last updated|modified|lastmod|aktualisiert|mis à jour|actualizado|aggiornato"
    "|atualizado"
    "|bijgewerkt|обновлено|uppdaterad|opdateret",
    "section": "section|rubric|rubrique|ressort|sección|sezione|seção|rubriek|рубрика|栏目|版面",
    "page": "page|pages|seite|página|pagina|p|страница|sida|strona",
    "edition": "edition|édition|ausgabe|edición|edizione|edição|editie",
    "genre": "genre|document type",
    "language": "language|lang|langue|sprache|idioma|lingua|taal|язык",
    "url": "url|link|permalink",
    "rights": "copyright|rights|droits|rechte|derechos|diritti|direitos|rechten",
    "credit": "credit|agency|agence|agentur|agencia|agenzia|agência",
    "correction": "correction|correction appended|clarification|berichtigung|korrektur|rectificatif|erratum"
    "|corrección|fe de errores|rettifica|correção|correctie|rectificatie|исправление|更正",
}  # fmt: skip
LABEL_OF = {word: name for name, words in _LABELS.items() for word in words.split("|")}

PARTICLES = _words(
    "and|und|et|y|e|en|i|og|och|ja|и|de|la|du|des|von|van|der|den|del|di|da|dos|das|in|at|for|&|our|the"
    "|unserem|unserer|unser|notre|nos|nuestro|nuestra|onze|ons|nostro|nostra|vår|zu|zum|le|ten|ter|te|al|el"
    "|bin|ibn|ben|avec|mit|with|con|met|med|special"
)
"""Small words that stand inside a line of names."""
OFFICES = re.compile(
    r"correspond|korrespond|reporter|reporteur|staff|agenc|redakt|redact|rédact|redac|redazion|envoyé|enviad"
    r"|verslaggev|medewerk|journalist|editor|writer|columnist|chronique|critic\b|inviato|inviata"
    r"|корреспондент"
    r"|обозреватель|редакц|medarbetare|reportrar",
    re.IGNORECASE,
)
AGENCIES = (
    "AFP|AP|Reuters|dpa|APA|EFE|ANSA|PA|SDA|sda|Keystone-SDA|KNA|epd|sid|SID|UPI|TASS|ТАСС|Interfax"
    "|Xinhua|Kyodo"
    "|Jiji|ANP|Belga|TT|NTB|Ritzau|PAP|CTK|ČTK|MTI|Europa Press|Lusa|Bloomberg|Associated Press"
    "|The Associated Press"
    "|Agence France-Presse|Press Association|CNA|ATS|IANS|PTI|AAP|The Canadian Press|РИА Новости|Интерфакс"
)

_PAPER = (
    "times|herald|gazette|tribune|post|chronicle|courier|examiner|mercury|inquirer|enquirer|observer|guardian"
    "|telegraph|independent|mirror|bulletin|dispatch|despatch|journal|news|press|echo|sentinel|register"
    "|recorder"
    "|advertiser|argus|star|globe|ledger|standard|daily|weekly|review|magazine|monitor|express|mail|citizen"
    "|reporter|newspaper|broadcasting|radio|tv|zeitung|blatt|anzeiger|nachrichten|rundschau|kurier|bote"
    "|tageblatt"
    "|tagblatt|presse|allgemeine|morgenpost|abendblatt|wochenblatt|merkur|volksblatt|morgenblatt|spiegel"
    "|courrier"
    "|dépêche|depeche|gazzetta|corriere|giornale|messaggero|figaro|parisien|nouvelles|nouvelliste"
    "|tageszeitung"
    "|heraldo|diario|diário|jornal|noticias|notícias|periódico|gaceta|vanguardia|nación|correo|folha|estado"
    "|público|krant|courant|dagblad|nieuwsblad|nieuws|handelsblad|tijd|parool|volkskrant|bladet|tidningen"
    "|tidning"
    "|posten|avisen|gazeta|dziennik|rzeczpospolita|noviny|газета|известия|правда|новости|ведомости"
    "|коммерсантъ"
    "|вестник|время|труд|вечерняя"
)
_PAPER_WORD = re.compile(
    rf"(?<!\w)(?:{_PAPER})(?!\w)|\w{{3,}}(?:zeitung|blatt|anzeiger|nachrichten|kurier|krant|blad|bladet"
    rf"|tidning"
    r"|posten|courant|bote)(?!\w)"
    r"|[\u4e00-\u9fff]{2,8}(?:日报|日報|晚报|晚報|时报|時報|新闻|新聞|周报|週報|周刊|週刊|新聞社|早报|早報|通讯社)$",
    re.IGNORECASE,
)  # fmt: skip
_PAPERS = _words(
    "le monde|le figaro|la croix|libération|le soir|les échos|l'humanité|le temps|le devoir|la presse|el país"
    "|el mundo|abc|la razón|la nación|clarín|die welt|die zeit|taz|der spiegel|der standard|bild|stern|focus"
    "|la stampa|la repubblica|il sole 24 ore|il foglio|trouw|nrc|de tijd|the economist|the atlantic|time"
    "|the new yorker|newsweek|the nation|bbc|cnn|npr|haaretz|asahi shimbun|público|expresso|o globo|dn|svd"
    "|politiken|aftonbladet|expressen|information|vg|dagens nyheter"
)
RUBRICS = _words(
    "opinion|opinions|comment|commentary|analysis|editorial|editorials|leader|leading article|letters"
    "|letters to the editor|letter to the editor|op-ed|column|columnists|local|local news|national|world"
    "|world news"
    "|international|politics|business|economy|culture|arts|sport|sports|obituary|obituaries|feature"
    "|features|review"
    "|reviews|interview|news|uk news|us news|home news|foreign news|breaking news|exclusive|science"
    "|technology"
    "|health|education|environment|travel|life|style|books|film|music|meinung|kommentar|leitartikel"
    "|leserbriefe"
    "|leserbrief|politik|wirtschaft|feuilleton|kultur|lokales|inland|ausland|panorama|wissen|nachruf"
    "|gastbeitrag"
    "|reportage|vermischtes|gesellschaft|tribune|débats|idées|éditorial|chronique|courrier des lecteurs"
    "|société"
    "|politique|économie|monde|international|faits divers|entretien|enquête|opinión|cartas al director"
    "|política"
    "|economía|cultura|sociedad|deportes|internacional|nacional|editoriale|lettere al direttore|commenti"
    "|cronaca"
    "|politica|economia|esteri|mondo|opinie|binnenland|buitenland|economie|cultuur|ingezonden brieven|brieven"
    "|hoofdredactioneel|мнение|политика|экономика|общество|культура|в мире|спорт|kultura|polityka|opinie"
    "|评论|社论|时评|国际|国内|社説|国際|経済|社会"
)


def paper_word(text: str) -> bool:
    """Does a name say of itself that it is a newspaper, a station or an agency?"""
    return bool(_PAPER_WORD.search(text)) or text.casefold().strip(" .") in _PAPERS
