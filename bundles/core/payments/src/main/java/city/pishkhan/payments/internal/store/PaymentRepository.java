package city.pishkhan.payments.internal.store;

import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.identifiers.PaymentId;
import city.pishkhan.payments.internal.merchants.MerchantRepository;
import city.pishkhan.persistence.EntityManagers;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores bills, attempts and receipts. Every method needs a transaction. */
public final class PaymentRepository implements AutoCloseable {
    private final Tx tx;
    private final EntityManagers.Unit unit;

    /** Ids of an attempt and its case. They never change, so they can be read before the case is locked. */
    public record AttemptReference(UUID attempt, UUID caseId) {}

    public record AttemptWithBill(AttemptEntity attempt, BillEntity bill) {}

    /**
     * A new order number and the state of the bill's other attempts.
     *
     * @param taken    {@code true} if another attempt at the bill is being verified or settled
     * @param merchant state of the gateway's merchant account, see {@link MerchantRepository#ACCOUNT_STATE_SQL}
     * @param open     attempt whose session at the same gateway the payer can still use, or {@code null}
     * @param opening  {@code true} if another node is opening a session at the same gateway
     */
    public record NewOrder(long number, boolean taken, String merchant, UUID open, boolean opening) {}

    /** A gateway at which a bill has an open attempt, and the time at which that attempt began. */
    public record OpenAt(String gateway, Instant created) {}

    /** The service of a bill, and its open attempts, newest first. */
    public record Payable(String service, List<OpenAt> open) {}

    /**
     * The sessions that a new attempt may share.
     *
     * @param usable  sessions that were opened after this time have enough of their time left
     * @param opening attempts that began after this time may still be waiting for the bank's session
     */
    public record SessionTerms(String gateway, String terminal, long amount, Instant usable, Instant opening) {
        /** A payment that opens no session, such as one at a counter. */
        public static final SessionTerms NO_SESSION = new SessionTerms("", "", 0, Instant.EPOCH, Instant.EPOCH);
    }

    /** The result of recording the duties of a stage: first recorded, changed or unchanged. */
    public enum Assessment {
        FIRST,
        CHANGED,
        SAME
    }

    public PaymentRepository(Tx tx, Schemas schemas, EntityManagers entities, Clock clock) {
        this.tx = tx;
        schemas.migrate(PaymentRepository.class, "payments");
        // after a restore of the database, order numbers that the bank has already received must not be used again
        tx.run(sql -> sql.createQuery(
                        "select setval('payments.order_number', :now) from payments.order_number where last_value < :now")
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .findOne());
        unit = entities.open(
                PaymentRepository.class, "payments", BillEntity.class, AttemptEntity.class, ReceiptEntity.class);
    }

    @Override
    public void close() {
        unit.close();
    }

    public Tx tx() {
        return tx;
    }

    public EntityManager em() {
        return unit.em();
    }

    public Optional<BillEntity> bill(UUID id) {
        return Optional.ofNullable(em().find(BillEntity.class, id));
    }

    public Optional<AttemptEntity> attempt(UUID id) {
        return Optional.ofNullable(em().find(AttemptEntity.class, id));
    }

    public Optional<BillEntity> bill(PaymentId payment) {
        return em().createQuery(
                        "select b from BillEntity b where b.billId = :bill and b.paymentId = :payment",
                        BillEntity.class)
                .setParameter("bill", payment.bill().value())
                .setParameter("payment", payment.value())
                .getResultStream()
                .findFirst();
    }

    /** Returns an existing attempt and its bill. */
    public AttemptWithBill attemptAndBill(UUID attempt) {
        Object[] row = em().createQuery(
                        "select a, b from AttemptEntity a, BillEntity b where a.id = :id and b.id = a.bill",
                        Object[].class)
                .setParameter("id", attempt)
                .getSingleResult();
        return new AttemptWithBill((AttemptEntity) row[0], (BillEntity) row[1]);
    }

    public Optional<AttemptReference> findReference(UUID attempt) {
        return tx.required(sql -> sql.createQuery("select id, case_id from payments.attempt where id = :id")
                .bind("id", attempt)
                .map(PaymentRepository::toReference)
                .findOne());
    }

    public Optional<AttemptReference> findReference(String gateway, long order) {
        return tx.required(sql -> sql.createQuery(
                        "select id, case_id from payments.attempt where order_number = :order and gateway = :gateway")
                .bind("order", order)
                .bind("gateway", gateway)
                .map(PaymentRepository::toReference)
                .findOne());
    }

