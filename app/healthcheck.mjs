// The health check of a container: is the service of this container alive? Exit code 0 or 1.
const [service] = process.argv.slice(2);
const url = service === 'worker' ? `http://127.0.0.1:${process.env.METRICS_PORT ?? 9464}/livez` : `http://127.0.0.1:${process.env.PORT ?? 3000}/livez`;
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  process.exit(answer.ok ? 0 : 1);
} catch (error) {
  console.error(`${url}: ${error.cause?.message ?? error.message}`);
  process.exit(1);
}
