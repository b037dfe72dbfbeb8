-- Tries at signing in are counted by the login that was typed, whether there is such a login or not, so that an
-- unknown one behaves like a known one. What an administrator hands out must be changed at the first sign-in.

CREATE TABLE sign_in_guard (
    name TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    locked_until BIGINT,
    tried_at BIGINT NOT NULL
);

ALTER TABLE credential DROP COLUMN failures;
ALTER TABLE credential DROP COLUMN locked_until;
ALTER TABLE credential ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;
