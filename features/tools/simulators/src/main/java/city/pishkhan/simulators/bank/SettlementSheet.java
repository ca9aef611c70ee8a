package city.pishkhan.simulators.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** The text of a settlement file: a header, one line per sale, and the script's deviations. */
final class SettlementSheet {
    private static final String HEAD = "terminal,order,reference,amount,day,kind\n";
    /** start of a range of 12-digit numbers above all real references, for sales that were never made */
    private static final long FIRST_STRANGER = 900_000_000_000L;

    private static final long LAST_STRANGER = 1_000_000_000_000L;

    private final StringBuilder text = new StringBuilder(HEAD);
    private final Set<String> sales = new LinkedHashSet<>();
    private final boolean persian;
    private int lines;
    private long total;

    /** @param persian {@code true} to write days as 1405/09/05, {@code false} for 2026-11-26 */
    SettlementSheet(boolean persian) {
        this.persian = persian;
    }

    /**
     * Adds the line of a sale, changed as the test's script demands.
     *
     * @param deviation the script's entry for this sale: {@code missing} omits the line, {@code amount} replaces the amount,
     *            {@code copies} is the number of lines; without an entry, a missing node
     */
    void add(Settled sale, LocalDate day, JsonNode deviation) {
        if (deviation.path("missing").asBoolean()) {
            return;
        }
        long amount = deviation.path("amount").asLong(sale.amount());
        for (int i = 0; i < deviation.path("copies").asInt(1); i++) {
            line(sale.terminal(), sale.order(), sale.reference(), amount, day, "sale");
        }
        sales.add(sale.id());
    }

    /** Adds a sale that was never made. */
    void addUnknownSale(String terminal, long amount, LocalDate day) {
        String reference = new SecureRandom()
                .longs(1, FIRST_STRANGER, LAST_STRANGER)
                .mapToObj(Long::toString)
                .findFirst()
                .orElseThrow();
        line(terminal, "", reference, amount, day, "sale");
    }

    /**
     * Adds the reversal of a sale in an earlier file.
     *
     * @param sale sale as described by the script
     */
    void addReversal(String terminal, JsonNode sale, LocalDate day) {
        line(
                sale.path("terminal").asText(terminal),
                sale.path("order").asText(""),
                sale.path("reference").asText(),
                sale.path("amount").asLong(),
                day,
                "reversal");
    }

    private void line(String terminal, String order, String reference, long amount, LocalDate day, String kind) {
        text.append(terminal)
                .append(',')
                .append(order)
                .append(',')
                .append(reference)
                .append(',')
                .append(amount)
                .append(',')
                .append(persian ? PersianDay.of(day) : day.toString())
                .append(',')
                .append(kind)
                .append('\n');
        lines++;
        total += kind.equals("sale") ? amount : -amount;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    String text() {
        return text.toString();
    }

    /** @param name name of the file */
    SettlementFiles.Written written(String name) {
        return new SettlementFiles.Written(name, lines, total, Set.copyOf(sales));
    }

    static JsonNode noDeviation() {
        return MissingNode.getInstance();
    }
}
