import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const root = join(import.meta.dirname, "../..");
const schemaFolder = join(root, "prisma/schema");
export const migrationsFolder = join(root, "prisma/migrations");

// The engine is Prisma's own, as WebAssembly: the native one would have to be downloaded.
function loadEngine(): void {
  const require = createRequire(import.meta.url);
  const file = require
    .resolve("@prisma/schema-engine-wasm")
    .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
  const wasm = new WebAssembly.Module(readFileSync(file));
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  const exported = engineModule as unknown as Record<string, WebAssembly.ImportValue>;
  for (const { module, name } of WebAssembly.Module.imports(wasm)) {
    const own = imports[module] ?? {};
    const value = exported[name];
    if (value !== undefined) own[name] = value;
    imports[module] = own;
  }
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error("schema engine panicked:", message),
    },
  });
  const instance = new WebAssembly.Instance(wasm, imports);
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

export function schemaFiles() {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), "utf8"),
    }));
}

/** The names of the migrations that this code knows, in their order. */
export function knownMigrations(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationsList() {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: knownMigrations().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

const charOid = 18;
const textOid = 25;

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;
type Internals = {
  performIO: (query: SqlQuery) => Promise<{ fields?: { dataTypeID: number }[] }>;
  client: pg.Pool;
};

/**
 * Repairs what adapter-pg lacks and only the schema engine meets: catalogue columns of the type "char" must be told
 * as characters, and a script must be sent whole, because cutting it at each semicolon cuts functions in two.
 */
function repaired(connection: Connection): Connection {
  const internals = connection as unknown as Internals;
  const isCharacter = new WeakMap<SqlQuery, boolean[]>();
  const performIO = internals.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  internals.performIO = async (query) => {
    const result = await performIO(query);
    isCharacter.set(
      query,
      (result.fields ?? []).map((field) => field.dataTypeID === charOid),
    );
    for (const field of result.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const flags = isCharacter.get(query);
    const columnTypes = result.columnTypes.map((type, index) =>
      flags?.[index] ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  connection.executeScript = async (script) => {
    await internals.client.query(script);
  };
  return connection;
}

function partsOf(databaseUrl: string) {
  const url = new URL(databaseUrl);
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
}

// adapter-pg's own shadow database ignores `database` beside a connection string and would be the real one.
function adapterFor(databaseUrl: string, opened: Connection[]): PrismaPg {
  const parts = partsOf(databaseUrl);
  const adapter = new PrismaPg(parts);
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = repaired(await connect());
    opened.push(connection);
    return connection;
  };
  adapter.connectToShadowDb = async () => {
    const database = `shadow_${crypto.randomUUID()}`;
    const owner = new pg.Client(parts);
    await owner.connect();
    await owner.query(`create database "${database}"`);
    const shadow = repaired(await new PrismaPg({ ...parts, database }).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await owner.query(`drop database "${database}"`);
      await owner.end();
    };
    return shadow;
  };
  return adapter;
}

let isLoaded = false;

type Engine = ReturnType<typeof engineModule.SchemaEngine.new> extends Promise<infer Opened> ? Opened : never;

/** The engine keeps its connections until the process ends; they are closed here, so that nobody waits for them. */
async function withEngine<T>(databaseUrl: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  if (!isLoaded) loadEngine();
  isLoaded = true;
  const opened: Connection[] = [];
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: schemaFiles().map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFor(databaseUrl, opened)),
  );
  try {
    return await work(engine);
  } finally {
    await Promise.all(opened.map((connection) => connection.dispose()));
  }
}

const filters = { externalTables: [], externalEnums: [] };

/** Applies what is pending and records it as Prisma does. Answers the names of what was applied. */
export async function applyMigrations(ownerUrl: string): Promise<string[]> {
  return withEngine(ownerUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: migrationsList(),
      filters,
    });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that takes the migrations to the schema; empty when they agree. Needs the right to create a database.
 * `schema` stands in for the files of the schema folder, so that a test can change one.
 */
export async function diffMigrations(ownerUrl: string, schema = schemaFiles()): Promise<string> {
  return withEngine(ownerUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...migrationsList() },
      to: { tag: "schemaDatamodel", files: schema },
      script: true,
      exitCode: null,
      filters,
    });
    const sql = (stdout ?? "").trim();
    return sql === "-- This is an empty migration." ? "" : sql;
  });
}
