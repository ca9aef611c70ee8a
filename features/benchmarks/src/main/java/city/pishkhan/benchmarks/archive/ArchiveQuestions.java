package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Times;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** What offices and archivists ask, each as often as it goes in a time, for owners that are drawn uniformly. */
final class ArchiveQuestions {
    private static final long SEED = 1405;
    private static final int FIRST = 20;
    private static final int MANY = 200;
    private static final int WORDS = 2_000;
    private static final int DISTRICTS = 22;

    private final Connection sql;
    private final BundleStatements statements;
    private final Figures figures;
    private final long units;
    private final int seconds;
    private final List<Integer> kinds;

    ArchiveQuestions(
            Connection sql,
            BundleStatements statements,
            Figures figures,
            long units,
            int seconds,
            List<Integer> kinds) {
        this.sql = sql;
        this.statements = statements;
        this.figures = figures;
        this.units = units;
        this.seconds = seconds;
        this.kinds = kinds;
    }

    /** @param when e.g. {@code warm} */
    void lookups(String when, int most) throws SQLException, IOException {
        ask(
                "lookup_" + when,
                "documents",
                most,
                random -> Map.of(
                        "property", ArchiveSample.code(random.nextLong(units)), "after", Long.MIN_VALUE, "limit", 100));
    }

    void held(String when, int most) throws SQLException, IOException {
        ask("have_or_scan_" + when, "held", most, random -> {
            long unit = random.nextLong(units);
            String[] persons = {HexFormat.of().formatHex(ArchiveSample.digest(unit))};
            return Map.of(
                    "property",
                    ArchiveSample.code(unit),
                    "persons",
                    persons,
                    "willing",
                    persons,
                    "service",
                    "building-permit");
        });
    }

    /** What 200 properties have, in one question. */
    void many(String when, int most) throws SQLException, IOException {
        ask(
                "have_200_" + when,
                "holdings",
                most,
                random -> Map.of(
                        "properties",
                        Stream.generate(() -> ArchiveSample.code(random.nextLong(units)))
                                .limit(MANY)
                                .toArray(String[]::new)));
    }

    void texts() throws SQLException, IOException {
        words("rare_prefix", random -> "'" + rare(random).substring(0, 3) + "':* & 'kind=" + kind(random) + "'");
        words(
                "rare_in_district",
                random -> "'" + rare(random) + "' & 'district=" + random.nextInt(1, DISTRICTS + 1) + "'");
        words(
                "two_words",
                random -> "'" + ArchiveSample.word(ArchiveSample.zipf(random)) + "' & '"
                        + ArchiveSample.word(ArchiveSample.zipf(random)) + "' & 'kind=" + kind(random) + "'");
        words(
                "common_in_district",
                random -> "'" + ArchiveSample.COMMON + "' & 'district=" + random.nextInt(1, DISTRICTS + 1) + "'");
        words(
                "common_and_rare",
                random -> "'" + ArchiveSample.COMMON + "' & '" + rare(random) + "' & 'kind=" + kind(random) + "'");
        words("nowhere", random -> "'" + ArchiveSample.COMMON + "' & 'هیچ' & 'kind=" + kind(random) + "'");
    }

    private int kind(SplittableRandom random) {
        return kinds.get(random.nextInt(kinds.size()));
    }

    private static String rare(SplittableRandom random) {
        return ArchiveSample.word(random.nextInt(WORDS / 2, WORDS));
    }

    private void words(String name, Function<SplittableRandom, String> words) throws SQLException, IOException {
        ask(
                "text_" + name,
                "words",
                Integer.MAX_VALUE,
                random -> Map.of("words", words.apply(random), "after", "(0,0)", "limit", FIRST));
    }

    private void ask(String name, String query, int most, Function<SplittableRandom, Map<String, ?>> values)
            throws SQLException, IOException {
        BundleStatements.Statement statement = statements.statement(query);
        Times times = new Times();
        SplittableRandom random = new SplittableRandom(SEED);
        long rows = 0;
        try (PreparedStatement prepared = sql.prepareStatement(statement.text())) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            while (System.nanoTime() < until && times.count() < most) {
                Map<String, ?> one = values.apply(random);
                for (int i = 0; i < statement.names().size(); i++) {
                    Object value = one.get(statement.names().get(i));
                    if (value instanceof String[] texts) {
                        prepared.setArray(i + 1, sql.createArrayOf("text", texts));
                    } else {
                        prepared.setObject(i + 1, value);
                    }
                }
                long began = System.nanoTime();
                try (ResultSet found = prepared.executeQuery()) {
                    while (found.next()) {
                        rows++;
                    }
                }
                times.add(System.nanoTime() - began);
            }
        }
        figures.figure(name + "_p50", times.percentile(50), "ms");
        figures.figure(name + "_p99", times.percentile(99), "ms");
        figures.say(name + ": " + times.count() + " asked, " + rows + " rows");
    }
}
