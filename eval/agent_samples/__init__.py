"""Agent configurations of our own making, each with the one code that it is about, or none.

They are put together by Python, so that this tree holds no file that is an agent configuration itself, and no token
in one piece. Written before the rules of half of the codes; see ``eval/agent_config.py`` for how they are counted.
"""
