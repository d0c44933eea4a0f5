"""Figures and sources: every number with its people and its caveat, and where it stands."""

from tests.integration.learning.conftest import words


def test_every_number_is_told_with_its_people_its_caveat_and_its_pages(client, make):
    make.course(files=make.course_files())
    make.sign_in(client, make.person(organisation=make.organisation()))

    page = client.get("/learning/small/figures")

    said = words(page)
    assert "40% of tea drinkers pour the milk first." in said
    assert "200 tea drinkers who chose to answer, 2025. Self-selected; not meant to represent everybody." in said
    assert "module 1 page 2" in said and 'href="/learning/small/1/2"' in page.text
    assert "<title>Figures and sources - Learning</title>" in page.text


def test_two_of_the_same_number_are_told_apart(client, make):
    figures = make.course_files()["figures.yaml"].replace(b"1 in 3 house plants", b"40% of house plants")
    figures = figures.replace(b"value: 3\n  unit: one-in", b"value: 40\n  unit: percent")
    make.course(files=make.course_files(**{"figures.yaml": figures}))
    make.sign_in(client, make.person(organisation=make.organisation()))

    said = words(client.get("/learning/small/figures"))

    assert "Not to be confused with: 40% of house plants are watered too often." in said
    assert "Not to be confused with: 40% of tea drinkers pour the milk first." in said


def test_an_unknown_course_is_a_page_that_does_not_exist(client, make):
    make.sign_in(client, make.person())
    assert client.get("/learning/nowhere/figures").status_code == 404
