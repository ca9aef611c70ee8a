package city.pishkhan.payments.internal;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A model of a bank with its own state and clock. Random numbers decide which calls and answers it loses. */
final class BankModel implements PaymentGateway {
    /** The bank's record of a sale. */
    static final class Entry {
        final long order;
        final String reference;
        final long amount;
        final Instant paid;
        Instant verified;
        /** order number of the attempt whose verification the bank accepted */
        long verifiedFor;

        Instant settled;
        Instant reversed;
        /** {@code true} if an unrelated client verified the sale before the hub */
        boolean stranger;
        /** {@code true} if the hub has sent a verification of this sale */
        boolean asked;
        /** listed in a settlement file */
        boolean listed;

        Entry(long order, String reference, long amount, Instant paid) {
            this.order = order;
            this.reference = reference;
            this.amount = amount;
            this.paid = paid;
        }

        @Override
        public String toString() {
            return "sale " + reference + " of order " + order + ": amount " + amount + ", paid " + paid + ", verified "
                    + verified + ", settled " + settled + ", reversed " + reversed;
        }
    }

    /** The bank's protocol. */
    enum Nature {
        /** Behpardakht: verification, then settlement; inquiries by order; no amounts in answers */
        TWO_STEPS(new Traits(Duration.ofMinutes(20), Duration.ofMinutes(20), Duration.ofHours(3), true, true)),
        /** SEP: a verification settles and returns the amount; calls by reference; no inquiries */
        ONE_STEP(new Traits(Duration.ofMinutes(20), Duration.ofMinutes(30), Duration.ofMinutes(50), false, false));

        final Traits traits;

        Nature(Traits traits) {
            this.traits = traits;
        }
    }

    final Map<String, Entry> sales = new LinkedHashMap<>();
    /** action that the test runs in the middle of a call to the bank */
    Runnable meanwhile = () -> {};
    /** number of calls to the bank, out of 10,000, that fail */
    int trouble;

    private final String name;
    private final Nature nature;
    private final Clock clock;
    private final BooleanSupplier inTransaction;
    private Random dice = new Random(0);
    private long references;

    BankModel(String name, Nature nature, Clock clock, BooleanSupplier inTransaction) {
        this.name = name;
        this.nature = nature;
        this.clock = clock;
        this.inTransaction = inTransaction;
    }

    void setRandom(Random with) {
        dice = with;
    }

    /** The payer pays on the bank's page. */
    String sale(long order, long amount) {
        String reference = Long.toString(++references);
        sales.put(reference, new Entry(order, reference, amount, clock.instant()));
        return reference;
    }

    /**
     * An unrelated client that knows the reference verifies it.
     *
     * @return {@code true} if that was before the hub's verification
     */
    boolean tryVerifyAsStranger(String reference) {
        tick();
        Entry sale = sales.get(reference);
        boolean first = sale.verified == null && sale.reversed == null && !sale.asked;
        if (first) {
            sale.verified = clock.instant();
            sale.stranger = true;
        }
        return first;
    }

    /** Lets the unrelated client, which knows the reference, reverse the sale. */
    void strangerReverses(String reference) {
        tick();
        Entry sale = sales.get(reference);
        if (sale.stranger && sale.settled == null && sale.reversed == null) {
            sale.reversed = clock.instant();
        }
    }

    /** Returns {@code true} if the bank's answers contain the amount, which may then differ from the requested one. */
    boolean isReportingAmounts() {
        return nature == Nature.ONE_STEP;
    }

