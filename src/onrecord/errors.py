"""Everything that `onrecord` raises on purpose.

OnRecordError
├── InputError              the outside world gave something that cannot be read
│   ├── UnreadableFile      missing, not a file, no permission, binary
│   ├── UnknownEncoding     no common encoding fits the bytes
│   ├── NoArticle           nothing in it that reads as an article (empty file, page of menus)
│   ├── BadLine             a line of a JSONL file that is no article
│   ├── UnkeepableText      characters that no database keeps (NUL, half a character)
│   └── TooLarge            over the size that is read at once
├── UnknownLanguage         a language that is not read
├── MissingDictionary       an optional dictionary that is not installed
├── MissingExtra            an optional library that is not installed
├── LexiconError            a data file of the lexicon is broken
├── WeightsError            a file of weights is missing, damaged or of another version
└── RecordError             the record cannot do what was asked
    ├── NoRecord            no record at the place that was named
    ├── DamagedRecord       the file is no record, or it is broken
    ├── NewerRecord         made by a newer version of onrecord
    ├── RecordBusy          another process is writing and did not end in time
    ├── NoSpace             the disk is full, or the file may not be written
    ├── NotFound            no such statement, article, actor, issue, utterance or decision
    ├── Refused             the record as it stands does not allow it (a change that was undone before, a wrong value)
    └── BadFilter           a filter that cannot be: an unknown act, a day that is none

Every message says what is wrong, where, and what to do next. Bugs are not wrapped: they stay what they are.
"""


class OnRecordError(Exception):
    """The root. Catch this to catch all that `onrecord` raises on purpose."""


class InputError(OnRecordError):
    """The input cannot be read as an article. `where` names the file and line."""

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where
        self.reason = message


class UnreadableFile(InputError):
    """Missing, a folder, not permitted, or binary."""


class UnknownEncoding(InputError):
    """The bytes are text in none of the encodings that are tried."""


class NoArticle(InputError):
    """There is nothing in the input that reads as an article."""


class BadLine(InputError):
    """A line of a JSONL file is no JSON object or has no `text`."""


class UnkeepableText(InputError):
    """The text holds characters that no database keeps."""


class TooLarge(InputError):
    """The input is over the size that is read at once."""


class UnknownLanguage(OnRecordError):
    """The text is in a language that is not read; the message lists those that are."""


class MissingDictionary(OnRecordError):
    """A language needs a dictionary that is not installed; the message gives the command that installs it."""


class MissingExtra(OnRecordError):
    """A verb needs an optional library; the message names the extra and the command that installs it."""


class LexiconError(OnRecordError):
    """A data file of the lexicon breaks its format; the message names file and line."""


class WeightsError(OnRecordError):
    """A file of weights is missing, damaged or made for another version of the features."""


class RecordError(OnRecordError):
    """The record cannot do what was asked. `code` names the sentence and `values` are what stands in it, so that a page can
    tell it in its reader's language; the message tells the same in English."""

    def __init__(self, message: str, code: str = "", **values: object) -> None:
        super().__init__(message)
        self.code = code
        self.values = values


class NoRecord(RecordError):
    """There is no record at the place that was named."""


class DamagedRecord(RecordError):
    """The file is no record, or it is broken. It is left as it is."""


class NewerRecord(RecordError):
    """The record was made by a newer version of onrecord."""


class RecordBusy(RecordError):
    """Another process is writing to the record and did not end in time."""


class NoSpace(RecordError):
    """The disk is full, or the record may not be written to; nothing of the change was kept."""


class NotFound(RecordError):
    """The record has nothing of this kind under this id."""


class Refused(RecordError):
    """The record as it stands does not allow it; the message says why."""


class BadFilter(RecordError):
    """A filter names something that cannot be; the message lists what can."""
