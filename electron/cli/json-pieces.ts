/**
 * A JSON document in pieces. A million rejected rows are more than one string can hold, so the elements of the document's arrays
 * are written one by one; everything else is small.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    yield* listPieces(value);
  } else if (isPlainObject(value)) {
    yield* objectPieces(value);
  } else {
    yield JSON.stringify(value) ?? 'null';
  }
}

function* listPieces(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [index, element] of list.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(element) ?? 'null'}`;
  }
  yield ']';
}

function* objectPieces(object: Record<string, unknown>): Generator<string> {
  yield '{';
  const present = Object.entries(object).filter(([, value]) => value !== undefined);
  for (const [index, [key, value]] of present.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
    yield* jsonPieces(value);
  }
  yield '}';
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !('toJSON' in value);
}
