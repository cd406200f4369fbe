/** The actions of the selection bar, from left to right. One more is one more line; the main one stays the last. */
import type { SelectionAction } from './action.ts';
import { EmailAction } from './EmailAction.tsx';
import { OnePdfAction, ZipAction } from './ExportAction.tsx';
import { IssueAction } from './IssueAction.tsx';
import { PdfAction } from './PdfAction.tsx';
import { PrintAction } from './PrintAction.tsx';

export const selectionActions: readonly SelectionAction[] = [
  IssueAction,
  PrintAction,
  EmailAction,
  OnePdfAction,
  ZipAction,
  PdfAction,
];
