-- The day from which a to-do is one: what was promised and did not come is on the list the day after, whether or not any round has run.
ALTER TABLE task ADD COLUMN opens_on TEXT;
