"""All of `courses/` goes in, one sentence is edited in a plain textarea, and it comes out: git sees that edit alone."""

import subprocess

from lms.authoring.rules.archives import unpack
from lms.content.files import read_folder
from tests.support.courses import FOUR
from tests.support.databases import ON_ONE_DATABASE

PATH = "02-spotting-it-in-practice/module.md"


def lay_out(files, folder):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def git_diff(folder, *asked):
    done = subprocess.run(
        ["git", "diff", "--no-index", *asked, "before", "after"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@ON_ONE_DATABASE
def test_git_sees_one_edit_and_nothing_else(writer, make, tmp_path):
    files = read_folder(FOUR)[0]
    make.course(files=files)
    tamsin = writer("Tamsin", "four")
    sentence = next(line for line in files[PATH].decode().split("\n") if line.endswith("."))

    tamsin.changes(sentence, f"{sentence} Read it twice.", PATH)

    lay_out(files, tmp_path / "before")
    lay_out(unpack(tamsin.client.get("/courses/four/course.zip").data), tmp_path / "after")
    assert git_diff(tmp_path, "--numstat").split("\t") == ["1", "1", f"{{before => after}}/{PATH}\n"]
    lines = [line for line in git_diff(tmp_path, "--unified=0").split("\n") if line.startswith(("-", "+"))]
    assert lines[2:] == [f"-{sentence}", f"+{sentence} Read it twice."]
