package city.pishkhan.planning.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.TestStore;
import city.pishkhan.planning.ImportReport;
import city.pishkhan.planning.InvalidIslandFile;
import city.pishkhan.planning.IslandImport;
import city.pishkhan.spi.PlanOrder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IslandImportTest {
    @TempDir
    Path folder;

    static TestStore store;
    IslandImport islands;
    RegistryPlanningSystem registry;

    @BeforeAll
    static void database() {
        store = TestStore.start();
        store.schemas().migrate(SqlIslandImport.class, "planning");
    }

    @BeforeEach
    void start() {
        store.tx()
                .run(sql -> sql.execute(
                        "truncate planning.claim, planning.property, planning.import_run, planning.import_reject,"
                                + " planning.import_conflict"));
        islands = new SqlIslandImport(store.tx(), store.schemas(), IslandFiles.config("land_area,owners"));
        registry = new RegistryPlanningSystem(store.tx(), store.schemas());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private ImportReport load(String island, String... rows) {
        return islands.importIsland(IslandFiles.file(folder, rows), island);
    }

    private PlanOrder order(String code) {
        return registry.planOrder(code).orElseThrow();
    }

    private List<String> table(String table) {
        return store.tx().required(sql -> sql.createQuery("select t::text from planning." + table + " t order by 1")
                .mapTo(String.class)
                .list());
    }

    private static void assertFigures(
            ImportReport importReport, long rows, long merged, long conflicts, long rejects, long added, long changed) {
        assertEquals(
                List.of(rows, merged, conflicts, rejects, added, changed),
                List.of(
                        importReport.rows(),
                        importReport.merged(),
                        importReport.conflicts(),
                        importReport.rejects(),
                        importReport.added(),
                        importReport.changed()),
                importReport.text());
    }

    @Test
    void rejectsInvalidRowsByLineAndImportsOtherRows() {
        ImportReport importReport = load(
                "7",
                "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899", // line 2
                "7-1-1-2-1-0-0,residential,4,180,200,1000000,0684159415", // line 3: wrong check digit
                "8-1-1-3-1-0-0,residential,4,180,200,1000000,0499370899", // line 4: property of another district
                "7-1-1-4-1-0-0,castle,4,180,200,1000000,0499370899", // line 5: unknown use
                "7-1-1-1-1-0-0,residential,5,180,200,1000000,0499370899", // line 6: duplicate of line 2
                "7-1-1-6,residential,4,180,200,1000000,0499370899", // line 7: incomplete renovation code
                "7-1-1-7-1-0-0,residential,-4,180,200,1000000,0499370899", // line 8: negative floors
                "7-1-1-8-1-0-0,residential,4,180,2e2,1000000,0499370899", // line 9: area with an exponent
                "7-1-1-9-1-0-0,residential,4,180,200,,0499370899", // line 10: missing price
                "7-1-1-10-1-0-0,residential,4,180,200,1000000", // line 11: missing column
                "7-1-1-11-1-0-0,residential,4,180,200,1000000,;", // line 12: no owner
                "7-1-1-12-1-0-0,residential,4,180,200,1000000,10380284792", // line 13: wrong legal-person ID
                "\"7-1-1-13-1-0-0\",\"residential;commercial\",\"۴\",180,\"200\n\",1000000,\"0499370899\"", // lines
                // 14–15
                "07-1-1-0014-1-0-0,residential,4,180,200.5,1000000,۰۴۹۹۳۷۰۸۹۹;10380284790"); // line 16
        Map<Long, String> rules = importReport.rejectList().stream()
                .collect(Collectors.toMap(ImportReport.Reject::line, ImportReport.Reject::rule));
        assertEquals(
                Map.ofEntries(
                        Map.entry(3L, "national-id.check-digit"),
                        Map.entry(4L, "renovation-code.other-island"),
                        Map.entry(5L, "uses.unknown"),
                        Map.entry(6L, "row.duplicate"),
                        Map.entry(7L, "renovation-code.parts"),
                        Map.entry(8L, "floors.range"),
                        Map.entry(9L, "land_area.range"),
                        Map.entry(10L, "regional_price.missing"),
                        Map.entry(11L, "row.columns"),
                        Map.entry(12L, "owners.count"),
                        Map.entry(13L, "legal-id.check-digit")),
                rules);
        assertFigures(importReport, 14, 3, 0, 11, 3, 0);
        assertEquals(4, order("7-1-1-1-1-0-0").floors(), "the first of two lines holds");
        assertEquals(
                List.of("commercial", "residential"), order("7-1-1-13-1-0-0").uses());
        assertEquals(
                List.of("0499370899", "10380284790"), order("7-1-1-14-1-0-0").owners());
        assertFalse(importReport.text().contains("0684159415"), "personal values are masked");
        assertTrue(importReport.rejectList().stream().noneMatch(r -> r.persian().isBlank()));
    }

    @Test
    void mergesEqualRowsOfTwoIslands() {
        load("7", "7-1-1-1-1-0-0,residential;commercial,4,180,200,1000000,0499370899;0790419904");
        ImportReport head =
                load("head", "7-1-1-1-1-0-0,commercial;residential,4,180,200.00,1000000,0790419904;0499370899");
        assertFigures(head, 1, 1, 0, 0, 0, 0);
        assertEquals("1", order("7-1-1-1-1-0-0").revision());
    }

    @Test
    void resolvesConflictsFieldByField() {
        load(
                "7",
                "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899",
                "7-1-1-2-1-0-0,residential,4,180,200,1000000,0499370899");
        ImportReport head = load(
                "head",
                "7-1-1-1-1-0-0,residential,5,180,210,1000000,0790419904",
                "9-1-1-1-1-0-0,office,2,80,90,7000000,10380284790");
        assertFigures(head, 2, 1, 1, 0, 1, 1);
        PlanOrder order = order("7-1-1-1-1-0-0");
        assertEquals(5, order.floors(), "what the plan says is the head office's");
        assertEquals("200.00", order.landArea().toPlainString(), "what is measured is the district's");
        assertEquals(List.of("0499370899"), order.owners());
        assertEquals(
                List.of(
                        new ImportReport.Conflict(2, "7-1-1-1-1-0-0", "floors", "4", "5", "head"),
                        new ImportReport.Conflict(2, "7-1-1-1-1-0-0", "land_area", "200.00", "210.00", "district"),
                        new ImportReport.Conflict(
                                2, "7-1-1-1-1-0-0", "owners", "049****899", "079****904", "district")),
                head.conflictList());
    }

    @Test
    void importOrderDoesNotMatter() {
        String[] district = {
            "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899", "7-1-1-2-1-0-0,office,1,80,50,100,0499370899"
        };
        String[] head = {
            "7-1-1-1-1-0-0,commercial,6,240,201,2000000,0790419904", "7-1-1-3-1-0-0,office,1,80,50,100,0499370899"
        };
        load("7", district);
        load("head", head);
        PlanOrder one = order("7-1-1-1-1-0-0");
        start();
        load("head", head);
        ImportReport importReport = load("7", district);
        assertFigures(importReport, 2, 1, 1, 0, 1, 1);
        PlanOrder other = order("7-1-1-1-1-0-0");
        assertEquals(
                List.of(one.uses(), one.floors(), one.density(), one.landArea(), one.regionalPrice(), one.owners()),
                List.of(
                        other.uses(),
                        other.floors(),
                        other.density(),
                        other.landArea(),
                        other.regionalPrice(),
                        other.owners()));
    }

    @Test
    void repeatedImportChangesNothing() {
        load("head", "7-1-1-1-1-0-0,residential,5,180,210,1000000,0790419904");
        String[] rows = {
            "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899", "bad,residential,4,180,200,1000000,0499370899"
        };
        load("7", rows);
        List<String> before = table("property");
        ImportReport again = load("7", rows);
        assertFigures(again, 2, 0, 1, 1, 0, 0);
        assertEquals(before, table("property"));
        assertEquals(2, table("claim").size());
    }

    @Test
    void laterFileChangesOnlyNamedProperties() {
        load(
                "7",
                "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899",
                "7-1-1-2-1-0-0,office,1,80,50,100,0499370899");
        ImportReport later = load("7", "7-1-1-1-1-0-0,residential,6,180,200,1000000,0499370899");
        assertFigures(later, 1, 1, 0, 0, 0, 1);
        assertEquals("2", order("7-1-1-1-1-0-0").revision());
        assertTrue(registry.planOrder("7-1-1-2-1-0-0").isPresent());
    }

    @Test
    void unreadableFileChangesNothing() throws IOException {
        String good = IslandFiles.HEADER + "\n7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899\n";
        assertUnreadable(good + "7-1-1-2-1-0-0,\"residential,4,180,200,1000000,0499370899\n", StandardCharsets.UTF_8);
        assertUnreadable(
                good + "7-1-1-2-1-0-0,کاربری,4,180,200,1000000,0499370899\n",
                java.nio.charset.Charset.forName("windows-1256"));
        assertUnreadable(good + "\"" + "x".repeat(300_000), StandardCharsets.UTF_8);
        assertUnreadable(good.replace("owners", "owner"), StandardCharsets.UTF_8);
        assertUnreadable(good.replace("uses,floors", "uses,uses"), StandardCharsets.UTF_8);
        assertUnreadable("", StandardCharsets.UTF_8);
        assertThrows(InvalidIslandFile.class, () -> islands.importIsland(folder.resolve("none.csv"), "7"));
        for (String island : List.of("0", "23", "seven", "")) {
            assertThrows(
                    InvalidIslandFile.class,
                    () -> load(island, "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899"),
                    island);
        }
        assertEquals(List.of(), table("property"));
        assertEquals(List.of(), table("import_run"));
        assertEquals(List.of(), table("import_reject"));
    }

    private void assertUnreadable(String content, java.nio.charset.Charset charset) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "bad", ".csv"), content.getBytes(charset));
        InvalidIslandFile refused = assertThrows(
                InvalidIslandFile.class,
                () -> islands.importIsland(file, "7"),
                content.substring(0, Math.min(300, content.length())));
        assertFalse(refused.persian().isBlank());
    }

    @Test
    void acceptsCommentColumnsByteOrderMarkAndCrLf() throws IOException {
        Path file = Files.writeString(
                folder.resolve("x.csv"),
                "\uFEFFcomment,owners,renovation_code,uses,floors,density,land_area,regional_price,name\r\n"
                        + "\"with, comma\",0499370899,7-1-1-1-1-0-0,residential,4,180,200,1000000,a\r\n");
        assertFigures(islands.importIsland(file, "7"), 1, 1, 0, 0, 1, 0);
    }

    @Test
    void storesAndPrintsReports() {
        ImportReport seven = load(
                "7",
                "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899",
                "x,residential,4,180,200,1000000,0499370899");
        load("head", "7-1-1-1-1-0-0,residential,5,180,200,1000000,0499370899");
        load("12", "12-1-1-1-1-0-0,residential,5,180,200,1000000,0499370899");
        assertEquals(
                List.of("7", "12", "head"),
                islands.reports().stream().map(ImportReport::island).toList());
        assertEquals(seven, islands.report(seven.id()).orElseThrow());
        assertEquals(1, islands.rejects(seven.id(), 2, 10).size());
        assertEquals(0, islands.rejects(seven.id(), 3, 10).size());
        assertTrue(seven.text().contains("rows 2 = merged 1 + conflicts 0 + rejects 1"), seven.text());
        assertTrue(islands.reports().get(2).text().contains("district says 4, head office says 5; head holds"));
    }

    @Test
    void reportShowsFirstRejects() throws IOException {
        Path file = folder.resolve("many.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(IslandFiles.HEADER + "\n");
            for (int i = 0; i < 5_000; i++) {
                out.write("7-1-1-" + i + "-1-0-0,castle,4,180,200,1000000,0499370899\n");
            }
        }
        ImportReport importReport = islands.importIsland(file, "7");
        assertFigures(importReport, 5_000, 0, 0, 5_000, 0, 0);
        assertEquals(ImportReport.SHOWN, importReport.rejectList().size());
        assertTrue(importReport.text().contains("4000 more"));
    }

    @Test
    void importsWholeDistrict() throws IOException {
        Path file = folder.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(IslandFiles.HEADER + "\n");
            for (int i = 0; i < 30_000; i++) {
                out.write("7-%d-%d-%d-1-0-0,residential;office,%d,180,%d.5,1000000,0499370899\n"
                        .formatted(1 + i / 10_000, 1 + i / 100 % 100, 1 + i % 100, i % 20, 50 + i % 500));
            }
        }
        assertFigures(islands.importIsland(file, "7"), 30_000, 30_000, 0, 0, 30_000, 0);
    }

    @Test
    void importsDemoCityWithExpectedRejects() {
        Path city = Path.of("../../../etc/demo/properties");
        List<ImportReport> reports = islands.importFolder(city);
        assertEquals(23, reports.size());
        for (ImportReport importReport : reports.subList(0, 22)) {
            assertEquals(
                    List.of(0L, 3L, importReport.rows() - 3),
                    List.of(importReport.conflicts(), importReport.rejects(), importReport.added()),
                    importReport.text());
            assertEquals(
                    List.of("floors.range", "renovation-code.other-island", "renovation-code.parts"),
                    importReport.rejectList().stream()
                            .map(ImportReport.Reject::rule)
                            .sorted()
                            .toList());
        }
        ImportReport head = reports.get(22);
        assertEquals(
                List.of("head", 44L, 4L, 200L, 44L),
                List.of(head.island(), head.conflicts(), head.rejects(), head.added(), head.changed()));
        assertEquals(
                List.of("national-id.check-digit", "renovation-code.district", "row.duplicate", "uses.unknown"),
                head.rejectList().stream()
                        .map(ImportReport.Reject::rule)
                        .sorted()
                        .toList());
        List<String> properties = table("property");
        assertEquals(10_009, properties.size());
        assertEquals(8, order("22-3-17-4-1-0-0").floors());
        islands.importFolder(city);
        assertEquals(properties, table("property"), "once more changes nothing");
    }

    @Test
    void refusesFolderWithUnexpectedFile() throws IOException {
        Files.move(
                IslandFiles.file(folder, "7-1-1-1-1-0-0,residential,4,180,200,1000000,0499370899"),
                folder.resolve("7.csv"));
        Files.writeString(folder.resolve("notes.csv"), "x");
        assertThrows(InvalidIslandFile.class, () -> islands.importFolder(folder));
        assertThrows(InvalidIslandFile.class, () -> islands.importFolder(folder.resolve("none")));
        assertEquals(List.of(), table("property"));
    }

    @Test
    void rejectsUnknownColumnInSettings() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SqlIslandImport(store.tx(), store.schemas(), IslandFiles.config("floor")));
    }
}
