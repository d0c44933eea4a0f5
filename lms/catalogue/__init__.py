"""Courses as they are published: revisions, which one is live, and drafts."""
