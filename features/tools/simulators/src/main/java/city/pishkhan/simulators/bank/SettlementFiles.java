package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Ledger;
import city.pishkhan.simulators.site.Site;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settlement files of a bank (فایل تسویه), written to a folder at the end of the bank's day or on request. Each settled sale is in one
 * file, the first one after its settlement. The ledger records the files' sales, so that no restart or crash loses or repeats a sale.
 */
final class SettlementFiles {
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final String KIND = "filed";

    private final String bank;
    private final Path folder;
    private final String terminal;
    private final LocalTime dayEnds;
    private final Ledger ledger;
    private final ScriptedDeviations deviations;
    private final UnreportedSales sales;
    private final Set<String> known = new HashSet<>();

    /**
     * A written file.
     *
     * @param name  name of the file, or {@code null} if there was nothing to write
     * @param lines number of lines
     * @param total sum of the amounts in rial
     * @param sales ids of the contained sales in the ledger
     */
    record Written(String name, int lines, long total, Set<String> sales) {
        static final Written NOTHING = new Written(null, 0, 0, Set.of());
    }

    private SettlementFiles(Site site, Path folder, ScriptedDeviations deviations, UnreportedSales sales)
            throws IOException {
        this.bank = folder.getFileName().toString();
        this.folder = folder;
        this.terminal = site.credential("terminal").orElse("1");
        this.dayEnds = site.credential("dayEnds").map(LocalTime::parse).orElse(LocalTime.MIDNIGHT);
        this.ledger = site.ledger();
        this.deviations = deviations;
        this.sales = sales;
        ledger.replay(line -> {
            if (line.path("kind").asText().equals(KIND)) {
                known.add(line.path("id").asText());
            }
        });
        recover();
    }

    /**
     * Returns the bank's settlement files, or empty if no folder is configured. The credential {@code <bank>.dayEnds} sets the end of the
     * bank's day in Tehran time; the default is midnight.
     */
    static Optional<SettlementFiles> of(Site site, ScriptedDeviations deviations, UnreportedSales sales)
            throws IOException {
        Optional<Path> folder = site.settlement();
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(new SettlementFiles(site, folder.get(), deviations, sales));
    }

    /**
     * Completes or deletes partial files that a crash left: a file that the ledger records is completed, any other file
     * is deleted.
     */
    private void recover() throws IOException {
        Files.createDirectories(folder);
        try (var parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                String name = part.getFileName().toString().replaceAll("^\\.|\\.part$", "");
                if (known.contains(name)) {
                    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.delete(part);
                }
            }
        }
    }

    /**
     * Returns the bank's day of an instant. The bank's next day begins at its {@code dayEnds} time, not at midnight.
     */
    LocalDate day(Instant at) {
        ZonedDateTime local = at.atZone(TEHRAN);
        boolean over =
                !dayEnds.equals(LocalTime.MIDNIGHT) && !local.toLocalTime().isBefore(dayEnds);
        return over ? local.toLocalDate().plusDays(1) : local.toLocalDate();
    }

    LocalDate today() {
        return day(deviations.now());
    }

    /**
     * Writes a file with the unreported sales that were settled up to and including a day, or no file if there are
     * none.
     */
    Written write(LocalDate through) throws IOException {
        return sales.file(unfiled -> {
            List<Settled> due = unfiled.stream()
                    .filter(sale -> !day(sale.at()).isAfter(through))
                    .toList();
            SettlementSheet sheet = sheet(due, through);
            return sheet.isEmpty() ? Written.NOTHING : writeFile(sheet, through);
        });
    }

    private SettlementSheet sheet(List<Settled> due, LocalDate through) {
        JsonNode deviation = deviations.useLine("file", "").orElse(SettlementSheet.noDeviation());
        SettlementSheet sheet =
                new SettlementSheet(deviation.path("days").asText().equals("persian"));
        for (Settled sale : due) {
            // a sale at a card reader has no order number, so the script identifies it by its reference
            String called = sale.order().isEmpty() ? sale.reference() : sale.order();
            sheet.add(
                    sale,
                    day(sale.at()),
                    deviations.useLine("settlement", called).orElse(SettlementSheet.noDeviation()));
        }
        if (deviation.has("stranger")) {
            sheet.addUnknownSale(terminal, deviation.path("stranger").asLong(), through);
        }
        if (deviation.has("reversal")) {
            sheet.addReversal(terminal, deviation.path("reversal"), through);
        }
        return sheet;
    }

    private Written writeFile(SettlementSheet sheet, LocalDate day) throws IOException {
        String name = bank + "-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + (known.size() + 1) + ".csv";
        Written written = sheet.written(name);
        Path part = folder.resolve("." + name + ".part");
        Files.createDirectories(folder);
        // each file is written under another name and then renamed, so that readers of the folder see only complete
        // files
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(sheet.text());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        ledger.append(
                KIND,
                name,
                Map.of("sales", written.sales(), "bankTime", deviations.now().toString()));
        known.add(name);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return written;
    }
}
