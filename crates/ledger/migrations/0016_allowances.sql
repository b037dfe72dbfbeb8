-- How often strangers wrote something: what is counted, since when, how often.
CREATE TABLE allowance (
    name TEXT NOT NULL,
    since BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (name, since)
);
