"""Writing a course: editing its files, checking, previewing, having it reviewed, publishing; learners' reports."""
