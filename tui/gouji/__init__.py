"""`import gouji`: this folder is packaged under that name; what it gives is described in `tui.library`."""

from tui.library import *  # noqa: F403
from tui.library import __all__ as __all__
from tui.library import __doc__ as __doc__
from tui.library import __version__ as __version__
