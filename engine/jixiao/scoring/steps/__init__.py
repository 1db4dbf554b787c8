"""The steps that make a leaf of a row, one module a subject; :mod:`jixiao.scoring.indicator` declares their order."""
