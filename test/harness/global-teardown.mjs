export default async function teardown() {
  await globalThis.dubanTestServers?.stop();
}
