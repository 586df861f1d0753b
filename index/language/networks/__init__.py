"""The language model's networks, read by faster code: the same weights, and the same results, as spaCy's own.

spaCy computes in a way that also serves training, one small matrix at a time. Reading an archive needs only the
forward pass, so its parts are replaced, each by one that gives what the original gives:

    chunks       text -> words: spaCy's tokenizer, which is shown each chunk of a text once
    encoder      words -> vectors (hash embeddings and convolutions), the embeddings remembered by word
    transitions  vectors -> trees and sentences: spaCy's transitions, those of all documents scored together
    recogniser   vectors -> named entities: the greedy transitions of all words at once
    wordforms    tags -> part of speech and lemma, remembered by word, tag and dependency, and `rulings` by kind of word

`quickened` swaps them all in.
"""

from index.language.networks.quickening import quickened

__all__ = ["quickened"]
