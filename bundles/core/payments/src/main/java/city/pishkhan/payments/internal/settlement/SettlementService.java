package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.messaging.Outbox;
import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.messages.Messages;
import city.pishkhan.payments.internal.common.PaymentQueues;
import city.pishkhan.payments.internal.settlement.SettlementCsv.Line;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Implementation of {@link Settlements}. Each transaction imports up to 1,000 lines, books their differences and wakes
 * up the affected attempts. An interrupted import is resumed when the same file is submitted again; the file is
 * recognized by its hash.
 */
@Component(service = {Settlements.class, SettlementService.class})
public final class SettlementService implements Settlements {
    private static final Messages MESSAGES = Messages.of(SettlementService.class);

    private static final int LONGEST = 500;
    private static final int PART = 1_000;
    private static final int DAYS_AHEAD = 2;
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final int LONGEST_NAME = 200;

    private final Tx tx;
    private final Journal journal;
    private final Outbox outbox;
    private final Clock clock;
    private PeriodicTask periodicTask;

    @Activate
    public SettlementService(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Journal journal, @Reference Outbox outbox) {
        this(tx, schemas, journal, outbox, Clock.systemUTC());
        periodicTask = new PeriodicTask("settlement-withdrawals", 1, this::continueWithdrawal);
        periodicTask.startEvery(ROUND);
    }

    @Deactivate
    public void stop() {
        periodicTask.close();
    }

    public SettlementService(Tx tx, Schemas schemas, Journal journal, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.journal = journal;
        this.outbox = outbox;
        this.clock = clock;
        schemas.migrate(SettlementService.class, "payments");
    }

    @Override
    public ImportedContent importFile(Format format, String name, byte[] content) {
        String text = SettlementCsv.text(format, content);
        // includes the gateway, because files of two banks may have the same content
        String hash = Sha256.hex((format.gateway() + " " + Sha256.hex(text)).getBytes(StandardCharsets.UTF_8));
        List<Line> lines = SettlementCsv.read(format, text, terminals(format), lastDay(format.gateway()));
        long total = lines.stream().mapToLong(Line::net).sum();
        String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        var file = new SettlementRepository.NewFile(
                Ids.next(), hash, format.gateway(), shown, clock.instant(), lines.size(), total);
        boolean fresh = tx.required(sql -> SettlementRepository.insertFile(sql, file));
        // an interrupted import is resumed here, on any node
        boolean finished = false;
        while (!finished) {
            finished = tx.required(sql -> importNextPart(sql, file, lines));
        }
        return new ImportedContent(lines.size(), total, !fresh);
    }

    /**
     * Returns the terminal numbers that a file of the gateway may contain: the gateway's own, and those that belong to
     * exactly one gateway.
     */
    private Set<String> terminals(Format format) {
        Set<SettlementRepository.Terminal> known = tx.required(SettlementRepository::terminals);
        Map<String, Long> gateways = known.stream()
                .collect(Collectors.groupingBy(SettlementRepository.Terminal::number, Collectors.counting()));
        Set<String> may = known.stream()
                .filter(t -> t.gateway().equals(format.gateway()) || gateways.get(t.number()) == 1)
                .map(SettlementRepository.Terminal::number)
                .collect(Collectors.toSet());
        if (format.terminal() != null && !may.contains(format.terminal())) {
            throw Refusal.invalid("settlement.terminal", "terminal", format.gateway(), format.terminal());
        }
        return may;
    }

