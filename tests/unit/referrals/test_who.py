from pathlib import Path

import pytest

from lms.referrals.rules.who import LABELS, Who

PARTS = Path(__file__).parents[3] / "templates" / "referrals"


@pytest.mark.parametrize("who", list(Who))
def test_every_choice_has_words_of_its_own_and_a_part_of_the_page(who: Who):
    assert LABELS[who]
    assert (PARTS / f"_{who}.html").is_file()
    assert len(set(LABELS.values())) == len(Who)
