"""Modules that take long to load, by what is done with them: workers load them while other work is under way."""

READING_TOOLS = ("coursedeck.session.load",)
FIGURE_TOOLS = ("coursedeck.app.stages.figures", "coursedeck.figures.layout", "coursedeck.figures.draw.surface")
PLACING_TOOLS = (
    "coursedeck.app.stages.placing",
    "coursedeck.output.deck",
    "coursedeck.output.pages",
    "coursedeck.app.stages.thumbnails",
)
