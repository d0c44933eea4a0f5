"""The demo: today's map of boards, invented organisations below invented boards, and 600 invented people who study.

The 36 boards of today and those before them are real, and nobody works there in the demo: figures of completion below
a real name would be invented figures of a real body. So everybody works below three boards that say "(invented)".

What happened lies in the 24 months before the first of the current month, and the same draws are made each time: two
loads in one month give the same people, memberships, study and marks. What must not be guessed stays random: keys,
password hashes, join codes and certificate numbers.
"""
