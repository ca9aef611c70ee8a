package city.pishkhan.payments.internal;

import city.pishkhan.api.Payments.Duty;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The city's money in double entry: where it lies against whose it is. Everything is written in the transaction of what it is about, once;
 * what does not sum to zero is refused here, and by the database at the commit.
 */
final class Ledger {
    static final String RECEIPT = "receipt";
    static final String OWED = "owed";
    static final String FOUND = "found";
    static final String REFUND = "refund";
    static final String CORRECTION = "correction";
    static final String FEE = "fee";
    static final String PAYOUT = "payout";
    static final String REFUNDS = "refunds";
    private static final String ROUNDING = "rounding";

    private Ledger() {}

    /** One side. @param amount rial, not 0: positive where money lies, negative where it belongs */
    record Posting(String account, long amount) {}

    /** What reports count by; each may be {@code null}. */
    record Facets(String gateway, String service, Integer district, String office) {
        static Facets of(String gateway, BillRow bill) {
            return new Facets(gateway, bill.service, bill.district, bill.office);
        }
    }

    static String bank(String gateway, String terminal) {
        return "bank:" + gateway + ":" + terminal;
    }

    static String income(String duty) {
        return "income:" + duty;
    }

    /** What the municipality itself spends. */
    static String expense(String duty) {
        return "expense:" + duty;
    }

    /** What an office is owed. */
    static String office(String office) {
        return "offices:" + office;
    }

    /** The bill is paid: the bank holds the money, and each duty has its part. */
    static void receipt(Handle sql, AttemptRow a, BillRow bill) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(bank(a.gateway, a.terminal), a.amount));
        postings.addAll(shares(Json.duties(bill.duties), a.amount));
        book(sql, RECEIPT, a.id, a.settled, Facets.of(a.gateway, bill), postings);
    }

    /** The duties of {@code amount}, as credits; what rounding to thousands adds is nobody's duty. */
    static List<Posting> shares(List<Duty> duties, long amount) {
        List<Posting> shares = new ArrayList<>();
        long rest = amount;
        for (Duty duty : duties) {
            shares.add(new Posting(income(duty.code()), -duty.amount()));
            rest -= duty.amount();
        }
        shares.add(new Posting(ROUNDING, -rest));
        return shares;
    }

    /** The bank holds money that pays no bill: the payer is owed it. */
    static void owed(Handle sql, AttemptRow a, BillRow bill) {
        long amount = a.received == null ? a.amount : a.received;
        book(
                sql,
                OWED,
                a.id,
                a.settled,
                Facets.of(a.gateway, bill),
                List.of(new Posting(bank(a.gateway, a.terminal), amount), new Posting(REFUNDS, -amount)));
    }

    /** @return whether it was not booked before */
    static boolean book(Handle sql, String kind, UUID subject, Instant at, Facets facets, List<Posting> postings) {
        return book(sql, kind, subject, at, Map.of(facets, postings));
    }

    /** One entry about several services or districts; the postings of each sum to zero. */
    static boolean book(Handle sql, String kind, UUID subject, Instant at, Map<Facets, List<Posting>> parts) {
        parts.values().forEach(Ledger::balance);
        if (parts.values().stream().allMatch(part -> part.stream().allMatch(p -> p.amount() == 0))) {
            throw new IllegalArgumentException("A ledger entry about nothing: " + kind + " " + subject);
        }
        UUID id = Ids.next();
        int fresh = sql.createUpdate("insert into payments.ledger_entry (id, at, kind, subject)"
                        + " values (:id, :at, :kind, :subject) on conflict (kind, subject) do nothing")
                .bind("id", id)
                .bind("at", at)
                .bind("kind", kind)
                .bind("subject", subject)
                .execute();
        if (fresh == 0) {
            return false;
        }
        PreparedBatch batch = sql.prepareBatch("insert into payments.posting (entry, account, amount, gateway, service,"
                + " district, office) values (:entry, :account, :amount, :gateway, :service, :district::int, :office)");
        parts.forEach(
                (facets, part) -> part.stream().filter(p -> p.amount() != 0).forEach(line -> batch.bind("entry", id)
                        .bind("account", line.account())
                        .bind("amount", line.amount())
                        .bind("gateway", facets.gateway())
                        .bind("service", facets.service())
                        .bind("district", facets.district())
                        .bind("office", facets.office())
                        .add()));
        batch.execute();
        return true;
    }

    private static void balance(List<Posting> postings) {
        long off = postings.stream().mapToLong(Posting::amount).reduce(0, Math::addExact);
        if (off != 0) {
            throw new IllegalArgumentException("A ledger entry that is out of balance by " + off + ": " + postings);
        }
    }
}