    private static AttemptReference toReference(ResultSet row, StatementContext context) throws SQLException {
        return new AttemptReference(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
    }

    /** Returns a new order number and the state of the bill's other attempts and of the merchant account, in one query. */
    public NewOrder nextOrder(UUID bill, String fingerprint, SessionTerms terms) {
        return tx.required(
                sql -> sql.createQuery("select nextval('payments.order_number'), exists (select from payments.attempt"
                                + " where bill = :bill and (state in ('VERIFYING', 'VERIFIED', 'SETTLING')"
                                // the payer has reported a payment, and the bank is about to be called
                                + " or state = 'RETURNED' and hint_paid and held is null)), "
                                + MerchantRepository.ACCOUNT_STATE_SQL
                                + ", (select a.id from payments.attempt a where a.bill = :bill and a.state = 'STARTED'"
                                // a session that is paid according to the bank must not be used again
                                + " and not a.hint_paid and a.gateway = :gateway and a.terminal = :terminal"
                                + " and a.amount = :amount and a.created > :usable order by a.id desc limit 1),"
                                + " exists (select from payments.attempt c where c.bill = :bill and c.state = 'CREATED'"
                                + " and c.gateway = :gateway and c.created > :opening)")
                        .bind("bill", bill)
                        .bind("fingerprint", fingerprint)
                        .bind("gateway", terms.gateway())
                        .bind("terminal", terms.terminal())
                        .bind("amount", terms.amount())
                        .bind("usable", terms.usable().atOffset(ZoneOffset.UTC))
                        .bind("opening", terms.opening().atOffset(ZoneOffset.UTC))
                        .map((row, context) -> new NewOrder(
                                row.getLong(1),
                                row.getBoolean(2),
                                row.getString(3),
                                row.getObject(4, UUID.class),
                                row.getBoolean(5)))
                        .one());
    }

    /** Returns the service of a case's bill and the bill's open attempts; empty if the case has no such bill. */
    public Optional<Payable> payable(UUID caseId, UUID bill) {
        List<Map.Entry<String, OpenAt>> rows =
                tx.required(sql -> sql.createQuery("select b.service, a.gateway, a.created from payments.bill b"
                                + " left join payments.attempt a on a.bill = b.id and a.state = 'STARTED' and not a.hint_paid"
                                + " where b.id = :bill and b.case_id = :case order by a.id desc nulls last")
                        .bind("bill", bill)
                        .bind("case", caseId)
                        .map((row, context) -> {
                            OffsetDateTime created = row.getObject(3, OffsetDateTime.class);
                            return Map.entry(
                                    row.getString(1),
                                    new OpenAt(row.getString(2), created == null ? null : created.toInstant()));
                        })
                        .list());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Payable(
                        rows.get(0).getKey(),
                        rows.stream()
                                .map(Map.Entry::getValue)
                                .filter(o -> o.gateway() != null)
                                .toList()));
    }

    public List<Long> nextFiles(int count) {
        return tx.required(
                sql -> sql.createQuery("select nextval('payments.bill_file') from generate_series(1, :count)")
                        .bind("count", count)
                        .mapTo(Long.class)
                        .list());
    }

    /** Records the duties of a stage as JSON. */
    public Assessment assess(UUID caseId, String stage, String duties) {
        return tx.required(sql -> sql.createQuery(
                        "insert into payments.assessment (case_id, stage, duties)"
                                + " values (:case, :stage, :duties::jsonb) on conflict (case_id, stage)"
                                + " do update set duties = excluded.duties where assessment.duties <> excluded.duties returning xmax = 0")
                .bind("case", caseId)
                .bind("stage", stage)
                .bind("duties", duties)
                .mapTo(Boolean.class)
                .findOne()
                .map(first -> first ? Assessment.FIRST : Assessment.CHANGED)
                .orElse(Assessment.SAME));
    }

    /**
     * Clears the recorded duties of a stage unless they equal {@code duties}.
     *
     * @return {@code true} if other duties were recorded
     */
    public boolean outdate(UUID caseId, String stage, String duties) {
        return tx.required(sql -> sql.createUpdate("update payments.assessment set duties = 'null'::jsonb"
                                + " where case_id = :case and stage = :stage and duties <> :duties::jsonb")
                        .bind("case", caseId)
                        .bind("stage", stage)
                        .bind("duties", duties)
                        .execute())
                > 0;
    }

    public List<BillEntity> billRows(UUID caseId, String stage) {
        return em().createQuery(
                        "select b from BillEntity b where b.caseId = :case and b.stage = :stage order by b.id",
                        BillEntity.class)
                .setParameter("case", caseId)
                .setParameter("stage", stage)
                .getResultList();
    }

    /** Returns all bills of the case, oldest first. */
    public List<Bill> bills(UUID caseId) {
        return tx.required(sql -> BillQueries.all(flush(sql), caseId));
    }

    /** Returns the bills of one stage that are not cancelled. */
    public List<Bill> bills(UUID caseId, String stage) {
        return tx.required(sql -> BillQueries.listUncancelled(flush(sql), caseId, stage));
    }

    private Handle flush(Handle sql) {
        tx.flush();
        return sql;
    }

    public List<AttemptEntity> attempts(UUID bill) {
        return em().createQuery("select a from AttemptEntity a where a.bill = :bill order by a.id", AttemptEntity.class)
                .setParameter("bill", bill)
                .getResultList();
    }

    /**
     * Makes attempts due that a stopped node may have been processing: payers on a bank's page or just returned, and calls in
     * progress. Rows that are locked at this moment are skipped.
     */
    public int makeInterruptedDue(Instant now) {
        return tx.required(
                sql -> sql.createUpdate("update payments.attempt set next_at = :now, failed_checks = 0 where id in"
                                + " (select id from payments.attempt where next_at > :now"
                                + " and state in ('STARTED', 'RETURNED', 'VERIFYING', 'VERIFIED', 'SETTLING', 'REVERSING')"
                                + " for update skip locked)")
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute());
    }

    /** Claims up to {@code limit} due attempts. They are not due again before {@code until}, so that no other node claims them. */
    public List<UUID> claimDue(Instant now, Instant until, int limit) {
        return tx.required(sql -> sql.createQuery("update payments.attempt set next_at = :until where id in"
                        + " (select id from payments.attempt where next_at <= :now order by next_at limit :limit"
                        + " for update skip locked) returning id")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
    }
}
