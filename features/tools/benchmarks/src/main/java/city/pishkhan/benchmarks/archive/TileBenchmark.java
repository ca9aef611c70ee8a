package city.pishkhan.benchmarks.archive;

import city.pishkhan.benchmarks.Figures;
import city.pishkhan.benchmarks.Times;
import city.pishkhan.benchmarks.archive.ArchiveCity.Scan;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures the time until a viewer can show a page: the page's dimensions and the tile that shows the whole page. The first request finds
 * nothing rendered in advance; then the same request is repeated.
 */
final class TileBenchmark {
    private static final int OF_A_KIND = 100;
    private static final int WARM_UP = 6;
    private static final int OF_A_CASE = 12;
    private static final int SCANS = 10;
    private static final int DPI = 300;
    private static final int TILE = 512;

    private final ArchiveCity city;
    private final Figures figures;
    private final DrawnScans drawn = new DrawnScans();

    TileBenchmark(ArchiveCity city, Figures figures) {
        this.city = city;
        this.figures = figures;
    }

    void run() throws Exception {
        List<byte[]> pages = new ArrayList<>();
        for (int i = 0; i < SCANS; i++) {
            pages.add(drawn.jpeg(DPI));
        }
        figures.writeProgress(String.format(
                Locale.ROOT,
                "%d pages of each type, A4 at %d dpi: JPEG and a PDF of one, grey, %.0f kB; TIFF, black and white, group 4",
                OF_A_KIND,
                DPI,
                pages.get(0).length / 1e3));
        Map<String, List<Scan>> scans = new TreeMap<>();
        String id = "";
        for (int i = 0; i < OF_A_KIND + WARM_UP; i++) {
            if (i % (OF_A_CASE / 3) == 0) {
                id = city.open();
            }
            byte[] jpeg = pages.get(i % SCANS);
            scansOfKind("jpeg", scans).add(city.paper(id, "image/jpeg", drawn.withNewHash(jpeg)));
            scansOfKind("pdf", scans).add(city.paper(id, "application/pdf", DrawnScans.pdf(drawn.withNewHash(jpeg))));
            scansOfKind("tiff", scans).add(city.paper(id, "image/tiff", drawn.tiff()));
        }
        // the rendering process starts on demand and is slow at first
        for (int i = 0; i < WARM_UP; i++) {
            for (List<Scan> some : scans.values()) {
                tile(some.remove(0));
            }
        }
        for (String name : List.of("first_tile", "same_tile")) {
            Times all = new Times();
            for (Map.Entry<String, List<Scan>> some : scans.entrySet()) {
                Times times = new Times();
                for (Scan scan : some.getValue()) {
                    long began = System.nanoTime();
                    tile(scan);
                    times.add(System.nanoTime() - began);
                    all.add(System.nanoTime() - began);
                }
                report(name + "_" + some.getKey(), times);
            }
            report(name, all);
        }
    }

    private static List<Scan> scansOfKind(String kind, Map<String, List<Scan>> scans) {
        return scans.computeIfAbsent(kind, one -> new ArrayList<>());
    }

    private void report(String name, Times times) {
        figures.figure(name + "_p50", times.percentile(50), "ms");
        figures.figure(name + "_p99", times.percentile(99), "ms");
    }

    private void tile(Scan scan) throws Exception {
        String page = scan.path() + "/pages/1";
        JsonNode info = city.office().get(page + "/info.json");
        int width = info.path("width").asInt();
        int height = info.path("height").asInt();
        int factor = 1;
        while (Math.max(width, height) > TILE * factor) {
            factor *= 2;
        }
        city.office()
                .drain(page + "/0,0," + width + "," + height + "/" + (width + factor - 1) / factor + ","
                        + (height + factor - 1) / factor + "/0/default.jpg");
    }
}
