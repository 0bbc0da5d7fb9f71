"""How an export ends without a file."""


class ExportRefused(Exception):  # noqa: N818 - named for what happened
    """The target may not be overwritten without force; str() is the sentence that says why."""


class ExportFailed(OSError):  # noqa: N818 - named for what happened
    """What was read back is not what was written; str() is the sentence that says so."""
