package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Outbox;
import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Settlements;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.payments.internal.common.Queues;
import city.pishkhan.payments.internal.settlement.SettlementCsv.Line;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Settlements} as rows. A file, its lines and the wake-ups of what they touch are one transaction. */
@Component(service = Settlements.class)
public final class SettlementBook implements Settlements {
    private static final int LONGEST = 500;
    private static final int LONGEST_NAME = 200;

    private final Tx tx;
    private final Journal journal;
    private final Outbox outbox;
    private final Clock clock;

    @Activate
    public SettlementBook(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, @Reference Outbox outbox) {
        this(tx, schemas, journal, outbox, Clock.systemUTC());
    }

    public SettlementBook(Tx tx, Schemas schemas, Journal journal, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.journal = journal;
        this.outbox = outbox;
        this.clock = clock;
        schemas.migrate(SettlementBook.class, "payments");
    }

    @Override
    public Taken take(Format format, String name, byte[] content) {
        List<Line> lines = SettlementCsv.read(format, content);
        long total = lines.stream().mapToLong(Line::amount).reduce(0, Math::addExact);
        // two banks may have had the same quiet day
        String hash = Sha256.hex((format.gateway() + " " + Sha256.hex(content)).getBytes(StandardCharsets.UTF_8));
        String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        Instant now = clock.instant();
        var file = new SettlementRows.NewFile(Ids.next(), hash, format.gateway(), shown, now, lines.size(), total);
        boolean fresh = tx.required(sql -> take(sql, file, lines));
        return new Taken(lines.size(), total, !fresh);
    }

    private boolean take(Handle sql, SettlementRows.NewFile file, List<Line> lines) {
        if (!SettlementRows.put(sql, file)) {
            return false;
        }
        SettlementRows.put(sql, file, lines);
        SettlementRows.place(sql, file.id());
        SettlementRows.match(sql, file.id());
        SettlementRows.touched(sql, file.id()).forEach(id -> outbox.send(Queues.PAYMENT, id));
        SettlementCheck.missing(sql, file.id(), file.gateway(), file.taken());
        while (SettlementCheck.run(sql, file.taken()) > 0) {
            // the next ones
        }
        journal.record(
                null,
                "settlement.taken",
                Caller.HUB,
                Map.of("gateway", file.gateway(), "file", file.hash(), "lines", file.lines(), "total", file.total()));
        return true;
    }

    @Override
    public Page<File> files(String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<File> found = tx.required(sql -> {
            SettlementCheck.run(sql, clock.instant());
            return SettlementRows.files(sql, paging.from(), paging.limit());
        });
        return paging.page(found, File::id);
    }

    @Override
    public Page<Difference> differences(boolean open, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Difference> found = tx.required(sql -> {
            SettlementCheck.run(sql, clock.instant());
            return SettlementRows.differences(sql, open, paging.from(), paging.limit());
        });
        return paging.page(found, Difference::id);
    }

    @Override
    public long open() {
        return tx.required(sql -> {
            SettlementCheck.run(sql, clock.instant());
            return SettlementRows.open(sql);
        });
    }

    @Override
    public Difference explain(Caller caller, UUID id, String explanation) {
        String words = explanation == null ? "" : explanation.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refusal.invalid(
                    "settlement.explanation",
                    "explanation",
                    "Explain it in 1 to " + LONGEST + " characters.",
                    "توضیح را در ۱ تا ۵۰۰ نویسه بنویسید.");
        }
        return tx.required(sql -> {
            Difference found =
                    SettlementRows.difference(sql, id).orElseThrow(() -> Refusal.notFound("difference", "این مغایرت"));
            if (!SettlementRows.explain(sql, id, caller.principal(), words, clock.instant())) {
                throw Refusal.conflict(
                        "settlement.explained",
                        "This difference is explained already.",
                        "این مغایرت پیش‌تر توضیح داده شده است.");
            }
            journal.record(null, "settlement.explained", caller, Map.of("difference", id, "kind", found.kind()));
            return SettlementRows.difference(sql, id).orElseThrow();
        });
    }
}
