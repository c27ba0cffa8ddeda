// Starts Swagger UI; here and not in the page, because the page's policy allows no inline script.
// The Swagger UI that swagger-ui-bundle holds (4.15) refuses OpenAPI 3.1, which /openapi.json is written in:
// it is shown the same document in the words of 3.0.
function inWordsOf30(node) {
  if (Array.isArray(node)) return node.map(inWordsOf30);
  if (node === null || typeof node !== "object") return node;
  const { anyOf, examples, prefixItems, ...rest } = node;
  const found = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, inWordsOf30(value)]));
  if (Array.isArray(examples)) found.example = examples[0];
  else if (examples) found.examples = inWordsOf30(examples);
  if (prefixItems) found.items = inWordsOf30(prefixItems[0]);
  if (anyOf) {
    const kinds = anyOf.filter((kind) => kind.type !== "null").map(inWordsOf30);
    Object.assign(found, kinds.length === 1 ? { ...kinds[0], ...found } : { anyOf: kinds }, kinds.length < anyOf.length ? { nullable: true } : {});
  }
  return found;
}

const answer = await fetch("/openapi.json");
const spec = { ...inWordsOf30(await answer.json()), openapi: "3.0.3" };
SwaggerUIBundle({ spec, dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });
