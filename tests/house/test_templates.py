import gzip
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, name, tracked

TEMPLATES = tracked("quizapp/templates/*.html")
PYTHON = tracked("quizapp/*.py")
CSS = (ROOT / "quizapp/static/app.css").read_text("utf-8")
ICONS = (ROOT / "quizapp/static/icons.svg").read_text("utf-8")
STYLE_LIMIT = 10_000
"""Bytes, compressed: design/README."""


@pytest.fixture(params=TEMPLATES, ids=name)
def template(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_text("utf-8")


def test_a_template_trusts_no_text(template):
    assert "|safe" not in template.replace(" ", "")
    assert "autoescape false" not in template


def test_a_template_has_nothing_inline(template):
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", template)
    assert not re.search(r"<script(?![^>]*\ssrc=)", template)


def test_a_template_asks_nobody_else_for_anything(template):
    outside = re.findall(r'(?:src|href|action)="(https?:)?//', template)
    assert outside == []


def test_a_template_imports_nothing_in_vain(template):
    if "{% block content %}{% endblock %}" in template:
        return  # the base: its pages use what it imports
    for names in re.findall(r"{%-? from [^%]+ import ([^%]+?)(?: with context)? -?%}", template):
        rest = re.sub(r"{%-? from [^%]+%}", "", template)
        unused = [n for n in names.replace(" ", "").split(",") if not re.search(rf"\b{n}\(", rest)]
        assert unused == []


def test_every_post_form_carries_a_token(template):
    forms = re.findall(r'<form[^>]*method="post"[^>]*>(.*?)</form>', template, re.DOTALL)
    assert [form[:80] for form in forms if "csrf_token" not in form and "hidden_tag" not in form] == []


def test_every_icon_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', ICONS))
    used = {icon for path in TEMPLATES for icon in re.findall(r'icon\("([a-z-]+)"', path.read_text("utf-8"))}
    used |= {icon for path in TEMPLATES for icon in re.findall(r"icons\.svg'\) }}#([a-z-]+)", path.read_text("utf-8"))}
    assert used - drawn == set()


def test_every_template_is_used():
    words = "\n".join(path.read_text("utf-8") for path in (*TEMPLATES, *PYTHON))
    names = [path.relative_to(ROOT / "quizapp/templates").as_posix() for path in TEMPLATES]
    found_by_name = ("security/", "interactions/")  # by Flask-Security, and by the interaction's name
    assert [n for n in names if f'"{n}"' not in words and not n.startswith(found_by_name)] == []


def test_the_two_lists_of_dark_colours_are_equal():
    def colours(after: str) -> list[str]:
        block = CSS.split(after, 1)[1].split("{", 1)[1].split("}", 1)[0]
        return re.findall(r"(--[a-z-]+: #[0-9a-f]+)", block)

    chosen, followed = colours(':root[data-theme="dark"]'), colours("@media (prefers-color-scheme: dark) {")
    assert len(chosen) == 14
    assert chosen == followed


def test_the_style_sheet_stays_small():
    assert len(gzip.compress(CSS.encode(), 9)) < STYLE_LIMIT


def test_colours_stand_only_among_the_tokens():
    tokens, rest = CSS.split("@layer base {", 1)
    assert "#0d5c4b" in tokens
    assert re.findall(r"#[0-9a-f]{6}\b", rest) == []


def test_every_class_of_the_templates_is_in_the_style_sheet():
    used = {
        word
        for path in TEMPLATES
        for value in re.findall(r'class="([^"{}]*)"', path.read_text("utf-8"))
        for word in value.split()
    }
    styled = set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", CSS))
    assert used - styled == set()
