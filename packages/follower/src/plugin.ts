import type { FastifyPluginCallback } from 'fastify';
import { type ReplicateRouteOptions, replicateRoute } from './replicate/route.ts';
import { refuseWrites } from './write/refuse.ts';

/** The routes that only a follower has. */
export const followerRoutes: FastifyPluginCallback<ReplicateRouteOptions> = (app, options, done) => {
  app.register(replicateRoute, options);
  app.register(refuseWrites, { follower: options.follower });
  done();
};
