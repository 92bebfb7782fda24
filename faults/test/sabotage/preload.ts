import { registerHooks } from 'node:module';

/**
 * Puts the module that SABOTAGE names in the place of the follower's package, in the one process that loads
 * this first: the product needs no switch for being broken.
 */
const replacement = new URL(`./${process.env['SABOTAGE']}.ts`, import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === '@quorate/follower' && context.parentURL !== replacement
      ? nextResolve(replacement, context)
      : nextResolve(specifier, context),
});
