package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Times;
import city.pishkhan.testkit.plots.Plots;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Queries of offices and archivists, each repeated for a fixed time with uniformly distributed owners. */
final class ArchiveQueries {
    private static final long SEED = 1405;
    private static final int FIRST = 20;
    private static final int MANY = 200;
    private static final int WORDS = 2_000;
    private static final String BEGINNING = "*";

    private final Connection sql;
    private final BundleStatements statements;
    private final Figures figures;
    private final long units;
    private final int seconds;
    private final List<Integer> kinds;

    ArchiveQueries(
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

    /**
     * Measures look-ups of a property's documents.
     *
     * @param when suffix of the result's name, e.g. {@code warm}
     * @param most maximum number of queries
     */
    void lookups(String when, int most) throws SQLException, IOException {
        measure(
                "lookup_" + when,
                "documents",
                most,
                random -> Map.of(
                        "property", ArchiveSample.code(random.nextLong(units)), "after", Long.MIN_VALUE, "limit", 100));
    }

    void measureHeldSheets(String when, int most) throws SQLException, IOException {
        measure("have_or_scan_" + when, "held", most, random -> {
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

    /** Measures one query for the holdings of 200 properties. */
    void measureManyProperties(String when, int most) throws SQLException, IOException {
        measure(
                "have_200_" + when,
                "holdings",
                most,
                random -> Map.of(
                        "properties",
                        Stream.generate(() -> ArchiveSample.code(random.nextLong(units)))
                                .limit(MANY)
                                .toArray(String[]::new)));
    }

    /**
     * Measures searches in titles.
     *
     * @param all ids of all kinds of papers; a search within a district runs one query for each kind
     */
    void texts(List<Integer> all) throws SQLException, IOException {
        words("rare_prefix", random -> inKind(random, rare(random).substring(0, 3) + BEGINNING));
        words("rare_in_district", random -> inDistrict(all, random, rare(random)));
        words("two_words", random -> inKind(random, frequent(random), frequent(random)));
        words("two_words_in_district", random -> inDistrict(all, random, frequent(random), frequent(random)));
        words("common_in_district", random -> inDistrict(all, random, ArchiveSample.COMMON));
        words("common_and_rare", random -> inKind(random, ArchiveSample.COMMON, rare(random)));
        words("frequent_prefix", random -> inKind(random, frequent(random).substring(0, 3) + BEGINNING));
        words("nowhere", random -> inKind(random, ArchiveSample.COMMON, "هیچ"));
    }

    /**
     * Builds the queries of a search for one random kind of paper: one query for each district, as the hub's door does.
     */
    private String[] inKind(SplittableRandom random, String... words) {
        int kind = kinds.get(random.nextInt(kinds.size()));
        return IntStream.rangeClosed(1, Plots.DISTRICTS)
                .mapToObj(district -> search(kind, district, words))
                .toArray(String[]::new);
    }

    private static String[] inDistrict(List<Integer> all, SplittableRandom random, String... words) {
        int district = random.nextInt(1, Plots.DISTRICTS + 1);
        return all.stream().map(kind -> search(kind, district, words)).toArray(String[]::new);
    }

    private static String search(int kind, int district, String... words) {
        return Stream.of(words)
                .map(word -> "'" + kind + '.' + district + ':' + word.replace(BEGINNING, "") + "'"
                        + (word.endsWith(BEGINNING) ? ":*" : ""))
                .collect(Collectors.joining(" & "));
    }

    private static String frequent(SplittableRandom random) {
        return ArchiveSample.word(ArchiveSample.zipf(random));
    }

    private static String rare(SplittableRandom random) {
        return ArchiveSample.word(random.nextInt(WORDS / 2, WORDS));
    }

    private void words(String name, Function<SplittableRandom, String[]> searches) throws SQLException, IOException {
        measure(
                "text_" + name,
                "words",
                Integer.MAX_VALUE,
                random -> Map.of("searches", searches.apply(random), "after", "(0,0)", "limit", FIRST));
    }

    private void measure(String name, String query, int most, Function<SplittableRandom, Map<String, ?>> values)
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
        figures.writeProgress(name + ": " + times.count() + " asked, " + rows + " rows");
    }
}
