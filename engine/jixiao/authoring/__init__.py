"""For rule authors: what a ruleset promises is decided on its curves, its examples are run, its changes are measured."""
