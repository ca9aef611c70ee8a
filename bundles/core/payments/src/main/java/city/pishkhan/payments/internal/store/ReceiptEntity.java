package city.pishkhan.payments.internal.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The receipt of a bill: the sale that paid it. The bill is the primary key, so a bill cannot be paid twice. */
@Entity
@Table(name = "receipt")
public class ReceiptEntity {
    @Id
    UUID bill;

    public UUID attempt;
    public String gateway;
    public String terminal;

    @Nullable
    String reference;

    long amount;

    @Nullable
    Instant verified;

    @Nullable
    Instant settled;

    protected ReceiptEntity() {}

    public ReceiptEntity(AttemptEntity a) {
        bill = a.bill;
        attempt = a.id;
        gateway = a.gateway;
        terminal = a.terminal;
        reference = a.reference;
        amount = a.amount;
        verified = a.verified;
        settled = a.settled;
    }
}
