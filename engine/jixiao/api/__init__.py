"""The public shelf's own room: each function takes what another program has, checks it at the door, and hands it on.

What is behind the door is not checked again. Wrong types raise TypeError, wrong values JixiaoError; both say what is wanted.
"""
