"""From the bytes of a file to its text, without touching line ends."""

from __future__ import annotations

import codecs

from crossfact.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESS_FROM = 1 << 18
# Encodings in which nearly any bytes are text: mainframes, and those whose files open with a byte order mark.
_NEVER_GUESSED = (
    *("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"),
    *("utf_7", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"),
)


def decode(data: bytes) -> tuple[str, str | None]:
    """The text and, where it is not UTF-8, the name of the encoding it was read in.

    A byte order mark decides and is not part of the text. ``InputError`` for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(f"not valid {encoding.upper()}, which its byte order mark announces") from error
            return checked(text), None if encoding == "utf-8" else encoding
    if b"\0" in data:
        raise InputError("not a text file (it holds NUL bytes)")
    try:
        return checked(data.decode()), None
    except UnicodeDecodeError:
        return _guessed(data)


def _guessed(data: bytes) -> tuple[str, str]:
    # Imported here: most files are UTF-8 and the library takes 30 ms to load.
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:_GUESS_FROM], cp_exclusion=list(_NEVER_GUESSED))
    names = [name for match in matches for name in (match.encoding, *match.could_be_from_charset)]
    # Where several encodings explain the bytes equally well, that of Western typewriters and web pages is by far the
    # most frequent one.
    for name in sorted(dict.fromkeys(names), key=lambda name: name != "cp1252"):
        try:
            return checked(data.decode(name)), name
        except UnicodeDecodeError:
            continue
    raise InputError("not a text file in any known encoding")


def checked(text: str) -> str:
    """The text, unless it looks like binary data that happens to decode."""
    sample = text[:4096]
    odd = sum(character < " " and character not in "\t\n\r\f\v\x1b\x1a\x08" for character in sample)
    if odd * 20 > len(sample) or "\0" in text:
        raise InputError("not a text file (it holds control characters)")
    return text
