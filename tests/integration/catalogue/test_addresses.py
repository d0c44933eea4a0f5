"""The addresses that are written into rendered text are addresses of this service."""

from flask import url_for

from lms.content.links import PAGE_ADDRESS, SITE_PAGES
from lms.content.pages import IMAGE_ADDRESS


def test_links_to_pages_lead_to_the_page(app):
    with app.test_request_context():
        found = url_for("learning.show_page", code="four", module=4, page=2)
    assert PAGE_ADDRESS.format(code="four", module=4, page=2) == found


def test_images_are_served_where_the_text_says(app):
    with app.test_request_context():
        found = url_for("catalogue.show_image", fingerprint="0" * 32, ending="png")
    assert IMAGE_ADDRESS.format(fingerprint="0" * 32, ending="png") == found


def test_the_pages_of_this_site_that_a_text_may_link_to_open(client):
    assert {address: client.get(address).status_code for address in SITE_PAGES} == dict.fromkeys(SITE_PAGES, 200)
