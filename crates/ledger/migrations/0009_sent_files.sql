-- When a file was last sent by anybody: what was sent again lately is not cleared away with an old draft.
ALTER TABLE stored_file ADD COLUMN sent_at BIGINT;
