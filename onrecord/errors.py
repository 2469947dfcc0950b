"""Every error of Onrecord: what happened, which value, what to do next.

OnrecordError
├── SourceError     the thing named by the person cannot be opened or read
├── PageError       a page was read, but no article can be made of it
├── ModelError      the model files are missing, damaged or of another version
├── RecordError     the record is missing, damaged, or cannot be written
└── OptionError     a setting or an option has a value that does not exist
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The parent of them all. ``str(error)`` says what happened; ``hint`` what to do next."""

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def kind(self) -> str:
        """The name of the error for machines: the class name."""
        return type(self).__name__


class SourceError(OnrecordError):
    """A file, folder or stream cannot be opened or read."""


class PageError(OnrecordError):
    """A page was read, but no article can be made of it."""


class ModelError(OnrecordError):
    """The model files are missing, damaged or made for another version."""


class RecordError(OnrecordError):
    """The record is missing, damaged, of a newer version, or cannot be written."""


class OptionError(OnrecordError):
    """A setting or an option has a value that does not exist."""
