"""What language the lessons of a folder are written in."""

import pytest

from coursedeck.session.load.language_guess import guess_language

SENTENCES = {
    "de": "Der Behälter startet in Sekunden, und die Anwendung läuft mit dem Kern, den sich alle teilen. ",
    "es": "El contenedor arranca en segundos, y la aplicación usa el núcleo que comparten los demás. ",
    "fr": "Le conteneur démarre en quelques secondes et les applications partagent le noyau avec les autres. ",
    "pt-BR": "O contêiner inicia em segundos, e as aplicações usam o núcleo que é compartilhado com os outros. ",
    "it": "Il contenitore parte in pochi secondi e le applicazioni usano il nucleo che è condiviso con gli altri. ",
    "en": "The container starts in seconds, and the application runs on the kernel that all of them share. ",
    "ko": "컨테이너는 몇 초 만에 시작하며 모든 애플리케이션이 커널을 함께 쓴다. ",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_text_is_told_by_its_frequent_words(language: str) -> None:
    assert guess_language(6 * SENTENCES[language] + "docker run --rm -it nginx\n" * 3) == language


def test_few_words_are_taken_for_english() -> None:
    assert guess_language("Docker: der Start") == "en"
