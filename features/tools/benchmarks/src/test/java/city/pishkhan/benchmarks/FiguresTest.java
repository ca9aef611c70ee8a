package city.pishkhan.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void figuresGoToStdoutAndNotesToStderr() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Figures figures = new Figures(new PrintStream(out, true), new PrintStream(err, true));
        figures.figure("permits_per_second", 1234.56, "1/s");
        figures.figure("facade_p95_ms", 12.345, "ms");
        figures.figure("hub_to_bare_ratio", 0.23456, "ratio");
        figures.setting("postgres_fsync", "on");
        figures.writeProgress("done");
        assertEquals(
                "permits_per_second 1235 1/s\nfacade_p95_ms 12.3 ms\nhub_to_bare_ratio 0.235 ratio\npostgres_fsync on setting\n",
                out.toString());
        assertEquals("# done\n", err.toString());
    }
}
