"""A picture that is not there leaves a framed line with its words, and no slide for nothing."""

from coursedeck.model.session import List, Picture, PictureRow
from coursedeck.model.slide import Layout, PlacedSlide, TextShape
from coursedeck.model.text import texts_in
from tests.session.conftest import Fitted, Planned

ITEMS = "- Knead the dough\n- Let it rise\n- Bake it"


def framed(slide: PlacedSlide) -> list[str]:
    """The words in dashed frames."""
    shapes = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.dash]
    return [" ".join(paragraph.plain for paragraph in shape.paragraphs) for shape in shapes]


def test_its_words_stand_in_a_frame_of_a_line_beside_the_text(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## Bread\n\n![A loaf of rye](missing.png)\n\n{ITEMS}\n\n## End\n\n- x\n")
    (slide,) = [one for one in deck.slides if framed(one)]
    assert framed(slide) == ["A loaf of rye"]
    (frame,) = [shape for shape in slide.shapes if isinstance(shape, TextShape) and shape.dash]
    assert frame.box.height < 60
    assert any("Knead" in p.plain for s in slide.shapes if isinstance(s, TextShape) for p in s.paragraphs)


def test_caption_link_and_file_name_are_said(fitted: Fitted, planned: Planned) -> None:
    text = '# T\n\n## S\n\n![A loaf](missing.png "Baked in May")\n\nx\n\n![](https://bread.example/rye.png)\n\ny\n'
    deck, _ = fitted(text)
    assert [words for slide in deck.slides for words in framed(slide)] == ["A loaf Baked in May", "rye.png"]
    outline = planned("# T\n\n## S\n\n[![A loaf](missing.png)](https://bread.example)\n\nx\n")
    links = {span.link for text in texts_in(outline.slides) for span in text.spans if text.plain == "A loaf"}
    assert links == {"https://bread.example"}


def test_a_row_keeps_the_pictures_that_are_there(planned: Planned) -> None:
    text = "# T\n\n## S\n\n![A](a.png) ![B](missing.png) ![C](c.png) ![D](missing2.png)\n\n- x\n"
    blocks = [block for slide in planned(text).slides for block in (*slide.body, *slide.aside)]
    (row,) = [block for block in blocks if isinstance(block, PictureRow)]
    assert [picture.alt.plain for picture in row.pictures] == ["A", "C"]
    said = [text.plain for text in texts_in(tuple(blocks))]
    assert "B" in said and "D" in said


def test_in_a_list_or_a_box_they_are_part_of_it(planned: Planned) -> None:
    listed = "- One\n\n  ![A loaf](missing.png)\n\n- Two\n- Three"
    text = f"# T\n\n## S\n\n{listed}\n\n> A word.\n>\n> ![An oven](missing.png)\n"
    (slide,) = [one for one in planned(text).slides if one.section == 0]
    lists = [block for block in slide.body if isinstance(block, List)]
    assert [len(block.items) for block in lists] == [3]
    assert not any(isinstance(block, Picture) for block in slide.body)
    assert {"A loaf", "An oven"} <= {text.plain for text in texts_in(slide.body)}


def test_one_before_the_first_section_makes_no_slide(planned: Planned) -> None:
    outline = planned("# T\n\n![A stack of loaves](missing.png)\n\n## One\n\n- x\n\n## Two\n\n- y\n")
    assert [slide.layout for slide in outline.slides][:2] == [Layout.TITLE, Layout.AGENDA]
    assert "A stack of loaves" in {text.plain for text in texts_in(outline.slides[0].notes)}


def test_it_is_no_title_and_no_component(planned: Planned) -> None:
    long = "Bread needs time, and flour, and water that is neither warm nor cold, and patience. " * 12
    text = f"# T\n\n## Bread\n\n{long}\n\n![A loaf](missing.png)\n\n{long}\n"
    assert "A loaf" not in {slide.title.plain for slide in planned(text).slides}


def test_the_line_that_says_where_it_comes_from_stands_in_the_frame(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## Bread\n\n![A loaf](missing.png)\n\n*Source: the bakery*\n\n{ITEMS}\n\n## End\n\n- x\n")
    assert [words for slide in deck.slides for words in framed(slide)] == ["A loaf Source: the bakery"]
