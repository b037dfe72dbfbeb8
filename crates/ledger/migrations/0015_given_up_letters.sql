-- A letter that nobody tries any more waits for a person, who telephones or serves on paper and says so.
ALTER TABLE outbox ADD COLUMN given_up_at BIGINT;
ALTER TABLE outbox ADD COLUMN settled_at BIGINT;
ALTER TABLE outbox ADD COLUMN settled_by TEXT;
ALTER TABLE outbox ADD COLUMN settled_how TEXT;
UPDATE outbox SET given_up_at = at WHERE sent_at IS NULL AND attempts >= 20;
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL AND settled_at IS NULL;
