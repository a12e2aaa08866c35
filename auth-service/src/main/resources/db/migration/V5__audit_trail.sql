-- The chained trail of platform-data takes the place of the plain log, whose entries move over.
DO $$
DECLARE
    event audit_event%ROWTYPE;
BEGIN
    FOR event IN SELECT * FROM audit_event ORDER BY id LOOP
        PERFORM audit_append(event.actor_id, event.actor, event.action, event.target, event.outcome,
            event.request_id, event.details::json, event.at);
    END LOOP;
END
$$;

DROP TABLE audit_event;
DROP FUNCTION audit_event_is_append_only;
