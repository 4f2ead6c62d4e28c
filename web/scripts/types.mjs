/**
 * `npm run types`: types of the server's answers, from the description that the server gives of itself.
 *
 * What the server writes it writes in full (a value that is missing is `null`), so that all properties of answers are there;
 * of what it reads, only those are that it demands.
 */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const folder = new URL('../src/api/', import.meta.url);
const description = JSON.parse(await readFile(new URL('openapi.json', folder), 'utf8'));
const read = new Set(Object.values(description.paths).flatMap((path) => Object.values(path)).flatMap(({ requestBody }) => names(requestBody)));

/** The schemas that a part of the description names. */
function names(part) {
  return [...JSON.stringify(part ?? {}).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
}

/** Marks all properties of a schema, and of those written into it, as being there. */
function demandAll(schema) {
  if (typeof schema !== 'object' || schema === null) return;
  if (schema.properties !== undefined) schema.required = Object.keys(schema.properties);
  Object.values(schema).forEach(demandAll);
}

for (const [name, schema] of Object.entries(description.components.schemas)) {
  if (!read.has(name)) demandAll(schema);
}
const types = astToString(await openapiTS(description, { alphabetize: true, rootTypes: true, rootTypesNoSchemaPrefix: true }));
await writeFile(new URL('schema.d.ts', folder), `/* Made by \`npm run types\` from \`openapi.json\`. */\n${types}`);
