"""Answers by link: kept one service at a time, judged as a workbook is, sent as one submission."""

from ertad.collection.answers.answered import Answered, answered
from ertad.collection.answers.judging import Judged, Surroundings, surroundings

__all__ = ["Answered", "Judged", "Surroundings", "answered", "surroundings"]
