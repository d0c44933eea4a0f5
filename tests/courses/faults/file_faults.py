"""Faults of whole files: what they are called, how large they are, and bytes that are not text."""

from tests.courses.faults.planting import (
    COURSE,
    CUPS,
    CUPS_QUIZ,
    FIGURES,
    KETTLE,
    KETTLE_PICTURE,
    SOURCES,
    Append,
    Bytes,
    Elsewhere,
    Fault,
    Put,
    Remove,
)

FIFTY_MEGABYTES = b"tea and " * 6_250_000

MISSING = [
    Fault("no course.yaml", Remove(COURSE), 1, "missing|exist"),
    Fault("no sources.yaml", Remove(SOURCES), 1, "missing|exist"),
    Fault("no figures.yaml", Remove(FIGURES), 1, "missing|exist"),
    Fault("a module's folder without module.md", Remove(CUPS), 1, "missing|exist"),
    Fault("a module's folder without quiz.md", Remove(CUPS_QUIZ), 1, "missing|exist"),
    Fault("a picture that was taken away", Remove(KETTLE_PICTURE), "![A round", "kettle.png", seen_in=KETTLE),
]

UNREADABLE = [
    Fault("a letter in Latin-1", Bytes(KETTLE, b"Lemon juice", b"Cr\xe8me"), "Hard water", "utf-8"),
    Fault("a register in Latin-1", Bytes(SOURCES, b"The kettle:", b"Th\xe9:"), "a made-up survey", "utf-8"),
    Fault("a quiz in UTF-16", Put(CUPS_QUIZ, "---\ndraw: 2\n".encode("utf-16")), 1, "utf-8"),
    Fault("a NUL in a page", Bytes(CUPS, b"Sand\n", b"Sa\x00nd\n"), "Sa\x00nd"),
    Fault("a NUL in a register", Bytes(FIGURES, b"One kitchen only", b"One\x00"), "caveat: One\x00"),
    Fault("a page of 50 MB", Put(KETTLE, FIFTY_MEGABYTES), 1, "mb|bytes|large|big"),
    Fault("a register of 50 MB", Put(FIGURES, FIFTY_MEGABYTES), 1, "mb|bytes|large|big"),
    Fault("a page just over 1 MB", Append(CUPS, "tea " * 250_000), 1, "mb|bytes|large|big"),
    Fault("an empty module", Put(CUPS, b""), 1),
    Fault("a picture that is none", Put(KETTLE_PICTURE, b"<script>alert(1)</script>"), 1, "png"),
    Fault("a JPEG that is called PNG", Put(KETTLE_PICTURE, b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 64), 1, "png"),
]

OUT_OF_PLACE = [
    Fault("a document from elsewhere", Put("notes.docx", b"PK\x03\x04"), 1),
    Fault("a second page file", Put("01-the-kettle/more.md", b"# More {#more}\n\nMore.\n"), 1),
    Fault("a film", Put("01-the-kettle/media/film.mp4", b"\x00\x00\x00\x18ftypmp42"), 1),
    Fault("a drawing that may hold scripts", Put("01-the-kettle/media/pot.svg", b"<svg onload='alert(1)'/>"), 1),
    Fault("a program", Put("03-the-cups/wash.py", b"import os\n"), 1),
    Fault("a way out of the folder", Put("../escape.md", b"# Out\n"), 1),
    Fault("a folder without a number", Put("the-teapot/module.md", b"---\ntitle: T\n---\n"), 1),
    Fault(
        "a module that the course does not list",
        Put("05-the-spoons/module.md", b"---\ntitle: Spoons\n---\n"),
        ("modules: [", Elsewhere("05-the-spoons/module.md", 1)),
        "the-spoons",
        seen_in=COURSE,
    ),
]

FILE_FAULTS = MISSING + UNREADABLE + OUT_OF_PLACE
