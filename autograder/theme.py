"""The colours that cards and timelines share, for light and dark pages.

A page tells its theme in one of three ways: JupyterLab and nbconvert set
`data-jp-theme-light`, VS Code sets a class, any other page sets `color-scheme`. Cards and
timelines have a surface of their own, so they read well even where none of these is set.
"""

import re

# Hues after Okabe and Ito, which stay apart for colour-blind readers; darkened or lightened
# until they have the contrast that tests/test_card.py asks for.
PALETTE: dict[str, tuple[str, str]] = {
    "surface": ("#ffffff", "#1a1d21"),
    "border": ("#d5dbe1", "#3a414a"),
    "ink": ("#1f2328", "#e4e9ee"),
    "muted": ("#57606a", "#a3adb8"),
    "grid": ("#edf0f3", "#282d34"),
    "bar": ("#e3e9f0", "#313a45"),
    "edge": ("#8492a2", "#76869a"),
    "model": ("#0072b2", "#5ab4e8"),
    "model-tint": ("#d3e8f6", "#16384f"),
    "service": ("#9a4a7b", "#e29cc4"),
    "service-tint": ("#f5e1ed", "#4a2a3e"),
    "held": ("#b84300", "#ff9457"),
    "held-tint": ("#fcebe1", "#3e2619"),
    "pass": ("#00704f", "#41cfa2"),
    "code": ("#f4f6f8", "#24292f"),
}

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"

_NAMES = {light: name for name, (light, _) in PALETTE.items()}


def light(name: str) -> str:
    """The colour called `name` as it is on a light page."""
    return PALETTE[name][0]


def css(selector: str) -> str:
    """The palette as custom properties (`--cc-ink`, …) of the elements `selector` names."""
    plain = "".join(f"--cc-{name}:{day};" for name, (day, _) in PALETTE.items())
    both = "".join(f"--cc-{name}:light-dark({d},{n});" for name, (d, n) in PALETTE.items())
    return (
        f"{selector}{{{plain}}}"
        f"@supports (color:light-dark(red,red)){{{selector}{{{both}}}}}"
        f'[data-jp-theme-light="true"] {selector},.vscode-light {selector}{{color-scheme:light}}'
        f'[data-jp-theme-light="false"] {selector},.vscode-dark {selector}{{color-scheme:dark}}'
    )


def themed(svg: str) -> str:
    """`svg` with its fills and strokes of the light palette turned into custom properties."""

    def variable(colour: str) -> str:
        name = _NAMES.get(colour)
        return f"var(--cc-{name},{colour})" if name else colour

    svg = re.sub(r'\bfill="(#[0-9a-f]{6})"', r'style="fill: \1"', svg)
    return re.sub(r"(\b(?:fill|stroke): )(#[0-9a-f]{6})", lambda m: m[1] + variable(m[2]), svg)
