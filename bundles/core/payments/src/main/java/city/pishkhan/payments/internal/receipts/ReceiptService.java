package city.pishkhan.payments.internal.receipts;

import city.pishkhan.api.CityIdentity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Payments.Duty;
import city.pishkhan.api.money.Receipts;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.security.DocumentSigner;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.payments.internal.common.DutyJson;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implementation of {@link Receipts} on bills and their receipts. */
@Component(service = Receipts.class)
public final class ReceiptService implements Receipts {
    private static final Messages MESSAGES = Messages.of(ReceiptService.class);

    /** maximum number of pages rendered at the same time, to limit memory use */
    private static final int MOST_DRAWN = 4;

    private static final int CARD = 16;
    private static final ULocale PERSIAN = new ULocale("fa");

    private final Tx tx;
    private final Procedures procedures;
    private final CityIdentity city;
    private final DocumentSigner signer;
    private final Semaphore drawing = new Semaphore(MOST_DRAWN);

    @Activate
    public ReceiptService(
            @Reference Tx tx,
            @Reference Schemas schemas,
            @Reference Procedures procedures,
            @Reference CityIdentity city,
            @Reference DocumentSigner signer) {
        this.tx = tx;
        this.procedures = procedures;
        this.city = city;
        this.signer = signer;
        schemas.migrate(ReceiptService.class, "payments");
    }

    @Override
    public Receipt find(UUID caseId, UUID bill, String ruleSet) {
        return tx.required(sql -> sql.createQuery(
                                "select b.id, b.case_id, b.case_number, b.service, b.office, b.bill_id, b.payment_id,"
                                        + " b.duties::text as duties, r.gateway, r.terminal, r.reference, r.amount, r.verified,"
                                        + " a.masked_pan from payments.bill b left join payments.receipt r on r.bill = b.id"
                                        + " left join payments.attempt a on a.id = r.attempt"
                                        + " where b.id = :bill and b.case_id = :case")
                        .bind("bill", bill)
                        .bind("case", caseId)
                        .map((row, context) -> receipt(row, ruleSet))
                        .findOne())
                .orElseThrow(() -> Refusal.notFound("bill"));
    }

    private Receipt receipt(ResultSet row, String ruleSet) throws SQLException {
        if (row.getString("reference") == null) {
            throw Refusal.conflict("bill.not-paid");
        }
        String service = row.getString("service");
        Optional<Procedure> procedure =
                service == null ? Optional.empty() : procedures.ruleSet(ruleSet).procedure(service);
        List<Duty> lines = DutyJson.duties(row.getString("duties"));
        long amount = row.getLong("amount");
        Instant paid = row.getObject("verified", OffsetDateTime.class).toInstant();
        return new Receipt(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("case_number"),
                service,
                procedure.map(Procedure::titleEn).orElse(service),
                procedure.map(Procedure::titleFa).orElse(service),
                row.getString("office"),
                row.getString("bill_id"),
                row.getString("payment_id"),
                amount,
                amountInWords(amount),
                lines,
                amount - lines.stream().mapToLong(Duty::amount).sum(),
                row.getString("gateway"),
                row.getString("terminal"),
                row.getString("reference"),
                maskCard(row.getString("masked_pan")),
                paid,
                PersianDate.persian(paid));
    }

    private static String amountInWords(long amount) {
        // creates a new format for each receipt, because formats are not thread-safe; this costs little compared with
        // drawing the page
        return MESSAGES.persian(
                "receipt.rial", new RuleBasedNumberFormat(PERSIAN, RuleBasedNumberFormat.SPELLOUT).format(amount));
    }

    /** Masks the card number, because it came from the payer's browser and may not be masked. */
    private static @Nullable String maskCard(String brought) {
        if (brought == null || brought.isBlank()) {
            return null;
        }
        String card = brought.strip();
        return card.matches("\\d{" + CARD + "}") ? card.substring(0, 6) + "******" + card.substring(CARD - 4) : card;
    }

    @Override
    public byte[] pdf(Receipt receipt) {
        drawing.acquireUninterruptibly();
        try {
            return signer.signPdf(ReceiptPdf.render(receipt, city.identity(), signer), ReceiptPdf.TITLE);
        } finally {
            drawing.release();
        }
    }
}
