from tests.support.policies_page import PAGE, table


def test_the_page_has_the_table_of_the_rules() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), f"docs/policies.md is out of date; its table is:\n\n{table()}"
