-- Which rung of which clock was told: written with the letters, so that no rung is told twice, whoever restarts. A clock whose
-- last day moves has new rungs.
CREATE TABLE reminder (
    matter TEXT NOT NULL,
    clock TEXT NOT NULL,
    due_on TEXT NOT NULL,
    rung TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (matter, clock, due_on, rung)
);
