// What Atlassian's own package says of manifest.yml: its schema, and the scope of each event.
// It needs no login and asks nothing of the network. `make forge` installs it and runs this.
const { readFileSync } = require("node:fs");
const { ProcessorBuilder, ValidationTypes, validateTriggerScopes } = require("@forge/manifest");
const { parse } = require("yaml");

async function faultsOfSchema() {
  const full = ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build();
  const { errors = [] } = await full.process();
  return errors.map((fault) => `line ${fault.line}: ${fault.message}`);
}

async function faultsOfEvent(event, scopes) {
  const { missingScopes, requiredScopes } = await validateTriggerScopes(event, scopes);
  if (!requiredScopes) return [`${event} is no event that Forge knows`];
  return missingScopes.map((scope) => `${event} needs the scope ${scope}`);
}

async function main() {
  const manifest = parse(readFileSync("manifest.yml", "utf8"));
  const events = manifest.modules.trigger.flatMap((trigger) => trigger.events);
  const ofEvents = events.map((event) => faultsOfEvent(event, manifest.permissions.scopes));
  const faults = [await faultsOfSchema(), ...(await Promise.all(ofEvents))].flat();
  console.log(faults.join("\n") || `manifest.yml is right; ${events.length} events`);
  process.exitCode = faults.length ? 1 : 0;
}

main();
