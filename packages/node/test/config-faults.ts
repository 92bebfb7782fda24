import { ConfigError, loadConfig } from '../src/index.ts';

/** What is wrong with a node's environment. */
export function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
