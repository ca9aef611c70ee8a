package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Ledger;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens sales and processes payments and calls. Every change is in the ledger before the reply is sent, and the state after a restart is
 * rebuilt from the ledger alone.
 */
final class MellatSaleProcessor implements AutoCloseable {
    private static final Duration VERIFY_WITHIN = Duration.ofMinutes(20);
    private static final Duration SETTLED_AFTER = Duration.ofHours(3);
    private static final long LEAST_AMOUNT = 1_000;
    private static final int SESSION_BYTES = 10;

    private final Ledger ledger;
    private final ScriptedDeviations deviations;
    private final SecureRandom random = new SecureRandom();
    private final SalesBook book = new SalesBook();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bank-clock");
        thread.setDaemon(true);
        return thread;
    });

    /** A response code, and a future that completes when the ledger entry of the call is on disk. */
    private record Answer(String text, CompletableFuture<Void> onDisk) {
        String awaitText() {
            onDisk.join();
            return text;
        }
    }

    MellatSaleProcessor(Ledger ledger, ScriptedDeviations deviations) throws IOException {
        this.ledger = ledger;
        this.deviations = deviations;
        ledger.replay(book::replay);
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Opens a session.
     *
     * @return {@code 0,RefId} or an error code
     */
    String open(long terminal, long order, long amount, String callback, String data) {
        Answer answer;
        synchronized (this) {
            Instant now = deviations.now();
            String refusal = refuse(order, amount, data);
            if (refusal != null) {
                answer = new Answer(
                        refusal,
                        write("refused", Long.toString(order), order, now, Map.of("call", "pay", "code", refusal)));
            } else {
                byte[] bytes = new byte[SESSION_BYTES];
                random.nextBytes(bytes);
                Sale sale = new Sale(
                        HexFormat.of().withUpperCase().formatHex(bytes),
                        Long.toString(terminal),
                        order,
                        amount,
                        callback,
                        now);
                book.add(sale);
                answer = new Answer(
                        Codes.OK + "," + sale.session,
                        write(
                                "opened",
                                sale.session,
                                order,
                                now,
                                Map.of("terminal", terminal, "amount", amount, "callback", callback)));
            }
        }
        return answer.awaitText();
    }

    private String refuse(long order, long amount, String data) {
        if (book.order(order) != null) {
            return Codes.DUPLICATE_ORDER;
        }
        return amount < LEAST_AMOUNT ? Codes.AMOUNT : BillCheck.errorCode(data == null ? "" : data, amount);
    }

    /** Returns the sale of a payment page. */
    synchronized Optional<Sale> session(String session) {
        return Optional.ofNullable(book.session(session));
    }

    /** Returns the sale of an order. */
    synchronized Optional<Sale> order(long order) {
        return Optional.ofNullable(book.order(order));
    }

    /**
     * Records the payer's decision.
     *
     * @return code that the page reports
     */
    String decide(Sale sale, boolean pays) {
        Answer answer;
        synchronized (this) {
            Instant now = deviations.now();
            String session = sale.session;
            if (sale.paid != null || sale.cancelled != null) {
                // the payer has already decided, so the page reports the same result
                return sale.paid != null ? Codes.OK : Codes.CANCELLED;
            }
            if (sale.isExpired(now)) {
                return Codes.SESSION;
            }
            if (pays) {
                book.pay(sale, now);
                answer = new Answer(
                        Codes.OK, write("paid", session, sale.order, now, Map.of("reference", sale.reference)));
            } else {
                sale.cancelled = now;
                answer = new Answer(Codes.CANCELLED, write("cancelled", session, sale.order, now, Map.of()));
            }
        }
        return answer.awaitText();
    }

    /**
     * Answers a call about a sale.
     *
     * @param call      {@code verify}, {@code settle}, {@code inquiry} or {@code reversal}
     * @param order     order of the sale
     * @param reference reference of the sale
     * @param scripted  code to answer without an effect, or empty
     */
    String call(String call, long order, long reference, Optional<String> scripted) {
        Answer answer;
        synchronized (this) {
            Instant now = deviations.now();
            Sale sale = book.order(order);
            String code = scripted.orElseGet(() -> judge(call, sale, reference, now));
            CompletableFuture<Void> onDisk = write(
                    call, Long.toString(reference), order, now, Map.of("code", code, "scripted", scripted.isPresent()));
            if (sale != null) {
                sale.recordCall(call, code, Instant.now().toString());
                if (scripted.isEmpty()) {
                    book.recordCall(sale, call, code, now);
                }
            }
            answer = new Answer(code, onDisk);
        }
        return answer.awaitText();
    }

    private String judge(String call, Sale sale, long reference, Instant now) {
        if (sale != null) {
            applyTimeLimit(sale, now);
        }
        return MellatResponsePolicy.code(call, sale, reference, now);
    }

    /** Reverses or settles a sale whose time limit has passed. */
    private void applyTimeLimit(Sale sale, Instant now) {
        if (sale.isAwaitingSettlement() && sale.verified == null && now.isAfter(sale.paid.plus(VERIFY_WITHIN))) {
            book.lapse(sale, now);
            write("lapsed", sale.session, sale.order, now, Map.of());
        } else if (sale.isAwaitingSettlement()
                && sale.verified != null
                && now.isAfter(sale.verified.plus(SETTLED_AFTER))) {
            book.sweep(sale, now);
            write("swept", sale.session, sale.order, now, Map.of());
        }
    }

    private synchronized void tick() {
        Instant now = deviations.now();
        book.running().forEach(sale -> applyTimeLimit(sale, now));
    }

    /** Writes a settlement file while no sale can change, see {@link UnreportedSales}. */
    synchronized SettlementFiles.Written writeSettlementFile(UnreportedSales.Writer writer) throws IOException {
        SettlementFiles.Written written = writer.write(book.unfiled());
        book.markFiled(written.sales());
        return written;
    }

    /** Returns all sales, oldest first. */
    synchronized List<Map<String, Object>> sales() {
        return book.toMaps();
    }

    private CompletableFuture<Void> write(String kind, String id, long order, Instant now, Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("order", order);
        all.put("bankTime", now.toString());
        return ledger.appendLater(kind, id, all);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
