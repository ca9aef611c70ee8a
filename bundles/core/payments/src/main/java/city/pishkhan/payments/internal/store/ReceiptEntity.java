package city.pishkhan.payments.internal.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The receipt of a bill: the sale that paid it. The bill is the primary key, so a bill cannot be paid twice. */
@Entity
@Table(name = "receipt")
public class ReceiptEntity {
    @Id
    UUID bill;

    public UUID attempt;
    public String gateway;
    public String terminal;
    String reference;
    long amount;
    Instant verified;
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
