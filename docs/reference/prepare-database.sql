-- The database of one service with its three roles, for a PostgreSQL of your own (15 or newer). As a superuser, once:
--   MIGRATOR_PASSWORD=… APP_PASSWORD=… psql -v name=dataset -f docs/reference/prepare-database.sql
-- The owner never logs in, the migrator changes the schema, the service itself reads and writes rows.
\set ON_ERROR_STOP on
\getenv migrator_password MIGRATOR_PASSWORD
\getenv app_password APP_PASSWORD
\set owner :name _owner
\set migrator :name _migrator
\set app :name _app
create role :"owner" nologin;
create role :"migrator" login password :'migrator_password' in role :"owner";
create role :"app" login password :'app_password';
alter role :"app" set statement_timeout = '15s';
alter role :"app" set idle_in_transaction_session_timeout = '30s';
alter role :"app" set lock_timeout = '5s';
alter role :"migrator" set lock_timeout = '5s';
create database :"name" owner :"owner" template template0 encoding 'UTF8';
revoke all on database :"name" from public;
grant connect on database :"name" to :"migrator", :"app";
\connect :name
alter schema public owner to :"owner";
revoke all on schema public from public;
grant usage on schema public to :"app";
alter default privileges for role :"owner" grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" grant usage, select on sequences to :"app";
