-- What the migrations add up to, on SQLite. Written and checked by a test.

CREATE TABLE allowance (
    name TEXT NOT NULL,
    since BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (name, since)
);

CREATE TABLE bundle (
    system TEXT NOT NULL,
    direction TEXT NOT NULL,
    number BIGINT NOT NULL,
    digest TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (system, direction, number)
);

CREATE TABLE "clock" (
     matter TEXT NOT NULL,
     name TEXT NOT NULL,
     title TEXT NOT NULL,
     term TEXT NOT NULL,
     started_on TEXT NOT NULL,
     due_on TEXT,
     provisional BIGINT NOT NULL,
     state TEXT NOT NULL,
     short TEXT NOT NULL,
     reasons TEXT NOT NULL,
     PRIMARY KEY (matter, name)
 ) WITHOUT ROWID;

CREATE INDEX clock_by_due ON clock (due_on, matter);

CREATE TABLE credential (
    subject TEXT NOT NULL PRIMARY KEY,
    password_hash TEXT NOT NULL,
    sealed_totp TEXT,
    totp_step BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
, must_change BIGINT NOT NULL DEFAULT 0);

CREATE TABLE draft (
    digest TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

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
, bundle BIGINT);

CREATE INDEX event_out_by_bundle ON event_out (system, bundle) WHERE bundle IS NOT NULL;

CREATE INDEX event_out_waiting ON event_out (state, way, next_at, id);

CREATE TABLE "journal" (
     stream TEXT NOT NULL,
     seq BIGINT NOT NULL,
     at BIGINT NOT NULL,
     day TEXT NOT NULL,
     actor TEXT NOT NULL,
     actor_name TEXT NOT NULL,
     role TEXT NOT NULL,
     organization TEXT,
     kind TEXT NOT NULL,
     event TEXT NOT NULL,
     payload TEXT NOT NULL,
     prev_hash TEXT NOT NULL,
     hash TEXT NOT NULL,
     PRIMARY KEY (stream, seq)
 ) WITHOUT ROWID;

CREATE INDEX journal_by_time ON journal (at, stream, seq);

CREATE TABLE kept_form (
    digest TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);

CREATE TABLE key_mark (mark TEXT NOT NULL PRIMARY KEY);

CREATE TABLE notes.late_opening (
    matter TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (matter, at, actor)
) WITHOUT ROWID;

CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    fence BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);

CREATE TABLE mark (
    mark TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (mark, matter)
);

CREATE INDEX mark_by_matter ON mark (matter);

CREATE TABLE matter (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    head_hash TEXT NOT NULL,
    stage TEXT NOT NULL,
    lapse_day TEXT,
    lapse_stage TEXT,
    number TEXT,
    dispute TEXT,
    title TEXT,
    parties TEXT,
    respondent TEXT,
    place TEXT,
    act_kind TEXT,
    source TEXT,
    outcome TEXT,
    enterprise BIGINT NOT NULL,
    amount_fen BIGINT,
    opened_on TEXT,
    ended_on TEXT,
    state TEXT NOT NULL
);

CREATE INDEX matter_by_dispute ON matter (dispute, id);

CREATE INDEX matter_by_kind ON matter (kind, id);

CREATE INDEX matter_by_lapse ON matter (lapse_day, id) WHERE lapse_day IS NOT NULL;

CREATE TABLE migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, sum TEXT NOT NULL, applied_at BIGINT NOT NULL);

CREATE TABLE one_time_code (
    subject TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);

CREATE TABLE notes.opening (
    matter TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organization TEXT,
    PRIMARY KEY (matter, at, actor)
) WITHOUT ROWID;

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    sealed_address TEXT NOT NULL,
    sealed_body TEXT NOT NULL,
    about TEXT,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT
, given_up_at BIGINT, settled_at BIGINT, settled_by TEXT, settled_how TEXT);

CREATE INDEX outbox_by_about ON outbox (about, at) WHERE about IS NOT NULL;

CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL AND settled_at IS NULL;

CREATE INDEX outbox_waiting ON outbox (sent_at, next_at);

CREATE TABLE receipt (
    request TEXT NOT NULL PRIMARY KEY,
    asked TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE reminder (
    matter TEXT NOT NULL,
    clock TEXT NOT NULL,
    due_on TEXT NOT NULL,
    rung TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (matter, clock, due_on, rung)
);

CREATE TABLE serial (
    prefix TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (prefix, year)
);

CREATE TABLE session (
    digest TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    capacity TEXT,
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE sight (
    principal TEXT NOT NULL,
    kind TEXT NOT NULL,
    sort TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (principal, kind, sort, matter)
);

CREATE INDEX sight_by_matter ON sight (matter, principal);

CREATE TABLE sign_in_guard (
    name TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    tried_at BIGINT NOT NULL
);

CREATE TABLE "stored_file" (
     hash TEXT NOT NULL PRIMARY KEY,
     format TEXT NOT NULL,
     size_bytes BIGINT NOT NULL,
     original_hash TEXT NOT NULL,
     stored_at BIGINT NOT NULL,
     sealed_original TEXT,
     sent_at BIGINT
 ) WITHOUT ROWID;

CREATE TABLE table_columns (
    sender TEXT NOT NULL,
    format TEXT NOT NULL,
    field TEXT NOT NULL,
    source TEXT,
    remembered_at BIGINT NOT NULL,
    PRIMARY KEY (sender, format, field)
);

CREATE TABLE task (
    principal TEXT NOT NULL,
    part TEXT NOT NULL,
    sort TEXT NOT NULL,
    matter TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    command TEXT NOT NULL,
    due_on TEXT,
    legal_risk BIGINT NOT NULL,
    holders TEXT, opens_on TEXT,
    PRIMARY KEY (principal, part, sort, matter, name)
);

CREATE INDEX task_by_matter ON task (matter);

CREATE INDEX task_by_step ON task (principal, part, command, sort, matter);

CREATE TABLE turn (
    name TEXT NOT NULL PRIMARY KEY,
    taken BIGINT NOT NULL
);

CREATE TABLE vault (
    person TEXT NOT NULL,
    field TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (person, field)
);

CREATE TABLE wall (
    actor TEXT NOT NULL,
    matter TEXT NOT NULL,
    PRIMARY KEY (actor, matter)
);

CREATE INDEX wall_by_matter ON wall (matter);
