-- What outside systems sent, sealed as it came, with what became of it and what was answered: the same event twice has one
-- effect and the same answer, and what could not be applied waits for a person.
CREATE TABLE event_in (
    delivery TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    source TEXT NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    way TEXT NOT NULL,
    asked TEXT NOT NULL,
    sealed_body TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    settled_at BIGINT,
    UNIQUE (system, source, event)
);
CREATE INDEX event_in_by_state ON event_in (state, received_at, delivery);
