package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Ledger;
import city.pishkhan.simulators.Site;
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
 * A bank's settlement files (فایل تسویه), laid into a folder at the end of its day or when somebody asks. Each settled sale stands in one
 * file, the first that is written after it; the ledger knows in which, so that neither a restart nor a crash tells a sale twice or not at all.
 */
final class SettlementFiles {
    private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    private static final String KIND = "filed";

    private final String bank;
    private final Path folder;
    private final String terminal;
    private final LocalTime dayEnds;
    private final Ledger ledger;
    private final Oddities oddities;
    private final Unfiled sales;
    private final Set<String> known = new HashSet<>();

    /**
     * A file that lies there.
     *
     * @param name  of it; {@code null} if there was nothing to write
     * @param total rial
     * @param sales that it tells, by the ledger's ids
     */
    record Written(String name, int lines, long total, Set<String> sales) {
        static final Written NOTHING = new Written(null, 0, 0, Set.of());
    }

    private SettlementFiles(Site site, Path folder, Oddities oddities, Unfiled sales) throws IOException {
        this.bank = folder.getFileName().toString();
        this.folder = folder;
        this.terminal = site.credential("terminal").orElse("1");
        this.dayEnds = site.credential("dayEnds").map(LocalTime::parse).orElse(LocalTime.MIDNIGHT);
        this.ledger = site.ledger();
        this.oddities = oddities;
        this.sales = sales;
        ledger.replay(line -> {
            if (line.path("kind").asText().equals(KIND)) {
                known.add(line.path("id").asText());
            }
        });
        finish();
    }

    /** Empty where the options name no folder. The day's end is {@code <bank>.dayEnds} of the credentials, in Tehran; else midnight. */
    static Optional<SettlementFiles> of(Site site, Oddities oddities, Unfiled sales) throws IOException {
        Optional<Path> folder = site.settlement();
        return folder.isEmpty()
                ? Optional.empty()
                : Optional.of(new SettlementFiles(site, folder.get(), oddities, sales));
    }

    /** What a crash left behind: a file that the ledger knows was promised, another one never was. */
    private void finish() throws IOException {
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

    /** The bank's day of a moment: what is done after its end belongs to the next. */
    LocalDate day(Instant at) {
        ZonedDateTime local = at.atZone(TEHRAN);
        boolean over =
                !dayEnds.equals(LocalTime.MIDNIGHT) && !local.toLocalTime().isBefore(dayEnds);
        return over ? local.toLocalDate().plusDays(1) : local.toLocalDate();
    }

    LocalDate today() {
        return day(oddities.now());
    }

    /** Writes what no file tells yet and was settled through a day. Nothing is written if that is nothing. */
    Written write(LocalDate through) throws IOException {
        return sales.file(unfiled -> {
            List<Settled> due = unfiled.stream()
                    .filter(sale -> !day(sale.at()).isAfter(through))
                    .toList();
            SettlementSheet sheet = sheet(due, through);
            return sheet.empty() ? Written.NOTHING : lay(sheet, through);
        });
    }

    private SettlementSheet sheet(List<Settled> due, LocalDate through) {
        JsonNode odd = oddities.line("file", "").orElse(SettlementSheet.honest());
        SettlementSheet sheet = new SettlementSheet(odd.path("days").asText().equals("persian"));
        for (Settled sale : due) {
            // of a sale at a reader, which has no order, the script names the reference
            String called = sale.order().isEmpty() ? sale.reference() : sale.order();
            sheet.add(sale, day(sale.at()), oddities.line("settlement", called).orElse(SettlementSheet.honest()));
        }
        if (odd.has("stranger")) {
            sheet.stranger(terminal, odd.path("stranger").asLong(), through);
        }
        if (odd.has("reversal")) {
            sheet.reversal(terminal, odd.path("reversal"), through);
        }
        return sheet;
    }

    private Written lay(SettlementSheet sheet, LocalDate day) throws IOException {
        String name = bank + "-" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + (known.size() + 1) + ".csv";
        Written written = sheet.written(name);
        Path part = folder.resolve("." + name + ".part");
        Files.createDirectories(folder);
        // whoever watches the folder sees whole files only
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
                Map.of("sales", written.sales(), "bankTime", oddities.now().toString()));
        known.add(name);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return written;
    }
}
