package dev.proofmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A client that the build has generated under `target/clients`, made ready to run with its contract of `src/test/clients`.
///
/// Where the interpreter is absent, or its packages cannot be had, the test is skipped and says so; under continuous
/// integration (environment `CI`) only an absent interpreter is an excuse.
record GeneratedClient(List<String> command, Path folder) {
    private static final Path GENERATED = Path.of("target/clients").toAbsolutePath();
    private static final Path CONTRACTS = Path.of("src/test/clients").toAbsolutePath();
    private static final List<String> TYPESCRIPT = List.of("typescript@5.9.3", "@types/node@20.19.1");

    /// Compiles the client and its contract.
    static GeneratedClient java(Path classes) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("javac"), "-proc:none", "-nowarn", "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"), CONTRACTS.resolve("java/Contract.java").toString()));
        try (Stream<Path> sources = Files.walk(GENERATED.resolve("java/src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        Path arguments = Files.write(Files.createDirectories(classes).resolve("sources.txt"), command.subList(1, command.size()));
        must(GENERATED, tool("javac"), "@" + arguments);
        String path = classes + File.pathSeparator + System.getProperty("java.class.path");
        return new GeneratedClient(List.of(tool("java"), "-cp", path, "Contract"), GENERATED.resolve("java"));
    }

    static GeneratedClient python() throws Exception {
        assumeThat(runs("python3", "--version")).as("python3 is on this machine").isTrue();
        Path environment = GENERATED.resolve("python-environment");
        String python = environment.resolve("bin/python").toString();
        if (!Files.exists(environment.resolve("ready"))) {
            prepared(GENERATED, "python3", "-m", "venv", environment.toString());
            prepared(GENERATED, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "-r", GENERATED.resolve("python/requirements.txt").toString());
            Files.createFile(environment.resolve("ready"));
        }
        return new GeneratedClient(List.of(python, "-c", "import runpy, sys; sys.path.insert(0, '.'); "
                + "sys.argv.pop(0); runpy.run_path(sys.argv[0], run_name='__main__')",
                CONTRACTS.resolve("python/contract.py").toString()), GENERATED.resolve("python"));
    }

    static GeneratedClient typescript() throws Exception {
        assumeThat(runs("node", "--version") && runs("npm", "--version")).as("node and npm are on this machine").isTrue();
        Path tools = Files.createDirectories(GENERATED.resolve("typescript-tools"));
        if (!Files.exists(tools.resolve("ready"))) {
            List<String> install = new ArrayList<>(List.of("npm", "install", "--no-save", "--no-audit", "--no-fund",
                    "--ignore-scripts", "--prefix", tools.toString()));
            install.addAll(TYPESCRIPT);
            prepared(tools, install.toArray(String[]::new));
            Files.createFile(tools.resolve("ready"));
        }
        Path client = GENERATED.resolve("typescript");
        Files.copy(CONTRACTS.resolve("typescript/contract.ts"), client.resolve("contract.ts"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        must(client, "node", tools.resolve("node_modules/typescript/bin/tsc").toString(), "--strict", "--target", "es2022",
                "--module", "commonjs", "--lib", "es2022,dom,dom.iterable", "--skipLibCheck", "--types", "node",
                "--typeRoots", tools.resolve("node_modules/@types").toString(), "--outDir", "compiled", "contract.ts");
        return new GeneratedClient(List.of("node", client.resolve("compiled/contract.js").toString()), client);
    }

    /// What it printed; fails where it ends otherwise than well.
    String run(String base, String model, String calibration, String files) throws Exception {
        List<String> line = new ArrayList<>(command);
        line.add(base);
        for (String path : List.of(model, calibration, files)) {
            line.add(Path.of(path).toAbsolutePath().toString());
        }
        return must(folder, line.toArray(String[]::new));
    }

    private static String must(Path folder, String... command) throws Exception {
        Run run = run(folder, command);
        assertThat(run.exit()).as("%s: %s", command[0], run.output()).isZero();
        return run.output();
    }

    /// Preparations that need a package registry.
    private static void prepared(Path folder, String... command) throws Exception {
        if (System.getenv("CI") != null) {
            must(folder, command);
            return;
        }
        Run run = run(folder, command);
        assumeThat(run.exit()).as("the client's packages can be had: %s", run.output()).isZero();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return run(GENERATED, command).exit() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private record Run(int exit, String output) {}

    private static Run run(Path folder, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
