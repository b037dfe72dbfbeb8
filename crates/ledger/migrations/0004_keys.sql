-- A mark that only the right key file makes: a database met with other keys is told at the start, not at the first name
-- that does not open.
CREATE TABLE key_mark (mark TEXT NOT NULL PRIMARY KEY);
