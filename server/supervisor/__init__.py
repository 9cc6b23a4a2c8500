"""`netallion up`: starts every process of an installation on one machine, keeps each alive, and ends them together.

Read `up.py` first, then `parts.py` (what is started) and `supervisor.py` (how it is kept). Nothing is imported here,
since the watchdog's process imports this package and should stay small.
"""
