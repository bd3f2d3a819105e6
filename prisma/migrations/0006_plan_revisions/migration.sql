-- A campaign now lists the versions of its plan after the first, a task the dated steps inside it; those that began before have none.
UPDATE "process" SET "state" = "state" || '{"revisions": []}'::jsonb WHERE "type" = 'campaign' AND NOT "state" ? 'revisions';
UPDATE "process" SET "state" = "state" || '{"nodes": []}'::jsonb WHERE "type" = 'task' AND NOT "state" ? 'nodes';
