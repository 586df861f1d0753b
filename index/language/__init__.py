"""Reading English articles: who said what, and where each actor stands."""
