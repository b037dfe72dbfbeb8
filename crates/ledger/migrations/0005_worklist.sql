-- The worklist knows whose step it is: one's own, or somebody else's that one waits for. The part stands in the key before
-- the day, so that either list is read from the index alone, and a kind of step as well. Rows of others' steps come with
-- the next commit of a matter, or for all of them with `huajie rebuild`.
CREATE TABLE task_before AS SELECT principal, sort, matter, name, title, command, due_on, legal_risk FROM task;
DROP TABLE task;
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
    holders TEXT,
    PRIMARY KEY (principal, part, sort, matter, name)
);
INSERT INTO task (principal, part, sort, matter, name, title, command, due_on, legal_risk)
    SELECT principal, 'own', sort, matter, name, title, command, due_on, legal_risk FROM task_before;
DROP TABLE task_before;
CREATE INDEX task_by_matter ON task (matter);
CREATE INDEX task_by_step ON task (principal, part, command, sort, matter);
