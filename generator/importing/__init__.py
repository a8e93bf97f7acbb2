"""References from elsewhere → study files to fill in, with what was done with each of them."""

from generator.importing.export import Unreadable
from generator.importing.plan import Decision, plan
from generator.importing.read import is_table, lines_of, rows_of
from generator.importing.row import Row
from generator.importing.take import there, write

__all__ = ["Decision", "Row", "Unreadable", "is_table", "lines_of", "plan", "rows_of", "there", "write"]
