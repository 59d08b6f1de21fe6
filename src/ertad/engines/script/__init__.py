"""Georgian-first folding of text: what search and record linkage take for the same word.

People write Georgian, romanised Georgian in several habits, English and French, inflected, and
sometimes for fonts of the nineties; all of it comes to one key. Index and query fold alike.
"""

from .folding import fold, fold_word, plain, spelling, words
from .legacy import from_legacy, looks_like_legacy
from .letters import romanise
from .names import name_key, name_words

__all__ = [
    "fold",
    "fold_word",
    "from_legacy",
    "looks_like_legacy",
    "name_key",
    "name_words",
    "plain",
    "romanise",
    "spelling",
    "words",
]
