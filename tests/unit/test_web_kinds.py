from __future__ import annotations

import pytest

from generator import web_kinds
from generator.problems import Misfit


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (web_kinds.WebAddress(), "http://localhost:8000/a?b=c#d"),
        (web_kinds.WebAddress(), "https://www.exämple.org/å(1)"),
        (web_kinds.WebAddress(), "https://blåkors.no/"),
        (web_kinds.WebAddress(), "https://xn--blkors-jua.no/"),
        (web_kinds.DigitalObjectIdentifier(), "10.1016/s0140-6736(05)"),
    ],
)
def test_a_text_that_fits_stays_as_it_is(kind, text):
    assert kind.read(text) == text


@pytest.mark.parametrize("text", ["www.example.org", "javascript:alert(1)", "data:text/html,x", "//example.org", ""])
def test_a_web_address_begins_with_its_protocol(text):
    assert misfit(web_kinds.WebAddress(), text) == f"'{text}' is not a web address – it should begin with https://"


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org:port/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://exa mple.org/",
        "https://example.org/\n",
        'https://example.org/"onclick="',
        "https://example.org/<b>",
        "https://example..org/",
        "https://-example.org/",
        "https://127.0.0.1.1/",
        "https://1/",
        "https://intranet-/",
        "https://exа" + "mple.org/",
        "https://gıthub.com/",
        "https://ｅxample.org/",
        "https://example.org\u2044a.example.com/",
        "https://exa\u200bmple.org/",
        "https://exa%6dple.org/",
        "https://example.org\\@example.com/",
        "https:///example.org/",
    ],
)
def test_a_web_address_has_a_host_and_nothing_odd(text):
    assert misfit(web_kinds.WebAddress(), text).endswith(
        "is not a well-formed web address – copy it again from the browser"
    )


NEAR = [
    "https://example",
    "https://intranet/a",
    "http://intranet:8080/",
    "https://127.0.0.1/",
    "http://10.0.0.5:8000/a",
]


@pytest.mark.parametrize("text", NEAR)
def test_an_address_of_ones_own_network_is_for_the_site_itself_alone(text):
    words = "is known in one network alone – give an address that every reader can open"
    assert misfit(web_kinds.WebAddress(), text) == f"'{text}' {words}"
    assert web_kinds.FolderAddress().read(text) == text


@pytest.mark.parametrize(
    "text", ["intranet", "https://user@intranet/", "https://in tranet/", "https://intranet:99999/"]
)
def test_an_address_of_the_site_is_well_formed_in_any_network(text):
    assert misfit(web_kinds.FolderAddress(), text) == misfit(web_kinds.WebAddress(), text)


@pytest.mark.parametrize("text", ["https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi: 10.1000/182"])
def test_a_doi_stands_without_its_resolver(text):
    assert misfit(web_kinds.DigitalObjectIdentifier(), text) == f"'{text}' is more than the DOI – write 10.1000/182"


@pytest.mark.parametrize(
    "text", ["10.1000/182.", "10.1000/182,", "10.1000/182;", "10.1000/182)", "10.1000/182).", "10.1000/182]"]
)
def test_a_doi_ends_before_the_signs_of_the_sentence_around_it(text):
    words = f"'{text}' ends with a sign of the sentence that it was copied from – write 10.1000/182"
    assert misfit(web_kinds.DigitalObjectIdentifier(), text) == words


@pytest.mark.parametrize("text", ["10.1000/0965(91)", "10.1000/a(b(c))", "10.1000/[a]", "10.1000/(a.b"])
def test_a_bracket_that_a_doi_opens_is_its_own(text):
    assert web_kinds.DigitalObjectIdentifier().read(text) == text


@pytest.mark.parametrize(
    "text", ["10.1000/.", "10.1000/).", "10.1000", "11.1000/182", "10.1000/18 2", '10.1000/"><script>', ""]
)
def test_a_doi_has_a_prefix_and_a_suffix(text):
    assert misfit(web_kinds.DigitalObjectIdentifier(), text).endswith("a DOI looks like 10.1016/j.chiabu.2003.09.018")


def misfit(kind, text):
    with pytest.raises(Misfit) as raised:
        kind.read(text)
    return str(raised.value)
