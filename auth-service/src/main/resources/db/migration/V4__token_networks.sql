-- From where a token may be used, as CIDR ranges; none means from everywhere.
ALTER TABLE personal_token ADD COLUMN networks text[] NOT NULL DEFAULT '{}';

-- The network of the last use, IPv4 /24 or IPv6 /48.
ALTER TABLE personal_token ADD COLUMN last_used_network text;
