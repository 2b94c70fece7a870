"""What patterns find in lines of text."""

import pytest

from logs.patterns import matches, parse

REQUEST = '127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534'
FLOW = "2 111122223333 eni-1 192.0.2.1 192.0.2.2 {source} {port} 6 20 4249 1418530010 1418530070 {action} OK"
SSH_REJECTED = (
    "[version, account, eni, source, destination, srcport, destport=22, protocol=6, packets, bytes, windowstart, "
    'windowend, action="REJECT", flowlogstatus]'
)
LINES: tuple[tuple[str, str, bool], ...] = (
    # The guide's examples.
    (
        r"[ip=%127\.0\.0\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]",
        REQUEST,
        True,
    ),
    ("[..., request =*.html*, status_code = 4*, bytes]", REQUEST, True),
    ("[..., request=*.html*, status_code=4*,]", REQUEST, True),
    ("[..., request=*.html*, status_code=5*,]", REQUEST, False),
    (
        "[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]",
        REQUEST,
        True,
    ),
    ("[ip, user, username, timestamp, request, status_code, bytes > 1534]", REQUEST, False),
    ("[ip, user, username, timestamp, request, status_code = 4* && status_code != 404, bytes]", REQUEST, False),
    ("[w1=ERROR, w2]", "ERROR 09/25/2014 12:00:02 Failed to process request", True),
    ("[w1=ERROR, w2]", "INFO 09/25/2014 12:00:02 ERROR", False),
    ("[w1=ERROR || w1=WARNING, w2]", "WARNING 09/25/2014 12:00:02 Invalid user request", True),
    ("[w1!=ERROR && w1!=WARNING, w2]", "WARNING 09/25/2014", False),
    ("[w1!=ERROR && w1!=WARNING, w2]", "INFO 09/25/2014", True),
    (
        "[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]",
        "INFO 09/25/2014 12:00:00 GET /service/resource/67 1200",
        True,
    ),
    (
        "[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]",
        "INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310",
        False,
    ),
    # A flow record.
    (SSH_REJECTED, FLOW.format(source=5000, port=22, action="REJECT"), True),
    (SSH_REJECTED, FLOW.format(source=5000, port=22, action="ACCEPT"), False),
    (SSH_REJECTED, FLOW.format(source=22, port=5000, action="REJECT"), False),
    # What the guide leaves open: how many fields there are.
    ("[a, b]", "one", False),
    ("[a, b = two]", "one two three", False),
    ('[a, b = "two three"]', "one two three", True),
    ('[a, b = "*[x y] z"]', "one two [x y] z", True),
    ("[a, ..., b = three]", "one three", True),
    ("[a, ..., b]", "one", False),
    ("[a = one, ...]", "one", True),
    ("[...]", "", True),
    ("[]", "", False),
    # Terms, by the guide.
    ("ERROR", "[ERROR 400] BAD REQUEST", True),
    ("ERROR", "[error 400] BAD REQUEST", False),
    ("ERROR ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", True),
    ("ERROR ARGUMENTS", "[ERROR 400] BAD REQUEST", False),
    ("?ERROR ?ARGUMENTS", "[WARN 419] MISSING ARGUMENTS", True),
    ("?ERROR ?ARGUMENTS", "[WARN 400] BAD REQUEST", False),
    ("?ERROR ?ARGUMENTS REQUEST", "[INFO] REQUEST FAILED", True),
    ("?ERROR -REQUEST", "[INFO] FAILED", True),
    ("?ERROR REQUEST", "[ERROR] FAILED", False),
    ('"INTERNAL SERVER ERROR"', "[ERROR 500] INTERNAL SERVER ERROR", True),
    ('"INTERNAL SERVER ERROR"', "[ERROR 500] INTERNAL ERROR SERVER", False),
    ("ERROR -ARGUMENTS", "[ERROR 400] BAD REQUEST", True),
    ("ERROR -ARGUMENTS", "[ERROR 419] MISSING ARGUMENTS", False),
    ("-ERROR", "fine", True),
    ('" "', "one", True),
    ("", "one", True),
    ("%AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", True),
    ("%^AUTHORIZED%", "[ERROR 401] UNAUTHORIZED REQUEST", False),
)


@pytest.mark.parametrize(("text", "line", "found"), LINES)
def test_which_lines_a_pattern_finds(text: str, line: str, found: bool) -> None:
    assert matches(parse(text), line) is found