    /** Runs the bank's timers. */
    void tick() {
        Instant now = clock.instant();
        for (Entry sale : sales.values()) {
            if (sale.verified == null
                    && sale.reversed == null
                    && !now.isBefore(sale.paid.plus(nature.traits.verifyWithin()))) {
                sale.reversed = sale.paid.plus(nature.traits.verifyWithin());
            }
            if (sale.verified != null
                    && sale.settled == null
                    && sale.reversed == null
                    && !now.isBefore(sale.paid.plus(nature.traits.reverseWithin()))) {
                sale.settled = sale.paid.plus(nature.traits.reverseWithin());
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String terminal() {
        return "4711";
    }

    @Override
    public Account account() {
        return new Account(Map.of("url", "http://" + name), "7".repeat(64));
    }

    @Override
    public Traits traits() {
        return nature.traits;
    }

    @Override
    public Session pay(PayRequest request) {
        String session = "S" + request.order();
        return new Session(true, session, URI.create("http://bank/page"), Map.of("RefId", session), "0");
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        String reference = form.get("reference");
        String amount = form.get("amount");
        return Optional.of(new Callback(
                form.get("session"),
                Long.parseLong(form.get("order")),
                reference,
                reference == null ? "17" : "0",
                reference != null,
                null,
                amount == null ? null : Long.valueOf(amount)));
    }

    /** Returns the sale of a call, as far as the protocol identifies it. */
    private Entry findSale(Sale call) {
        tick();
        if (nature == Nature.ONE_STEP) {
            return call.reference() == null ? null : sales.get(call.reference());
        }
        return sales.values().stream()
                .filter(s -> s.order == call.saleOrder())
                .filter(s -> call.reference() == null || call.reference().equals(s.reference))
                .findFirst()
                .orElse(null);
    }

    /**
     * Creates an outcome. A bank whose calls name the order returns the order; a bank whose calls name the reference
     * returns the amount and no order.
     */
    private Outcome outcome(Outcome.Kind kind, Entry sale) {
        Outcome outcome = new Outcome(kind, kind.name(), null);
        if (sale == null) {
            return outcome;
        }
        return nature == Nature.ONE_STEP ? new Outcome(kind, kind.name(), sale.amount) : outcome.withOrder(sale.order);
    }

    @Override
    public Outcome verify(Sale call) {
        Entry asked = sales.get(call.reference());
        if (asked != null) {
            asked.asked = true;
        }
        return call(() -> {
            Entry sale = findSale(call);
            if (sale == null || sale.reversed != null) {
                return outcome(sale == null ? Outcome.Kind.NOT_FOUND : Outcome.Kind.REVERSED, sale);
            }
            if (nature == Nature.TWO_STEPS && sale.amount != call.amount()) {
                // a bank of this kind only accepts payments of the requested amount
                throw new AssertionError("another amount at a bank that cannot say it");
            }
            boolean before = sale.verified != null;
            sale.verified = before ? sale.verified : clock.instant();
            sale.verifiedFor = before ? sale.verifiedFor : call.saleOrder();
            return outcome(before ? Outcome.Kind.ALREADY : Outcome.Kind.OK, sale);
        });
    }

    @Override
    public Outcome settle(Sale call) {
        return call(() -> {
            Entry sale = findSale(call);
            if (sale == null || sale.reversed != null) {
                return outcome(sale == null ? Outcome.Kind.NOT_FOUND : Outcome.Kind.REVERSED, sale);
            }
            if (sale.verified == null) {
                return outcome(Outcome.Kind.UNVERIFIED, sale);
            }
            if (sale.stranger) {
                throw new AssertionError("settled on a stranger's verification: " + sale);
            }
            boolean before = sale.settled != null;
            sale.settled = before ? sale.settled : clock.instant();
            return outcome(before ? Outcome.Kind.ALREADY : Outcome.Kind.OK, sale);
        });
    }

    @Override
    public Outcome inquire(Sale call) {
        return call(() -> {
            Entry sale = findSale(call);
            if (sale == null || sale.reversed != null) {
                return outcome(sale == null ? Outcome.Kind.NOT_FOUND : Outcome.Kind.REVERSED, sale);
            }
            return outcome(sale.verified == null ? Outcome.Kind.UNVERIFIED : Outcome.Kind.OK, sale);
        });
    }

    @Override
    public Outcome reverse(Sale call) {
        return call(() -> {
            Entry sale = findSale(call);
            if (sale == null || sale.reversed != null) {
                return outcome(sale == null ? Outcome.Kind.NOT_FOUND : Outcome.Kind.REVERSED, sale);
            }
            if (sale.verified == null || sale.settled != null) {
                return outcome(sale.verified == null ? Outcome.Kind.UNVERIFIED : kept(), sale);
            }
            sale.reversed = clock.instant();
            return outcome(Outcome.Kind.OK, sale);
        });
    }

    private Outcome.Kind kept() {
        return nature == Nature.ONE_STEP ? Outcome.Kind.LATE : Outcome.Kind.REFUSED;
    }

    private interface Acting {
        Outcome act();
    }

    private Outcome call(Acting bank) {
        if (inTransaction.getAsBoolean()) {
            throw new AssertionError("a bank was called inside a transaction");
        }
        meanwhile.run();
        int roll = dice.nextInt(10_000);
        if (roll >= trouble) {
            Outcome outcome = bank.act();
            meanwhile.run();
            return outcome;
        }
        return switch (roll % 5) {
            case 0 -> throw new PartnerUnavailable("lost");
            case 1 -> {
                bank.act();
                throw new PartnerUnavailable("its answer is lost");
            }
            case 2 -> throw new FakeGateway.Crash();
            case 3 -> {
                bank.act();
                throw new FakeGateway.Crash();
            }
            default -> new Outcome(Outcome.Kind.UNKNOWN, "34", null);
        };
    }
}
