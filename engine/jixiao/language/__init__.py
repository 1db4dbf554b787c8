"""The language of target and actual cells: text in, meaning out."""
