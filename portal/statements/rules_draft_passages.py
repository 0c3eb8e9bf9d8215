"""Which sentence of a provision a finding quotes: the one that speaks of the act in most words, else the first."""

from portal.guidance.rules_synonyms import Synonyms
from portal.statements.rules_draft_acts import Lexicon
from portal.statements.rules_sentences import sentences_of
from portal.statements.rules_words import tokens_of


def passage_about(text: str, synonyms: Synonyms) -> str:
    """Return the sentence of a provision's text that is quoted."""
    sentences = [span.of(text) for span in sentences_of(text)]
    lexicon = Lexicon({"": synonyms})
    return max(sentences, key=lambda sentence: _words_of_act(sentence, lexicon), default=text)


def _words_of_act(sentence: str, lexicon: Lexicon) -> int:
    return sum(len(act.places) for act in lexicon.acts_of(tokens_of(sentence), ()))
