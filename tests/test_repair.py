"""The smallest repairs of what does not add up, and when one is certain."""

from parsers.checks import checked
from parsers.form import APPLICATIONS, COLUMNS, FORMS, REVIEW
from parsers.model import Address, Cell, Origin, Report
from parsers.repair import suggest

Rows = dict[str, tuple[int | None, ...]]


def report(rows: Rows, table: str = APPLICATIONS, rest: int | None = 0) -> Report:
    """A checked report with these rows; all other cells hold `rest`."""
    cells = {}
    for address in FORMS["2021", True].addresses[table]:
        column = tuple(COLUMNS[table]).index(address.column)
        value = rows[address.row][column] if address.row in rows else rest
        cells[address] = Cell(value, origin=Origin.BLANK if value is None else Origin.READ)
    return checked(Report("", "utf-8", edition="2021", found=frozenset({table}), cells=cells))


def changes(repair) -> dict[str, int | None]:
    """What a repair sets, by row and column."""
    return {f"{c.address.row}.{c.address.column}": c.value for c in repair.changes}


def test_a_report_that_adds_up_gets_no_suggestion():
    assert suggest(report({})).repairs == ()


def test_a_contradiction_that_is_printed_gets_suggestions_and_none_is_certain():
    given = suggest(
        report(
            {
                "new_received": (4, 0, 0, 0, 0, 0, 4),
                "denied_third_party": (1, 0, 0, 0, 0, 0, 1),
                "processed_total": (4, 0, 0, 0, 0, 0, 4),
            }
        )
    )
    assert changes(given.repairs[0]) == {"denied_third_party.natural_person": 4, "denied_third_party.total": 4}
    assert len(given.repairs) == 10 and given.more == 11
    assert not any(r.certain for r in given.repairs)


def test_a_misread_digit_is_certain():
    given = suggest(
        report(
            {
                "new_received": (136, 2, 0, 0, 0, 0, 138),
                "granted": (130, 2, 0, 0, 0, 0, 138),
                "processed_total": (136, 2, 0, 0, 0, 0, 138),
            }
        )
    )
    assert [(changes(r), r.why, r.certain) for r in given.repairs] == [
        ({"granted.natural_person": 136}, "digit_misread", True)
    ]


def test_a_row_of_the_small_table_is_repaired_by_its_sum():
    given = suggest(report({"review": (8, 0, 0, 1, 4)}, REVIEW))
    assert changes(given.repairs[0]) == {"review.upheld": 3}


def test_a_cell_is_an_address_of_the_form():
    given = suggest(report({"granted": (0, 0, 0, 0, 0, 0, 8)}))
    assert given.repairs[0].changes[0].address == Address(APPLICATIONS, "granted", "total")
