"""Register of tenures: who held which office or rank from when to when, and how that is known.

A register file is TOML, one ``[[tenure]]`` table a row (see ``read_toml``). Look-ups go by the folded name or alias of a
person, or by office; both indexes are dictionaries, so a look-up costs microseconds whatever the size.

What a row can prove is limited by how well it is known: a bound of month precision is the whole month, a mention within
about a month of a bound is never held against a row (``GRACE``), and after ``as_of`` an open row asserts nothing.
"""

from crossfact.register.names import GENERATIONS, first_and_last, fold, name_key, name_words
from crossfact.register.offices import Office, body_key, compatible_terms, office_of, spokesperson_terms
from crossfact.register.tenures import (
    GRACE,
    Register,
    begins_after,
    bound_text,
    ends_before,
    held_on,
    known_on,
    matches,
    merge,
    office_key,
    row_text,
)
from crossfact.register.toml import read_toml, tenure, write_toml
from crossfact.register.weighing import Weighed, weigh

__all__ = [
    "GENERATIONS",
    "GRACE",
    "Office",
    "Register",
    "Weighed",
    "begins_after",
    "body_key",
    "bound_text",
    "compatible_terms",
    "ends_before",
    "first_and_last",
    "fold",
    "held_on",
    "known_on",
    "matches",
    "merge",
    "name_key",
    "name_words",
    "office_key",
    "office_of",
    "read_toml",
    "row_text",
    "spokesperson_terms",
    "tenure",
    "weigh",
    "write_toml",
]
