-- A campaign now lists the versions of its plan after the first; those launched before have none.
UPDATE "process" SET "state" = "state" || '{"revisions": []}'::jsonb WHERE "type" = 'campaign' AND NOT "state" ? 'revisions';
