package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.site.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Opens sales at SEP and processes payments and calls. Every change is in the ledger before the reply is sent. */
final class SepSaleProcessor implements AutoCloseable {
    private static final long FIRST_TRACE = 304_000;

    private final Ledger ledger;
    private final ScriptedDeviations deviations;
    private final SepNumbers numbers = new SepNumbers();
    private final SepBook book = new SepBook();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sep-clock");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Result of the payer's decision.
     *
     * @param state  state as the page reports it
     * @param status status code as the page reports it
     */
    record Decided(String state, int status) {
        static final Decided PAID = new Decided("OK", 2);
        static final Decided CANCELLED = new Decided("CanceledByUser", 1);
        static final Decided EXPIRED = new Decided("SessionIsNull", 4);
    }

    /** A result code and the sale that was called, or {@code null} if there is no such sale. */
    record Answer(int code, SepSale sale) {}

    SepSaleProcessor(Ledger ledger, ScriptedDeviations deviations) throws IOException {
        this.ledger = ledger;
        this.deviations = deviations;
        ledger.replay(book::replay);
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    SepSale open(String terminal, String purchase, long amount, String callback) {
        SepSale sale;
        CompletableFuture<Void> onDisk;
        synchronized (this) {
            Instant now = deviations.now();
            sale = new SepSale(numbers.token(), terminal, purchase, amount, callback, now);
            book.add(sale);
            onDisk = write(
                    "opened",
                    sale.token,
                    purchase,
                    now,
                    Map.of("terminal", terminal, "amount", amount, "callback", callback));
        }
        onDisk.join();
        return sale;
    }

    /** Records a card payment at a reader, which is paid immediately. */
    SepSale sell(String terminal, String purchase, long amount) {
        SepSale sale;
        CompletableFuture<Void> onDisk;
        synchronized (this) {
            Instant now = deviations.now();
            sale = new SepSale(null, terminal, purchase, amount, null, now);
            book.add(sale);
            book.pay(sale, numbers.slip(taken -> book.reference(taken) != null), FIRST_TRACE + book.paidCount(), now);
            onDisk = write(
                    "sold",
                    sale.reference,
                    purchase,
                    now,
                    Map.of("terminal", terminal, "amount", amount, "trace", sale.trace));
        }
        onDisk.join();
        return sale;
    }

    /** Records a call that was refused before any processing. */
    void recordRefusal(String call, String purchase, String code) {
        write("refused", purchase, purchase, deviations.now(), Map.of("call", call, "code", code))
                .join();
    }

    /** Returns the sale of a payment page. */
    synchronized Optional<SepSale> token(String token) {
        return Optional.ofNullable(book.token(token));
    }

    /** Records the payer's decision; only the first decision has an effect. */
    Decided decide(SepSale sale, boolean pays) {
        CompletableFuture<Void> onDisk;
        synchronized (this) {
            Instant now = deviations.now();
            if (sale.paid != null || sale.cancelled != null) {
                return sale.paid != null ? Decided.PAID : Decided.CANCELLED;
            }
            if (sale.isExpired(now)) {
                return Decided.EXPIRED;
            }
            if (pays) {
                book.pay(sale, numbers.reference(), FIRST_TRACE + book.paidCount(), now);
                onDisk = write(
                        "paid",
                        sale.token,
                        sale.purchase,
                        now,
                        Map.of("reference", sale.reference, "trace", sale.trace));
            } else {
                sale.cancelled = now;
                onDisk = write("cancelled", sale.token, sale.purchase, now, Map.of());
            }
        }
        onDisk.join();
        return pays ? Decided.PAID : Decided.CANCELLED;
    }

    /**
     * Answers a call about a sale.
     *
     * @param call      {@code verify} or {@code reversal}
     * @param terminal  terminal of the sale
     * @param reference reference of the sale
     * @param scripted  code to answer without an effect, or empty
     */
    Answer call(String call, String terminal, String reference, Optional<Integer> scripted) {
        Answer answer;
        CompletableFuture<Void> onDisk;
        synchronized (this) {
            Instant now = deviations.now();
            SepSale sale = book.reference(terminal, reference);
            if (sale != null) {
                applyTimeLimit(sale, now);
            }
            int code = scripted.orElseGet(() -> SepResponsePolicy.code(call, sale, now));
            onDisk = write(
                    call,
                    reference,
                    sale == null ? "" : sale.purchase,
                    now,
                    Map.of("code", code, "scripted", scripted.isPresent()));
            if (sale != null) {
                sale.recordCall(call, code, Instant.now().toString());
                if (scripted.isEmpty()) {
                    SepBook.act(sale, call, code, now);
                }
            }
            answer = new Answer(code, sale);
        }
        onDisk.join();
        return answer;
    }

    /** Returns the sale of a reference. */
    synchronized Optional<SepSale> sale(String reference) {
        return Optional.ofNullable(book.reference(reference));
    }

    private void applyTimeLimit(SepSale sale, Instant now) {
        if (sale.isAwaitingVerification() && sale.isVerificationOverdue(now)) {
            SepBook.lapse(sale, now);
            write("lapsed", sale.token, sale.purchase, now, Map.of());
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
        return book.shown();
    }

    private CompletableFuture<Void> write(String kind, String id, String order, Instant now, Map<String, ?> values) {
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
