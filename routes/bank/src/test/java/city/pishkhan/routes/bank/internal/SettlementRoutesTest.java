package city.pishkhan.routes.bank.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.ErrorPolicy;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementRoutesTest extends CamelTestSupport {
    @TempDir
    static Path folder;

    private final List<String> imported = new CopyOnWriteArrayList<>();

    private final Settlements settlements = new Settlements() {
        @Override
        public ImportedContent importFile(Format format, String name, byte[] content) {
            String text = new String(content, format.charset());
            if (text.contains("large")) {
                await(others);
            }
            if (text.contains("bad")) {
                throw new Refusal(Refusal.Kind.INVALID, "settlement.lines", "file", "line 2, column 1: bad", "بد");
            }
            imported.add(format.gateway() + " " + name);
            return new ImportedContent(1, 1_000, false);
        }

        @Override
        public Page<File> files(String cursor, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<Difference> differences(boolean open, String cursor, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long countOpen() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Difference explain(Caller caller, UUID id, String explanation) {
            throw new UnsupportedOperationException();
        }
    };

    private record Settings(String[] columns, String separator, String charset, int maxKilobytes)
            implements SettlementRoutesComponent.Config {
        @Override
        public String gateway() {
            return "mellat";
        }

        @Override
        public String folder() {
            return SettlementRoutesTest.folder.resolve("mellat files").toString();
        }

        @Override
        public String terminal() {
            return "4711";
        }

        @Override
        public int headerLines() {
            return 1;
        }

        @Override
        public int pause() {
            return 100;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return SettlementRoutesComponent.Config.class;
        }
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        return new RoutesBuilder[] {
            new ErrorPolicy(),
            new SettlementRoutesComponent(
                    settlements, new Settings(new String[] {"reference,amount,day"}, ",", "UTF-8", 1))
        };
    }

    @Test
    void movesFilesToDoneOrFailed() throws Exception {
        Path files = folder.resolve("mellat files");
        Files.createDirectories(files);
        Files.writeString(files.resolve("0904.csv"), "header\n1,1000,20261125\n");
        Files.writeString(files.resolve("0905.csv"), "header\nbad\n");
        Files.writeString(files.resolve("0906.csv"), "x".repeat(2_000));
        Awaitility.await()
                .until(() -> Files.exists(files.resolve("done/0904.csv"))
                        && Files.exists(files.resolve("failed/0905.csv"))
                        && Files.exists(files.resolve("failed/0906.csv")));
        assertEquals(List.of("mellat 0904.csv"), imported);
    }

    private final CountDownLatch others = new CountDownLatch(1);

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void largeFileDoesNotBlockNextFile() throws Exception {
        Path files = folder.resolve("mellat files");
        Files.createDirectories(files);
        Files.writeString(files.resolve("0801.csv"), "large\n1,1000,20261125\n");
        Files.writeString(files.resolve("0802.csv"), "header\n1,1000,20261125\n");
        Awaitility.await().until(() -> Files.exists(files.resolve("done/0802.csv")));
        assertTrue(Files.exists(files.resolve("0801.csv")), "the large one is being taken still");
        others.countDown();
        Awaitility.await().until(() -> Files.exists(files.resolve("done/0801.csv")));
    }

    @Test
    void rejectsInvalidFormatAtActivation() {
        for (Settings wrong : List.of(
                new Settings(new String[] {"reference,amount"}, ",", "UTF-8", 1),
                new Settings(new String[] {"reference,amount,day"}, ";;", "UTF-8", 1),
                new Settings(new String[] {"reference,amount,day"}, ";", "no charset", 1),
                new Settings(new String[] {"reference,amount,day,oder"}, ",", "UTF-8", 1),
                new Settings(new String[] {"reference,amount,day,amount"}, ",", "UTF-8", 1))) {
            assertThrows(IllegalArgumentException.class, () -> new SettlementRoutesComponent(settlements, wrong));
        }
    }

    /** A required column is missing because its name is misspelled; the message must contain the misspelled name. */
    @Test
    void namesMistypedColumn() {
        Settings wrong = new Settings(new String[] {"terminal,order,refrence,amount,day"}, ",", "UTF-8", 1);
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> new SettlementRoutesComponent(settlements, wrong));
        assertTrue(refused.getMessage().contains("refrence"), refused::getMessage);
        assertTrue(refused.getMessage().contains("gateway mellat"), refused::getMessage);
    }

    @Test
    void columnOptionsMatchReadableColumns() throws Exception {
        try (var metatype = SettlementRoutesComponent.class.getResourceAsStream(
                "/OSGI-INF/metatype/" + SettlementRoutesComponent.class.getName() + "$Config.xml")) {
            if (metatype == null) {
                // the classes were compiled without bnd, which generates the metadata
                return;
            }
            String xml = new String(metatype.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            city.pishkhan.api.money.Settlements.Format.COLUMNS.forEach(
                    column -> assertTrue(xml.contains("value=\"" + column + "\""), column));
        }
    }
}
