"""The learner's own record: what was learnt, notes and reflections that nobody else can read, exports."""
