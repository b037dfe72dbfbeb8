-- Forms that were sent after the session had ended, sealed, until the same person has signed in again.
CREATE TABLE kept_form (
    digest TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    kept_at BIGINT NOT NULL
);
