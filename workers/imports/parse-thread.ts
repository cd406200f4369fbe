/** Entry of the thread that parses, maps and validates while the main thread writes. */
export {};
