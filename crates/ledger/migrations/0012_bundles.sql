-- Files carried between networks that do not touch: numbered without gaps, for each system and each direction.
CREATE TABLE bundle (
    system TEXT NOT NULL,
    direction TEXT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (system, direction, number)
);
ALTER TABLE event_out ADD COLUMN bundle BIGINT;
CREATE INDEX event_out_by_bundle ON event_out (system, bundle) WHERE bundle IS NOT NULL;
