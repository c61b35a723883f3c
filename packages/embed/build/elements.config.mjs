// Settings of the custom elements analyzer: our elements only, as a webmaster uses them.

/** Keeps the modules that define elements, and of those what is public and can be named. */
const publicOnly = {
  name: 'dtp:public-only',
  packageLinkPhase({ customElementsManifest }) {
    const elements = customElementsManifest.modules
      .map(module => ({ ...module, declarations: module.declarations.filter(({ tagName }) => tagName) }))
      .filter(({ declarations }) => declarations.length > 0);
    for (const declaration of elements.flatMap(({ declarations }) => declarations)) {
      const isPublic = ({ privacy, static: isStatic }) => (privacy ?? 'public') === 'public' && !isStatic;
      declaration.members = declaration.members?.filter(isPublic);
      const fields = new Set(declaration.members?.map(({ name }) => name));
      declaration.attributes = declaration.attributes?.filter(({ name, fieldName }) => fields.has(fieldName ?? name));
      declaration.events = declaration.events?.filter(({ name }) => name);
    }
    customElementsManifest.modules = elements;
  },
};

export default { litelement: true, packagejson: false, exclude: ['**/*.test.ts', '**/testing/**'], plugins: [publicOnly] };
