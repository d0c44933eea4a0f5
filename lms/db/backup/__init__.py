"""Backup and restore: one file with a manifest, taken while serving, put back whole or not at all.

A backup holds no setting and no secret. It leaves out what must not come to life again: sessions, links in e-mails,
waiting e-mails and counted tries. So after a restore everybody signs in anew, and no old link opens anything.
"""

from lms.db.backup.archive import BackupRefused, Manifest, verify
from lms.db.backup.keeping import make, restore

__all__ = ["BackupRefused", "Manifest", "make", "restore", "verify"]
