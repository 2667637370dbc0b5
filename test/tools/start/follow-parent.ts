// Loaded into every service: when the starter is gone, however it died, the service leaves too.
process.on('disconnect', () => {
  if (process.listenerCount('SIGTERM') === 0) process.exit(0);
  process.emit('SIGTERM');
});
