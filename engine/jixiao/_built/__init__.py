"""What was worked out of grammars when the package was built: modules of plain data, written by ``hatch_build.py``.

Nothing here is committed or edited. :mod:`jixiao.kernel.built` reads these modules, and works out anew what they lack.
"""
