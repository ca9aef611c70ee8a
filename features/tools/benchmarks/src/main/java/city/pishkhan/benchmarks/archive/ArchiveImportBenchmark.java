package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.testkit.people.ScannedSheets;
import city.pishkhan.testkit.process.FileTrees;
import city.pishkhan.testkit.process.HubProcess;
import city.pishkhan.testkit.process.Installation;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** Measures the import of an archive: rows only, and the operator's command with real files. */
final class ArchiveImportBenchmark {
    private static final int TAKEN_OVER = 50_000;
    private static final int STEP = 2_000;
    private static final int FILES = 2_000;
    private static final int FILE_BYTES = 100_000;
    private static final double SECOND = 1e9;

    private final Installation home;
    private final Figures figures;

    ArchiveImportBenchmark(Installation home, Figures figures) {
        this.home = home;
        this.figures = figures;
    }

    /** Imports sheets of new owners with the hub's own statements, in batches of 2,000 rows. */
    void rows(Connection sql, BundleStatements statements, long firstUnit) throws Exception {
        List<String> merge = Stream.of(statements.text("merge").split("(?m)^;$"))
                .map(String::strip)
                .toList();
        long began = System.nanoTime();
        sql.setAutoCommit(false);
        try (Statement statement = sql.createStatement()) {
            for (int done = 0; done < TAKEN_OVER; done += STEP) {
                StringBuilder rows = new StringBuilder();
                for (int i = done; i < done + STEP; i++) {
                    String code = ArchiveSample.code(firstUnit + i / ArchiveSample.SHEETS_OF_A_UNIT);
                    int n = i % ArchiveSample.SHEETS_OF_A_UNIT;
                    rows.append(i)
                            .append('\t')
                            .append(code)
                            .append("\tfalse\t1\td\t\\N\t")
                            .append(n / 6)
                            .append("\tdeed\t\\N\t")
                            .append(ArchiveSample.word(i % 2_000))
                            .append("\t\t")
                            .append(n % 6 + 1)
                            .append("\t\\\\x")
                            .append(HexFormat.of().formatHex(ArchiveSample.hash(-2_000_000_000_000L - i)))
                            .append("\t1000\tp\t\\N\t\\N\thead\t\t\t0\t\\N\t\\N\t\\N\n");
                }
                statement.execute(statements.text("incoming"));
                sql.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy incoming from stdin", new StringReader(rows.toString()));
                for (String one : merge) {
                    statement.execute(one);
                }
                sql.commit();
            }
        } finally {
            sql.setAutoCommit(true);
        }
        figures.figure("take_over_rows", TAKEN_OVER / ((System.nanoTime() - began) / SECOND), "1/s");
    }

    /** Runs the hub's import command with a manifest and real files. */
    void files(HubProcess hub, ArchiveLoad load) throws Exception {
        Path folder = home.base().resolve("import");
        FileTrees.delete(folder);
        Files.createDirectories(folder);
        StringBuilder manifest = new StringBuilder("renovation_code,dossier,document,kind,page,file,sha256\n");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        long hashing = 0;
        double bytes = 0;
        long property = System.currentTimeMillis() / 1_000 % 90_000;
        for (int i = 0; i < FILES; i++) {
            byte[] sheet = sheet(i);
            Files.write(folder.resolve(i + ".pdf"), sheet);
            long began = System.nanoTime();
            String hash = HexFormat.of().formatHex(sha256.digest(sheet));
            hashing += System.nanoTime() - began;
            bytes += sheet.length;
            manifest.append("22-9-")
                    .append(property)
                    .append('-')
                    .append(i / 48)
                    .append("-0-0-0,b,")
                    .append(i / 6)
                    .append(",deed,")
                    .append(i % 6 + 1)
                    .append(',')
                    .append(i)
                    .append(".pdf,")
                    .append(hash)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("manifest.csv"), manifest);
        String output = hub.console("pishkhan:archive-import --source head " + file);
        double seconds = Double.parseDouble(load.texts(
                        "select extract(epoch from ended - begun) from archive.import where ended is not null order by ended desc limit 1")
                .get(0));
        figures.writeProgress(
                "pishkhan:archive-import: " + output.lines().reduce((a, b) -> b).orElse(""));
        figures.figure("hashing", bytes / 1e6 / (hashing / SECOND), "MB/s");
        figures.figure("import_rows", FILES / seconds, "1/s");
        figures.figure("import_files", bytes / 1e6 / seconds, "MB/s");
    }

    private static byte[] sheet(int number) {
        return ScannedSheets.pdf(List.of("sheet " + number + " of " + System.nanoTime(), "x".repeat(FILE_BYTES)));
    }
}
