"""Text into clean values: the frame of a forløb, and what is written in a block."""

from spor.forloeb.forms.block import BlockForm
from spor.forloeb.forms.frame import FrameForm, StartForm

__all__ = ["BlockForm", "FrameForm", "StartForm"]
