"""What we are compared with: scikit-learn's TF-IDF with logistic regression and complement NB.

Both see the whole text, learn from all of it at once, and have the settings that served them well
on these projects: sublinear term frequency, English stop words, and for the regression weights that
balance the classes. An issue with several components is learnt from once for each.
"""

import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB

from benchmarks.suggest_data import Project

MOST_SHOWN = 3
MODELS: dict[str, Callable[[], Any]] = {
    "tfidf_logistic": lambda: LogisticRegression(C=10, class_weight="balanced", max_iter=2000),
    "complement_nb": lambda: ComplementNB(alpha=0.3),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """The ranking of each new issue, the seconds to learn all again, and the size of the model."""

    ranked: list[list[str]]
    learn_seconds: float
    model_mb: float


def tried(name: str, project: Project) -> Tried:
    pairs = [(issue.text, one) for issue in project.oldest for one in sorted(issue.truth)]
    began = time.perf_counter()
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    model = MODELS[name]()
    model.fit(words.fit_transform([text for text, _ in pairs]), [one for _, one in pairs])
    seconds = time.perf_counter() - began
    chances = model.predict_proba(words.transform([issue.text for issue in project.newest]))
    best = numpy.argsort(-chances, axis=1, kind="stable")[:, :MOST_SHOWN]
    ranked = [[str(model.classes_[place]) for place in row] for row in best]
    return Tried(ranked, seconds, len(pickle.dumps((words, model))) / 1_000_000)
