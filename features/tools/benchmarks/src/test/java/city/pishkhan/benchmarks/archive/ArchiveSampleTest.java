package city.pishkhan.benchmarks.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveSampleTest {
    private static final List<Integer> KINDS = List.of(1, 2, 3, 4, 5, 6, 7, 8);

    private static ArchiveSample units(int from, int to) {
        return units(from, to, true);
    }

    private static ArchiveSample units(int from, int to, boolean contents) {
        ArchiveSample rows = new ArchiveSample(KINDS, List.of(9, 10), contents);
        for (int unit = from; unit < to; unit++) {
            rows.add(unit);
        }
        return rows;
    }

    @Test
    void sampleHasDocumentedMix() {
        ArchiveSample rows = units(0, 2_000);
        assertEquals(ArchiveSample.SHEETS_OF_A_UNIT, rows.sheets / 2_000.0, 1);
        assertEquals(10, rows.documents / 2_000.0, 0.3);
        assertEquals(2.2, rows.dossiers / 2_000.0, 0.05);
        Set<String> keys = new HashSet<>();
        rows.property.toString().lines().forEach(row -> keys.add(row.split("\t")[0]));
        rows.content.toString().lines().forEach(row -> keys.add(row.split("\t")[3]));
        assertEquals(2_000 + rows.contents, keys.size(), "nothing is there twice");
        long common = rows.document
                .toString()
                .lines()
                .filter(row -> row.contains(ArchiveSample.COMMON))
                .count();
        assertEquals(0.1, common / 16_000.0, 0.01);
    }

    @Test
    void sameUnitsProduceSameRows() {
        assertEquals(units(7, 8).sheet.toString(), units(7, 8).sheet.toString());
        assertEquals(
                units(7, 9).content.toString(),
                units(7, 8).content + units(8, 9).content.toString());
    }

    @Test
    void titlesAreUnchangedWithoutContents() {
        ArchiveSample rows = units(0, 50, false);
        assertEquals(units(0, 50).document.toString(), rows.document.toString());
        assertEquals(units(0, 50).sheets, rows.sheets);
        assertEquals("", rows.sheet.toString() + rows.content);
    }

    @Test
    void eachPartHasDefaultSheetCount() {
        assertEquals(
                ArchiveOptions.Part.ROWS,
                ArchiveOptions.parse(List.of("--sheets", "184000", "--folder", "/x"))
                        .part());
        ArchiveOptions tiles = ArchiveOptions.parse(List.of("--part", "tiles", "--folder", "/x"));
        assertTrue(tiles.part().isMeasuredAtDoors());
        assertEquals(0, tiles.sheets());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--sheets 184000",
                "--folder /x",
                "--sheets 10 --folder /x",
                "--sheets 184000 --folder /x --fast 1",
                "--sheets 184000 --folder /x --part all",
                "--sheets 5 --folder /x --part tiles",
                "--folder /x --part files",
                "--sheets"
            })
    void invalidOptionsShowUsage(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        assertTrue(assertThrows(CityException.class, () -> ArchiveOptions.parse(arguments))
                .getMessage()
                .contains("usage:"));
    }
}
