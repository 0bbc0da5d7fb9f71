"""The colours read on their backgrounds."""

from __future__ import annotations

import pytest

from tui.workbench.app import Gouji
from tui.workbench.painting.palette import PALETTES, ROLES, contrast, rgb

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LEAST = 4.5


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("role", ROLES)
def test_every_colour_of_a_theme_reads_on_its_background(theme: str, role: str) -> None:
    palette, dark = PALETTES[theme], theme.endswith("dark")
    ground, ink = (BLACK, WHITE) if dark else (WHITE, BLACK)
    assert contrast(rgb(palette[role], ink), rgb(palette["background"], ground)) >= LEAST


@pytest.mark.parametrize("theme", PALETTES)
def test_what_is_selected_reads_too(theme: str) -> None:
    palette, dark = PALETTES[theme], theme.endswith("dark")
    ink = (229, 229, 229) if dark else BLACK
    assert contrast(rgb(palette["foreground"], ink), rgb(palette["primary"], BLACK)) >= LEAST


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast(BLACK, WHITE), 1) == 21.0


@pytest.mark.parametrize(("theme", "dark"), [("full", True), ("full", False), ("ansi", True), ("mono", False)])
async def test_each_theme_can_be_worn(theme: str, dark: bool) -> None:
    app = Gouji(["没有.txt"], theme, dark)
    async with app.run_test(size=(80, 24)):
        assert app.theme in PALETTES
        assert app.no_color == (theme == "mono")
