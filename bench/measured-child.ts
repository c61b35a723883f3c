// Loaded into a child process by bench/import.ts: says at the end how much memory the process had at its peak.
import { readFileSync } from 'node:fs';

/**
 * Linux keeps the high-water mark of the program itself in VmHWM. maxRSS, which other systems have to do with, begins with what the
 * parent had when it forked.
 */
const peakKilobytes = (): number => {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found) return Number(found[1]);
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS;
};

process.on('exit', () => process.stderr.write(`peak kilobytes ${peakKilobytes()}\n`));
