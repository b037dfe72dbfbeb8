-- What is meant for outside systems: written, sealed, with what it tells of, and kept until it was taken or a person decided.
CREATE TABLE event_out (
    id TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    way TEXT NOT NULL,
    sealed_body TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    last_error TEXT,
    settled_at BIGINT
);
CREATE INDEX event_out_waiting ON event_out (state, way, next_at, id);
