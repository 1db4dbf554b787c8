"""The documentation as a site, one for each language: ``python -m docs.site`` (``make site``) writes it to ``site/``."""