    /** Returns the last day that a line may have: two days after today, by the hub's clock or by the bank's if that is ahead. */
    private LocalDate lastDay(String gateway) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), PersianDate.TEHRAN);
        return tx.required(sql -> SettlementRepository.lastReportedSaleDay(sql, gateway))
                .filter(today::isBefore)
                .orElse(today)
                .plusDays(DAYS_AHEAD);
    }

    /**
     * Imports the next 1,000 lines in one transaction.
     *
     * @return {@code true} if the import is complete
     */
    private boolean importNextPart(Handle sql, SettlementRepository.NewFile file, List<Line> lines) {
        SettlementRepository.lockImports(sql);
        SettlementRepository.Progress progress = SettlementRepository.lock(sql, file.hash());
        if (!progress.state().equals("taking")) {
            return true;
        }
        Instant now = clock.instant();
        if (progress.done() == lines.size()) {
            finish(sql, progress.id(), file, now);
            return true;
        }
        List<Line> part = lines.subList(progress.done(), Math.min(progress.done() + PART, lines.size()));
        int from = part.get(0).number() - 1;
        int to = part.get(part.size() - 1).number();
        SettlementRepository.insertLines(sql, progress.id(), file.gateway(), part);
        if (progress.done() == 0) {
            SettlementRepository.analyze(sql);
        }
        SettlementRepository.match(sql, progress.id(), from, to);
        List<UUID> touched = SettlementRepository.findAffectedAttempts(sql, progress.id(), from, to);
        SettlementRepository.makeDue(sql, touched, now);
        touched.forEach(id -> outbox.send(PaymentQueues.PAYMENT, id));
        SettlementComparison.run(sql, now);
        SettlementRepository.setProgress(sql, progress.id(), "taking", progress.done() + part.size());
        return false;
    }

    private void finish(Handle sql, UUID id, SettlementRepository.NewFile file, Instant now) {
        SettlementRepository.findHeldAttempts(sql, id).forEach(attempt -> outbox.send(PaymentQueues.PAYMENT, attempt));
        SettlementComparison.recordMissing(sql, id, file.gateway(), now);
        SettlementRepository.setProgress(sql, id, "taken", file.lines());
        journal.record(
                null,
                "settlement.taken",
                Caller.HUB,
                Map.of("gateway", file.gateway(), "file", file.hash(), "lines", file.lines(), "total", file.total()));
    }

    static Refusal noFile() {
        return Refusal.notFound("settlement-file");
    }

    static Refusal noDifference() {
        return Refusal.notFound("difference");
    }

    /**
     * Returns a file that can be withdrawn.
     *
     * @throws Refusal {@code NOT_FOUND} if there is no such file; {@code CONFLICT} if its import is not complete or it
     *     was withdrawn
     */
    File requireWithdrawable(UUID id) {
        File file = tx.required(sql -> SettlementRepository.file(sql, id)).orElseThrow(SettlementService::noFile);
        if (!file.state().equals("taken")) {
            throw Refusal.conflict("settlement.state", file.state());
        }
        return file;
    }

    /**
     * Marks a file for withdrawal. A background job reverses its bookings, up to 1,000 lines per transaction.
     *
     * @return name of the file
     */
    String withdraw(Caller approver, UUID id, String reason) {
        return tx.required(sql -> {
            SettlementRepository.lock(sql, id);
            File file = requireWithdrawable(id);
            SettlementRepository.withdrawing(sql, id, approver.principal(), reason);
            journal.record(
                    null,
                    "settlement.withdrawn",
                    approver,
                    Map.of("gateway", file.gateway(), "file", id, "lines", file.lines(), "total", file.total()));
            return file.name();
        });
    }

    /**
     * Continues the withdrawal of a file.
     *
     * @return 1 if there was a file to be withdrawn, otherwise 0
     */
    public int continueWithdrawal() {
        return tx.required(sql -> {
            SettlementRepository.lockImports(sql);
            return SettlementRepository.withdrawing(sql)
                    .map(w -> {
                        Instant now = clock.instant();
                        UUID[] differences =
                                SettlementRepository.findDifferences(sql, w.file(), w.done(), w.done() + PART);
                        SettlementCorrection.reverseBookings(
                                sql,
                                differences,
                                w.by(),
                                MESSAGES.bilingual("settlement-service.withdrawn", w.reason()),
                                now);
                        SettlementRepository.reopenDuplicates(sql, w.file(), w.done(), w.done() + PART);
                        SettlementRepository.markWithdrawn(sql, w.file(), w.done(), w.done() + PART);
                        SettlementComparison.run(sql, now);
                        boolean more = SettlementRepository.hasLinesAfter(sql, w.file(), w.done() + PART);
                        SettlementRepository.setProgress(
                                sql, w.file(), more ? "withdrawing" : "withdrawn", w.done() + PART);
                        return 1;
                    })
                    .orElse(0);
        });
    }

    /**
     * @throws Refusal {@code NOT_FOUND} if there is no such difference; {@code CONFLICT} if it has no booking or its
     *     booking is already reversed
     */
    void requireReversible(UUID id) {
        tx.run(sql -> {
            SettlementRepository.difference(sql, id).orElseThrow(SettlementService::noDifference);
            if (!SettlementRepository.isBooked(sql, id)) {
                throw Refusal.conflict("settlement.not-booked");
            }
        });
    }

    void reverse(Caller approver, UUID id, String reason) {
        tx.run(sql -> {
            requireReversible(id);
            SettlementCorrection.reverseBookings(
                    sql,
                    new UUID[] {id},
                    approver.principal(),
                    MESSAGES.bilingual("settlement-service.booked-back", reason),
                    clock.instant());
            SettlementRepository.markWithdrawn(sql, id);
            journal.record(null, "settlement.booked-back", approver, Map.of("difference", id));
        });
    }

    @Override
    public Page<File> files(String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<File> found = tx.required(sql -> {
            SettlementComparison.run(sql, clock.instant());
            return SettlementRepository.files(sql, paging.from(), paging.limit());
        });
        return paging.page(found, File::id);
    }

    @Override
    public Page<Difference> differences(boolean open, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        List<Difference> found = tx.required(sql -> {
            SettlementComparison.run(sql, clock.instant());
            return SettlementRepository.differences(sql, open, paging.from(), paging.limit());
        });
        return paging.page(found, Difference::id);
    }

    @Override
    public long countOpen() {
        return tx.required(sql -> {
            SettlementComparison.run(sql, clock.instant());
            return SettlementRepository.open(sql);
        });
    }

    @Override
    public Difference explain(Caller caller, UUID id, String explanation) {
        String words = explanation == null ? "" : explanation.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Refusal.invalid("settlement.explanation", "explanation", LONGEST);
        }
        return tx.required(sql -> {
            Difference found =
                    SettlementRepository.difference(sql, id).orElseThrow(() -> Refusal.notFound("difference"));
            if (!SettlementRepository.explain(sql, id, caller.principal(), words, clock.instant())) {
                throw Refusal.conflict("settlement.explained");
            }
            journal.record(null, "settlement.explained", caller, Map.of("difference", id, "kind", found.kind()));
            return SettlementRepository.difference(sql, id).orElseThrow();
        });
    }
}
