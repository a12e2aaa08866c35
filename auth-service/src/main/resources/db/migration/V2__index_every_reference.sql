-- Deleting an account or an organisation looks for invitations that refer to it, and so do listings.
CREATE INDEX invitation_created_by_idx ON invitation (created_by, created_at, id);
CREATE INDEX invitation_organisation_idx ON invitation (organisation_id, created_at, id) WHERE organisation_id IS NOT NULL;

-- One account among all of them is the operator's.
CREATE INDEX account_operator_idx ON account (id) WHERE operator;
