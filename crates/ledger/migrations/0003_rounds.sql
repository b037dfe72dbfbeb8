-- What the law has ended by the passing of time and nobody has recorded yet is found without reading everything.
CREATE INDEX matter_by_lapse ON matter (lapse_day, id) WHERE lapse_day IS NOT NULL;
-- How often somebody was written to about one matter.
CREATE INDEX outbox_by_about ON outbox (about, at) WHERE about IS NOT NULL;
