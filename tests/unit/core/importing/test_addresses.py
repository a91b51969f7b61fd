"""Which addresses may be asked: the table of what a fetch must refuse."""

import pytest

from quizapp.core.importing.addresses import Target, is_public, target_of

REFUSED = [
    "",
    "example.org",
    "//example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "ftp://example.org/x",
    "data:text/html,hello",
    "javascript:alert(1)",
    "http://",
    "http:///path",
    "http://a@example.org/",
    "http://a:b@example.org/",
    "http://127.0.0.1@example.org/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "http://example.org:99999/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://1.2.3.4.5/",
    "http://exa mple.org/",
    "http://example.org\\@127.0.0.1/",
    "http://example.org/\r\nHost: other",
    "http://example.org/\x00",
    "http://[::1/",
    "http://" + "a" * 3000,
]


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_may_not_be_asked_is_refused(address):
    with pytest.raises(ValueError):
        target_of(address)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("http://example.org", Target("http", "example.org", 80, "/")),
        ("HTTPS://Example.org/a b".replace(" ", "%20"), Target("https", "example.org", 443, "/a%20b")),
        ("https://example.org:443/ü?q=ä&x=1#part", Target("https", "example.org", 443, "/%C3%BC?q=%C3%A4&x=1")),
        ("http://bücher.example/", Target("http", "xn--bcher-kva.example", 80, "/")),
        ("http://93.184.216.34/", Target("http", "93.184.216.34", 80, "/")),
    ],
)
def test_a_public_address_is_taken_apart(address, target):
    assert target_of(address) == target


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",  # noqa: S104
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "fd00::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_ip_address_that_is_not_public_is_refused(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "::ffff:8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_ip_address_is_not(ip):
    assert is_public(ip)
