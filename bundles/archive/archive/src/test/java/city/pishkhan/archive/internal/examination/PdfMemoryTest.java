package city.pishkhan.archive.internal.examination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.internal.SampleFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspects PDFs that would need a large heap, one after the other, in a process with a small one. */
class PdfMemoryTest {
    /** heap of the test's process in megabytes; with this need, twenty concurrent uploads fit into a heap of 512 MB */
    private static final int MEGABYTES = 24;

    @Test
    void largePdfsDoNotExhaustHeap(@TempDir Path folder) throws Exception {
        String keys = keys(1_000_000);
        String deep = "[".repeat(4_000_000);
        Files.write(folder.resolve("keys"), file("<<" + keys + ">>"));
        Files.write(folder.resolve("trailer"), PdfFile.of("").table(keys));
        Files.write(folder.resolve("nested"), file(deep));
        Files.write(folder.resolve("dictionaries"), file("<</A".repeat(1_500_000)));
        Files.write(folder.resolve("filters"), file("<</Filter[" + "/A".repeat(4_000_000) + "]>>"));
        Files.write(folder.resolve("name"), file("<</" + "A".repeat(8_000_000) + " 1>>"));
        Files.write(folder.resolve("packed keys"), packed("<<" + keys + ">>", plain -> plain));
        Files.write(folder.resolve("packed nest"), packed(deep, plain -> plain));
        Files.write(folder.resolve("packed zeros"), packed("<<>>", plain -> Arrays.copyOf(plain, 24 << 20)));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PdfMemoryTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static String keys(int count) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append('/').append(Integer.toString(i, 36)).append(" 1");
        }
        return keys.toString();
    }

    private static byte[] file(String object) {
        return PdfFile.of("").raw("4 0 obj\n" + object + "\nendobj\n").table();
    }

    private static byte[] packed(String object, UnaryOperator<byte[]> change) {
        return PdfFile.of("")
                .packed(
                        9,
                        "/Type/ObjStm/N %N/First %F/Filter/FlateDecode",
                        plain -> SampleFiles.deflate(change.apply(plain)),
                        Map.of(4, object))
                .references(true);
    }

    /** Inspects all files of a folder; each may be accepted or refused. */
    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (var all = Files.list(Path.of(arguments[0]))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            System.out.println(file.getFileName());
            try (FileChannel channel = FileChannel.open(file)) {
                SheetCheckTest.CHECK.inspect(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            } catch (Refusal e) {
                System.out.println(e.code());
            }
        }
    }
}
