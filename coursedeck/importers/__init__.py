"""Sources of other tools → sessions in Markdown.

folder     what may be read of a source
courses    which tool a folder is of, and in which order its pages stand
pages      one page: front matter, includes, tags, headings, links → `ImportedSession`
notebook, liascript, quarto, sphinx, tags    what is particular to a tool
chapters   pages that are single slides → one session
imported   all of it → `ImportedCourse`
"""

from coursedeck.importers.imported import import_source
from coursedeck.importers.values import ImportedCourse, ImportedSession, ImportRemark

__all__ = ["ImportRemark", "ImportedCourse", "ImportedSession", "import_source"]
