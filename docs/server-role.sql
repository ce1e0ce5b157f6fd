-- The rights that the server needs, and no more. Run this in its database as the role that runs the migrations, before or after them;
-- it also covers the tables of later migrations. Make the role first: CREATE ROLE vibe_server LOGIN PASSWORD '…'.
GRANT USAGE ON SCHEMA public TO vibe_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO vibe_server;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vibe_server;
