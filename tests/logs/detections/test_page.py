from tests.support.detections_page import PAGE, descriptions, table


def test_the_page_has_the_table_of_the_catalog() -> None:
    assert table() in PAGE.read_text(), f"docs/detections.md is out of date; its table is:\n\n{table()}"


def test_the_page_ends_with_each_detection() -> None:
    page = PAGE.read_text()
    wanted = f"{descriptions()}\n"
    assert page[page.index("### ") :] == wanted, f"docs/detections.md is out of date; it ends with:\n\n{wanted}"
