"""Embeddings: texts that share words, or parts of words, point the same way."""

import math
from collections import Counter
from hashlib import blake2b

from autograder.offline_model.words import terms, words

PART_OF_A_WORD = 0.3


def embed(text: str, size: int) -> list[float]:
    """A unit vector of `size` numbers: a hashed bag of the text's terms."""
    vector = [0.0] * size
    for feature, weight in features(text).items():
        number = int.from_bytes(
            blake2b(feature.encode(errors="replace"), digest_size=8).digest(), "big"
        )
        vector[number % size] += weight if number >> 63 else -weight
    length = math.hypot(*vector)
    return [value / length for value in vector] if length else vector


def features(text: str) -> dict[str, float]:
    """What counts in a text and how much: its terms, and their beginnings a little."""
    counts = Counter(terms(text) or words(text) or [text])
    weights = {term: math.sqrt(count) for term, count in counts.items()}
    beginnings = Counter(f"{term[:4]}-" for term in counts if len(term) > 4)
    return weights | {start: PART_OF_A_WORD * n for start, n in beginnings.items()}
