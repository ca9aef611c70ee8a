package city.pishkhan.testkit.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {

    private static final String HEADER = "renovation_code,uses,floors,density,land_area,regional_price,owners";

    @Test
    void parsesPlotsAndSkipsInvalidRows() {
        List<Plot> plots = Plots.parse(List.of(
                "\uFEFF" + HEADER,
                "22-3-17-4-1-0-0,residential;commercial,10,400,312.50,4420080,0499370899;0790419904",
                "nonsense,residential,10,400,312.50,4420080,0499370899",
                "22-3-17-5-1-0-0,residential,many,400,312.50,4420080,0499370899"));
        assertEquals(
                List.of(new Plot(
                        "22-3-17-4-1-0-0",
                        Set.of("residential", "commercial"),
                        10,
                        400,
                        312,
                        List.of("0499370899", "0790419904"))),
                plots);
        assertEquals(22, plots.get(0).district());
        assertEquals(1_248, plots.get(0).buildable());
    }

    @Test
    void returnsEachPlotOnce(@TempDir Path folder) throws IOException {
        Files.write(
                folder.resolve("1.csv"),
                List.of(
                        HEADER,
                        "1-1-1-1-1-0-0,residential,4,200,200,1000,0499370899",
                        "1-1-1-2-1-0-0,residential,8,400,200,1000,0499370899"));
        Files.write(folder.resolve("head.csv"), List.of(HEADER, "2-1-1-1-1-0-0,residential,8,400,200,1000,0499370899"));
        Plots plots = Plots.read(folder, 7);
        assertEquals("1-1-1-2-1-0-0", plots.next(plot -> plot.floors() >= 8).code());
        assertThrows(NoSuchElementException.class, () -> plots.next(plot -> plot.floors() >= 8));
        assertEquals(1, plots.left());
    }
}
