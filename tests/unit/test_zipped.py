"""ZIP files: the bytes are those that `zipfile` writes, and what one holds can be taken over as it lies."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import zipped

FILES = {"a/é.txt": b"hello" * 10, "b": b"", "c.png": bytes(range(256)), "d/e.html": b"<p>words</p>" * 999}
STORED = {"c.png"}


def members():
    return [zipped.member(name, data, stored=name in STORED) for name, data in FILES.items()]


def test_the_bytes_are_those_that_the_standard_library_writes():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as theirs:
        for name, data in FILES.items():
            one = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            one.external_attr, one.create_system = 0o644 << 16, 3
            one.compress_type = zipfile.ZIP_STORED if name in STORED else zipfile.ZIP_DEFLATED
            theirs.writestr(one, data)
    assert zipped.whole(members()) == made.getvalue()


def test_what_was_packed_can_be_packed_again_as_it_lies():
    whole = zipped.whole(members())
    again = zipped.members(whole)
    assert list(again) == list(FILES)
    assert zipped.whole(again.values()) == whole


def test_an_empty_one_is_one():
    assert zipped.members(zipped.whole([])) == {}


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), st.binary())
)
def test_whatever_is_packed_comes_back(files):
    with zipfile.ZipFile(io.BytesIO(zipped.whole(zipped.member(*one) for one in files.items()))) as opened:
        assert opened.testzip() is None
        assert [opened.read(one) for one in opened.infolist()] == list(files.values())


@pytest.mark.parametrize("cut", [0, 1, 10, 21, 22, 200, 400])
def test_a_file_that_is_cut_short_is_none_of_ours(cut):
    with pytest.raises(ValueError, match="no ZIP file of ours"):
        zipped.members(zipped.whole(members())[:-1][:cut])


@given(st.binary(max_size=400))
def test_rubbish_is_none_of_ours(rubbish):
    with pytest.raises(ValueError, match="no ZIP file of ours"):
        zipped.members(rubbish)


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(zipped, "MOST", 3)
    with pytest.raises(OverflowError):
        zipped.whole(members())


@given(st.lists(st.tuples(st.binary() | st.integers(0, 3000).map(bytes), st.booleans()), max_size=6))
def test_a_file_can_be_put_together_of_parts_that_were_packed(parts):
    each = [zipped.part(data) if packed else data for data, packed in parts]
    with zipfile.ZipFile(io.BytesIO(zipped.whole([zipped.member_of("a", each)]))) as opened:
        assert opened.testzip() is None
        assert opened.read("a") == b"".join(data for data, _ in parts)


def test_a_file_of_parts_of_which_none_is_packed_is_as_if_it_had_come_whole():
    assert zipped.member_of("a", [b"hello", b"", b"hello"]) == zipped.member("a", b"hellohello")
