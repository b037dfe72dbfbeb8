-- Orders that rest on more than their own file, as a talk rests on all other talks, take turns under a name: whoever looked before
-- another one wrote looks again.
CREATE TABLE turn (
    name TEXT NOT NULL PRIMARY KEY,
    taken BIGINT NOT NULL
);
