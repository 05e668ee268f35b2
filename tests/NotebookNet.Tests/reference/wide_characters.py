"""First and last of the characters that take two columns of a terminal, by wcwidth 0.7 for Unicode 17: writes wide_characters.csv."""

import pathlib

from wcwidth.table_wide import WIDE_EASTASIAN

lines = [f"{first:X},{last:X}" for first, last in WIDE_EASTASIAN["17.0.0"]]
pathlib.Path(__file__).with_name("wide_characters.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
