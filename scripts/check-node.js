// Loaded before any TypeScript, so that an old Node gets one clear line instead of a syntax error.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Quorate needs Node 24 or newer, and this is Node ${process.versions.node}. ` +
      'Install it, or run "npm ci" with optional dependencies, which bring it along on Linux.',
  );
  process.exit(1);
}
