"""Files that a person drops: of UWV and the custom tables of CBS, which have no service to ask.

`sheets` reads a file into cells, `recognise` finds its kind by its header, `table` makes rows of it, `intake` judges
them and keeps a copy, `kept` reads those copies again in a build. What each kind of file looks like is declared in
`kinds`, once.
"""
