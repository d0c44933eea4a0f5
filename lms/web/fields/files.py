"""Fields that send a file."""

from flask_wtf import file

from lms.web.fields.drawn import DrawnField


class FileField(DrawnField, file.FileField):  # type: ignore[misc]
    """A file to send; the form around it says enctype="multipart/form-data"."""

    folder, macro = "file-upload", "fileUpload"
