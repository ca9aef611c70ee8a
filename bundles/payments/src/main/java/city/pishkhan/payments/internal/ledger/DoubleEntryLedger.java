package city.pishkhan.payments.internal.ledger;

import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.identifiers.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The city's money in double entry: where it lies against whose it is. Everything is written in the transaction of what it is about, once;
 * what does not sum to zero is refused here, and by the database at the commit.
 */
public final class DoubleEntryLedger {
    public static final String RECEIPT = "receipt";
    public static final String OWED = "owed";
    public static final String FOUND = "found";
    public static final String REFUND = "refund";
    public static final String REVERSAL = "reversal";
    public static final String CORRECTION = "correction";
    public static final String FEE = "fee";
    public static final String PAYOUT = "payout";
    public static final String REFUNDS = "refunds";
    private static final String ROUNDING = "rounding";

    private DoubleEntryLedger() {}

    /** One side. @param amount rial, not 0: positive where money lies, negative where it belongs */
    public record Posting(String account, long amount) {}

    /** What reports count by; each may be {@code null}. */
    public record Facets(String gateway, String service, Integer district, String office) {}

    public static String bank(String gateway, String terminal) {
        return "bank:" + gateway + ":" + terminal;
    }

    public static String income(String duty) {
        return "income:" + duty;
    }

    /** What the municipality itself spends. */
    public static String expense(String duty) {
        return "expense:" + duty;
    }

    /** What an office is owed. */
    public static String office(String office) {
        return "offices:" + office;
    }

    /** The duties of {@code amount}, as credits; what rounding to thousands adds is nobody's duty. */
    public static List<Posting> shares(List<Duty> duties, long amount) {
        List<Posting> shares = new ArrayList<>();
        long rest = amount;
        for (Duty duty : duties) {
            shares.add(new Posting(income(duty.code()), -duty.amount()));
            rest -= duty.amount();
        }
        shares.add(new Posting(ROUNDING, -rest));
        return shares;
    }

    /** @return whether it was not booked before */
    public static boolean book(
            Handle sql, String kind, UUID subject, Instant at, Facets facets, List<Posting> postings) {
        return book(sql, kind, subject, at, Map.of(facets, postings));
    }

    /** One entry about several services or districts; the postings of each sum to zero. */
    public static boolean book(Handle sql, String kind, UUID subject, Instant at, Map<Facets, List<Posting>> parts) {
        parts.values().forEach(DoubleEntryLedger::balance);
        if (parts.values().stream().allMatch(part -> part.stream().allMatch(p -> p.amount() == 0))) {
            throw new IllegalArgumentException("A ledger entry about nothing: " + kind + " " + subject);
        }
        List<Line> lines = parts.entrySet().stream()
                .flatMap(part -> part.getValue().stream()
                        .filter(posting -> posting.amount() != 0)
                        .map(posting -> new Line(part.getKey(), posting)))
                .toList();
        return sql.createUpdate("with entry as (insert into payments.ledger_entry (id, at, kind, subject)"
                                + " values (:id, :at, :kind, :subject) on conflict (kind, subject) do nothing returning id)"
                                + " insert into payments.posting (entry, account, amount, gateway, service, district, office)"
                                + " select e.id, l.account, l.amount, l.gateway, l.service, l.district::int, l.office from entry e,"
                                + " unnest(:accounts, :amounts, :gateways, :services, :districts, :offices)"
                                + " l (account, amount, gateway, service, district, office)")
                        .bind("id", Ids.next())
                        .bind("at", at)
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .bindArray("accounts", String.class, of(lines, l -> l.posting.account()))
                        .bindArray("amounts", Long.class, of(lines, l -> l.posting.amount()))
                        .bindArray("gateways", String.class, of(lines, l -> l.facets.gateway()))
                        .bindArray("services", String.class, of(lines, l -> l.facets.service()))
                        .bindArray("districts", Long.class, of(lines, l -> district(l.facets)))
                        .bindArray("offices", String.class, of(lines, l -> l.facets.office()))
                        .execute()
                > 0;
    }

    private record Line(Facets facets, Posting posting) {}

    private static Long district(Facets facets) {
        return facets.district() == null ? null : facets.district().longValue();
    }

    /**
     * What a bank's file tells beyond our record.
     *
     * @param subject the difference that it is
     * @param amount  rial that the bank holds more than we knew of, or less
     */
    public record Found(UUID subject, String terminal, Facets facets, long amount) {}

    /** Books them all against what is unexplained, in two statements. */
    public static void found(Handle sql, Instant at, List<Found> found) {
        if (found.isEmpty()) {
            return;
        }
        List<UUID> entries = found.stream().map(f -> Ids.next()).toList();
        sql.createUpdate("insert into payments.ledger_entry (id, at, kind, subject)"
                        + " select n.id, :at, :kind, n.subject from unnest(:ids, :subjects) n (id, subject)")
                .bind("at", at)
                .bind("kind", FOUND)
                .bindArray("ids", UUID.class, entries)
                .bindArray(
                        "subjects",
                        UUID.class,
                        found.stream().map(Found::subject).toList())
                .execute();
        sql.createUpdate("insert into payments.posting (entry, account, amount, gateway, service, district, office)"
                        + " select n.entry, s.account, s.amount, n.gateway, n.service, n.district::int, n.office from"
                        + " unnest(:entries, :terminals, :amounts, :gateways, :services, :districts, :offices) n (entry, terminal,"
                        + " amount, gateway, service, district, office) cross join lateral (values ('bank:' || n.gateway || ':' ||"
                        + " n.terminal, n.amount), ('unexplained:' || n.gateway, -n.amount)) s (account, amount)")
                .bindArray("entries", UUID.class, entries)
                .bindArray("terminals", String.class, of(found, Found::terminal))
                .bindArray("amounts", Long.class, of(found, Found::amount))
                .bindArray("gateways", String.class, of(found, f -> f.facets().gateway()))
                .bindArray("services", String.class, of(found, f -> f.facets().service()))
                .bindArray("districts", Long.class, of(found, f -> district(f.facets())))
                .bindArray("offices", String.class, of(found, f -> f.facets().office()))
                .execute();
    }

    private static <T> List<Object> of(List<T> all, Function<T, Object> value) {
        return Arrays.asList(all.stream().map(value).toArray());
    }

    private static void balance(List<Posting> postings) {
        long off = postings.stream().mapToLong(Posting::amount).reduce(0, Math::addExact);
        if (off != 0) {
            throw new IllegalArgumentException("A ledger entry that is out of balance by " + off + ": " + postings);
        }
    }
}
