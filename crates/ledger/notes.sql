-- The tables of the file of notes beside a SQLite store. On PostgreSQL they are tables like others.
CREATE TABLE IF NOT EXISTS opening (
    matter TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organization TEXT,
    PRIMARY KEY (matter, at, actor)
) WITHOUT ROWID;

-- Openings that waited for room on the disk, and when they were written.
CREATE TABLE IF NOT EXISTS late_opening (
    matter TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (matter, at, actor)
) WITHOUT ROWID;
