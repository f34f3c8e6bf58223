/** Rings point one way: app → components → lib/features → lib/platform → lib/kernel. */
const forbidden = [
  {
    name: "no-circles",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "kernel-imports-nothing-of-ours",
    severity: "error",
    from: { path: "^lib/kernel", pathNot: "\\.test\\.ts$" },
    to: { path: "^(app|components|lib/(features|platform)|generated)" },
  },
  {
    name: "platform-knows-no-feature",
    severity: "error",
    from: { path: "^lib/platform", pathNot: "\\.test\\.ts$" },
    to: { path: "^(app|components|lib/features)" },
  },
  {
    name: "features-know-no-page",
    severity: "error",
    from: { path: "^lib/features" },
    to: { path: "^(app|components)" },
  },
  {
    name: "components-know-no-route",
    severity: "error",
    from: { path: "^components" },
    to: { path: "^app" },
  },
  {
    name: "components-neither-query-nor-decide",
    severity: "error",
    from: { path: "^components" },
    to: {
      path: "^lib/(platform|features/[^/]+/([a-z-]*queries|loaders|[a-z-]*service|handlers|judging|locking|versions)\\.ts)",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "primitives-know-no-domain",
    severity: "error",
    from: { path: "^components/(ui|forms)" },
    to: { path: "^(lib/features|components/(?!ui|forms))" },
  },
  {
    name: "safe-in-the-browser",
    comment: "schema, types, status, policy, events and messages are imported by pages and forms alike",
    severity: "error",
    from: { path: "^lib/features/[^/]+/((schema|types|status|policy|events|messages)\\.ts|sections/)" },
    to: {
      path: "^(lib/platform|generated|lib/features/[^/]+/([a-z-]*queries|loaders|[a-z-]*service|actions|handlers|judging|locking|versions)\\.ts)",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "pages-do-not-query",
    severity: "error",
    from: { path: "^app" },
    to: {
      path: "^lib/(platform/(db|tx|audit)|features/[^/]+/([a-z-]*queries|[a-z-]*service|judging|locking|versions))\\.ts$",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "service-code-has-no-scripts",
    severity: "error",
    from: { path: "^(app|components|lib)", pathNot: "\\.test\\.ts$" },
    to: { path: "^(scripts|tests|prisma)/" },
  },
  {
    name: "unresolved",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden,
  options: {
    doNotFollow: { path: "node_modules|generated" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
