"""Files that people hand in: `store` takes one in, `respond` is the one way one leaves, `sweep` erases what nobody refers to.

The guard has had its say before any of these is called: this room knows no rights.
"""

from spor.base.files.disk import path_of, read
from spor.base.files.intake import Prepared, prepare, store
from spor.base.files.made import keep_made
from spor.base.files.serving import respond
from spor.base.files.sweeping import Swept, erase, sweep
from spor.base.files.zipping import respond_zip

__all__ = [
    "Prepared",
    "Swept",
    "erase",
    "keep_made",
    "path_of",
    "prepare",
    "read",
    "respond",
    "respond_zip",
    "store",
    "sweep",
]
