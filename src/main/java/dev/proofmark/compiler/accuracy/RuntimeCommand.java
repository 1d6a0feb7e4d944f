package dev.proofmark.compiler.accuracy;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a child process is started: this Java, the classes that [RuntimeMain] needs, and limits.
///
/// Two ways to the classes: from the places that they were loaded from here (a folder of classes or a plain jar, and
/// onnxruntime's jar), or, where these are jars inside the packaged jar, through that jar's own launcher. The heap is limited
/// by the virtual machine, everything else (address space, processor time) by the shell that turns into it; when memory
/// runs out on the whole machine, the kernel takes the child first.
///
/// @param arguments   program and arguments; the child's working folder is added as the folder for its temporary files
/// @param environment the whole environment: nothing of this process's, where operators put secrets, but the few names
///                    that file names and libraries depend on
/// @param patience    how long the child may take for all its answers together
record RuntimeCommand(List<String> arguments, Map<String, String> environment, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long SPARE_HEAP_MIB = 768;
    private static final long SPARE_NATIVE_MIB = 4096;
    private static final int NATIVE_COPIES = 6;
    private static final List<String> INHERITED = List.of("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH");
    private static final Path SHELL = Path.of("/bin/sh");
    private static final String LIMITS = "{ echo 1000 > /proc/self/oom_score_adj; ulimit -c 0; ulimit -t \"$1\"; ulimit -v \"$2\"; }"
            + " 2>/dev/null; shift 2; exec \"$@\"";

    RuntimeCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    static RuntimeCommand forModel(int modelBytes) {
        long modelMib = (modelBytes >> 20) + 1L;
        long heapMib = SPARE_HEAP_MIB + modelMib;
        long spaceKib = (SPARE_NATIVE_MIB + 2 * heapMib + NATIVE_COPIES * modelMib) << 10;
        List<String> arguments = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            long processorSeconds = 2 * PATIENCE.toSeconds();
            arguments.addAll(List.of(SHELL.toString(), "-c", LIMITS, "sh",
                    Long.toString(processorSeconds), Long.toString(spaceKib)));
        }
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(List.of("-Xmx" + heapMib + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:CompressedClassSpaceSize=64m", "-XX:-UsePerfData", "-XX:+DisplayVMOutputToStderr",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+SuppressFatalErrorMessage", "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=."));
        arguments.addAll(classes());
        return new RuntimeCommand(arguments, environment(System.getenv()), PATIENCE);
    }

    static Map<String, String> environment(Map<String, String> own) {
        Map<String, String> kept = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "2"));
        INHERITED.stream().filter(own::containsKey).forEach(name -> kept.put(name, own.get(name)));
        return kept;
    }

    private static List<String> classes() {
        List<URL> places = Stream.of(RuntimeMain.class, OrtEnvironment.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toList();
        String main = RuntimeMain.class.getName();
        if (places.stream().allMatch(place -> "file".equals(place.getProtocol()))) {
            return List.of("-cp", path(places.stream().map(place -> Path.of(URI.create(place.toString())))), main);
        }
        Stream<Path> packaged = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
        return List.of("-cp", path(packaged), "-Dloader.main=" + main, "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    /// Absolute: the child has another working folder.
    private static String path(Stream<Path> places) {
        return places.map(place -> place.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }
}
