"""The streams of a compound file of Microsoft's (MS-CFB)."""

from __future__ import annotations

from io import BytesIO

from parsers.documents.rendition import Refused

MOST_STREAM = 64 << 20


class Compound:
    """The streams of a compound file in memory."""

    def __init__(self, data: bytes) -> None:
        import olefile

        try:
            self._file = olefile.OleFileIO(BytesIO(data))
            self.names = {"/".join(names): names for names in self._file.listdir(streams=True, storages=False)}
        except (OSError, ValueError, IndexError, TypeError):
            raise Refused("damaged") from None

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; raises Refused where there is none or it is cut."""
        if name not in self.names:
            raise Refused("damaged")
        try:
            if self._file.get_size(self.names[name]) > MOST_STREAM:
                raise Refused("too_large")
            return bytes(self._file.openstream(self.names[name]).read())
        except (OSError, ValueError, IndexError):
            raise Refused("damaged") from None
