package dev.proofmark.algebra.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorCacheTest {
    private static final int CHUNK = 2;

    @TempDir
    Path folder;

    private String before;
    private final G1[] expected = Generators.hashChunk(CHUNK);

    @BeforeEach
    void useFolder() {
        before = System.getProperty(GeneratorCache.FOLDER_PROPERTY);
        System.setProperty(GeneratorCache.FOLDER_PROPERTY, folder.resolve("new").toString());
    }

    @AfterEach
    void restoreFolder() {
        if (before == null) {
            System.clearProperty(GeneratorCache.FOLDER_PROPERTY);
        } else {
            System.setProperty(GeneratorCache.FOLDER_PROPERTY, before);
        }
    }

    @Test
    void writesOnceAndReadsBack() throws IOException {
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
        assertThat(Files.readAllBytes(onlyFile())).isEqualTo(GeneratorCache.encode(expected));
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
    }

    @Test
    void regeneratesWhatIsDamaged() throws IOException {
        GeneratorCache.chunk(CHUNK);
        Path file = onlyFile();
        byte[] good = Files.readAllBytes(file);
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] shorter = Arrays.copyOf(good, good.length - 1);
        for (byte[] bad : List.of(flipped, longer, shorter, new byte[0], new byte[good.length])) {
            Files.write(file, bad);
            assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
            assertThat(Files.readAllBytes(file)).isEqualTo(good);
        }
    }

    /// Points on the curve with known logarithms, well formed in every respect but the pinned digest.
    @Test
    void refusesPlantedPoints() throws IOException {
        GeneratorCache.chunk(CHUNK);
        G1[] planted = new G1[Generators.CHUNK];
        Arrays.fill(planted, G1.GENERATOR);
        Files.write(onlyFile(), GeneratorCache.encode(planted));
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
    }

    @Test
    void worksWithoutAFolder() throws IOException {
        System.setProperty(GeneratorCache.FOLDER_PROPERTY, "");
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        System.setProperty(GeneratorCache.FOLDER_PROPERTY, file.toString());
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
        System.setProperty(GeneratorCache.FOLDER_PROPERTY, "\0");
        assertThat(GeneratorCache.chunk(CHUNK)).isEqualTo(expected);
    }

    @Test
    void neverCachesWhatIsNotPinned() {
        GeneratorCache.chunk(PinnedGenerators.chunks());
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void concurrentWritersLeaveOneGoodFile() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Callable<G1[]> load = () -> GeneratorCache.chunk(CHUNK);
            for (Future<G1[]> result : pool.invokeAll(List.of(load, load, load, load))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
        assertThat(Files.readAllBytes(onlyFile())).isEqualTo(GeneratorCache.encode(expected));
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
