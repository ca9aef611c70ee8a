package city.pishkhan.keeping.internal.disposal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.keeping.ArchiveRetention;
import city.pishkhan.keeping.ArchiveUnit;
import city.pishkhan.keeping.internal.disposal.RetentionRepository.Reason;
import city.pishkhan.keeping.internal.disposal.RetentionRepository.RetentionSettings;
import city.pishkhan.messages.NullContract;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link ArchiveRetention}. Each change and its journal entry are written in one transaction. */
@Component(service = ArchiveRetention.class)
public final class ArchiveRetentionService implements ArchiveRetention {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_AUTHORITY = 100;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2500;
    /** maximum length of an order's number */
    private static final int LONGEST_NUMBER = 60;

    private static final Pattern NUMBER =
            Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}/._-]{0," + (LONGEST_NUMBER - 1) + "}");

    private final Tx tx;
    private final Journal journal;
    private final PaperOwners owners;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public ArchiveRetentionService(
            @Reference Tx tx, @Reference Journal journal, @Reference PaperOwners owners, @Reference Papers papers) {
        this.tx = tx;
        this.journal = journal;
        this.owners = owners;
    }

    @Override
    public List<Entry> entries(Caller operator, String owner) {
        requireOperator(operator);
        String id = PersianText.normalise(owner == null ? "" : owner.strip());
        boolean ofProperty = id.contains("-");
        String code = ofProperty ? owners.property(id) : "";
        String digest = ofProperty ? "" : owners.person(id);
        return tx.required(sql -> RetentionRepository.entries(sql, code, digest));
    }

    @Override
    public void retain(Caller operator, ArchiveUnit unit, @Nullable LocalDate until, String reason) {
        requireOperator(operator);
        if (until != null && (until.getYear() < FIRST_YEAR || until.getYear() > LAST_YEAR)) {
            throw Refusal.invalid("retention.date", "until", until, FIRST_YEAR, LAST_YEAR);
        }
        Reason recordedReason = reason(reason);
        tx.run(sql -> {
            RetentionSettings before = lock(sql, unit);
            RetentionRepository.retain(sql, unit, until);
            String was = text(before.retainedUntil());
            RetentionRepository.insertAct(
                    sql, unit, "retention", text(until), was, recordedReason, operator.principal());
            Map<String, Object> details = details(unit, recordedReason);
            details.put("until", until == null ? "" : text(until));
            details.put("before", was == null ? "" : was);
            journal.record(null, "archive-retention.set", operator, details);
        });
    }

    @NullContract("!null -> !null")
    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    @Override
    public void classify(Caller operator, ArchiveUnit unit, int level, String reason) {
        requireOperator(operator);
        if (level < OPEN || level > SECRET) {
            throw Refusal.invalid("confidentiality.level", "level", level, OPEN, SECRET);
        }
        Reason recordedReason = reason(reason);
        tx.run(sql -> {
            RetentionSettings before = lock(sql, unit);
            RetentionRepository.classify(sql, unit, level);
            String was = Integer.toString(before.confidentiality());
            RetentionRepository.insertAct(
                    sql, unit, "confidentiality", Integer.toString(level), was, recordedReason, operator.principal());
            Map<String, Object> details = details(unit, recordedReason);
            details.put("level", level);
            details.put("before", before.confidentiality());
            journal.record(null, "archive-confidentiality.set", operator, details);
        });
    }

    @Override
    public long placeHold(Caller operator, ArchiveUnit unit, Order order, String reason) {
        requireOperator(operator);
        Order checked = checked(order);
        Reason recordedReason = reason(reason);
        return tx.required(sql -> {
            lock(sql, unit);
            long id = RetentionRepository.hold(sql, unit, checked, recordedReason, operator.principal());
            Map<String, Object> details = details(unit, recordedReason);
            details.put("hold", id);
            putOrder(details, checked);
            journal.record(null, "legal-hold.placed", operator, details);
            return id;
        });
    }

    @Override
    public void liftHold(Caller operator, long hold, Order order, String reason) {
        requireOperator(operator);
        Order checked = checked(order);
        Reason recordedReason = reason(reason);
        tx.run(sql -> {
            LegalHold legalHold = RetentionRepository.find(sql, hold).orElseThrow(() -> Refusal.notFound("legal-hold"));
            String salt = RetentionRepository.lift(sql, hold, checked, recordedReason.words(), operator.principal())
                    .orElseThrow(() -> Refusal.conflict("legal-hold.lifted", hold));
            Map<String, Object> details = details(legalHold.unit(), new Reason(recordedReason.words(), salt));
            details.put("hold", hold);
            putOrder(details, checked);
            journal.record(null, "legal-hold.lifted", operator, details);
        });
    }

    @Override
    public List<LegalHold> holds(Caller operator, boolean all) {
        requireOperator(operator);
        return tx.required(sql -> RetentionRepository.holds(sql, all));
    }

    private static RetentionSettings lock(Handle sql, ArchiveUnit unit) {
        return RetentionRepository.lock(sql, unit).orElseThrow(() -> Refusal.notFound("archive-unit"));
    }

    private Map<String, Object> details(ArchiveUnit unit, Reason recordedReason) {
        Map<String, Object> details = new HashMap<>();
        details.put("unit", unit.toString());
        details.put("reason", journal.commitment(recordedReason.salt(), recordedReason.words()));
        return details;
    }

    private static void putOrder(Map<String, Object> details, Order order) {
        details.put("order", order.number());
        details.put("authority", order.authority());
    }

    static void requireOperator(Caller operator) {
        if (!operator.isOperator()) {
            throw Refusal.forbidden("access.forbidden/operator");
        }
    }

    private static Reason reason(String words) {
        String normalized = words == null ? "" : words.strip();
        if (normalized.length() < SHORTEST_REASON || normalized.length() > LONGEST_REASON) {
            throw Refusal.invalid("reason.length", "reason", SHORTEST_REASON, LONGEST_REASON);
        }
        return new Reason(normalized, UUID.randomUUID().toString());
    }

    private static Order checked(Order order) {
        return new Order(number("order", order.number()), authority(order.authority()));
    }

    /**
     * Normalizes the number of an order.
     *
     * @throws Refusal INVALID {@code order.number} if the number is missing or malformed
     */
    static String number(String field, @Nullable String number) {
        String text = number == null ? "" : PersianText.normalise(number.strip());
        if (!NUMBER.matcher(text).matches()) {
            throw Refusal.invalid("order.number", field, text, LONGEST_NUMBER);
        }
        return text;
    }

    /**
     * Normalizes the issuer of an order.
     *
     * @throws Refusal INVALID {@code order.authority} if the issuer is missing, too long or contains a long number
     */
    static String authority(@Nullable String authority) {
        String text = authority == null ? "" : PersianText.normalise(authority.strip());
        if (text.isEmpty() || text.length() > LONGEST_AUTHORITY || text.matches(".*\\p{Nd}{8,}.*")) {
            throw Refusal.invalid("order.authority", "authority", LONGEST_AUTHORITY);
        }
        return text;
    }
}
