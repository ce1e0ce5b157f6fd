-- What the server needs of PostgreSQL, and no more. Run it in its database as the role that runs the migrations, before or after
-- them; what later migrations make is covered, too. The role has to be there: CREATE ROLE vibe_server LOGIN PASSWORD '…'.
GRANT USAGE ON SCHEMA public TO vibe_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO vibe_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vibe_server;
