-- Which column of a sender's table holds what, remembered from the last time: `format` is a digest of the headings, `field` what it
-- holds here, `source` the heading there or a value for the whole table; none where nothing of it was chosen.
CREATE TABLE table_columns (
    sender TEXT NOT NULL,
    format TEXT NOT NULL,
    field TEXT NOT NULL,
    source TEXT,
    remembered_at BIGINT NOT NULL,
    PRIMARY KEY (sender, format, field)
);
