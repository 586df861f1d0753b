"""The parts of a Library: articles, search, statements, annotations, analysis, care."""
