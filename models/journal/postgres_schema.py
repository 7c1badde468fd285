"""The tables of a hub in PostgreSQL (15 or newer), and who may do what with them.

Made and brought up to date by the program, run by the hub's owner. One database serves many
teams; a frame is filed under its chain, a chain under its team. Everything is only ever added:

* `session_tui_writer` (laptops): reads and adds, for its own teams; changes and removes nothing.
* `session_tui_supervisor`: as a writer, and may delete papers (keys) of his teams, nothing else.
* the owner, who made the schema, lets a login into a team: `SELECT session_tui.admit(...)`.

Row-level rules keep each login to its teams. Chains grow at their ends, so the one index costs the
same however many frames there are. There are no triggers: what a laptop adds wrongly
is noticed by whoever reads it (signature, chain), and is filed beside what is right.
"""

from __future__ import annotations

VERSION = 1
SCHEMA = "session_tui"
WRITER = "session_tui_writer"
SUPERVISOR = "session_tui_supervisor"
CHANNEL = "session_tui"
"""Where those who listen are told the number of a team that has new entries."""

ROLES = f"""
DO $$ BEGIN
    CREATE ROLE {WRITER} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
    CREATE ROLE {SUPERVISOR} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
GRANT {WRITER} TO {SUPERVISOR};
"""

TABLES = f"""
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.about (version integer NOT NULL);
CREATE TABLE {SCHEMA}.team (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    founder bytea NOT NULL UNIQUE CHECK (length(founder) = 32),
    hub bytea NOT NULL CHECK (length(hub) = 16)
);
CREATE TABLE {SCHEMA}.access (
    login name NOT NULL,
    team integer NOT NULL REFERENCES {SCHEMA}.team,
    PRIMARY KEY (login, team)
);
CREATE TABLE {SCHEMA}.chain (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team integer NOT NULL REFERENCES {SCHEMA}.team,
    key bytea NOT NULL CHECK (length(key) IN (16, 56)),
    UNIQUE (team, key)
);
CREATE TABLE {SCHEMA}.frame (
    chain bigint NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    team integer NOT NULL,
    frame bytea NOT NULL CHECK (length(frame) BETWEEN 181 AND 8388608),
    PRIMARY KEY (chain, number)
);
ALTER TABLE {SCHEMA}.frame ALTER COLUMN frame SET STORAGE EXTERNAL;
CREATE TABLE {SCHEMA}.paper (
    team integer NOT NULL REFERENCES {SCHEMA}.team,
    name text NOT NULL CHECK (length(name) < 200),
    digest text NOT NULL CHECK (length(digest) = 32),
    raw bytea NOT NULL CHECK (length(raw) < 65536),
    PRIMARY KEY (team, name, digest)
);
CREATE FUNCTION {SCHEMA}.my_teams() RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SCHEMA}, pg_temp
    AS 'SELECT coalesce(array_agg(team), ''{{}}'') FROM access WHERE login = session_user';
CREATE FUNCTION {SCHEMA}.admit(founder_key text, login_name name) RETURNS void
    LANGUAGE plpgsql SET search_path = {SCHEMA}, pg_temp AS $$
BEGIN
    INSERT INTO team (founder, hub)
        VALUES (decode(founder_key, 'hex'), uuid_send(gen_random_uuid())) ON CONFLICT DO NOTHING;
    INSERT INTO access (login, team)
        SELECT login_name, number FROM team WHERE founder = decode(founder_key, 'hex')
        ON CONFLICT DO NOTHING;
    EXECUTE format('GRANT {WRITER} TO %I', login_name);
END $$;
REVOKE ALL ON FUNCTION {SCHEMA}.admit(text, name) FROM PUBLIC;
"""

_RULED = ("team", "chain", "frame", "paper")
_MINE = f"ANY ((SELECT {SCHEMA}.my_teams())::integer[])"

RULES = "\n".join(
    [
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {WRITER};",
        f"GRANT SELECT ON {SCHEMA}.about TO {WRITER};",
        f"GRANT SELECT ON {SCHEMA}.team TO {WRITER};",
        *(
            f"GRANT SELECT, INSERT ON {SCHEMA}.{table} TO {WRITER};"
            for table in ("chain", "frame", "paper")
        ),
        f"GRANT DELETE ON {SCHEMA}.paper TO {SUPERVISOR};",
        f"REVOKE ALL ON FUNCTION {SCHEMA}.my_teams() FROM PUBLIC;",
        f"GRANT EXECUTE ON FUNCTION {SCHEMA}.my_teams() TO {WRITER};",
        *(
            f"ALTER TABLE {SCHEMA}.{table} ENABLE ROW LEVEL SECURITY;\n"
            f"CREATE POLICY read_own ON {SCHEMA}.{table} FOR SELECT TO {WRITER}"
            f" USING ({'number' if table == 'team' else 'team'} = {_MINE});"
            for table in _RULED
        ),
        *(
            f"CREATE POLICY add_own ON {SCHEMA}.{table} FOR INSERT TO {WRITER}"
            f" WITH CHECK (team = {_MINE});"
            for table in ("chain", "frame", "paper")
        ),
        f"CREATE POLICY erase_own ON {SCHEMA}.paper FOR DELETE TO {SUPERVISOR}"
        f" USING (team = {_MINE});",
    ]
)

OWN_TEAM = f"""
INSERT INTO {SCHEMA}.team (founder, hub) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
"""Begin a team, as the owner may."""
