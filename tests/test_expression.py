"""Expressions that wait for their first use are as right as those compiled at once."""

import gc
import importlib
import pkgutil
import re

import pytest

import parsers
from parsers.text.expression import expression


def test_every_expression_of_the_parsers_can_be_compiled() -> None:
    for module in pkgutil.walk_packages(parsers.__path__, "parsers."):
        importlib.import_module(module.name)
    waiting = [one for one in gc.get_objects() if type(one) is type(expression(""))]
    assert len(waiting) > 100
    for one in waiting:
        assert one.fullmatch("") or True


def test_an_expression_answers_like_the_compiled_one_and_says_what_it_is() -> None:
    ours, theirs = expression(r"^(\d+)$", re.MULTILINE), re.compile(r"^(\d+)$", re.MULTILINE)
    assert ours.findall("1\na\n22") == theirs.findall("1\na\n22") == ["1", "22"]
    assert ours.sub("x", "1\n2") == "x\nx"
    assert (ours.pattern, ours.groups) == (theirs.pattern, 1)


def test_a_mistake_is_told_at_the_first_use() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")
