// Loaded before a program (node --import): when the process that started it dies, however it dies, the
// program is asked to end, and made to if it does not. Workers that the program forks load this too, by
// inheritance: they need their channel to stay alive and end with the program.
if (process.channel !== undefined && process.env.ASSENT_PARENT === String(process.ppid)) {
  process.channel.unref()
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 15_000).unref()
    process.kill(process.pid, 'SIGTERM')
  })
}
