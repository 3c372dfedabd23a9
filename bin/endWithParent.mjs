// Loaded before farsail.ts where bin/farsail.mjs had to stay as its parent: when the parent is gone, even by kill -9,
// the product stops as it would on SIGTERM and doesn't go on unseen. Its own children and threads don't hear of this.
const isChild = process.env.FARSAIL_PARENT === String(process.ppid) && process.channel !== undefined
delete process.env.FARSAIL_PARENT

if (isChild) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
