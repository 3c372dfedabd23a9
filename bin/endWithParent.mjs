// Loaded before farsail.ts where its end must follow another's: bin/farsail.mjs had to stay as its parent, or it runs below
// npm. When the parent is gone, even by kill -9, the product stops as it would on SIGTERM and doesn't go on unseen. Its
// own children and threads don't hear of this.
const parent = Number(process.env.FARSAIL_PARENT)
delete process.env.FARSAIL_PARENT

const end = () => process.kill(process.pid, 'SIGTERM')
if (parent === process.ppid) {
  if (process.channel) {
    process.once('disconnect', end)
    process.channel.unref()
  } else {
    const look = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(look)
      end()
    }, 1000).unref()
  }
}
