"""The house: a Flask application organised by feature; imports go down this list only.

prepare         before the first request: migrate, import the courses, load the demo
web_server      granian's workers, forked once everything is loaded
app             create_app(): the only file that knows every room
demo            the demo organisations, people and history
backup          one file that holds the database: made while serving, checked, put back
navigation      who sees which menu entry
reporting       counting: reach and completion by organisation, staff group and month
authoring       writing a course: edit, check, preview, review, publish; what learners report
learning        studying: my learning, page, case, questions, result; finding, keeping and printing pages; reports
cpd             the learner's own record: what was learnt, sealed notes and reflections, exports
certificates    confirm the name, issue, render once, verify
progress        pages read, walks through cases, modules and courses completed
assessment      attempts, answers, marking; what first attempts say of the questions
catalogue       revisions of courses, which one is live, its search index, drafts
referrals       the directory of services, the finder, the pocket cards, the "help for me" page
accounts        people, memberships, grants, sign-in, sessions, leaving
organisations   the tree of organisations, their e-mail domains and join codes
messages        outgoing e-mail: an outbox, neutral wording, delivery with retries
audit           who did what to whom, sealed into a hash chain
web             forms, fields, errors, security, session, replay: plumbing that any room may use
access          roles, permissions and who holds which
content         what a course is, as text: pure, no Flask, no database
jobs            the job queue
paper           HTML of ours as a PDF, from files of ours alone
serve_web       behind a proxy: the web server, replaced without refusing a request
serve, mailbox  one computer: web server and worker kept running, and the e-mail they send kept in a folder
db              base, types, transactions
settings        every environment variable, read once
clock, log      the only place time is read; structured log lines
"""
