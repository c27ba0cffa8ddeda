"""How the notebooks' charts look and are kept: colours that the colour-blind tell apart, and a picture beside each interactive chart."""

from __future__ import annotations

import json
import re
import warnings
from typing import Any

import altair
from altair.utils.mimebundle import spec_to_mimebundle

# Okabe and Ito, Color Universal Design (2008), without its yellow, which is pale on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
GREY = "#767676"
_CONTROL = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f]|7f)")  # pdf files have some in their texts, and no picture can hold them; as JSON writes them
_SHARPNESS = 110  # pixels an inch of the pictures
_FONT = "Helvetica Neue, Arial, Liberation Sans, sans-serif"


def use_pictures() -> None:
    """Show every chart of this notebook in these colours, to be hovered over where notebooks run, and as a picture where they are only read."""
    warnings.filterwarnings("ignore", "IProgress not found")  # the model's library would have a progress bar that nobody needs here
    altair.data_transformers.disable_max_rows()
    altair.theme.register("minutes", enable=True)(_look)
    altair.renderers.register("minutes", _both)
    altair.renderers.enable("minutes")


def _both(spec: dict[str, Any], **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A chart as Vega-Lite and as png: GitHub shows the latter alone."""
    spec = json.loads(_CONTROL.sub("", json.dumps(spec)))
    picture, size = spec_to_mimebundle(spec, format="png", mode="vega-lite", ppi=_SHARPNESS)
    live = spec_to_mimebundle(spec, format="vega-lite", mode="vega-lite", vegalite_version=altair.VEGALITE_VERSION)
    bundle = live[0] if isinstance(live, tuple) else live
    return {**bundle, **picture}, dict(size)


def _look() -> altair.theme.ThemeConfig:
    words = {"font": _FONT, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    config: Any = {  # altair's own types leave out what Vega-Lite takes
        "font": _FONT,
        "background": "white",
        "view": {"stroke": "transparent", "continuousWidth": 560, "continuousHeight": 260},
        "title": {"anchor": "start", "fontSize": 14, "subtitleFontSize": 12, "subtitleColor": "#555555", "offset": 12},
        "axis": {**words, "gridColor": "#e6e6e6", "labelLimit": 260},
        "legend": {**words, "labelLimit": 420},
        "header": {**words, "labelLimit": 400},
        "range": {"category": list(COLOURS), "heatmap": {"scheme": "viridis"}, "ramp": {"scheme": "blues"}},
        "mark": {"color": COLOURS[0]},
    }
    return {"config": config}
