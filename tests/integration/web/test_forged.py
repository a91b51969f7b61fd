"""Whatever a request holds, it is answered and never breaks the server: every address, forged in every way."""

import json

import pytest
from werkzeug.routing import Rule as Route

from quizapp.web.access_table import ACCESS, Rule
from tests.pages import Browser
from tests.world import World

HUGE = "9" * 5000
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
BODIES = {
    "no form": (b"", FORM),
    "lone surrogates": (b"response=%ed%a0%80&name=%ed%b0%80&title=\xed\xa0\x80&go=%ed%a0%80&flag=%ed%a0%80", FORM),
    "no utf-8": (b"response=%ff%fe&title=\xff\xfe&save_key=%c3%28", FORM),
    "nul": (b"response=a%00b&title=%00&code=%00", FORM),
    "nul in a name": (b"resp%00onse=a&%00=1", FORM),
    "half an escape": (b"response=%&title=%e&go=%zz", FORM),
    "endless numbers": (
        f"response={HUGE}&seen={HUGE}&go={HUGE}&flag={HUGE}:on&items={HUGE}&order={HUGE}".encode(),
        FORM,
    ),
    "superscripts": ("response=²&seen=²&go=²&flag=²:on&items=²&time_limit=²&closes_at=²".encode(), FORM),
    "many fields": ("&".join(f"f{n}=1" for n in range(5000)).encode(), FORM),
    "one field many times": ("&".join("response=a" for _ in range(5000)).encode(), FORM),
    "a long field": (b"response=" + b"x" * 600_000 + b"&words=" + b"y" * 100_000, FORM),
    "dates of nowhere": (b"client_time=9999-12-31T23:59:59-23:59&closes_at=9999-12-31T23:59&response=b", FORM),
    "before all time": (b"client_time=0001-01-01T00:00:00%2B23:59&closes_at=0001-01-01T00:00&response=b", FORM),
    "a header in a field": (b"next=%0d%0aSet-Cookie:%20x=1&go=%0d%0aX:1&code=%0d%0a&response=%0d%0a", FORM),
    "somewhere else": (b"next=//evil.example&go=//evil.example", FORM),
    "no boundary": (b"--x\r\n", "multipart/form-data"),
    "half a part": (
        b'--x\r\nContent-Disposition: form-data; name="response"\r\n\r\na',
        "multipart/form-data; boundary=x",
    ),
    "a file for a field": (
        b'--x\r\nContent-Disposition: form-data; name="response"; filename="\xff\x00"\r\n\r\na\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    "an odd charset": (b"response=a", f"{FORM}; charset=\xff"),
    "no such charset": (b"response=a", f"{FORM}; charset=klingon"),
    "json": (b'{"response": "b"}', JSON),
    "json of other types": (
        b'{"email": 1, "password": [], "name": {}, "title": 2, "code": 3.5, "response": null, "key": true, "go": [[]]}',
        JSON,
    ),
    "half of json": (b'{"start": ', JSON),
    "json of no object": (b"[1, 2]", JSON),
    "json with endless numbers": (f'{{"start": {HUGE}, "end": {HUGE}}}'.encode(), JSON),
    "json with large numbers": (json.dumps({"start": 0, "end": 2**70, "on": True}).encode(), JSON),
    "json with odd numbers": (b'{"start": NaN, "end": Infinity, "on": null}', JSON),
    "json below all depths": (b"[" * 100_000, JSON),
    "json of surrogates": (b'{"start": "\\ud800", "\\u0000": 1, "end": "\\u0000"}', JSON),
    "json in no utf-8": (b'{"start": "\xff"}', JSON),
    "something else": (b"\x00\x01\x02", "application/octet-stream"),
    "no type": (b"response=a", ""),
}
QUERIES = (
    "?next=%0d%0aSet-Cookie:x=1",
    "?next=//evil.example&response=%00",
    "?response=%ed%a0%80",
    f"?change={HUGE}",
    "?%ff=%ff&response=%ff",
    "?page=-1&response=" + "z" * 3000,
)
HEADERS = {
    "cookies": {"Cookie": "reading=theme:\xff|page:all|\x01; quizapp=x.y.z; remember_token=1|x; =; a"},
    "a session of nobody": {"Cookie": "quizapp=eyJfdXNlcl9pZCI6IngifQ.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"},
    "a large cookie": {"Cookie": "quizapp=" + "a" * 60_000},
    "an odd password": {"Authorization": "Basic \xff/:"},
    "an odd token": {"Authorization": "Bearer \xff", "Authentication-Token": "{}"},
    "odd conditions": {"If-Modified-Since": "yesterday", "If-None-Match": '"', "Range": "bytes=9-1,-", "If-Range": "x"},
    "odd tastes": {"Accept": "*/*;q=x, \xff", "Accept-Language": ";;q=9", "Accept-Encoding": "gzip;q=-1"},
    "odd ways": {"X-Forwarded-For": "x" * 5000, "X-Forwarded-Proto": "\xff", "Referer": "http://[", "Origin": "null"},
    "a script": {"Accept": "application/json"},
}
HOSTS = (
    "evil.example",
    "a b",
    "[::1",
    "localhost:99999999",
    "localhost:x",
    "",
    "x" * 5000,
    "l\xf6calhost",
    "a@b",
    "%00",
    "..",
)
NUMBERS = ("0", "-1", str(2**31 - 1), str(2**31), str(2**63), HUGE, "\u0663", "%D9%A3", "1e5", "0x1", "%00", "1%0a")


def ask(browser: Browser, path: str, method: str = "GET", **options: object) -> str:
    """What is wrong with the answer; blank where it is one."""
    with browser.app.app_context():
        reply = browser.client.open(path, method=method, **options)
        reply.close()
    if reply.status_code >= 500:
        return f"{method} {path[:80]}: {reply.status_code}"
    leaks = [name for name, value in reply.headers if name in {"X", "Set-Cookie"} and "x=1" in value]
    away = "evil" in reply.headers.get("Location", "")
    return f"{method} {path[:80]}: {leaks} {reply.headers.get('Location')}" if leaks or away else ""


def takers(world: World) -> list[Browser]:
    return [world.browsers[role] for role in ("student", "teacher")]


def taker(world: World, route: Route) -> Browser:
    """Somebody who is let in, so that what is sent gets as far as it can."""
    return world.browsers["teacher" if ACCESS[route.endpoint] in (Rule.TEACHER, Rule.ADMIN) else "student"]


@pytest.mark.parametrize("part", range(4))
def test_forged_bodies(world, part):
    routes = [route for route in world.routes("POST") if "logout" not in route.rule and "sign-out" not in route.rule]
    wrong = []
    for forged in list(BODIES)[part::4]:
        body, kind = BODIES[forged]
        tokens = {id(browser): browser.token() for browser in takers(world)}
        for route in routes:
            browser = taker(world, route)
            headers = {"X-CSRFToken": tokens[id(browser)], "Accept": JSON if kind == JSON else "text/html"}
            fault = ask(browser, world.url(route), "POST", data=body, content_type=kind, headers=headers)
            wrong += [f"{forged}: {fault}"] * bool(fault)
    assert wrong == []


def test_forged_queries(world):
    asked = [(taker(world, route), world.url(route) + query) for route in world.routes("GET") for query in QUERIES]
    assert [*filter(None, (ask(browser, address) for browser, address in asked))] == []


def test_forged_headers(world, new_browser):
    wrong = []
    for forged, headers in HEADERS.items():
        for route in world.routes("GET"):
            browser = new_browser() if ACCESS[route.endpoint] is Rule.EVERYONE else taker(world, route)
            fault = ask(browser, world.url(route), headers=headers)
            wrong += [f"{forged}: {fault}"] * bool(fault)
    assert wrong == []


def test_forged_hosts(world):
    browser = world.browsers["student"]
    for host in HOSTS:
        for path in ("/", "/login", "/my", "/no-such-page", f"/attempts/{world.values['attempt_id']}/check"):
            assert ask(browser, path, headers={"Host": host}) == ""


def test_forged_numbers_in_addresses(world):
    wrong = []
    tokens = {id(browser): browser.token() for browser in takers(world)}
    for route in world.app.url_map.iter_rules():
        numbered = [name for name in route.arguments if name == "position" or name.endswith("_id")]
        for name in numbered:
            for number in NUMBERS:
                path = world.url(route).replace(f"/{world.values[name]}", f"/{number}", 1)
                browser = taker(world, route)
                methods = (route.methods or set()) & {"GET", "POST"}
                data = {"csrf_token": tokens[id(browser)], "response": "b"}
                wrong += [ask(browser, path, method, data=data if method == "POST" else None) for method in methods]
    assert [*filter(None, wrong)] == []


def test_forged_methods(world):
    methods = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "QUIZ")
    browser = world.browsers["student"]
    rules = world.app.url_map.iter_rules()
    assert [*filter(None, (ask(browser, world.url(rule), method) for rule in rules for method in methods))] == []
