"""A walk's words as text, LaTeX, Markdown and HTML: each of them valid."""

import html.parser
import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.notation import markup
from core.notation.latex import latex, latex_prose, markdown
from core.notation.markup import Function, Over, Root, Script, Words, fill
from gui.walk.words.description import as_latex, as_markdown, as_text
from gui.walk.words.step import Names
from tests.arithmetic import UNSCRIPTED
from tests.walks import SMALL, all_said, each_walk, said, walk_of


@each_walk
def test_plain_text_has_no_markup(walk):
    for description in all_said(walk):
        text = as_text(description)
        assert not re.search(r"[\\${}_]|</?\w+>", text)
        for part in (description.title, *description.numbers, description.sentence):
            assert markup.text(part) in text


@each_walk
def test_latex_is_balanced_and_free_of_unicode(walk):
    for description in all_said(walk):
        written = as_latex(description)
        assert written.isascii()
        assert written.count("{") == written.count("}")
        assert written.count("$") % 2 == 0
        depths = np.cumsum([{"{": 1, "}": -1}.get(character, 0) for character in written])
        assert depths.min() >= 0
        assert not re.search(r"\}'|\^\{[^{}]*\}\^|_\{[^{}]*\}_", written)  # double scripts
        mathematics = "".join(written.split("$")[1::2])
        assert not re.search(r"\\[a-z]+[0-9]", mathematics)
        copied = as_markdown(description)
        for line in (*description.formula, *description.numbers):
            assert f"${latex(line)}$" in copied
            assert latex(line) in written


class Tags(html.parser.HTMLParser):
    """Fails where tags are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.text = ""

    def handle_starttag(self, tag, attributes):
        assert tag in ("i", "sup", "sub", "br")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@each_walk
def test_html_is_closed_and_says_the_same(walk):
    for description in all_said(walk):
        for node in (description.title, *description.formula, description.sentence):
            tags = Tags()
            tags.feed(markup.html(node))
            tags.close()
            assert tags.open == []
            # On one line a power may need parentheses that a superscript does not.
            plain = re.sub(r"[()^]", "", markup.text(node).translate(UNSCRIPTED))
            assert re.sub(r"[()]", "", tags.text) == plain


def test_formats_of_every_node():
    node = (Over("∂C", ("∂", Script("w", "2", "3,12"))), " = ", Root(("v", " + ", "ε")))
    assert markup.text(node) == "∂C/∂w²₃,₁₂ = √(v + ε)"
    assert latex(node) == r"\frac{\partial C}{\partial w^{2}_{3,12}} = \sqrt{v + \varepsilon }"
    assert markup.html(node) == (
        "∂<i>C</i>/∂<i>w</i><sup>2</sup><sub>3,12</sub> = √(<i>v</i> + <i>ε</i>)"
    )
    node = (Function("leaky relu"), "(", Script("e", "0.5"), ") < ", Script("ŷ", below="7"))
    assert markup.text(node) == "leaky relu(e^0.5) < ŷ₇"
    assert latex(node) == r"\operatorname{leaky\ relu}(e^{0.5}) < \hat{y}_{7}"
    assert markup.html(node) == ("leaky relu(<i>e</i><sup>0.5</sup>) &lt; <i>ŷ</i><sub>7</sub>")


def test_words_and_mathematics_are_told_apart():
    node = fill("{a} is 5 % of <all> y₁, f′ and $_x*", a=Script("a", below="3"))
    assert markup.text(node) == "a₃ is 5 % of <all> y₁, f′ and $_x*"
    assert latex_prose(node) == (r"$a_{3}$ is 5 \% of $<$all$>$ y$_{1}$, f$^{'}$ and \$\_x*")
    assert markdown(node) == r"$a_{3}$ is 5 % of \<all\> y₁, f′ and \$\_x\*"
    assert markup.html(Words("a < b & c")) == "a &lt; b &amp; c"


ONE_WALK = walk_of(SMALL)


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=12).filter(str.strip))
def test_any_class_name_is_escaped(name):
    names = Names((name, f"{name}2"))
    for kind in ("input", "loss", "output delta"):
        description = said(ONE_WALK, kind, "neuron", names=names)
        written = as_latex(description)
        bare = re.sub(r"\\[{}$%#_&]", "", written)
        assert bare.count("{") == bare.count("}")
        assert bare.count("$") % 2 == 0
        as_markdown(description)
        assert name in as_text(description) or kind in ("input", "loss")
