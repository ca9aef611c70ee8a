package city.pishkhan.payments.internal;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** A bank with its own records, which loses calls and answers or gives wrong ones as a test demands. */
public class FakeGateway implements PaymentGateway {
    /** A fault in the next call of an operation, applied before or instead of the bank's own processing. */
    public interface Fault {
        Outcome apply(Sale sale, BankCall bank);
    }

    public interface BankCall {
        Outcome act();
    }

    /** The bank's protocol. */
    public enum Nature {
        /** Mellat: verified sales are settled by a call, and inquiries are answered */
        TWO_STEP(new Traits(Duration.ofMinutes(20), Duration.ofMinutes(20), Duration.ofHours(3), true, true)),
        /** SEP: a verification settles and returns the amount, and no inquiries are answered */
        ONE_STEP(new Traits(Duration.ofMinutes(20), Duration.ofMinutes(30), Duration.ofMinutes(50), false, false)),
        /** a card reader of SEP */
        COUNTER(new Traits(Duration.ofDays(7), Duration.ofDays(7), Duration.ofMinutes(50), false, false, true));

        public final Traits traits;

        Nature(Traits traits) {
            this.traits = traits;
        }
    }

    /** The bank's record of a sale. */
    static final class SaleAccount {
        final long amount;
        boolean verified;
        boolean settled;
        boolean reversed;
        int verifications;
        /** {@code true} if the bank refuses further calls because, by its clock, the time limit has passed */
        boolean late;

        SaleAccount(long amount) {
            this.amount = amount;
        }
    }

    /** Simulates a crash of the hub: no further code of the hub runs. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, SaleAccount> sales = new ConcurrentHashMap<>();
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final Map<String, List<Fault>> faults = new ConcurrentHashMap<>();
    final Nature nature;
    private final Map<Long, Long> asked = new ConcurrentHashMap<>();
    private final String name;
    private final BooleanSupplier inTransaction;
    public volatile Account account = new Account(Map.of("url", "http://bank"), "7".repeat(64));
    volatile RuntimeException opening;
    volatile String refusal;
    volatile String office;
    /** runs between the opening of a session and the hub's receipt of it; the argument is the order number */
    volatile LongConsumer meanwhile = order -> {};

    public FakeGateway(String name, BooleanSupplier inTransaction) {
        this(name, Nature.TWO_STEP, inTransaction);
    }

    FakeGateway(String name, Nature nature, BooleanSupplier inTransaction) {
        this.name = name;
        this.nature = nature;
        this.inTransaction = inTransaction;
    }

    /** The payer pays on the bank's page. */
    public String sale(long order) {
        String reference = "7" + order;
        sales.put(reference, new SaleAccount(asked.getOrDefault(order, 0L)));
        return reference;
    }

    public void next(String operation, Fault fault) {
        faults.computeIfAbsent(operation, o -> Collections.synchronizedList(new ArrayList<>()))
                .add(fault);
    }

    static Fault lostCall() {
        return (sale, bank) -> {
            throw new PartnerUnavailable("timeout");
        };
    }

    static Fault lostAnswer() {
        return (sale, bank) -> {
            bank.act();
            throw new PartnerUnavailable("timeout");
        };
    }

    static Fault crashBefore() {
        return (sale, bank) -> {
            throw new Crash();
        };
    }

    static Fault crashAfter() {
        return (sale, bank) -> {
            bank.act();
            throw new Crash();
        };
    }

    static Outcome paidFor(Outcome outcome, String paid) {
        return new Outcome(outcome.kind(), outcome.code(), outcome.amount(), paid);
    }

    public static Fault answerWith(Outcome.Kind kind) {
        return (sale, bank) -> new Outcome(kind, "99", null);
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
        return account;
    }

    @Override
    public Optional<String> office() {
        return Optional.ofNullable(office);
    }

    @Override
    public Traits traits() {
        return nature.traits;
    }

    @Override
    public Session pay(PayRequest request) {
        requireNoTransaction();
        calls.add("pay " + request.order());
        if (opening != null) {
            throw opening;
        }
        if (refusal != null) {
            return new Session(false, null, null, Map.of(), refusal);
        }
        asked.put(request.order(), request.amount());
        String session = "S" + request.order();
        meanwhile.accept(request.order());
        return new Session(true, session, URI.create("http://bank/page"), Map.of("RefId", session), "0");
    }

    @Override
    public Optional<Callback> callback(Map<String, String> form) {
        if (!form.containsKey("order")) {
            return Optional.empty();
        }
        String reference = form.get("reference");
        return Optional.of(new Callback(
                form.get("session"),
                Long.parseLong(form.get("order")),
                reference,
                reference == null ? "17" : "0",
                reference != null,
                "603770******5443",
                form.containsKey("amount") ? Long.valueOf(form.get("amount")) : null));
    }

