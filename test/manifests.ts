import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IStatefulSet, StatefulSet } from 'kubernetes-models/apps/v1';
import { CronJob, type ICronJob } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import {
  type IContainer,
  type IPodTemplateSpec,
  Namespace,
  PersistentVolumeClaim,
  Service,
} from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
}

export const root = fileURLToPath(new URL('..', import.meta.url));
export const folder = join(root, 'deploy/kubernetes');
export const models = {
  CronJob,
  Namespace,
  NetworkPolicy,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Service,
  StatefulSet,
};
export type Kind = keyof typeof models;

export const kustomization = parse(readFileSync(join(folder, 'kustomization.yaml'), 'utf8')) as {
  readonly resources: readonly string[];
  readonly images: readonly { readonly name: string; readonly newName: string; readonly newTag: string }[];
};
export const files = readdirSync(folder).filter(
  name => name.endsWith('.yaml') && name !== 'kustomization.yaml',
);
export const manifests = files.flatMap(file =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(document => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join(', ')}`);
    return { file, manifest: document.toJS() as Manifest };
  }),
);

export function all<T>(kind: Kind): (T & Manifest)[] {
  return manifests.map(({ manifest }) => manifest as T & Manifest).filter(manifest => manifest.kind === kind);
}

export function one<T>(kind: Kind, name: string): T & Manifest {
  const found = all<T>(kind).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
  return found;
}

export const leader = one<IStatefulSet>('StatefulSet', 'leader');
export const follower = one<IStatefulSet>('StatefulSet', 'follower');
const backup = one<ICronJob>('CronJob', 'backup');
export const templates: readonly { readonly name: string; readonly template: IPodTemplateSpec }[] = [
  { name: 'leader', template: leader.spec!.template },
  { name: 'follower', template: follower.spec!.template },
  { name: 'backup', template: backup.spec!.jobTemplate.spec!.template },
];

export function labelsOf({ metadata }: IPodTemplateSpec): Readonly<Record<string, string>> {
  return metadata?.labels ?? {};
}

/** Whether a selector that names labels one by one takes these. */
export function takes(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
) {
  return Object.entries(selector ?? {}).every(([name, value]) => labels[name] === value);
}

/** The environment of a pod's only container, as Kubernetes would make it for the pod of this name. */
export function environmentOf(template: IPodTemplateSpec, pod: string): Record<string, string> {
  const environment: Record<string, string> = {};
  const fields: Readonly<Record<string, string>> = { 'metadata.name': pod, 'metadata.namespace': 'quorate' };
  for (const { name, value, valueFrom } of containerOf(template).env ?? []) {
    environment[name] =
      fields[valueFrom?.fieldRef?.fieldPath ?? ''] ??
      (value ?? '').replace(/\$\((\w+)\)/g, (text, other: string) => environment[other] ?? text);
  }
  return environment;
}

export function containerOf({ spec }: IPodTemplateSpec): IContainer {
  return spec!.containers[0]!;
}
