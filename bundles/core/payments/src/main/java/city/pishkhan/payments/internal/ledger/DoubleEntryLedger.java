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
import org.jspecify.annotations.Nullable;

/**
 * Double-entry ledger of the city's money. Positive amounts show where the money is, negative amounts to whom it
 * belongs. An entry is written once, in the transaction of the payment, fee or other subject that it records. Entries
 * that do not sum to zero are rejected here, and by the database on commit.
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

    /**
     * One side of an entry.
     *
     * @param amount rial, not 0: positive where the money is, negative for its owner
     */
    public record Posting(String account, long amount) {}

    /** Attributes by which reports group the postings; each may be {@code null}. */
    public record Facets(@Nullable String gateway, String service, Integer district, String office) {}

    public static String bank(@Nullable String gateway, String terminal) {
        return "bank:" + gateway + ":" + terminal;
    }

    public static String income(String duty) {
        return "income:" + duty;
    }

    /** Account of the municipality's own expenses for a duty. */
    public static String expense(String duty) {
        return "expense:" + duty;
    }

    /** Account of the money owed to an office. */
    public static String office(String office) {
        return "offices:" + office;
    }

    /**
     * Returns one credit for each duty. The difference to {@code amount}, caused by rounding to thousands, is credited
     * to a separate account.
     */
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

    /**
     * Books an entry unless one exists for the same kind and subject.
     *
     * @return {@code true} if it was not booked before
     */
    public static boolean book(
            Handle sql, String kind, UUID subject, @Nullable Instant at, Facets facets, List<Posting> postings) {
        return book(sql, kind, subject, at, Map.of(facets, postings));
    }

    /** Books one entry that concerns several services or districts. The postings of each part must sum to zero. */
    public static boolean book(
            Handle sql, String kind, UUID subject, @Nullable Instant at, Map<Facets, List<Posting>> parts) {
        parts.values().forEach(DoubleEntryLedger::requireBalanced);
        if (parts.values().stream().allMatch(part -> part.stream().allMatch(p -> p.amount() == 0))) {
            throw new IllegalArgumentException("A ledger entry without amounts: " + kind + " " + subject);
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
                        .bindArray("accounts", String.class, columnValues(lines, l -> l.posting.account()))
                        .bindArray("amounts", Long.class, columnValues(lines, l -> l.posting.amount()))
                        .bindArray("gateways", String.class, columnValues(lines, l -> l.facets.gateway()))
                        .bindArray("services", String.class, columnValues(lines, l -> l.facets.service()))
                        .bindArray("districts", Long.class, columnValues(lines, l -> district(l.facets)))
                        .bindArray("offices", String.class, columnValues(lines, l -> l.facets.office()))
                        .execute()
                > 0;
    }

    private record Line(Facets facets, Posting posting) {}

    private static @Nullable Long district(Facets facets) {
        return facets.district() == null ? null : facets.district().longValue();
    }

    /**
     * An amount in a bank's file that differs from our records.
     *
     * @param subject id of the difference
     * @param amount  rial that the bank has more than recorded; negative if less
     */
    public record UnexplainedAmount(UUID subject, String terminal, Facets facets, long amount) {}

    /** Books all differences against the account of unexplained money, in two statements. */
    public static void bookDifferences(Handle sql, Instant at, List<UnexplainedAmount> found) {
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
                        found.stream().map(UnexplainedAmount::subject).toList())
                .execute();
        sql.createUpdate("insert into payments.posting (entry, account, amount, gateway, service, district, office)"
                        + " select n.entry, s.account, s.amount, n.gateway, n.service, n.district::int, n.office from"
                        + " unnest(:entries, :terminals, :amounts, :gateways, :services, :districts, :offices) n (entry, terminal,"
                        + " amount, gateway, service, district, office) cross join lateral (values ('bank:' || n.gateway || ':' ||"
                        + " n.terminal, n.amount), ('unexplained:' || n.gateway, -n.amount)) s (account, amount)")
                .bindArray("entries", UUID.class, entries)
                .bindArray("terminals", String.class, columnValues(found, UnexplainedAmount::terminal))
                .bindArray("amounts", Long.class, columnValues(found, UnexplainedAmount::amount))
                .bindArray("gateways", String.class, columnValues(found, f -> f.facets()
                        .gateway()))
                .bindArray("services", String.class, columnValues(found, f -> f.facets()
                        .service()))
                .bindArray("districts", Long.class, columnValues(found, f -> district(f.facets())))
                .bindArray("offices", String.class, columnValues(found, f -> f.facets()
                        .office()))
                .execute();
    }

    private static <T> List<Object> columnValues(List<T> all, Function<T, Object> value) {
        return Arrays.asList(all.stream().map(value).toArray());
    }

    private static void requireBalanced(List<Posting> postings) {
        long off = postings.stream().mapToLong(Posting::amount).reduce(0, Math::addExact);
        if (off != 0) {
            throw new IllegalArgumentException("A ledger entry that is out of balance by " + off + ": " + postings);
        }
    }
}
