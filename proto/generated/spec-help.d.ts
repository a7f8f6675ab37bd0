interface FieldHelp {
  readonly text: string;
  readonly fallback?: unknown;
  readonly choices?: readonly string[];
}
declare const specHelp: Readonly<Record<string, FieldHelp>>;
export default specHelp;
