"""The words for what an entry says."""

from lms.referrals.rules.entries import Consent, Kind, Outcome, Referral, Status

KINDS = {
    Kind.NATIONAL: "National, or for a large part of the country",
    Kind.STATUTORY: "Police, ambulance or NHS",
    Kind.LOCAL: "Local",
}
REFERRALS = {
    Referral.SELF: "The person themselves",
    Referral.PROFESSIONAL: "A professional",
    Referral.EITHER: "The person themselves, or a professional",
    Referral.NOT_KNOWN: "Not recorded: ask the service",
}
CONSENT = {
    Consent.NEEDED: "Needed",
    Consent.NOT_NEEDED: "Not needed",
    Consent.NOT_KNOWN: "Not recorded: ask the service",
}
OUTCOMES = {
    Outcome.RIGHT: "Everything recorded here is right",
    Outcome.ENDED: "The service has ended, or another has taken its place",
}
STATUSES = {
    Status.LIVE: "Shown",
    Status.CHECK: "Shown as being checked",
    Status.CANDIDATE: "Not shown until it is checked",
    Status.SUPERSEDED: "Ended: not shown",
}
