"""The kinds of work, a file each: what goes into it, how it is done, what comes of it, and how long it takes.

    ReadSettings, ReadTemplate, RunDefinition, ReadSession ─→ RollUpDays
    RunDefinition ─→ DrawFigure ─→ PaintFigure
    ReadSession, DrawFigure, RollUpDays ─→ PlaceSession ─→ every SessionOutput ─→ BuildSession ─→ every LanguageOutput

A file of this folder is found by being here. One that defines a `SessionOutput` (`output.py`) or a `LanguageOutput`
(`language_output.py`) is a new output of every build; nothing else has to know of it.
"""
