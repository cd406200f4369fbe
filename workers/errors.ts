/** Errors that a person may read: a stable code for programs, a sentence that says what happened and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  readonly code: string;
  /**
   * @param code kebab-case and stable: scripts match on it, such as `file-empty`.
   * @param message what happened and what to do, in plain words, without a stack or an internal name.
   */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What is stored and sent of an error. */
export interface ErrorInfo {
  code: string;
  message: string;
}

/** Any thrown value as code and message; an unforeseen one keeps its text under `unexpected`. */
export function errorInfo(error: unknown): ErrorInfo {
  if (error instanceof Error) {
    const code = (error as { code?: unknown }).code;
    return { code: typeof code === 'string' ? code : 'unexpected', message: error.message };
  }
  return { code: 'unexpected', message: String(error) };
}
