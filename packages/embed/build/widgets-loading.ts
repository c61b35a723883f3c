/** What the bundler knows of a module. `importers` are those that load it with themselves, not those that load it when they need it. */
type ModuleInfo = { readonly isEntry: boolean; readonly importers: readonly string[] };
type ModuleGraph = { getModuleInfo(id: string): ModuleInfo | null };

/** The widgets, by the module each begins with, that load a module from the start. Code for later is loaded by none of them. */
export function widgetsLoading(id: string, graph: ModuleGraph): ReadonlySet<string> {
  const seen = new Set<string>();
  const entries = new Set<string>();
  const visit = (module: string): void => {
    if (seen.has(module)) return;
    seen.add(module);
    const info = graph.getModuleInfo(module);
    if (info?.isEntry) entries.add(module);
    info?.importers.forEach(visit);
  };
  visit(id);
  return entries;
}