    @Override
    public Outcome verify(Sale sale) {
        return call("verify", sale, () -> {
            SaleAccount known = sales.get(sale.reference());
            if (known == null) {
                return outcome(Outcome.Kind.NOT_FOUND, "42");
            }
            if (known.reversed) {
                return outcome(Outcome.Kind.REVERSED, "48");
            }
            if (known.late) {
                return outcome(Outcome.Kind.LATE, "-6");
            }
            known.verifications++;
            boolean before = known.verified;
            known.verified = true;
            known.settled |= isOneStep();
            Long amount = isOneStep() ? known.amount : null;
            return before ? new Outcome(Outcome.Kind.ALREADY, "43", amount) : new Outcome(Outcome.Kind.OK, "0", amount);
        });
    }

    private boolean isOneStep() {
        return nature != Nature.TWO_STEP;
    }

    @Override
    public Outcome settle(Sale sale) {
        if (isOneStep()) {
            throw new AssertionError("this bank has no such call: settle");
        }
        return call("settle", sale, () -> {
            SaleAccount known = sales.get(sale.reference());
            if (known == null || known.reversed) {
                return known == null ? outcome(Outcome.Kind.NOT_FOUND, "42") : outcome(Outcome.Kind.REVERSED, "48");
            }
            if (!known.verified) {
                return outcome(Outcome.Kind.UNVERIFIED, "44");
            }
            boolean before = known.settled;
            known.settled = true;
            return before ? outcome(Outcome.Kind.ALREADY, "45") : outcome(Outcome.Kind.OK, "0");
        });
    }

    @Override
    public Outcome inquire(Sale sale) {
        if (isOneStep()) {
            throw new AssertionError("this bank has no such call: inquire");
        }
        return call("inquire", sale, () -> {
            SaleAccount known = sales.get(sale.reference() == null ? "7" + sale.saleOrder() : sale.reference());
            if (known == null) {
                return outcome(Outcome.Kind.NOT_FOUND, "42");
            }
            if (known.reversed) {
                return outcome(Outcome.Kind.REVERSED, "48");
            }
            return known.verified ? outcome(Outcome.Kind.OK, "0") : outcome(Outcome.Kind.UNVERIFIED, "44");
        });
    }

    @Override
    public Outcome reverse(Sale sale) {
        return call("reverse", sale, () -> {
            SaleAccount known = sales.get(sale.reference());
            if (known == null || !known.verified) {
                return known == null ? outcome(Outcome.Kind.NOT_FOUND, "42") : outcome(Outcome.Kind.UNVERIFIED, "44");
            }
            if (known.reversed) {
                return outcome(Outcome.Kind.REVERSED, "48");
            }
            if (known.late) {
                return outcome(Outcome.Kind.LATE, "-6");
            }
            if (known.settled && !isOneStep()) {
                return outcome(Outcome.Kind.REFUSED, "45");
            }
            known.reversed = true;
            return outcome(Outcome.Kind.OK, "0");
        });
    }

    /** {@code true} if the bank returns the payer's result of a session on request. */
    volatile boolean tells;

    @Override
    public Optional<Callback> queryCallback(Sale sale) {
        requireNoTransaction();
        calls.add("returned " + sale.saleOrder());
        String reference = "7" + sale.saleOrder();
        return tells && sales.containsKey(reference)
                ? Optional.of(new Callback(sale.session(), sale.saleOrder(), reference, "2", true, null, null))
                : Optional.empty();
    }

    private Outcome call(String operation, Sale sale, BankCall bank) {
        requireNoTransaction();
        calls.add(operation + " " + sale.saleOrder());
        BankCall once = () -> {
            synchronized (sales) {
                Outcome outcome = bank.act();
                // Mellat's calls contain the order, which the bank compares
                return isOneStep() ? outcome : outcome.withOrder(sale.saleOrder());
            }
        };
        List<Fault> script = faults.getOrDefault(operation, List.of());
        Fault fault = null;
        synchronized (script) {
            if (!script.isEmpty()) {
                fault = script.remove(0);
            }
        }
        return fault == null ? once.act() : fault.apply(sale, once);
    }

    private void requireNoTransaction() {
        if (inTransaction.getAsBoolean()) {
            throw new AssertionError("a bank was called inside a transaction");
        }
    }

    private static Outcome outcome(Outcome.Kind kind, String code) {
        return new Outcome(kind, code, null);
    }
}
