import { posix } from 'node:path';
import ts from 'typescript';

/** Files and their text. */
export type Tree = ReadonlyMap<string, string>;

/** One import: a file of the tree by its path, or a package by its name. */
export interface Import {
  readonly target: string;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

/** Every file of a tree with what it imports. */
export type Imports = ReadonlyMap<string, readonly Import[]>;

/**
 * The rooms that files of one room may import from: a folder as `a/b/`, the files of a folder but not of those below
 * as `a/b/*`, or one file.
 */
export interface Room {
  readonly from: readonly string[];
  /** Places of which only types may be known. */
  readonly typesFrom?: readonly string[];
}

/** Reads the imports, exports from elsewhere and dynamic imports of every file. */
export function importsOf(tree: Tree): Imports {
  return new Map([...tree].map(([file, text]) => [file, fileImports(file, text)]));
}

function fileImports(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ target: targetOf(file, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, exportsTypes(node));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
  return found;
}

function targetOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
}

function importsTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  const named = clause.namedBindings;
  const allTypes =
    named !== undefined && ts.isNamedImports(named) && named.elements.every(({ isTypeOnly }) => isTypeOnly);
  return clause.isTypeOnly || (clause.name === undefined && allTypes);
}

function exportsTypes({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly || exportClause === undefined) return isTypeOnly;
  return ts.isNamedExports(exportClause) && exportClause.elements.every((element) => element.isTypeOnly);
}

/** Circles of imports, types counted: each the sorted names of files that all reach one another. */
export function circles(imports: Imports): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    open.push(file);
    for (const { target } of imports.get(file)!) {
      if (!imports.has(target)) continue;
      if (!index.has(target)) visit(target);
      else if (!open.includes(target)) continue;
      low.set(file, Math.min(low.get(file)!, low.get(target)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const members = open.splice(open.indexOf(file));
    if (members.length > 1 || imports.get(file)!.some(({ target }) => target === file))
      found.push(members.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return found;
}

/** Imports of files of the tree that the longest matching room does not allow, as `file imports target`. */
export function misplaced(imports: Imports, rooms: Readonly<Record<string, Room>>): string[] {
  const prefixes = Object.keys(rooms).sort((a, b) => b.length - a.length);
  return [...imports].flatMap(([file, found]) => {
    const prefix = prefixes.find((one) => file.startsWith(one));
    if (prefix === undefined) return [`${file} is in no room`];
    const { from, typesFrom = [] } = rooms[prefix]!;
    return found
      .filter(({ target }) => target.includes('/') && target.endsWith('.ts'))
      .filter(({ target, typeOnly }) => ![...from, ...(typeOnly ? typesFrom : [])].some(holds(target)))
      .map(({ target }) => `${file} imports ${target}`);
  });
}

const holds =
  (file: string) =>
  (place: string): boolean =>
    place.endsWith('/*') ? posix.dirname(file) === place.slice(0, -2) : file.startsWith(place);

/** Imports of packages outside their homes; a package without homes is free. */
export function strayPackages(
  imports: Imports,
  homes: Readonly<Record<string, readonly string[]>>,
): string[] {
  return [...imports].flatMap(([file, found]) =>
    found
      .filter(({ target }) => homes[target]?.some((home) => file.startsWith(home)) === false)
      .map(({ target }) => `${file} imports ${target}`),
  );
}

/** Ways, through any number of files, from files that begin as `from` to files or packages that begin as `never`. */
export function forbiddenWays(imports: Imports, from: readonly string[], never: readonly string[]): string[] {
  const begins = (name: string, places: readonly string[]): boolean =>
    places.some((place) => name.startsWith(place));
  const wayTo = new Map([...imports.keys()].filter((file) => begins(file, from)).map((file) => [file, file]));
  const ways: string[] = [];
  for (const [file, way] of wayTo) {
    for (const { target } of imports.get(file) ?? []) {
      if (wayTo.has(target)) continue;
      wayTo.set(target, `${way} > ${target}`);
      if (begins(target, never)) ways.push(wayTo.get(target)!);
    }
  }
  return ways;
}

/** Files that lie directly in a folder, other than the ones named. */
export function strangersIn(files: Iterable<string>, folder: string, named: readonly string[]): string[] {
  return [...files].filter((file) => posix.dirname(file) === folder && !named.includes(posix.basename(file)));
}
