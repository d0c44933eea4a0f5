"""A course without a fault, and the faults that are planted in copies of it, taken from the format's description."""
