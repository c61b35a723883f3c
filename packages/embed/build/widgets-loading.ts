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

/**
 * The chunk that a module is in where several widgets load it from the start, or null where one alone does.
 * @param first The module that the widget begins with which is to load nothing it does not need: the end of its path.
 */
export function sharedChunk(id: string, graph: ModuleGraph, first: string): 'shared' | 'shared-by-others' | null {
  const widgets = widgetsLoading(id, graph);
  if (widgets.size < 2) return null;
  return [...widgets].some(entry => entry.endsWith(first)) ? 'shared' : 'shared-by-others';
}
