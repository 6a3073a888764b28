"""Page furniture goes, real sentences stay."""

import pytest

from archive_app.readers.furniture import is_caption_stub, is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Times Photo",
        "The divers at work (",
        "(File photo)",
        "Jo Doe/AFP/Getty Images",
        "Subscribe to our e-newsletter.",
        "Sign up for our daily newsletter",
        "Share on Facebook",
        "Share this article",
        "The Harbour Times publishes in 35 countries and in 19 languages. Subscribe to our e-newsletter.",
        "Follow us on Twitter!",
        "Read more: The bridge that never was",
        "Advertisement",
        "* * *",
        "12 comments",
        "We use cookies to make this site work.",
        "By continuing to use this site you accept our cookies.",
        "Abonnez-vous à notre newsletter",
        "Partager sur Facebook",
        "Lire aussi : Le pont qui ne fut pas",
        "Publicité",
        "Abonnieren Sie unseren Newsletter.",
        "Auf Facebook teilen",
        "Lesen Sie auch: Die Brücke",
        "Anzeige",
        "Suscríbase a nuestro boletín",
        "Compartir en Twitter",
        "Iscriviti alla nostra newsletter",
        "Condividi su Facebook",
        "Assine a nossa newsletter",
        "Leia também: A ponte",
        "Schrijf je in voor onze nieuwsbrief",
        "Lees ook: De brug",
        "责任编辑：王小明",
        "分享到微信",
        "関連記事：新しい橋",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Save this city, the mayor begged.",
        "Like it or not, the bridge will open in May.",
        "Melden Sie sich bei der Polizei, sagte der Bürgermeister.",
        "Register with the police, they were told.",
        "He told readers to subscribe to our newsletter and left. Nobody did.",
        "China ‘under very strong control’",
        "“Stay strong” some wrote, and Ai retweeted",
        "Inscrivez-vous en mairie avant vendredi, prévient le maire.",
        "The photographer took one last photo of the mayor and his dog.",
        "Share prices fell.",
        "More than 300 came.",
        "See also the report of the ministry, which came out in May and says the opposite.",
        "Anzeigen gab es viele.",
        "Two views of the bridge",
        "The bridge (built 1931) is closed.",
        "Read more books, says the mayor of Ostby.",
    ],
)
def test_real_sentences_stay(line: str) -> None:
    assert not is_furniture(line)


def test_a_caption_stub_is_what_a_picture_leaves() -> None:
    assert is_caption_stub("Harbour Times Photo")
    assert not is_caption_stub("He showed her the photo.")
