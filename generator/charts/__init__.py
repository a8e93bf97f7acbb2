"""Numbers → plain geometry for templates to draw. Pure; all lengths in the units of the drawing's own box."""

from __future__ import annotations

from generator.charts import flow, harvest
from generator.charts.bars import bars
from generator.charts.dots import Dots, dots

__all__ = ["Dots", "bars", "dots", "flow", "harvest"]
