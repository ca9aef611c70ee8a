package city.pishkhan.payments.internal.treasury;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Iban;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.payments.internal.common.ConstraintViolations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Money that leaves the city's bank account: a refund or a payout. The state is due until one person of the treasury
 * has named a receiving account and another has approved exactly that account. Then it is ordered until the bank has
 * made the transfer, and done afterwards.
 */
final class Disbursement {
    static final String DUE = "due";
    static final String ORDERED = "ordered";
    private static final int LONGEST = 100;
    private static final int LONGEST_REFERENCE = 40;

    private final Kind kind;
    private final Vault vault;
    private final Journal journal;

    /**
     * A kind of disbursement.
     *
     * @param word  prefix of its codes and events, e.g. {@code refund}
     * @param table its table, with the columns state, iban, holder, masked, account, ordered, reference and done
     */
    record Kind(String word, String table) {}

    /**
     * A disbursement whose row is locked.
     *
     * @param owner  owner of the key that seals its account
     * @param caseId its case, or {@code null}
     */
    record DisbursementRow(UUID id, UUID owner, @Nullable UUID caseId, String state, String account) {}

    /** The account that receives the money. */
    record Account(Iban iban, String holder) {}

    Disbursement(Kind kind, Vault vault, Journal journal) {
        this.kind = kind;
        this.vault = vault;
        this.journal = journal;
    }

    Refusal unknown() {
        return Refusal.notFound(kind.word());
    }

    /** @throws Refusal {@code INVALID} if the holder's name is missing or too long */
    Account account(Iban iban, String holder) {
        String name = holder == null ? "" : PersianText.normalise(holder).strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw Refusal.invalid(kind.word() + ".holder", "holder", LONGEST);
        }
        return new Account(iban, name);
    }

    /**
     * Records the receiving account.
     *
     * @param from account of the city that pays, which is part of the approval; may be empty
     */
    void setAccount(Handle sql, Caller caller, DisbursementRow one, Account account, String from) {
        requireDue(one);
        sql.createUpdate("update " + kind.table() + " set iban = :iban, holder = :holder, masked = :masked,"
                        + " account = :account where id = :id")
                .bind("id", one.id())
                .bind(
                        "iban",
                        vault.seal(
                                one.owner(),
                                place("iban", one.id()),
                                account.iban().value()))
                .bind("holder", vault.seal(one.owner(), place("holder", one.id()), account.holder()))
                .bind("masked", account.iban().masked())
                .bind("account", vault.index((account.iban().value() + " " + account.holder() + " " + from).strip()))
                .execute();
        journal.record(one.caseId(), kind.word() + ".account", caller, Map.of(kind.word(), one.id()));
    }

    private String place(String what, UUID id) {
        return kind.word() + "." + what + " " + id;
    }

    void requireDue(DisbursementRow one) {
        if (!one.state().equals(DUE)) {
            throw Refusal.conflict(kind.word() + ".state", one.state());
        }
    }

    /** @throws Refusal {@code CONFLICT} unless the disbursement is due and names exactly this receiving account */
    void check(DisbursementRow one, String account) {
        requireDue(one);
        if (!account.equals(one.account())) {
            throw Refusal.conflict(kind.word() + ".account");
        }
    }

    void order(Handle sql, Caller approver, DisbursementRow one, String account) {
        check(one, account);
        sql.execute("update " + kind.table() + " set state = 'ordered', ordered = now() where id = ?", one.id());
        journal.record(one.caseId(), kind.word() + ".ordered", approver, Map.of(kind.word(), one.id()));
    }

    /**
     * Decrypts the receiving account.
     *
     * @param row   row of the table
     * @param owner owner of the key
     */
    Account decryptAccount(ResultSet row, UUID owner) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Account(
                Iban.parse(vault.open(owner, place("iban", id), row.getBytes("iban"))
                        .orElseThrow()),
                vault.open(owner, place("holder", id), row.getBytes("holder")).orElseThrow());
    }

    /** Records in the journal that the caller has read the ordered transfers with their receiving accounts. */
    void recordRead(Caller caller, int count) {
        journal.record(null, kind.word() + ".orders-read", caller, Map.of(kind.word() + "s", count));
    }

    /** @throws Refusal {@code INVALID} if it is not a valid bank reference */
    String reference(String reference) {
        if (reference == null || !reference.strip().matches("[A-Za-z0-9-]{1," + LONGEST_REFERENCE + "}")) {
            throw Refusal.invalid(kind.word() + ".reference", "reference", LONGEST_REFERENCE);
        }
        return reference.strip();
    }

    /**
     * Runs work that calls {@link #finish}, and refuses a bank reference that another transfer already has.
     *
     * @throws Refusal {@code CONFLICT} if the reference belongs to another transfer
     */
    <T> T requireUnusedReference(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (ConstraintViolations.isUniqueViolation(e, "transfer_pkey")) {
                throw Refusal.conflict(kind.word() + ".reference-used");
            }
            throw e;
        }
    }

    /**
     * Records that the bank has made the transfer.
     *
     * @param amount rial
     */
    void finish(Handle sql, Caller caller, DisbursementRow one, String reference, long amount, Instant now) {
        if (!one.state().equals(ORDERED)) {
            throw Refusal.conflict(kind.word() + ".not-ordered", one.state());
        }
        sql.execute(
                "insert into payments.transfer (reference, kind, subject) values (?, ?, ?)",
                reference,
                kind.word(),
                one.id());
        sql.createUpdate("update " + kind.table()
                        + " set state = 'done', reference = :reference, done = :now where id = :id")
                .bind("id", one.id())
                .bind("reference", reference)
                .bind("now", now)
                .execute();
        journal.record(
                one.caseId(),
                kind.word() + ".done",
                caller,
                Map.of(kind.word(), one.id(), "amount", amount, "reference", reference));
    }
}
