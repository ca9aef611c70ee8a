package city.pishkhan.simulators.bank;

import city.pishkhan.simulators.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The bank's book of sales. Nothing is answered before it is in the ledger, and the ledger alone says how a sale stands after a restart. */
final class Till implements AutoCloseable {
    static final Duration PAGE = Duration.ofMinutes(15);
    private static final Duration VERIFY_WITHIN = Duration.ofMinutes(20);
    private static final Duration SETTLED_AFTER = Duration.ofHours(3);
    /** 12 digits */
    private static final long REFERENCES_PER_SECOND = 100;

    private static final long LEAST_AMOUNT = 1_000;
    private static final int SESSION_BYTES = 10;

    private final Ledger ledger;
    private final Oddities oddities;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, Sale> byOrder = new LinkedHashMap<>();
    private final Map<String, Sale> bySession = new LinkedHashMap<>();
    private final Set<Sale> running = new LinkedHashSet<>();
    private long lastReference;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "bank-clock");
        thread.setDaemon(true);
        return thread;
    });

    /** A code, and the promise that it is on disk. */
    private record Answer(String text, CompletableFuture<Void> onDisk) {
        String kept() {
            onDisk.join();
            return text;
        }
    }

    Till(Ledger ledger, Oddities oddities) throws IOException {
        this.ledger = ledger;
        this.oddities = oddities;
        // no bank gives a reference twice, not even one that lost its book
        lastReference = Instant.now().getEpochSecond() * REFERENCES_PER_SECOND;
        ledger.replay(this::replay);
        clock.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void replay(JsonNode line) {
        long order = line.path("order").asLong();
        Instant at = Instant.parse(line.path("bankTime").asText());
        String kind = line.path("kind").asText();
        Sale sale = byOrder.get(order);
        switch (kind) {
            case "opened" ->
                add(new Sale(
                        line.path("id").asText(),
                        order,
                        line.path("amount").asLong(),
                        line.path("callback").asText(),
                        at));
            case "cancelled" -> sale.cancelled = at;
            case "paid" -> {
                sale.paid = at;
                sale.reference = line.path("reference").asLong();
                lastReference = Math.max(lastReference, sale.reference);
                follow(sale);
            }
            case "lapsed" -> lapse(sale, at);
            case "swept" -> sweep(sale, at);
            default -> {
                String code = line.path("code").asText();
                if (sale != null) {
                    sale.called(kind, code, line.path("at").asText());
                    if (!line.path("scripted").asBoolean()) {
                        act(sale, kind, code, at);
                    }
                }
            }
        }
    }

    private void add(Sale sale) {
        byOrder.put(sale.order, sale);
        bySession.put(sale.session, sale);
    }

    private void act(Sale sale, String call, String code, Instant at) {
        if (code.equals(Codes.OK)) {
            switch (call) {
                case "verify" -> sale.verified = at;
                case "settle" -> sale.settled = at;
                case "reversal" -> sale.reversed = at;
                default -> {}
            }
            follow(sale);
        }
    }

    /** Time goes on for what is paid and not at its end. */
    private void follow(Sale sale) {
        if (sale.paid != null && sale.settled == null && sale.reversed == null) {
            running.add(sale);
        } else {
            running.remove(sale);
        }
    }

    /** Opens a session. @return {@code 0,RefId} or a code */
    String open(long order, long amount, String callback, String data) {
        Answer answer;
        synchronized (this) {
            Instant now = oddities.now();
            String refusal = refuse(order, amount, data);
            if (refusal != null) {
                answer = new Answer(
                        refusal,
                        write("refused", Long.toString(order), order, now, Map.of("call", "pay", "code", refusal)));
            } else {
                byte[] bytes = new byte[SESSION_BYTES];
                random.nextBytes(bytes);
                Sale sale = new Sale(HexFormat.of().withUpperCase().formatHex(bytes), order, amount, callback, now);
                add(sale);
                answer = new Answer(
                        Codes.OK + "," + sale.session,
                        write("opened", sale.session, order, now, Map.of("amount", amount, "callback", callback)));
            }
        }
        return answer.kept();
    }

    private String refuse(long order, long amount, String data) {
        if (byOrder.containsKey(order)) {
            return Codes.DUPLICATE_ORDER;
        }
        return amount < LEAST_AMOUNT ? Codes.AMOUNT : BillCheck.refuses(data == null ? "" : data, amount);
    }

    /** What the page shows. */
    synchronized Optional<Sale> session(String session) {
        return Optional.ofNullable(bySession.get(session));
    }

    /** The payer presses a button. @return the code that the page reports */
    String decide(Sale sale, boolean pays) {
        Answer answer;
        synchronized (this) {
            Instant now = oddities.now();
            String session = sale.session;
            if (sale.paid != null || sale.cancelled != null) {
                // the button was pressed before; the page says the same again
                return sale.paid != null ? Codes.OK : Codes.CANCELLED;
            }
            if (now.isAfter(sale.opened.plus(PAGE))) {
                return Codes.SESSION;
            }
            if (pays) {
                sale.paid = now;
                sale.reference = ++lastReference;
                follow(sale);
                answer = new Answer(
                        Codes.OK, write("paid", session, sale.order, now, Map.of("reference", sale.reference)));
            } else {
                sale.cancelled = now;
                answer = new Answer(Codes.CANCELLED, write("cancelled", session, sale.order, now, Map.of()));
            }
        }
        return answer.kept();
    }

    /**
     * Answers a call about a sale.
     *
     * @param call     {@code verify}, {@code settle}, {@code inquiry} or {@code reversal}
     * @param scripted code that is answered without doing anything, or empty
     */
    String call(String call, long order, long reference, Optional<String> scripted) {
        Answer answer;
        synchronized (this) {
            Instant now = oddities.now();
            Sale sale = byOrder.get(order);
            String code = scripted.orElseGet(() -> judge(call, sale, reference, now));
            CompletableFuture<Void> onDisk = write(
                    call, Long.toString(reference), order, now, Map.of("code", code, "scripted", scripted.isPresent()));
            if (sale != null) {
                sale.called(call, code, Instant.now().toString());
                if (scripted.isEmpty()) {
                    act(sale, call, code, now);
                }
            }
            answer = new Answer(code, onDisk);
        }
        return answer.kept();
    }

    private String judge(String call, Sale sale, long reference, Instant now) {
        if (sale == null) {
            return Codes.NO_SALE;
        }
        age(sale, now);
        boolean inquiry = call.equals("inquiry");
        if (sale.paid == null) {
            return inquiry ? unpaid(sale, now) : Codes.NO_SALE;
        }
        if (sale.reference != reference && !(inquiry && reference == 0)) {
            return Codes.INVALID;
        }
        if (sale.reversed != null) {
            return Codes.REVERSED;
        }
        return switch (call) {
            case "verify" -> sale.verified != null ? Codes.VERIFIED : Codes.OK;
            case "settle", "reversal" ->
                sale.verified == null ? Codes.NO_VERIFY : sale.settled != null ? Codes.SETTLED : Codes.OK;
            case "inquiry" -> sale.verified == null ? Codes.NO_VERIFY : sale.settled != null ? Codes.SETTLED : Codes.OK;
            default -> throw new IllegalArgumentException(call);
        };
    }

    private static String unpaid(Sale sale, Instant now) {
        if (sale.cancelled != null) {
            return Codes.CANCELLED;
        }
        return now.isAfter(sale.opened.plus(PAGE)) ? Codes.SESSION : Codes.NO_SALE;
    }

    /** What time alone does to a sale. */
    private void age(Sale sale, Instant now) {
        boolean open = sale.paid != null && sale.reversed == null && sale.settled == null;
        if (open && sale.verified == null && now.isAfter(sale.paid.plus(VERIFY_WITHIN))) {
            lapse(sale, now);
            write("lapsed", sale.session, sale.order, now, Map.of());
        } else if (open && sale.verified != null && now.isAfter(sale.verified.plus(SETTLED_AFTER))) {
            sweep(sale, now);
            write("swept", sale.session, sale.order, now, Map.of());
        }
    }

    private void lapse(Sale sale, Instant at) {
        sale.reversed = at;
        sale.lapsed = true;
        follow(sale);
    }

    private void sweep(Sale sale, Instant at) {
        sale.settled = at;
        sale.swept = true;
        follow(sale);
    }

    private synchronized void tick() {
        Instant now = oddities.now();
        List.copyOf(running).forEach(sale -> age(sale, now));
    }

    /** Every sale, oldest first. */
    synchronized List<Map<String, Object>> sales() {
        List<Map<String, Object>> all = new ArrayList<>();
        byOrder.values().forEach(sale -> all.add(sale.shown()));
        return all;
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
