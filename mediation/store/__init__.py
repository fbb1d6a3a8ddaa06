"""Everything that is SQL: tables, migrations, and the questions asked to them."""
